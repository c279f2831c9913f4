//! Buyers by their scores for recency, frequency and revenue.

use analytics::datasets::customer_rfm::DATASET;

use super::super::description::{ColumnFilter, Entity, NotApplying, Shows, TableDescription, column};

/// The scores.
const SCORES: &[&str] = &["1", "2", "3", "4", "5"];

/// Buyers by their scores for recency, frequency and revenue.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "rfm",
    label: "RFM",
    one: "buyer",
    many: "buyers",
    dataset: &DATASET,
    columns: &[
        column("customer_name", "Customer").shows(Shows::Link(Entity::Customer, "customer_number")),
        column("tier", "Tier"),
        column("rfm_score", "Score"),
        column("r_score", "R"),
        column("f_score", "F"),
        column("m_score", "M"),
        column("last_order_date", "Last order"),
        column("days_since_last_order", "Days ago"),
        column("num_orders", "Orders"),
        column("revenue", "Revenue"),
        column("country", "Country").shows(Shows::Link(Entity::Country, "country")),
    ],
    order: ("rfm_score", true),
    filters: &[
        ColumnFilter {
            parameter: "tier",
            column: "tier",
            label: "Tier",
            values: &["Top", "High", "Mid", "Low"],
        },
        ColumnFilter { parameter: "r", column: "r_score", label: "Recency", values: SCORES },
        ColumnFilter { parameter: "f", column: "f_score", label: "Frequency", values: SCORES },
    ],
    not_applying: NotApplying {
        filters: &["period", "compare", "line", "status"],
        reason: "How customers stand is a state: scores count all their orders to date, so period, line and status do not apply.",
    },
};
