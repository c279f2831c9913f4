//! Heat maps and organizations of the gallery.

use maud::html;

use super::trends::{MONTH_NAMES, YEAR};
use super::writing::{dollars, short_dollars};
use super::{GalleryEntry, entry};
use crate::{Figure, HeatCell, HeatMap, HeatRow, OrgRow, OrgTree, heat_map, org_tree};

pub(super) fn heat_maps() -> Vec<GalleryEntry> {
    let cell = |value: f64| {
        let href = (value < 900e3).then(|| "?month".to_owned());
        HeatCell { amount: dollars(value), href }
    };
    let year = |name: &str, share: f64, months: usize| HeatRow {
        name: name.to_owned(),
        cells: YEAR
            .iter()
            .enumerate()
            .map(|(index, (now, _))| now.filter(|_| index < months).map(|now| cell(now * share)))
            .collect(),
    };
    let draw = |rows: Vec<HeatRow>| {
        let columns = MONTH_NAMES.map(str::to_owned).into();
        let data = HeatMap { heading: "Year".to_owned(), columns, rows };
        move |figure: &Figure| heat_map(figure, &data, &short_dollars)
    };
    vec![
        entry(
            "heat",
            "Month by year",
            draw(vec![year("2003", 0.7, 12), year("2004", 1.0, 12), year("2005", 1.2, 5)]),
        ),
        entry("heat-empty", "No value", draw(vec![year("2005", 1.0, 0)])),
    ]
}

pub(super) fn organizations() -> Vec<GalleryEntry> {
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
    let draw = |rows: Vec<OrgRow>| {
        let data = OrgTree {
            heading: "Who".to_owned(),
            measure: "Revenue".to_owned(),
            before_label: "year before".to_owned(),
            last_heading: None,
            rows,
        };
        move |figure: &Figure| org_tree(figure, &data)
    };
    vec![entry("org", "Who sells", draw(rows)), entry("org-empty", "Nobody", draw(vec![]))]
}
