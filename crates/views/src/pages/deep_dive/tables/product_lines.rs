//! Product lines by revenue.

use analytics::datasets::product_lines::DATASET;

use super::super::description::{ALL_APPLY, CLASS, Entity, Shows, TableDescription, column};

/// Product lines by revenue.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "product-lines",
    label: "Product lines",
    one: "product line",
    many: "product lines",
    dataset: &DATASET,
    columns: &[
        column("product_line", "Product line").shows(Shows::Link(Entity::ProductsOfLine, "product_line")),
        column("abc_class", "Class").shows(Shows::Class),
        column("revenue", "Revenue"),
        column("revenue_share_pct", "Share").shows(Shows::Bar),
        column("cumulative_share_pct", "Cumulative"),
        column("revenue_rank", "Rank"),
        column("gross_margin_pct", "Gross margin"),
        column("discount_pct", "Discount"),
        column("num_orders", "Orders"),
        column("units", "Units"),
        column("num_products", "Products"),
        column("num_products_sold", "Sold"),
    ],
    order: ("revenue", true),
    filters: &[CLASS],
    not_applying: ALL_APPLY,
};
