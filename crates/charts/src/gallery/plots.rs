//! Scatters of the gallery.

use super::writing::short_dollars;
use super::{GalleryEntry, entry};
use crate::{Figure, Key, Scatter, ScatterLine, ScatterPoint, Shape, Tone, scatter};

fn point(name: &str, x: f64, y: f64) -> ScatterPoint {
    ScatterPoint {
        name: name.to_owned(),
        href: Some("?customer".to_owned()),
        x,
        y,
        exact: format!("limit {}, revenue {}", short_dollars(x), short_dollars(y)),
        ..ScatterPoint::default()
    }
}

fn line(from: (f64, f64), to: (f64, f64), label: &str, tone: Tone, is_above: bool) -> ScatterLine {
    ScatterLine { from, to, label: label.to_owned(), tone, is_above }
}

pub(super) fn sample_scatter() -> Scatter {
    // A cloud around the line of equal limit and revenue.
    let mut points: Vec<ScatterPoint> = (0..60)
        .map(|index| {
            let x = 20e3 * 1.04_f64.powi(index);
            point(&format!("Customer {index}"), x, x * (0.7 + f64::from(index * 37 % 60) / 80.0))
        })
        .collect();
    points.push(ScatterPoint { shape: Shape::Ring, tone: Tone::Bad, ..point("Silent", 60e3, 42e3) });
    points.push(ScatterPoint { shape: Shape::Square, tone: Tone::Warn, ..point("Over limit", 80e3, 140e3) });
    points.push(ScatterPoint {
        shape: Shape::Large,
        tone: Tone::Chance,
        is_named: true,
        ..point("Euro+ Shopping", 227_600.0, 820_689.0)
    });
    points.push(ScatterPoint {
        shape: Shape::Large,
        tone: Tone::Bad,
        is_named: true,
        ..point("Bavarian Collectables", 77_000.0, 31_310.0)
    });
    let lines = vec![
        line((1e3, 2e3), (1e6, 2e6), "under-credited: revenue ≥ 2 × limit", Tone::Chance, true),
        line((2e3, 1e3), (2e6, 1e6), "over-credited: limit ≥ 2 × revenue", Tone::Bad, false),
    ];
    let keys = vec![
        Key::point("in order, 60", Tone::Mark, Shape::Dot),
        Key::point("silent, 1", Tone::Bad, Shape::Ring),
        Key::point("over limit, 1", Tone::Warn, Shape::Square),
        Key::point("over-credited, 1", Tone::Bad, Shape::Large),
        Key::point("under-credited, 1", Tone::Chance, Shape::Large),
    ];
    Scatter {
        heading: "Customer".to_owned(),
        x_label: "credit limit".to_owned(),
        y_label: "revenue".to_owned(),
        is_log: true,
        points,
        lines,
        keys,
    }
}

pub(super) fn scatters() -> Vec<GalleryEntry> {
    let draw = |data: Scatter| move |figure: &Figure| scatter(figure, &data, &short_dollars, &short_dollars);
    let quadrants = vec![
        line((0.0, 500.0), (1e6, 500.0), "", Tone::Context, false),
        line((50.0, 0.0), (50.0, 1e6), "", Tone::Context, false),
    ];
    let few = vec![
        point("First", 20.0, 900.0),
        point("Second", 80.0, 100.0),
        ScatterPoint { y: f64::NAN, exact: "revenue unknown".to_owned(), ..point("Third", -5.0, 0.0) },
    ];
    let straight = Scatter { is_log: false, points: few, lines: quadrants, keys: vec![], ..sample_scatter() };
    let empty = Scatter { points: vec![], lines: vec![], keys: vec![], ..sample_scatter() };
    vec![
        entry("scatter", "Revenue against credit limit", draw(sample_scatter())),
        entry("scatter-quadrants", "Quadrants on straight axes", draw(straight)),
        entry("scatter-empty", "No point", draw(empty)),
    ]
}
