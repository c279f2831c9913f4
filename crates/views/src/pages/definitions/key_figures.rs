//! The key figures.

use analytics::answers::cards::CARDS;
use analytics::divergences::{DIVERGENCES, Divergence};
use analytics::kpis::{Direction, KPIS, Kpi};
use maud::{Markup, html};

use super::{DefinitionsPage, dataset_links, enumerated, kpi_anchor, uses};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::link::Link;

/// One panel a key figure.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    html! { @for kpi in KPIS { (panel(page, kpi)) } }
}

fn panel(page: &DefinitionsPage<'_>, kpi: &Kpi) -> Panel {
    let direction = match kpi.direction {
        Direction::UpIsGood => "More is better.",
        Direction::Neutral => "A change is described, not judged.",
    };
    let used = page.links(uses::OF_KPIS);
    let files = course_files(page, kpi);
    let body = html! {
        dl .facts.facts-rows {
            div { dt { "Formula" } dd .formula { (kpi.formula) } }
            div { dt { "Source columns" } dd { (kpi.source) } }
            div { dt { "No value" } dd { (kpi.no_value) } }
            div { dt { "Change" } dd { (direction) } }
            div {
                dt { "Target" }
                dd {
                    @match page.targets.get(kpi.id) {
                        Some(&hundredths) => (target(page, hundredths)),
                        None => "none",
                    }
                    " (" code { "targets." (kpi.id) } ")"
                }
            }
            div { dt { "In files" } dd { (enumerated(&dataset_links(["kpis"]))) ", as " code { (kpi.id) } } }
            @if !files.is_empty() { div { dt { "By month" } dd { (enumerated(&files)) } } }
            @if !used.is_empty() { div { dt { "Shown on" } dd { (enumerated(&used)) } } }
            (differences(DIVERGENCES.iter().filter(|divergence| divergence.kpis.contains(&kpi.id))))
        }
    };
    let mut panel = Panel::new(Span::Third, kpi.title, body);
    panel.id = kpi_anchor(kpi.id).to_owned();
    panel.sentence = kpi.definition.to_owned();
    panel
}

/// The course of a key figure with a card, as files.
fn course_files(page: &DefinitionsPage<'_>, kpi: &Kpi) -> Vec<Link> {
    match CARDS.iter().position(|id| *id == kpi.id) {
        None => Vec::new(),
        // The first is what the address means without a word about it.
        Some(0) => ChartFile::KpiTrend.links(page.site, ""),
        Some(_) => ChartFile::KpiTrend.links(page.site, &format!("kpi={}", kpi.id)),
    }
}

/// A target as it is configured, in the unit of the figure.
fn target(page: &DefinitionsPage<'_>, hundredths: i64) -> String {
    let decimals = if hundredths % 100 == 0 { 0 } else { 2 };
    units::Fraction::new(hundredths, 100)
        .map_or_else(String::new, |target| page.format.decimal(target, decimals))
}

/// How a metric differs from the reference.
pub(super) fn differences<'a>(divergences: impl Iterator<Item = &'a Divergence>) -> Markup {
    let mut divergences = divergences.peekable();
    html! {
        // One term, however many differences: a term stands in a list once.
        @if divergences.peek().is_some() {
            div {
                dt { "Differs from the reference" }
                @for divergence in divergences {
                    dd { (divergence.reference) " That showed: " (divergence.shows) " Here: " (divergence.here) }
                }
            }
        }
    }
}
