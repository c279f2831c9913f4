//! Rows and columns of the source tables.

use crate::dataset::{Dataset, Kind};
use crate::schema;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Rows and columns of the source tables.
pub const DATASET: Dataset = Dataset {
    name: "table_profile",
    title: "Source tables",
    kind: Kind::Structure,
    definition: "Rows and columns of the eight source tables as read, rows that are left out of the metrics included.",
    formula: "counts",
    source: "all eight tables",
    order: "table",
    columns: &[
        Column::text("table", "Source table."),
        Column::integer("rows", "rows", "Rows read.").summed(),
        Column::integer("columns", "columns", "Columns of the source table."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    for source in schema::Table::ALL {
        let profile = view.snapshot.profile_of(source);
        table.push([
            source.name().into(),
            (profile.num_rows as i64).into(),
            Value::count(profile.num_columns),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn rows_and_columns_of_each_table() {
        let expected = "customers,4,13
                        employees,3,8
                        offices,2,9
                        orderdetails,16,5
                        orders,12,7
                        payments,4,4
                        productlines,3,4
                        products,4,9";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "country=USA&period=2003", expected);
    }

    #[test]
    fn rows_that_are_left_out_were_read_all_the_same() {
        let snapshot = Fixture::new()
            .customers("1 | One\n1 | One\n | Nobody")
            .orders("1 | 2019-02-29 | | | Shipped | 1")
            .lines("1 | P | 1 | 1")
            .payments("9 | a | 2004-01-01 | 1")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "customers,3,13
             employees,0,8
             offices,0,9
             orderdetails,1,5
             orders,1,7
             payments,1,4
             productlines,0,4
             products,0,9",
        );
        assert_eq!(snapshot.num_source_rows(), (6, 5));
    }
}
