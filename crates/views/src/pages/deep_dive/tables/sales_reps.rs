//! Sales reps by the revenue of their customers.

use analytics::datasets::sales_reps::DATASET;

use super::super::description::{ALL_APPLY, CLASS, Entity, Shows, TableDescription, column};

/// Sales reps by the revenue of their customers.
pub(super) const TABLE: TableDescription = TableDescription {
    slug: "sales-reps",
    label: "Sales reps",
    one: "sales rep",
    many: "sales reps",
    dataset: &DATASET,
    columns: &[
        column("employee_name", "Sales rep").shows(Shows::Link(Entity::SalesRep, "employee_number")),
        column("abc_class", "Class").shows(Shows::Class),
        column("revenue", "Revenue"),
        column("revenue_share_pct", "Share").shows(Shows::Bar),
        column("cumulative_share_pct", "Cumulative"),
        column("revenue_rank", "Rank"),
        column("office_country", "Office").shows(Shows::Link(Entity::Office, "office_code")),
        column("office_territory", "Territory"),
        column("num_assigned_customers", "Customers"),
        column("num_customer_countries", "Countries"),
        column("num_orders", "Orders"),
        column("units", "Units"),
        column("avg_revenue_per_order", "Avg order"),
        column("avg_revenue_per_assigned_customer", "Avg / customer"),
    ],
    order: ("revenue", true),
    filters: &[CLASS],
    not_applying: ALL_APPLY,
};
