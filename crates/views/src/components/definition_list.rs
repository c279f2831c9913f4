//! Terms and what belongs to them: the facts of an entity, the lines of a status.
use maud::{Markup, Render, html};

/// Terms with their values, in columns where there is room.
#[derive(Clone, Debug, Default)]
pub struct DefinitionList {
    /// Term and value.
    pub entries: Vec<(String, Markup)>,
}

impl Render for DefinitionList {
    fn render(&self) -> Markup {
        html! {
            dl .facts {
                @for (term, value) in &self.entries { div { dt { (term) } dd { (value) } } }
            }
        }
    }
}
