//! Where revenue comes from: the countries, products, reps or lines with most of it.

use analytics::answers::breakdown::Dimension;
use charts::{Figure, RankedBars};
use maud::{Markup, Render};

use super::{ExecutivePage, OPTIONS};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Segmented, Span};
use crate::link::Link;
use crate::scope_words::{before_name, change_period_name};
use crate::top_bars::{TopBars, heading};

/// The ranking with its switch.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    Panel::around(Span::Third, chart(page).on_page(page.format)).render()
}

/// The ranking with its words.
pub(super) fn chart(page: &ExecutivePage<'_>) -> Chart {
    let &ExecutivePage { site, address, view, answers, format } = page;
    let top = &answers.top;
    let ranking = TopBars { site, address, view, top, format };
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
        sentence: ranking.sentence(),
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
        rows: ranking.rows(),
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
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
