//! Products that are bought together.

use analytics::datasets::cross_sell::DATASET;

use super::super::description::{ALL_APPLY, Entity, Shows, TableDescription, column};

/// Products that are bought together.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "cross-sell",
    label: "Cross-sell",
    one: "pair",
    many: "pairs",
    dataset: &DATASET,
    columns: &[
        column("product_name_1", "Product").shows(Shows::Link(Entity::Product, "product_code_1")),
        column("product_name_2", "Bought with").shows(Shows::Link(Entity::Product, "product_code_2")),
        column("lift", "Lift").shows(Shows::Lift),
        column("cooccurrence_count", "Together (n)"),
        column("expected_cooccurrence", "By chance"),
        column("confidence_1_to_2", "1 → 2"),
        column("confidence_2_to_1", "2 → 1"),
        column("product_1_orders", "Orders 1"),
        column("product_2_orders", "Orders 2"),
        column("support", "Support"),
        column("leverage", "Leverage"),
    ],
    order: ("cooccurrence_count", true),
    filters: &[],
    not_applying: ALL_APPLY,
};
