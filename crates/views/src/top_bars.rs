//! A ranking by revenue: the items with most of it as bars, what all others bring, and a sentence about the first.

use analytics::answers::breakdown::Dimension;
use analytics::answers::top::{Top, TopItem};
use analytics::view::View;
use charts::{RankedRow, Tone};
use units::Format;

use crate::address::Address;
use crate::frame::Site;
use crate::item;
use crate::measure::amount;
use crate::scope_words::listed;

/// A ranking on a page.
#[derive(Clone, Copy, Debug)]
pub struct TopBars<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The ranking.
    pub top: &'a Top,
    /// Writes numbers.
    pub format: &'a Format,
}

impl TopBars<'_> {
    /// A bar for each item that is named, and one for all others.
    pub fn rows(&self) -> Vec<RankedRow> {
        let named = self.top.named.iter().map(|top_item| RankedRow {
            name: self.name(top_item),
            href: item::href(
                self.site,
                self.address,
                self.view.snapshot,
                self.top.dimension,
                top_item.item.index,
            ),
            ..self.figures(top_item)
        });
        let others = self.top.others.iter().map(|others| RankedRow {
            name: format!("Other ({})", self.format.integer(others.num_items as i128)),
            tone: Tone::Context,
            ..self.figures(&others.sum)
        });
        named.chain(others).collect()
    }

    /// `USA brings 34.1 %; USA, Spain and France together 56.0 %.`
    pub fn sentence(&self) -> String {
        let named = &self.top.named;
        let Some((first, percent)) = named.first().and_then(|first| Some((first, first.percent?))) else {
            return "No revenue to divide.".to_owned();
        };
        let mut words = format!("{} brings {}", self.name(first), self.format.percent(percent, 1));
        if let Some(together) = self.top.first_three_percent {
            // Names of products are too long for three of them in a sentence.
            let three = if self.top.dimension == Dimension::Products {
                "the first three".to_owned()
            } else {
                listed(&named.iter().take(3).map(|top_item| self.name(top_item)).collect::<Vec<_>>())
            };
            words += &format!("; {three} together {}", self.format.percent(together, 1));
        }
        words + "."
    }

    fn name(&self, top_item: &TopItem) -> String {
        item::name(self.view.snapshot, self.top.dimension, top_item.item.index)
    }

    /// Amount, tick and share of a row.
    fn figures(&self, top_item: &TopItem) -> RankedRow {
        let format = self.format;
        RankedRow {
            amount: amount(top_item.item.revenue_cents, format),
            before: self.top.is_compared.then(|| amount(top_item.item.before_cents, format)),
            share: top_item.percent.map(|percent| format.percent(percent, 1)),
            ..RankedRow::default()
        }
    }
}

/// What one item of a dimension is.
pub fn heading(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Countries => "Country",
        Dimension::Products => "Product",
        Dimension::Reps => "Sales rep",
        Dimension::Lines => "Product line",
        Dimension::Customers => "Customer",
    }
}
