//! The orders of the scope.

use analytics::datasets::orders::DATASET;

use super::super::description::{ALL_APPLY, Entity, Shows, TableDescription, column};

/// The orders of the scope.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "orders",
    label: "Orders",
    one: "order",
    many: "orders",
    dataset: &DATASET,
    columns: &[
        column("order_number", "Order").shows(Shows::Link(Entity::Order, "order_number")),
        column("status", "Status").shows(Shows::OrderStatus),
        column("revenue", "Value"),
        column("order_date", "Order date"),
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
        column("num_lines", "Lines"),
        column("units", "Units"),
        column("required_date", "Required"),
        column("shipped_date", "Shipped"),
        column("days_late", "Days late").shows(Shows::DaysLate),
    ],
    order: ("order_date", true),
    filters: &[],
    not_applying: ALL_APPLY,
};
