//! When repeat buyers are expected to order again.

use analytics::datasets::next_orders::DATASET;

use super::super::description::{ColumnFilter, Entity, NotApplying, Shows, TableDescription, column};

/// How an expected order stands.
const STATUS: ColumnFilter = ColumnFilter {
    parameter: "due",
    column: "status",
    label: "Expected order",
    values: &["overdue", "lapsed", "due_soon", "on_track"],
};

/// When repeat buyers are expected to order again.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "next-orders",
    label: "Next orders",
    one: "repeat buyer",
    many: "repeat buyers",
    dataset: &DATASET,
    columns: &[
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("status", "Status").shows(Shows::NextOrderStatus),
        column("expected_next_order_date", "Expected date"),
        column("days_overdue", "Days overdue"),
        column("last_order_date", "Last order"),
        column("days_since_last_order", "Days silent"),
        column("avg_gap_days", "Mean gap (days)"),
        column("num_orders", "Orders"),
        column("confidence", "Confidence").shows(Shows::Confidence("num_gaps")),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
    ],
    order: ("expected_next_order_date", false),
    filters: &[STATUS],
    not_applying: NotApplying {
        filters: &["period", "compare", "line"],
        reason: "Expected orders are a state: they rest on a customer’s whole history, so period and line do not apply.",
    },
};
