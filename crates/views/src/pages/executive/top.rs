//! Where revenue comes from: the countries, products, reps or lines with most of it.

use analytics::answers::breakdown::Dimension;
use analytics::answers::top::TopItem;
use charts::{Figure, RankedBars, RankedRow, Tone};
use maud::{Markup, Render};

use super::{ExecutivePage, OPTIONS};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Segmented, Span};
use crate::link::Link;
use crate::measure::amount;
use crate::scope_words::{before_name, change_period_name, listed};

/// The ranking with its switch.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    Panel::around(Span::Third, chart(page).on_page(page.format)).render()
}

/// The ranking with its words.
pub(super) fn chart(page: &ExecutivePage<'_>) -> Chart {
    let format = page.format;
    let top = &page.answers.top;
    let row = |top_item: &TopItem| RankedRow {
        name: page.name(top.dimension, top_item.item.index),
        href: page.href(top.dimension, top_item.item.index),
        ..figures(page, top_item)
    };
    let mut rows: Vec<RankedRow> = top.named.iter().map(row).collect();
    rows.extend(top.others.iter().map(|others| RankedRow {
        name: format!("Other ({})", format.integer(others.num_items as i128)),
        tone: Tone::Context,
        ..figures(page, &others.sum)
    }));
    let (dataset, table) = match top.dimension {
        Dimension::Countries => ("countries", "/regional"),
        Dimension::Products => ("products", "/deep-dive/products"),
        Dimension::Reps => ("sales_reps", "/deep-dive/sales-reps"),
        Dimension::Lines => ("product_line_monthly", "/deep-dive/product-lines"),
        Dimension::Customers => ("customers", "/deep-dive/customers"),
    };
    let figure = Figure {
        id: "top".to_owned(),
        title: "Where revenue comes from".to_owned(),
        sentence: sentence(page),
        links: page
            .link("All", table)
            .into_iter()
            .chain(page.files(dataset, ChartFile::Top(top.dimension)))
            .collect(),
        controls: Some(switch(page, "top", "Revenue by").render()),
        note: None,
    };
    let bars = RankedBars {
        heading: heading(top.dimension).to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: match page.answers.change.period == page.view.scope.period {
            true => change_period_name(&page.answers.change, format),
            false => "all periods".to_owned(),
        },
        before_label: before_name(page.view.scope.compare).to_owned(),
        rows,
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}

/// Amount, tick and share of a row.
fn figures(page: &ExecutivePage<'_>, top_item: &TopItem) -> RankedRow {
    let format = page.format;
    RankedRow {
        amount: amount(top_item.item.revenue_cents, format),
        before: page.answers.top.is_compared.then(|| amount(top_item.item.before_cents, format)),
        share: top_item.percent.map(|percent| format.percent(percent, 1)),
        ..RankedRow::default()
    }
}

/// The values of an option of the page as a switch.
pub(super) fn switch(page: &ExecutivePage<'_>, option: &str, label: &str) -> Segmented {
    let values = OPTIONS.iter().find(|known| known.name == option).map_or(&[][..], |option| option.values);
    let choice = |value: &&str| {
        let label = match *value {
            "countries" => "Countries",
            "products" => "Products",
            "reps" => "Reps",
            "lines" => "Lines",
            _ => "Customers",
        };
        Link::new(label, page.address.with_option(option, value).href(page.site))
    };
    Segmented {
        label: label.to_owned(),
        id: format!("{option}-by"),
        choices: values.iter().map(choice).collect(),
        current: values.iter().position(|value| *value == page.address.option(option)).unwrap_or(0),
    }
}

/// What one item of a dimension is.
pub(super) fn heading(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Countries => "Country",
        Dimension::Products => "Product",
        Dimension::Reps => "Sales rep",
        Dimension::Lines => "Product line",
        Dimension::Customers => "Customer",
    }
}

fn sentence(page: &ExecutivePage<'_>) -> String {
    let top = &page.answers.top;
    let name = |top_item: &TopItem| page.name(top.dimension, top_item.item.index);
    let Some((first, percent)) = top.named.first().and_then(|first| Some((first, first.percent?))) else {
        return "No revenue to divide.".to_owned();
    };
    let mut words = format!("{} brings {}", name(first), page.format.percent(percent, 1));
    if let Some(together) = top.first_three_percent {
        // Names of products are too long for three of them in a sentence.
        let three = if top.dimension == Dimension::Products {
            "the first three".to_owned()
        } else {
            listed(&top.named.iter().take(3).map(name).collect::<Vec<_>>())
        };
        words += &format!("; {three} together {}", page.format.percent(together, 1));
    }
    words + "."
}
