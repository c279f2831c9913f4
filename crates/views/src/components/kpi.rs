//! KPI cards: a label, one number, how it changed, its course, its target, and its definition one keystroke away.
use maud::{Markup, Render, html};

use super::Change;
use crate::icon::{Icon, icon_small};
use crate::link::Link;

/// The number of a card.
#[derive(Clone, Debug)]
pub enum KpiValue {
    /// There is one.
    Shown {
        /// As on the card: `$5.05M`.
        short: String,
        /// In full, at the pointer and in the definition: `$5,051,361.84`; empty where the short form is exact.
        exact: String,
        /// Small words after it: `of 98 buyers`; mostly empty.
        unit: String,
    },
    /// There is none: shown as "–".
    Missing {
        /// Why: `no order has both dates`.
        reason: String,
        /// What helps: `Leave out the line filter`.
        way_out: Option<Link>,
    },
}

/// A configured target.
#[derive(Clone, Debug)]
pub struct Target {
    /// `Target 95.0 %`.
    pub words: String,
    /// Whether the number meets it.
    pub is_met: bool,
}

/// What a metric means.
#[derive(Clone, Debug, Default)]
pub struct Definition {
    /// One sentence.
    pub text: String,
    /// How it is computed: `Σ quantity × price each`.
    pub formula: String,
    /// Exact values: `Now $5,051,361.84 · before $3,781,931.08`.
    pub exact: String,
    /// The metric on the definitions page.
    pub link: Option<Link>,
    /// What the card draws, as files.
    pub files: Vec<Link>,
}

/// A card.
#[derive(Clone, Debug)]
pub struct Kpi {
    /// Identifier, unique on the page: `revenue`.
    pub id: String,
    /// `Average order value`.
    pub label: String,
    /// The number.
    pub value: KpiValue,
    /// The rows behind the number; none where there are none on a page of their own.
    pub href: Option<String>,
    /// What the change belongs to where it is not the number above: `this year to date $1.77M`; mostly empty.
    pub lead: String,
    /// How it changed; none without comparison.
    pub change: Option<Change>,
    /// What it is compared with: `vs 1 Jun 2003 – 31 May 2004`; or any other remark.
    pub comparison: String,
    /// A small drawing of its course.
    pub sparkline: Option<Markup>,
    /// The target, if configured.
    pub target: Option<Target>,
    /// What it means.
    pub definition: Definition,
}

impl Render for Kpi {
    fn render(&self) -> Markup {
        html! {
            li .kpi {
                div .kpi-body {
                    h2 .kpi-label { (self.label) }
                    @match &self.value {
                        KpiValue::Shown { short, exact, unit } => {
                            p .kpi-value title=[(!exact.is_empty()).then_some(exact)] {
                                @match &self.href {
                                    Some(href) => a href=(href) { (short) },
                                    None => (short),
                                }
                                @if !unit.is_empty() { " " small { (unit) } }
                            }
                        },
                        KpiValue::Missing { .. } => p .kpi-value.kpi-missing { span aria-hidden="true" { "–" } span .vh { "no value" } },
                    }
                    @if let Some(sparkline) = &self.sparkline { div .kpi-spark { (sparkline) } }
                    div .kpi-notes {
                        (self.notes())
                        @if let Some(target) = &self.target {
                            p .kpi-target.is-met[target.is_met] {
                                (icon_small(if target.is_met { Icon::Check } else { Icon::Close }))
                                (target.words) (if target.is_met { ": met" } else { ": missed" })
                            }
                        }
                    }
                }
                (self.definition())
            }
        }
    }
}

impl Kpi {
    fn notes(&self) -> Markup {
        html! {
            @if let KpiValue::Missing { reason, way_out } = &self.value {
                p .kpi-note { (reason) @if let Some(link) = way_out { ". " (link) } }
            } @else if self.change.is_some() || !self.lead.is_empty() || !self.comparison.is_empty() {
                p .kpi-note {
                    @if !self.lead.is_empty() { (self.lead) " " }
                    @if let Some(change) = &self.change { (change) " " }
                    span .kpi-versus { (self.comparison) }
                }
            }
        }
    }

    /// The definition lies over what is below the card, so that nothing moves; opening one closes another.
    fn definition(&self) -> Markup {
        let Definition { text, formula, exact, link, files } = &self.definition;
        html! {
            details .kpi-def name="kpi-def" {
                summary #{ "def-" (self.id) } aria-label={ "Definition: " (self.label) } { (icon_small(Icon::Info)) }
                div {
                    p { (text) }
                    @if !formula.is_empty() { p .dim { (formula) } }
                    @if !exact.is_empty() { p { (exact) } }
                    @if let Some(link) = link { p { (link) } }
                    @if !files.is_empty() { p { "The drawing as " @for file in files { (file) " " } } }
                }
            }
        }
    }
}

/// The row or rows of cards on top of a page: four beside each other, or six.
#[derive(Clone, Debug)]
pub struct KpiGrid {
    /// The cards.
    pub cards: Vec<Kpi>,
}

impl Render for KpiGrid {
    fn render(&self) -> Markup {
        let is_six_wide = !self.cards.len().is_multiple_of(4) && self.cards.len().is_multiple_of(6);
        html! {
            ul .kpis.of-6[is_six_wide] aria-label="Key figures" {
                @for card in &self.cards { (card) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(value: KpiValue) -> String {
        Kpi {
            id: "on-time".to_owned(),
            label: "On-time shipping".to_owned(),
            value,
            href: None,
            lead: String::new(),
            change: None,
            comparison: String::new(),
            sparkline: None,
            target: Some(Target { words: "Target 95 %".to_owned(), is_met: false }),
            definition: Definition::default(),
        }
        .render()
        .into_string()
    }

    #[test]
    fn no_value_gives_its_reason_and_a_way_out() {
        let link = Link::new("Clear the filters", "/");
        let markup =
            card(KpiValue::Missing { reason: "no order was shipped".to_owned(), way_out: Some(link) });
        assert!(
            markup.contains("no value") && markup.contains("no order was shipped. <a href=\"/\">"),
            "{markup}"
        );
    }

    #[test]
    fn a_missed_target_is_said_in_words() {
        let shown = KpiValue::Shown { short: "93.1 %".to_owned(), exact: String::new(), unit: String::new() };
        let markup = card(shown);
        assert!(markup.contains("Target 95 %: missed") && !markup.contains("is-met"), "{markup}");
    }
}
