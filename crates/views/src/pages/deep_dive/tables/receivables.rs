//! What customers bought, paid and owe.

use analytics::datasets::receivables::DATASET;

use super::super::description::{Entity, NotApplying, Shows, TableDescription, column};

/// What customers bought, paid and owe.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "receivables",
    label: "Receivables",
    one: "customer",
    many: "customers",
    dataset: &DATASET,
    columns: &[
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("outstanding_balance", "Open balance"),
        column("credit_used_pct", "Limit used").shows(Shows::UseOfLimit),
        column("credit_limit", "Credit limit"),
        column("over_limit_amount", "Over limit"),
        column("revenue", "Revenue"),
        column("cancelled_revenue", "Cancelled"),
        column("total_paid", "Paid"),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
    ],
    order: ("outstanding_balance", true),
    filters: &[],
    not_applying: NotApplying {
        filters: &["period", "compare", "line", "status"],
        reason: "What is open is a state: all orders and payments to date, so period, line and status do not apply.",
    },
};
