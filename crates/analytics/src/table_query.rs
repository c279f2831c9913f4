//! What people do with a table on a page: sort it, search it, turn its pages.

use std::cmp::Ordering;

use crate::table::{Table, Value};

/// Rows on a page of a table.
pub const ROWS_PER_PAGE: usize = 25;

/// Which rows of a table are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableQuery {
    /// Column by index and whether descending; none for the dataset's own order.
    pub sort: Option<(usize, bool)>,
    /// Columns by index that must have this very value, written plainly.
    pub only: Vec<(usize, String)>,
    /// Text that must stand in one of the row's texts or numbers, in any case; empty for all rows.
    pub search: String,
    /// Page, from 1; one past the end is the last.
    pub page: usize,
}

/// The rows of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePage {
    /// Indices of the rows in the table.
    pub rows: Vec<usize>,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are; 1 for an empty table.
    pub num_pages: usize,
    /// How many rows match the search.
    pub num_matching: usize,
    /// For each column the sum over all matching rows, where it has a meaning.
    pub totals: Vec<Value>,
}

impl TableQuery {
    /// Asks a table.
    pub fn ask(&self, table: &Table) -> TablePage {
        let rows: Vec<&[Value]> = table.rows().collect();
        let needle = self.search.trim().to_lowercase();
        let mut matching: Vec<usize> = (0..rows.len())
            .filter(|&index| {
                self.has_only(rows[index]) && (needle.is_empty() || contains(rows[index], &needle))
            })
            .collect();
        if let Some((column, is_descending)) = self.sort.filter(|&(column, _)| column < table.columns.len()) {
            // A stable sort: rows that are equal keep the dataset's own order, which ends in a key.
            matching.sort_by(|&a, &b| compare(&rows[a][column], &rows[b][column], is_descending));
        }
        let num_pages = matching.len().div_ceil(ROWS_PER_PAGE).max(1);
        let page = self.page.clamp(1, num_pages);
        let sums: Vec<Value> = (0..table.columns.len())
            .map(|column| {
                let values = matching.iter().map(|&row| &rows[row][column]);
                if table.columns[column].is_summed { sum(values) } else { Value::None }
            })
            .collect();
        let total_of = |name: &str| {
            let index = table.columns.iter().position(|column| column.name == name)?;
            sums[index].fraction()
        };
        let totals = table
            .columns
            .iter()
            .zip(&sums)
            .map(|(column, sum)| match column.mean_of {
                Some((part, whole)) => {
                    let mean = total_of(part).zip(total_of(whole)).and_then(|(part, whole)| part.over(whole));
                    Value::quotient(mean, 2)
                }
                None => sum.clone(),
            })
            .collect();
        TablePage {
            num_matching: matching.len(),
            rows: matching.into_iter().skip((page - 1) * ROWS_PER_PAGE).take(ROWS_PER_PAGE).collect(),
            page,
            num_pages,
            totals,
        }
    }
}

impl TableQuery {
    fn has_only(&self, row: &[Value]) -> bool {
        self.only
            .iter()
            .all(|(column, value)| row.get(*column).is_some_and(|found| found.to_plain() == *value))
    }
}

fn contains(row: &[Value], needle: &str) -> bool {
    let mut text = String::new();
    row.iter().any(|value| match value {
        Value::Text(text) => text.to_lowercase().contains(needle),
        Value::None => false,
        other => {
            text.clear();
            other.write_plain(&mut text);
            text.contains(needle)
        }
    })
}

/// By value; no value comes last in either direction.
fn compare(a: &Value, b: &Value, is_descending: bool) -> Ordering {
    let in_direction = |ordering: Ordering| if is_descending { ordering.reverse() } else { ordering };
    match (a, b) {
        (Value::None, Value::None) => Ordering::Equal,
        (Value::None, _) => Ordering::Greater,
        (_, Value::None) => Ordering::Less,
        (Value::Text(a), Value::Text(b)) => in_direction(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => in_direction(a.cmp(b)),
        (Value::Month(a), Value::Month(b)) => in_direction(a.cmp(b)),
        _ => match (a.fraction(), b.fraction()) {
            (Some(a), Some(b)) => in_direction(a.cmp(&b)),
            // A mixed column: numbers before texts and dates.
            (a, b) => in_direction(b.is_some().cmp(&a.is_some())),
        },
    }
}

/// The exact sum; none where there is no value at all.
fn sum<'a>(values: impl Iterator<Item = &'a Value>) -> Value {
    values.fold(Value::None, |sum, value| match (sum, value) {
        (sum, Value::None) => sum,
        (Value::None, value) => value.clone(),
        (Value::Integer(sum), Value::Integer(value)) => Value::Integer(sum + value),
        (Value::Money(sum), Value::Money(value)) => Value::Money(sum + *value),
        (Value::Quotient(sum, decimals), Value::Quotient(value, _)) => {
            Value::Quotient(sum.plus(*value), decimals)
        }
        (sum, _) => sum,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    const COLUMNS: &[Column] = &[
        Column::text("name", "Name."),
        Column::money("revenue", "Revenue.").summed(),
        Column::integer("rank", "", "Rank."),
        Column::integer("orders", "", "Orders.").summed(),
        Column::money("mean", "Revenue / orders.").mean_of("revenue", "orders"),
    ];

    fn table() -> Table {
        let mut table = Table::new(COLUMNS);
        for (name, cents, rank, orders) in
            [("Änne", 300, Some(1), 3), ("bob", 100, None, 0), ("Carl", 200, Some(2), 1)]
        {
            let mean = Value::mean_money(cents, orders);
            table.push([name.into(), Value::cents(cents), rank.into(), orders.into(), mean]);
        }
        table
    }

    fn check(query: TableQuery, rows: &[usize], total: &str) {
        let page = query.ask(&table());
        assert_eq!((&*page.rows, page.totals[1].to_plain().as_str()), (rows, total), "{query:?}");
    }

    /// 6.00 in 4 orders; the mean of 1.00 and 2.00 would be another.
    #[test]
    fn a_total_of_means_is_a_mean_of_totals() {
        for (search, mean) in [("", "1.50"), ("carl", "2.00"), ("bob", ""), ("nobody", "")] {
            let page = TableQuery { search: search.to_owned(), ..TableQuery::default() }.ask(&table());
            assert_eq!(page.totals[4].to_plain(), mean, "{search}");
        }
    }

    #[test]
    fn sorts_searches_and_sums() {
        check(TableQuery::default(), &[0, 1, 2], "6.00");
        check(TableQuery { sort: Some((1, false)), ..TableQuery::default() }, &[1, 2, 0], "6.00");
        check(TableQuery { sort: Some((2, true)), ..TableQuery::default() }, &[2, 0, 1], "6.00");
        check(TableQuery { sort: Some((2, false)), ..TableQuery::default() }, &[0, 2, 1], "6.00");
        check(TableQuery { search: " ÄN ".to_owned(), ..TableQuery::default() }, &[0], "3.00");
        check(TableQuery { only: vec![(2, "2".to_owned())], ..TableQuery::default() }, &[2], "2.00");
        check(TableQuery { only: vec![(2, "20".to_owned())], ..TableQuery::default() }, &[], "");
        check(TableQuery { search: "2.0".to_owned(), ..TableQuery::default() }, &[2], "2.00");
        check(TableQuery { search: "nobody".to_owned(), ..TableQuery::default() }, &[], "");
        check(TableQuery { page: 99, ..TableQuery::default() }, &[0, 1, 2], "6.00");
    }
}
