//! Heat maps and organizations of the gallery.

use maud::html;

use super::trends::{MONTH_NAMES, YEAR};
use super::writing::{dollars, short_dollars};
use super::{GalleryEntry, entry};
use crate::{HeatCell, HeatMap, HeatRow, OrgRow, OrgTree, heat_map, org_tree};

fn year(name: &str, share: f64, months: usize) -> HeatRow {
    let cell = |value: f64| {
        let href = (value < 900e3).then(|| "?month".to_owned());
        HeatCell { amount: dollars(value), href }
    };
    let cells = YEAR.iter().enumerate();
    HeatRow {
        name: name.to_owned(),
        cells: cells
            .map(|(index, (now, _))| now.filter(|_| index < months).map(|now| cell(now * share)))
            .collect(),
    }
}

pub(super) fn sample_heat_map() -> HeatMap {
    HeatMap {
        heading: "Year".to_owned(),
        columns: MONTH_NAMES.map(str::to_owned).into(),
        rows: vec![year("2003", 0.7, 12), year("2004", 1.0, 12), year("2005", 1.2, 5)],
    }
}

pub(super) fn heat_maps() -> Vec<GalleryEntry> {
    let empty = HeatMap { rows: vec![year("2005", 1.0, 0)], ..sample_heat_map() };
    vec![
        entry("heat", "Month by year", |figure| heat_map(figure, &sample_heat_map(), &short_dollars)),
        entry("heat-empty", "No value", |figure| heat_map(figure, &empty, &short_dollars)),
    ]
}

pub(super) fn sample_organization() -> OrgTree {
    let row = |level, name: &str| OrgRow {
        level,
        name: name.to_owned(),
        href: Some("?person".to_owned()),
        ..OrgRow::default()
    };
    let team = |name: &str, detail: &str, now: f64, before: f64| OrgRow {
        detail: Some(detail.to_owned()),
        amount: Some(dollars(now)),
        before: Some(dollars(before)),
        has_bar: true,
        change: Some(html! { span class="is-good" { "▲ 12.0\u{202f}%" } }),
        change_words: "▲ 12.0\u{202f}%".to_owned(),
        ..row(2, name)
    };
    let rows = vec![
        OrgRow { role: Some("President".to_owned()), ..row(0, "Diane Murphy") },
        OrgRow {
            role: Some("VP Sales".to_owned()),
            amount: Some(dollars(5_051_361.84)),
            ..row(1, "Mary Patterson")
        },
        team("Gerard Bondur", "EMEA: 6 reps, 46 customers", 2_373_268.18, 1_671_000.0),
        team("Anthony Bow", "NA: 6 reps, 39 customers", 1_807_406.25, 1_526_000.0),
        team("Mami Nishi", "Japan: 2 reps, 5 customers", 127_499.45, 234_000.0),
        OrgRow {
            href: None,
            is_apart: true,
            detail: Some("22 customers".to_owned()),
            ..row(0, "No rep assigned")
        },
    ];
    OrgTree {
        heading: "Who".to_owned(),
        measure: "Revenue".to_owned(),
        before_label: "year before".to_owned(),
        last_heading: None,
        rows,
    }
}

pub(super) fn organizations() -> Vec<GalleryEntry> {
    let empty = OrgTree { rows: vec![], ..sample_organization() };
    vec![
        entry("org", "Who sells", |figure| org_tree(figure, &sample_organization())),
        entry("org-empty", "Nobody", |figure| org_tree(figure, &empty)),
    ]
}
