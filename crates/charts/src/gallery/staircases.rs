//! Staircases of the gallery.

use super::writing::{dollars, percent};
use super::{GalleryEntry, entry};
use crate::{Class, Cut, Figure, Pareto, ParetoItem, ParetoRow, pareto};

/// `count` items whose quantity falls as `ratio` to the rank.
pub(super) fn sample_pareto(count: usize, ratio: f64) -> Pareto {
    let values: Vec<f64> = (0..count).map(|rank| 500_000.0 * ratio.powi(rank as i32) + 900.0).collect();
    let whole: f64 = values.iter().sum();
    let mut sum = 0.0;
    let items: Vec<ParetoItem> = values
        .iter()
        .enumerate()
        .map(|(rank, value)| {
            let class = match sum / whole {
                0.0..0.7 => Class::A,
                0.7..0.9 => Class::B,
                _ => Class::C,
            };
            sum += value;
            let name = if rank == 1 {
                "Very Long Names & Sons Distributors of Things, Ltd.".to_owned()
            } else {
                format!("Customer {}", rank + 1)
            };
            ParetoItem { name, href: Some(format!("?customer={}", rank + 1)), amount: dollars(*value), class }
        })
        .collect();
    let summary = |class: Class| {
        let members = || items.iter().filter(move |item| item.class == class);
        // The sum of nothing is minus zero.
        let value = members().map(|item| item.amount.value).fold(0.0, |sum, value| sum + value);
        ParetoRow {
            class: Some(class),
            name: format!("{} customers", members().count()),
            href: Some(format!("?class={}", class.letter())),
            part: format!("{:.1}\u{202f}% of buyers", members().count() as f64 / count.max(1) as f64 * 100.0),
            amount: Some(dollars(value)),
            share: format!("{:.1}\u{202f}%", if whole > 0.0 { value / whole * 100.0 } else { 0.0 }),
        }
    };
    let mut classes = [Class::A, Class::B, Class::C].map(summary).to_vec();
    classes.push(ParetoRow {
        name: "No order".to_owned(),
        part: "38 customers".to_owned(),
        ..ParetoRow::default()
    });
    let cut =
        |percent: f64, class: &str| Cut { percent, label: format!("{percent}\u{202f}% ends class {class}") };
    Pareto {
        heading: "Customer".to_owned(),
        measure: "Revenue".to_owned(),
        items,
        cuts: vec![cut(70.0, "A"), cut(90.0, "B")],
        classes,
    }
}

pub(super) fn staircases() -> Vec<GalleryEntry> {
    let draw = |data: Pareto| move |figure: &Figure| pareto(figure, &data, &percent);
    vec![
        entry("pareto", "Concentration (ABC)", draw(sample_pareto(84, 0.95))),
        entry("pareto-few", "Five items", draw(sample_pareto(5, 0.6))),
        entry("pareto-thousands", "Two thousand items", draw(sample_pareto(2_000, 0.997))),
        entry("pareto-steep", "One huge item", draw(sample_pareto(30, 0.02))),
        entry("pareto-one", "One item", draw(sample_pareto(1, 0.5))),
        entry("pareto-empty", "No item", draw(sample_pareto(0, 0.5))),
    ]
}
