//! What a table of the Deep Dive is: a dataset, and how its columns are shown.

use analytics::dataset::Dataset;
use analytics::table::Column;

use crate::address::Address;
use crate::filter_bar::FilterBar;
use crate::filters::Filters;

/// The filter that decides what periods are compared with.
const COMPARE: &str = "compare";

/// A table of the Deep Dive.
#[derive(Debug)]
pub struct TableDescription {
    /// Last part of its address: `sales-reps`.
    pub slug: &'static str,
    /// What its tab says.
    pub label: &'static str,
    /// What one row is: `customer`.
    pub one: &'static str,
    /// What several rows are: `customers`.
    pub many: &'static str,
    /// Where its rows come from.
    pub dataset: &'static Dataset,
    /// Its columns; the first names the row, and the next two are what a phone shows.
    pub columns: &'static [ShownColumn],
    /// The dataset's own order: a column, and whether the greatest comes first.
    pub order: (&'static str, bool),
    /// Filters of its own rows.
    pub filters: &'static [ColumnFilter],
    /// Filters of the scope that its dataset does not obey, with the reason; empty for a flow.
    pub not_applying: NotApplying,
}

/// A filter of the rows of a table: those whose column has one of a few values.
#[derive(Debug)]
pub struct ColumnFilter {
    /// Name of the parameter: `class`.
    pub parameter: &'static str,
    /// The column.
    pub column: &'static str,
    /// What it says before the value: `Class`.
    pub label: &'static str,
    /// The values that it takes, as exports write them.
    pub values: &'static [&'static str],
}

/// The ABC class of what has one.
pub(super) const CLASS: ColumnFilter =
    ColumnFilter { parameter: "class", column: "abc_class", label: "Class", values: &["A", "B", "C"] };

/// Filters that a dataset does not obey.
#[derive(Clone, Copy, Debug)]
pub struct NotApplying {
    /// Names of the filters.
    pub filters: &'static [&'static str],
    /// Why, in a sentence.
    pub reason: &'static str,
}

/// A column of a dataset as a table shows it.
#[derive(Clone, Copy, Debug)]
pub struct ShownColumn {
    /// Name in the dataset.
    pub name: &'static str,
    /// Its head.
    pub label: &'static str,
    /// What stands in its cells.
    pub shows: Shows,
}

/// What stands in the cells of a column beside the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Value,
    /// A bar on the scale of the whole column.
    Bar,
    /// A bar that is full when the whole limit is used, and judged bad beyond.
    UseOfLimit,
    /// A link to an entity, whose key stands in another column.
    Link(Entity, &'static str),
    /// A badge with the ABC class.
    Class,
    /// A badge with the status of an expected order.
    NextOrderStatus,
    /// A badge where the value rests on few observations, whose number stands in another column.
    Confidence(&'static str),
    /// The lift, and its band in words.
    Lift,
    /// A badge with the status of an order.
    OrderStatus,
    /// A badge where an order was late.
    DaysLate,
}

/// What a row or cell can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A customer by number.
    Customer,
    /// A product by code.
    Product,
    /// A sales rep by employee number.
    SalesRep,
    /// An order by number.
    Order,
    /// A country by name.
    Country,
    /// An office by code.
    Office,
    /// The products of a product line, in the table of products.
    ProductsOfLine,
}

impl TableDescription {
    /// Path below the base path.
    pub fn path(&self) -> String {
        format!("/deep-dive/{}", self.slug)
    }

    /// Position and definition of a column of the dataset.
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        self.dataset.columns.iter().enumerate().find(|(_, column)| column.name == name)
    }

    /// The filters of its rows that are in force, each with its value.
    pub fn filters_in_force<'a>(&self, address: &'a Address) -> Vec<(&'static ColumnFilter, &'a str)> {
        let filters = self.filters.iter().map(|filter| (filter, address.option(filter.parameter)));
        filters.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The filters of the page; no table compares, so what periods are compared with is not asked.
    pub fn filter_bar(&self, filters: &Filters<'_>) -> FilterBar {
        let NotApplying { filters: names, reason } = self.not_applying;
        let mut bar = if names.is_empty() {
            filters.bar_without(&[COMPARE], "")
        } else {
            filters.bar_without(names, reason)
        };
        bar.fields.retain(|field| field.name != COMPARE);
        bar
    }

    /// Whether the table is about what happened in the scope, so that without orders it says nothing.
    pub fn is_flow(&self) -> bool {
        self.not_applying.filters.is_empty()
    }
}

/// Nothing: the dataset obeys every filter.
pub(super) const ALL_APPLY: NotApplying = NotApplying { filters: &[], reason: "" };

/// A column that shows its value.
pub(super) const fn column(name: &'static str, label: &'static str) -> ShownColumn {
    ShownColumn { name, label, shows: Shows::Value }
}

impl ShownColumn {
    /// The column with something beside its values.
    pub(super) const fn shows(self, shows: Shows) -> ShownColumn {
        ShownColumn { shows, ..self }
    }
}
