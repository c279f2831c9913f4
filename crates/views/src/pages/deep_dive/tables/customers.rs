//! Customers by revenue.

use analytics::datasets::customers::DATASET;

use super::super::description::{ALL_APPLY, CLASS, Entity, Shows, TableDescription, column};

/// Customers by revenue.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "customers",
    label: "Customers",
    one: "customer",
    many: "customers",
    dataset: &DATASET,
    columns: &[
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("abc_class", "Class").shows(Shows::Class),
        column("revenue", "Revenue"),
        column("revenue_share_pct", "Share").shows(Shows::Bar),
        column("cumulative_share_pct", "Cumulative"),
        column("revenue_rank", "Rank"),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
        column("num_orders", "Orders"),
        column("units", "Units"),
        column("num_products", "Products"),
        column("avg_revenue_per_order", "Avg order"),
        column("avg_units_per_order", "Units / order"),
        column("avg_revenue_per_product", "Avg / product"),
    ],
    order: ("revenue", true),
    filters: &[CLASS],
    not_applying: ALL_APPLY,
};
