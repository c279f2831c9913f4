//! Every check: those that found something first, the others folded away.

use analytics::quality::Check;
use maud::{Markup, Render, html};

use super::{DataQualityPage, severity_badge};
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::export_links::export_links;
use crate::scope_words::count;

/// The checks.
pub(super) fn section(page: &DataQualityPage<'_>) -> Markup {
    let (format, summary) = (page.format, page.summary);
    let checks = &page.snapshot.quality.checks;
    let (broken, kept): (Vec<&Check>, Vec<&Check>) =
        checks.iter().partition(|check| check.num_violations > 0);
    let body = html! {
        @if broken.is_empty() {
            p .say { "No check found anything." }
        } @else {
            (table(page, "Checks that found something", &broken))
        }
        @if !kept.is_empty() {
            details .data {
                summary { (count(kept.len() as i128, "check", format)) " found nothing" }
                (table(page, "Checks that found nothing", &kept))
            }
        }
    };
    let mut panel = Panel::new(Span::TwoThirds, "Checks", body);
    panel.id = "checks".to_owned();
    panel.links = export_links(page.site, "data_quality", "");
    let found =
        [(summary.num_errors, "error"), (summary.num_warnings, "warning"), (summary.num_notes, "note")];
    let found: Vec<String> = found
        .into_iter()
        .map(|(number, noun)| match number {
            0 => format!("no {noun}s"),
            _ => count(number as i128, noun, format),
        })
        .collect();
    panel.sentence =
        format!("{} ran at this load: {}.", count(checks.len() as i128, "check", format), found.join(", "),);
    panel.note = "An error contradicts itself: rows are left out or values are lost. A warning is doubtful, but used as it is. A note (info in files) is worth knowing.".to_owned();
    panel.render()
}

fn table(page: &DataQualityPage<'_>, caption: &str, checks: &[&Check]) -> DataTable {
    let column = |key: &str, label: &str, is_number, priority| Column {
        key: format!("{caption}-{key}").replace(' ', "-").to_lowercase(),
        label: label.to_owned(),
        is_number,
        priority,
        ..Column::default()
    };
    DataTable {
        caption: caption.to_owned(),
        columns: vec![
            column("what", "What was looked for", false, 0),
            column("table", "Table", false, 2),
            column("severity", "Severity", false, 1),
            column("found", "Found", true, 0),
        ],
        rows: checks.iter().map(|check| row(page, check)).collect(),
        total: Vec::new(),
        is_wide: false,
    }
}

fn row(page: &DataQualityPage<'_>, check: &Check) -> Row {
    let description = check.rule.description();
    let is_current = page.found.is_some_and(|found| found.check.id == check.id);
    let what = html! {
        span .wrap-always {
            @if check.num_violations > 0 {
                // Not a swap: the rows are further down, and the browser goes there.
                a href={ (page.check_href(check)) "#rows" } aria-current=[is_current.then_some("true")] { (description) }
            } @else {
                (description)
            }
        }
        span .dim.check-id { (check.id) @if is_current { " · shown below" } }
    };
    Row::Cells(vec![
        Cell(what),
        Cell::text(check.table.name()),
        Cell(severity_badge(check.rule.severity()).render()),
        Cell::text(page.format.integer(check.num_violations)),
    ])
}
