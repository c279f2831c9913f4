//! The change by cause: new, lost, volume, price, mix.

use analytics::answers::revenue_change::RevenueChange;
use charts::{Figure, Waterfall, WaterfallRow};
use maud::{Markup, Render, html};

use super::{WhatChangedPage, change_amount, nouns};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::amount;

/// The waterfall from before to now, and how its steps are defined.
pub(super) fn section(page: &WhatChangedPage<'_>, change: &RevenueChange) -> Markup {
    let (_, many) = nouns(change.dimension);
    let definition = html! {
        details .data {
            summary { "How the change is split" }
            p .say {
                "New: revenue of " (many) " that had none before; lost: what those without revenue now had. The others are split one by one: "
                "price is Σ q₁ × (p₁ − p₀) over the products that were sold in both periods, volume is the change in units × the mean price before, "
                "mix is the rest: dearer or cheaper products in the same number of units. This is the split into sales-price, sales-quantity "
                "and sales-mix variance of cost accounting. Units of now at prices of before are rounded to the cent and mix takes what is left, "
                "so the parts add up exactly."
            }
        }
    };
    Panel::around(Span::Half, html! { (chart(page, change).on_page(page.format)) (definition) }).render()
}

/// The waterfall with its words.
pub(super) fn chart(page: &WhatChangedPage<'_>, change: &RevenueChange) -> Chart {
    let format = page.format;
    let total = change.total;
    let (_, many) = nouns(change.dimension);
    let orders = |days| page.rows_on("/deep-dive/orders", days);
    let items = |days| page.rows_on(page.table_path(change.dimension), days);
    let products = |days| page.rows_on("/deep-dive/products", days);
    let step = |name: &str, cents, href| WaterfallRow {
        name: name.to_owned(),
        href,
        amount: change_amount(cents, format),
        is_total: false,
    };
    let level = |days, cents, href| WaterfallRow {
        name: format.day_range(days),
        href,
        amount: amount(cents, format),
        is_total: true,
    };
    let drawn = Waterfall {
        heading: "Cause".to_owned(),
        measure: "Revenue".to_owned(),
        rows: vec![
            level(change.before, total.before_cents, orders(change.before)),
            step(&format!("Lost {many}"), total.lost_cents, items(change.before)),
            step(&format!("New {many}"), total.new_cents, items(change.days)),
            step("Volume", total.volume_cents, products(change.days)),
            step("Price", total.price_cents, products(change.days)),
            step("Mix", total.mix_cents, products(change.before)),
            level(change.days, total.now_cents, orders(change.days)),
        ],
    };
    let figure = Figure {
        id: "causes".to_owned(),
        title: "Why revenue changed".to_owned(),
        sentence: sentence(page, change),
        links: page.files(ChartFile::ChangeCauses),
        controls: Some(page.switch().render()),
        note: Some(note(page, change)),
    };
    Chart { figure, drawing: Drawing::Waterfall(drawn) }
}

/// `Revenue rose by $1.2M (+35 %) against 1 Jan – 31 May 2004: mostly volume, +$0.9M.`
fn sentence(page: &WhatChangedPage<'_>, change: &RevenueChange) -> String {
    let total = change.total;
    let days = page.format.day_range(change.before);
    if total.change_cents() == 0 {
        return format!("Revenue is the same as in {days}.");
    }
    let (_, many) = nouns(change.dimension);
    let causes = [
        (format!("new {many}"), total.new_cents),
        (format!("lost {many}"), total.lost_cents),
        ("volume".to_owned(), total.volume_cents),
        ("price".to_owned(), total.price_cents),
        ("mix".to_owned(), total.mix_cents),
    ];
    let rose = total.change_cents() > 0;
    // Of equal ones the first, so that the sentence does not depend on chance.
    let main = causes
        .iter()
        .filter(|(_, cents)| (*cents > 0) == rose && *cents != 0)
        .rev()
        .max_by_key(|(_, cents)| cents.abs());
    let against = causes
        .iter()
        .filter(|(_, cents)| (*cents > 0) != rose && *cents != 0)
        .rev()
        .max_by_key(|(_, cents)| cents.abs());
    let mut words = format!(
        "{} ({}) against {days}",
        page.signed(total.change_cents()),
        page.format.change(total.before_cents, total.now_cents, 1)
    );
    if let Some((name, cents)) = main {
        words += &format!(", most of it {name} with {}", page.signed(*cents));
    }
    if let Some((name, cents)) = against {
        words += &format!("; against it {name} with {}", page.signed(*cents));
    }
    words + "."
}

/// On how much of the revenue prices could be compared.
fn note(page: &WhatChangedPage<'_>, change: &RevenueChange) -> String {
    match change.total.comparable_percent() {
        Some(percent) => format!(
            "Prices could be compared on {} of the revenue that is not new, where the same product was sold in both periods.",
            page.format.percent(percent, 1)
        ),
        None => "No product was sold in both periods, so no price could be compared.".to_owned(),
    }
}
