//! Products by revenue.

use analytics::datasets::products::DATASET;

use super::super::description::{ALL_APPLY, CLASS, Entity, Shows, TableDescription, column};

/// Products by revenue.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "products",
    label: "Products",
    one: "product",
    many: "products",
    dataset: &DATASET,
    columns: &[
        column("product_name", "Product").shows(Shows::Link(Entity::Product, "product_code")),
        column("abc_class", "Class").shows(Shows::Class),
        column("revenue", "Revenue"),
        column("revenue_share_pct", "Share").shows(Shows::Bar),
        column("cumulative_share_pct", "Cumulative"),
        column("revenue_rank", "Rank"),
        column("product_line", "Line").shows(Shows::Link(Entity::ProductsOfLine, "product_line")),
        column("num_orders", "Orders"),
        column("units", "Units"),
        column("num_buyers", "Buyers"),
        column("avg_revenue_per_order", "Avg / order"),
        column("avg_units_per_order", "Units / order"),
        column("avg_revenue_per_buyer", "Avg / buyer"),
    ],
    order: ("revenue", true),
    filters: &[CLASS],
    not_applying: ALL_APPLY,
};
