//! Customers at risk, with the reasons.

use analytics::datasets::high_risk_customers::DATASET;

use super::super::description::{Entity, NotApplying, Shows, TableDescription, column};

/// Customers at risk, with the reasons.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "at-risk",
    label: "At risk",
    one: "customer at risk",
    many: "customers at risk",
    dataset: &DATASET,
    columns: &[
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("reasons", "Why"),
        column("amount_at_risk", "At risk"),
        column("credit_exposure", "Of the credit"),
        column("revenue_at_risk", "Of the revenue"),
        column("outstanding_balance", "Open balance"),
        column("credit_limit", "Credit limit"),
        column("revenue", "Revenue"),
        column("last_order_date", "Last order"),
        column("days_since_last_order", "Days ago"),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
    ],
    order: ("amount_at_risk", true),
    filters: &[],
    not_applying: NotApplying {
        filters: &["period", "compare", "line"],
        reason: "Who is at risk is a state: all orders and payments to date count, so period and line do not apply.",
    },
};
