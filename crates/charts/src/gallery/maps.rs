//! Maps of the gallery: an island world, since the crate knows no geography.

use super::writing::{exact_dollars, short_dollars};
use super::{GalleryEntry, entry};
use crate::scale::Thresholds;
use crate::{Amount, Area, Choropleth, Figure, Inset, choropleth};

/// A country as a box: left, top, right, bottom.
fn area(name: &str, bounds: [i32; 4], value: f64) -> Area {
    let [left, top, right, bottom] = bounds;
    let (width, height) = (right - left, bottom - top);
    Area {
        name: name.to_owned(),
        href: Some(format!("?country={}", name.replace(' ', "+"))),
        path: format!("M{left} {top}h{width}l10 {}l-10 {0}h-{width}z", height / 2).into(),
        place: (left + width / 2, top + height / 2),
        bounds,
        amount: Amount::new(value, short_dollars(value), exact_dollars(value)),
        ..Area::default()
    }
}

/// An island of a few streets.
fn dot(name: &str, (x, y): (i32, i32), value: f64) -> Area {
    Area { path: "".into(), is_dot: true, ..area(name, [x - 1, y - 1, x + 1, y + 1], value) }
}

fn sample_map() -> Choropleth {
    let areas = vec![
        area("Westland", [300, 300, 1300, 1100], 3_273_280.05),
        area("Eastland", [2500, 250, 3600, 1000], 563_000.0),
        Area { is_current: true, ..area("Middleland", [1700, 300, 1850, 420], 205_911.86) },
        area("Duchy", [1860, 310, 1880, 330], 100_068.76),
        Area {
            amount: Amount::new(f64::NAN, "–", "not known"),
            ..area("Silent Land", [1700, 430, 1850, 560], 0.0)
        },
        Area { share: None, href: None, ..area("Unlinked", [1500, 1300, 2100, 1600], 49_898.27) },
        dot("Harbour City", (3000, 1200), 45_480.79),
        dot("Donaudampfschifffahrtsinsel & Extraordinarily Long Name", (3980, 1700), 87_468.30),
        Area { is_dot: false, ..dot("Atlantis", (0, 0), 1_000.0) },
    ];
    let share =
        |area: Area| Area { share: Some(format!("{:.1}\u{202f}%", area.amount.value / 43e3)), ..area };
    let areas: Vec<Area> = areas
        .into_iter()
        .map(|area| if area.href.is_some() && area.amount.value.is_finite() { share(area) } else { area })
        .collect();
    Choropleth {
        heading: "Country".to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        size: (4000, 1947),
        sea: "M800 0H3200L4000 973L3200 1947H800L0 973z".into(),
        land: "M1400 300h200v700h-200zM2200 1200l200 0l-50 400h-150z".into(),
        land_id: None,
        land_label: "no sales".to_owned(),
        thresholds: Thresholds::rounded_quantiles(areas.iter().map(|area| area.amount.value), 5),
        areas,
        inset: None,
    }
}

pub(super) fn with_inset() -> Choropleth {
    let inset = Inset { title: "Middle".to_owned(), window: [1350, 200, 700, 740] };
    Choropleth { inset: Some(inset), ..sample_map() }
}

pub(super) fn maps() -> Vec<GalleryEntry> {
    let draw = |map: Choropleth| move |figure: &Figure| choropleth(figure, &map, &short_dollars);
    let many = (0..30).map(|index| {
        area(
            &format!("State {index}"),
            [100 * index, 300, 100 * index + 80, 700],
            f64::from(1 + index * index),
        )
    });
    let many = Choropleth { areas: many.collect(), share_heading: None, ..sample_map() };
    vec![
        entry("map", "A map", draw(sample_map())),
        entry("map-inset", "A map with a part enlarged", draw(with_inset())),
        entry("map-many", "More areas than the tab key should stop at", draw(many)),
        entry("map-no-values", "Land only", draw(Choropleth { areas: vec![], ..sample_map() })),
        entry("map-empty", "No map", draw(Choropleth::default())),
    ]
}
