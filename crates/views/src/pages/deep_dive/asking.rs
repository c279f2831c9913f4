//! Sort, search and page of a table: from the address to the question, and back to the addresses of its heads and pages.

use analytics::scope::BadParameter;
use analytics::table::{Column as DatasetColumn, ColumnKind};
use analytics::table_query::TableQuery;

use super::DeepDivePage;
use super::description::TableDescription;
use crate::address::{Address, PageOption};
use crate::components::{Column, Sort, SortOrder};

/// The options of the page: a column of the dataset (`-column` for the greatest first), the filters of the rows of all tables, a
/// search, a page from 1.
pub const OPTIONS: &[PageOption] = &[
    PageOption { name: "sort", values: &[] },
    PageOption { name: "class", values: &[] },
    PageOption { name: "tier", values: &[] },
    PageOption { name: "r", values: &[] },
    PageOption { name: "f", values: &[] },
    PageOption { name: "due", values: &[] },
    PageOption { name: "q", values: &[] },
    PageOption { name: "page", values: &[] },
];

/// What an address asks of a table, and the address written canonically: defaults are left out.
///
/// # Errors
/// A sort column that the dataset does not have, a page that is no number from 1.
pub fn read(table: &TableDescription, address: &Address) -> Result<(TableQuery, Address), BadParameter> {
    let sort = address.option("sort").trim();
    let order = match sort {
        "" => None,
        _ => Some(order(table, sort).ok_or_else(|| BadParameter {
            name: "sort".to_owned(),
            value: sort.to_owned(),
            problem: format!("{} cannot be sorted by that; write the name of a column, with a minus before it for the greatest first", table.label),
        })?),
    };
    // The dataset's own order, which breaks its ties by key, is what no sort means.
    let order = order.filter(|order| *order != table.order);
    let page = match address.option("page").trim() {
        "" => 1,
        text => text.parse().ok().filter(|page| *page > 0).ok_or_else(|| BadParameter {
            name: "page".to_owned(),
            value: text.to_owned(),
            problem: "it takes a whole number from 1".to_owned(),
        })?,
    };
    let search = address.option("q").trim().to_owned();
    let canonical = address
        .with_option("sort", &order.map_or(String::new(), |(name, descending)| written(name, descending)))
        .with_option("q", &search)
        .with_option("page", &if page == 1 { String::new() } else { page.to_string() });
    let mut canonical = canonical;
    let mut only = Vec::new();
    for option in OPTIONS {
        let value = address.option(option.name).trim();
        match table.filters.iter().find(|filter| filter.parameter == option.name) {
            Some(_) if value.is_empty() => {}
            Some(filter) if filter.values.contains(&value) => {
                only.extend(table.column(filter.column).map(|(column, _)| (column, value.to_owned())));
                canonical = canonical.with_option(option.name, value);
            }
            Some(filter) => {
                return Err(BadParameter {
                    name: option.name.to_owned(),
                    value: value.to_owned(),
                    problem: format!("it takes {}", filter.values.join(", ")),
                });
            }
            None if ["sort", "q", "page"].contains(&option.name) => {}
            // A filter of another table is like any unknown parameter.
            None => canonical = canonical.with_option(option.name, ""),
        }
    }
    let sort = order.and_then(|(name, descending)| Some((table.column(name)?.0, descending)));
    Ok((TableQuery { sort, only, search, page }, canonical))
}

/// Every order that `sort` takes, with its words, for those who wrote another.
pub fn known_sorts(table: &TableDescription) -> Vec<(String, String)> {
    let sort = |shown: &super::description::ShownColumn| {
        let (_, column) = table.column(shown.name)?;
        let descending = starts_descending(column);
        Some((written(column.name, descending), words(shown.label, column, descending)))
    };
    table.columns.iter().filter_map(sort).collect()
}

/// `-revenue` as column and direction, if the dataset has the column.
fn order(table: &TableDescription, sort: &str) -> Option<(&'static str, bool)> {
    let (name, descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    Some((table.column(name)?.1.name, descending))
}

fn written(name: &str, descending: bool) -> String {
    format!("{}{name}", if descending { "-" } else { "" })
}

/// The order in force, the dataset's own where none is asked for.
fn order_in_force(table: &TableDescription, address: &Address) -> (&'static str, bool) {
    order(table, address.option("sort")).unwrap_or(table.order)
}

/// Numbers are first wanted from the greatest, days from the latest; names and ranks from the first.
fn starts_descending(column: &DatasetColumn) -> bool {
    column.kind != ColumnKind::Text && column.unit != "rank"
}

/// The order in force in words: `by revenue, largest first`.
pub(super) fn order_words(table: &TableDescription, address: &Address) -> String {
    let (name, descending) = order_in_force(table, address);
    let label = table.columns.iter().find(|shown| shown.name == name).map(|shown| shown.label);
    let Some((_, column)) = table.column(name) else { return String::new() };
    words(label.unwrap_or(&name.replace('_', " ")), column, descending)
}

fn words(label: &str, column: &DatasetColumn, descending: bool) -> String {
    let direction = match (column.kind, descending) {
        (ColumnKind::Text, false) => "A to Z",
        (ColumnKind::Text, true) => "Z to A",
        (ColumnKind::Date | ColumnKind::Month, false) => "earliest first",
        (ColumnKind::Date | ColumnKind::Month, true) => "latest first",
        (_, false) => "smallest first",
        (_, true) => "largest first",
    };
    let label = label.split(" (").next().unwrap_or(label);
    format!("by {}, {direction}", label.to_lowercase())
}

/// The heads with their links: sorted by the column, the other way round where it already is.
pub(super) fn columns(page: &DeepDivePage<'_>) -> Vec<Column> {
    let table = page.description;
    let (name_in_force, descending_in_force) = order_in_force(table, page.address);
    let column = |shown: &super::description::ShownColumn| {
        let (_, column) = table.column(shown.name)?;
        let is_in_force = column.name == name_in_force;
        let next = if is_in_force { !descending_in_force } else { starts_descending(column) };
        let sort =
            if (column.name, next) == table.order { String::new() } else { written(column.name, next) };
        let order = if descending_in_force { SortOrder::Descending } else { SortOrder::Ascending };
        Some(Column {
            key: column.name.to_owned(),
            label: shown.label.to_owned(),
            hint: column.meaning.to_owned(),
            is_number: super::cell::is_number(column),
            priority: 0,
            sort: Some(Sort {
                href: page.address.with_option("sort", &sort).with_option("page", "").href(page.site),
                order: is_in_force.then_some(order),
            }),
        })
    };
    table.columns.iter().filter_map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    fn check(slug: &str, query: &str, canonical: &str, sort: Option<(&str, bool)>, page: usize) {
        let table = table(slug).unwrap();
        let address = Address::parse(table.path(), OPTIONS, query).unwrap();
        let (asked, address) = read(table, &address).unwrap();
        let found = asked.sort.map(|(column, descending)| (table.dataset.columns[column].name, descending));
        assert_eq!((address.query().as_str(), found, asked.page), (canonical, sort, page), "{query}");
    }

    #[test]
    fn defaults_are_left_out() {
        check("customers", "", "", None, 1);
        check("customers", "sort=-revenue&page=1&q=+", "", None, 1);
        check("customers", "sort=revenue&page=02", "sort=revenue&page=2", Some(("revenue", false)), 2);
        check(
            "customers",
            "page=3&q=+Gift+&sort=-customer_number",
            "sort=-customer_number&q=Gift&page=3",
            Some(("customer_number", true)),
            3,
        );
        check("customers", "class=A&tier=Top&page=2", "class=A&page=2", None, 2);
        check("rfm", "f=5&r=4&class=A", "r=4&f=5", None, 1);
        check("next-orders", "sort=expected_next_order_date&country=USA", "country=USA", None, 1);
    }

    #[test]
    fn what_is_no_column_or_page_is_named() {
        let table = table("customers").unwrap();
        for query in [
            "sort=planet",
            "sort=--revenue",
            "sort=-",
            "page=0",
            "page=-1",
            "page=one",
            "page=1.5",
            "class=D",
            "class=a",
        ] {
            let address = Address::parse(table.path(), OPTIONS, query).unwrap();
            let error = read(table, &address).unwrap_err();
            assert!(query.starts_with(&format!("{}=", error.name)), "{query}: {error}");
        }
    }

    #[test]
    fn every_order_that_is_offered_is_understood() {
        for table in super::super::TABLES {
            for (sort, words) in known_sorts(table) {
                assert!(order(table, &sort).is_some() && words.starts_with("by "), "{} {sort}", table.slug);
            }
        }
    }

    #[test]
    fn the_order_is_told() {
        let table = table("orders").unwrap();
        for (query, words) in [
            ("", "by order date, latest first"),
            ("sort=customer_name", "by customer, A to Z"),
            ("sort=-customer_number", "by customer number, largest first"),
        ] {
            let address = Address::parse(table.path(), OPTIONS, query).unwrap();
            assert_eq!(order_words(table, &address), words, "{query}");
        }
    }
}
