//! The frame of every chart: title, one sentence, links, the chart itself, and its numbers one keystroke away.

use maud::{Markup, html};

/// What stands around a chart. The `id` is the caller's: unique on its page, it makes every other id.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// Prefix of all ids of this chart: `{id}-title`, `{id}-say`, `{id}-data`.
    pub id: String,
    /// The title, with the unit where it is not in the axis.
    pub title: String,
    /// What the chart says, in one sentence made from its numbers.
    pub sentence: String,
    /// Links at the right of the title: the table, CSV, SVG.
    pub links: Vec<Link>,
    /// Controls between title and chart, such as a switch of what is shown.
    pub controls: Option<Markup>,
    /// A note below the chart.
    pub note: Option<String>,
}

/// A link with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link to `href` that says `label`.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Link {
        Link { label: label.into(), href: href.into() }
    }
}

/// A table that repeats the numbers of a drawing, folded away.
#[derive(Clone, Debug, Default)]
pub(crate) struct DataTable {
    pub(crate) head: Vec<String>,
    /// Rows as long as the head; the first cell names the row.
    pub(crate) rows: Vec<Vec<String>>,
    /// What the table leaves out, if it does.
    pub(crate) note: Option<String>,
}

/// Puts `chart` into its frame.
pub(crate) fn figure(figure: &Figure, chart: Markup) -> Markup {
    let title_id = format!("{}-title", figure.id);
    let sentence_id = format!("{}-say", figure.id);
    let described_by = (!figure.sentence.is_empty()).then_some(&sentence_id);
    html! {
        figure id=(figure.id) class="figure" aria-labelledby=(title_id) aria-describedby=[described_by] {
            figcaption class="figure-head" {
                div {
                    h2 id=(title_id) { (figure.title) }
                    @if let Some(id) = described_by { p id=(id) class="say" { (prose(&figure.sentence)) } }
                }
                @if !figure.links.is_empty() {
                    p class="figure-links" {
                        @for link in &figure.links {
                            // "CSV" alone says too little to someone who hears a list of links.
                            a href=(link.href) { (link.label) span class="vh" { ": " (figure.title) } } " "
                        }
                    }
                }
            }
            @if let Some(controls) = &figure.controls { (controls) }
            (chart)
            @if let Some(note) = &figure.note { p class="figure-note" { (prose(note)) } }
        }
    }
}

/// What is shown when there is nothing to draw.
pub(crate) fn nothing() -> Markup {
    html! { p class="figure-empty" { "Nothing to show." } }
}

/// The folded table of `figure`.
pub(crate) fn data_table(figure: &Figure, table: &DataTable) -> Markup {
    html! {
        details id={ (figure.id) "-data" } class="data" {
            summary { "Show as table" span class="vh" { ": " (figure.title) } }
            div class="data-box" {
                table class="bars" {
                    thead { tr { @for cell in &table.head { th scope="col" { (cell) } } } }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (index, cell) in row.iter().enumerate() {
                                    @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(note) = &table.note { p class="figure-note" { (note) } }
        }
    }
}

/// A sentence in which signed numbers never break after their sign.
pub(crate) fn prose(sentence: &str) -> Markup {
    html! {
        @for (index, word) in sentence.split(' ').enumerate() {
            @if index > 0 { " " }
            @if word.starts_with(['−', '+']) && word.len() > 3 { span class="nb" { (word) } } @else { (word) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signed_numbers_do_not_break() {
        let check = |sentence, expected: &str| assert_eq!(prose(sentence).into_string(), expected);
        check("up by 3", "up by 3");
        check("net −$1.6M, so", r#"net <span class="nb">−$1.6M,</span> so"#);
        check("a − b", "a − b");
        check("<b> & c", "&lt;b&gt; &amp; c");
    }
}
