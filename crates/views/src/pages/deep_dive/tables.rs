//! The tables, one file each.

mod at_risk;
mod cross_sell;
mod customers;
mod next_orders;
mod orders;
mod product_lines;
mod products;
mod receivables;
mod rfm;
mod sales_reps;

use super::description::TableDescription;

/// Every table, in the order of the tabs.
pub const TABLES: [&TableDescription; 10] = [
    &customers::TABLE,
    &products::TABLE,
    &sales_reps::TABLE,
    &next_orders::TABLE,
    &cross_sell::TABLE,
    &orders::TABLE,
    &product_lines::TABLE,
    &receivables::TABLE,
    &rfm::TABLE,
    &at_risk::TABLE,
];

/// The table at `/deep-dive/SLUG`.
pub fn table(slug: &str) -> Option<&'static TableDescription> {
    TABLES.into_iter().find(|table| table.slug == slug)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use analytics::dataset::Kind;

    use super::super::description::Shows;
    use super::*;

    #[test]
    fn every_column_is_one_of_the_dataset() {
        let mut slugs = BTreeSet::new();
        for table in TABLES {
            assert!(slugs.insert(table.slug), "{} is listed twice", table.slug);
            assert!(table.column(table.order.0).is_some(), "{} is ordered by what is not there", table.slug);
            let mut names = BTreeSet::new();
            for column in table.columns {
                assert!(names.insert(column.name), "{} shows {} twice", table.slug, column.name);
                let read = [
                    Some(column.name),
                    match column.shows {
                        Shows::Link(_, key) | Shows::Confidence(key) => Some(key),
                        _ => None,
                    },
                ];
                for name in read.into_iter().flatten() {
                    assert!(table.column(name).is_some(), "{} has no column {name}", table.slug);
                }
            }
            for filter in table.filters {
                assert!(
                    table.column(filter.column).is_some(),
                    "{} has no column {}",
                    table.slug,
                    filter.column
                );
            }
            assert!(names.contains(table.order.0), "{} does not show what it is ordered by", table.slug);
        }
    }

    #[test]
    fn states_say_which_filters_do_not_apply() {
        for table in TABLES {
            assert_eq!(table.is_flow(), table.dataset.kind == Kind::Flow, "{}", table.slug);
            assert_eq!(table.is_flow(), table.not_applying.reason.is_empty(), "{}", table.slug);
        }
    }
}
