//! The datasets, each with its columns.

use analytics::catalogue::DATASETS;
use analytics::dataset::{Dataset, Kind};
use analytics::divergences::DIVERGENCES;
use analytics::table::ColumnKind;
use analytics::thresholds::THRESHOLDS;
use maud::{Markup, html};

use super::key_figures::differences;
use super::thresholds::anchor;
use super::{DefinitionsPage, dataset_anchor, enumerated, uses};
use crate::breakable::breakable;
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::export_links::export_links;
use crate::link::Link;
use crate::scope_words::count;
use crate::threshold_words::threshold_words;

/// One panel a dataset.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    html! { @for dataset in DATASETS { (panel(page, dataset)) } }
}

fn panel(page: &DefinitionsPage<'_>, dataset: &Dataset) -> Panel {
    let used = page.links(&uses::of_dataset(dataset.name));
    let thresholds: Vec<Link> = THRESHOLDS
        .iter()
        .filter(|threshold| threshold.datasets.contains(&dataset.name))
        .map(|threshold| {
            let value = threshold_words(threshold.unit, threshold.value(page.policy), page.format);
            Link::new(format!("{} {value}", threshold.parameter), format!("#{}", anchor(threshold.parameter)))
        })
        .collect();
    let body = html! {
        dl .facts.facts-wide {
            div { dt { "Kind" } dd { (kind_words(dataset.kind)) } }
            div { dt { "Formula" } dd .formula { (dataset.formula) } }
            div { dt { "Source columns" } dd { (dataset.source) } }
            div { dt { "Order of rows" } dd { (dataset.order) } }
            @if !thresholds.is_empty() { div { dt { "Thresholds in force" } dd { (enumerated(&thresholds)) } } }
            @if !used.is_empty() { div { dt { "Shown on" } dd { (enumerated(&used)) } } }
            (differences(DIVERGENCES.iter().filter(|divergence| divergence.datasets.contains(&dataset.name))))
        }
        details .data {
            summary { (count(dataset.columns.len() as i128, "column", page.format)) span .vh { " of " (dataset.title) } }
            (columns(page, dataset))
        }
    };
    let mut panel = Panel::new(Span::Full, format!("{} · {}", dataset.title, dataset.name), body);
    panel.id = dataset_anchor(dataset.name);
    panel.sentence = dataset.definition.to_owned();
    panel.links = export_links(page.site, dataset.name, page.query);
    panel
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow: every filter applies",
        Kind::State => "state: customer and status filters apply, period and line do not",
        Kind::Structure => "structure: no filter applies",
    }
}

fn columns(page: &DefinitionsPage<'_>, dataset: &Dataset) -> DataTable {
    let head = |key: &str, label: &str, priority| Column {
        key: format!("{}-{key}", dataset.name),
        label: label.to_owned(),
        priority,
        ..Column::default()
    };
    let unit = |kind: ColumnKind, unit: &str| match kind {
        ColumnKind::Money => page.format.currency_code().to_owned(),
        ColumnKind::Percent => "%".to_owned(),
        _ => unit.to_owned(),
    };
    DataTable {
        caption: format!("Columns of {}", dataset.title),
        columns: vec![
            head("name", "Column", 0),
            head("type", "Type", 2),
            head("unit", "Unit", 1),
            head("meaning", "Meaning", 0),
        ],
        rows: dataset
            .columns
            .iter()
            .map(|column| {
                let unit = unit(column.kind, column.unit);
                Row::Cells(vec![
                    Cell(breakable(column.name)),
                    Cell::text(column.kind.name()),
                    if unit.is_empty() { Cell::none() } else { Cell::text(unit) },
                    Cell(html! { span .wrap-words { (column.meaning) } }),
                ])
            })
            .collect(),
        total: Vec::new(),
        is_wide: false,
    }
}
