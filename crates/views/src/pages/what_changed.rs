//! What changed: the change of revenue against the comparison, by cause and by who.

mod causes;
mod contributors;
mod items;

use analytics::answers::breakdown::Dimension;
use analytics::answers::loosened::Loosened;
use analytics::answers::revenue_change::RevenueChange;
use analytics::view::View;
use maud::{Markup, html};
use units::{DayRange, Format, Money, Period};

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{EmptyState, Segmented};
use crate::export_links::export_links;
use crate::frame::Site;
use crate::item;
use crate::link::Link;
use crate::pages::empty_scope::EmptyScope;
use crate::scope_words::no_comparison;

/// Title of the page.
pub const TITLE: &str = "What changed";

/// The option of the page: by what the change is split.
pub const OPTIONS: &[PageOption] =
    &[PageOption { name: "by", values: &["customers", "lines", "countries", "reps", "products"] }];

/// The dimension that an address chooses.
pub fn dimension(address: &Address) -> Dimension {
    match address.option("by") {
        "lines" => Dimension::Lines,
        "countries" => Dimension::Countries,
        "reps" => Dimension::Reps,
        "products" => Dimension::Products,
        _ => Dimension::Customers,
    }
}

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct WhatChangedPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The change; none without a comparison.
    pub change: Option<&'a RevenueChange>,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: &'a [Loosened],
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl WhatChangedPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &WhatChangedPage { site, address, view, loosened, format, .. } = self;
        html! {
            @if !loosened.is_empty() { (EmptyScope { site, address, view, loosened, format }) }
            @if let Some(change) = self.change {
                (causes::section(self, change))
                (contributors::section(self, change))
                (items::section(self, change))
            } @else {
                (self.without_comparison())
            }
        }
    }

    /// Why there is nothing to split, and where there is something.
    fn without_comparison(&self) -> EmptyState {
        let to = |label: &str, period: Period| {
            Link::new(label, self.address.with_scope(|scope| scope.period = period).href(self.site))
        };
        EmptyState {
            title: "Nothing to compare with".to_owned(),
            words: format!(
                "There is {}, and this period starts no later than that or is compared with days before.",
                no_comparison(self.view.snapshot, self.format)
            ),
            ways_out: vec![
                to("Year to date", Period::YearToDate),
                to("Last 12 months", Period::TrailingYear),
            ],
        }
    }

    fn switch(&self) -> Segmented {
        let values = OPTIONS[0].values;
        let label = |value: &str| match value {
            "lines" => "Lines",
            "countries" => "Countries",
            "reps" => "Reps",
            "products" => "Products",
            _ => "Customers",
        };
        Segmented {
            label: "Change by".to_owned(),
            id: "change-by".to_owned(),
            choices: values
                .iter()
                .map(|value| Link::new(label(value), self.address.with_option("by", value).href(self.site)))
                .collect(),
            current: values.iter().position(|value| *value == self.address.option("by")).unwrap_or(0),
        }
    }

    /// A page of rows under the same filters on other days.
    fn rows_on(&self, path: &str, days: DayRange) -> Option<String> {
        let on_days = self.address.with_scope(|scope| scope.period = Period::Range(days));
        self.site.link("", path, &on_days.scope_query()).map(|link| link.href)
    }

    /// The table whose rows are the items.
    fn table_path(&self, dimension: Dimension) -> &'static str {
        match dimension {
            Dimension::Customers => "/deep-dive/customers",
            Dimension::Lines => "/deep-dive/product-lines",
            Dimension::Countries => "/regional",
            Dimension::Reps => "/deep-dive/sales-reps",
            Dimension::Products => "/deep-dive/products",
        }
    }

    /// Why revenue changed; none without a comparison.
    pub fn causes_chart(&self) -> Option<Chart> {
        self.change.map(|change| causes::chart(self, change))
    }

    /// Who made the change; none without a comparison.
    pub fn contributors_chart(&self) -> Option<Chart> {
        self.change.map(|change| contributors::chart(self, change))
    }

    /// The dataset and a chart as files; the chart is split as the page is.
    fn files(&self, chart: ChartFile) -> Vec<charts::Link> {
        let exports = export_links(self.site, "revenue_change", &self.address.scope_query());
        exports.into_iter().chain(chart.links(self.site, &self.address.query())).map(Into::into).collect()
    }

    fn name(&self, dimension: Dimension, index: Option<usize>) -> String {
        item::name(self.view.snapshot, dimension, index)
    }

    fn signed(&self, cents: i64) -> String {
        self.format.signed_money_short(Money::from_cents(cents))
    }
}

/// One item of a dimension, and several.
fn nouns(dimension: Dimension) -> (&'static str, &'static str) {
    match dimension {
        Dimension::Customers => ("customer", "customers"),
        Dimension::Lines => ("product line", "product lines"),
        Dimension::Countries => ("country", "countries"),
        Dimension::Reps => ("sales rep", "sales reps"),
        Dimension::Products => ("product", "products"),
    }
}

/// A change as a chart has it: short and exact.
fn change_amount(cents: i64, format: &Format) -> charts::Amount {
    let money = Money::from_cents(cents);
    charts::Amount::new(cents as f64 / 100.0, format.signed_money_short(money), format.signed_money(money))
}
