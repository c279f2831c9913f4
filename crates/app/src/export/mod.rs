//! Exports: one dataset under one scope, as a file in one of three formats.

mod csv;
mod json;
pub(crate) mod png;
mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use analytics::dataset::Dataset;
use analytics::policy::Policy;
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::table::Table;
use analytics::view::View;
use analytics::what_if::Difference;
use clap::ValueEnum;
use views::address::Address;

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Comma-separated, header first, UTF-8, plain numbers.
    Csv,
    /// An object: dataset, `as_of`, snapshot, scope, columns, rows.
    Json,
    /// An Excel workbook with typed cells and a sheet that says what it is.
    Xlsx,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Format; 3] = [Format::Csv, Format::Json, Format::Xlsx];

    /// Ending of file names and addresses.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
        }
    }

    /// Media type.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Json => "application/json",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// How texts are written where a spreadsheet could take one for a formula: in CSV, which has no types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Texts {
    /// As the data has them.
    Exact,
    /// With an apostrophe before those that a spreadsheet would compute.
    Harmless,
}

/// A dataset, computed, with everything that a file says about it.
#[derive(Debug)]
pub(crate) struct Export {
    /// What was asked for.
    pub dataset: &'static Dataset,
    /// Last day of the data, ISO.
    pub as_of: String,
    /// Digest of the data.
    pub snapshot_version: String,
    /// The scope as a canonical query string; empty for everything.
    pub scope: String,
    /// Thresholds that are tried out; mostly none.
    pub what_if: Vec<Difference>,
    /// The rows.
    pub table: Table,
}

impl Export {
    /// Computes the dataset, under the configured thresholds unless the scope tries out others.
    pub(crate) fn new(
        dataset: &'static Dataset,
        snapshot: &Snapshot,
        scope: &Scope,
        configured: &Policy,
    ) -> Export {
        let policy = scope.policy(configured);
        let mut address = Address::new("", &[]);
        address.scope = scope.clone();
        Export {
            dataset,
            as_of: snapshot.as_of.to_string(),
            snapshot_version: snapshot.version.clone(),
            scope: address.scope_query(),
            what_if: scope.what_if.differences(configured).collect(),
            table: dataset.compute(&View::new(snapshot, scope, &policy)),
        }
    }

    /// Writes the file row by row; large workbooks keep their sheets in nameless files in `scratch` until they are packed.
    ///
    /// # Errors
    /// What `out` returns; a workbook that Excel could not read.
    pub(crate) fn write(
        &self,
        format: Format,
        texts: Texts,
        scratch: &Path,
        out: &mut (impl Write + Send),
    ) -> io::Result<()> {
        match format {
            Format::Csv => csv::write(self, texts, out),
            Format::Json => json::write(self, out),
            Format::Xlsx => xlsx::write(self, scratch, out),
        }
    }

    /// A file name that says what is in it: `countries_country-USA_period-2004_as-of-2005-05-31.csv`.
    pub(crate) fn file_name(&self, format: Format) -> String {
        file_name(self.dataset.name, &self.scope, &self.as_of, format.extension())
    }
}

/// A file name that says what is in it: a name, the scope (its canonical query string), the last day of the data, and the extension.
pub(crate) fn file_name(name: &str, scope: &str, as_of: &str, extension: &str) -> String {
    // Longer names are refused by some file systems.
    const MAX_SCOPE_CHARS: usize = 120;
    let mut scope_words = String::new();
    for (name, value) in url::form_urlencoded::parse(scope.as_bytes()) {
        scope_words.push('_');
        scope_words.push_str(&name);
        scope_words.push('-');
        scope_words.extend(value.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { '-' }));
    }
    let scope_words: String = scope_words.chars().take(MAX_SCOPE_CHARS).collect();
    format!("{name}{scope_words}_as-of-{as_of}.{extension}")
}

/// A small export for the tests of the formats.
#[cfg(test)]
pub(crate) mod fixture {
    use analytics::dataset::Kind;
    use analytics::table::{Column, ColumnKind, Value};
    use analytics::what_if::WhatIf;
    use units::{Day, Fraction};

    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("name", ColumnKind::Text, "", "A name."),
        Column::new("orders", ColumnKind::Integer, "orders", "A count."),
        Column::new("revenue", ColumnKind::Money, "currency", "An amount."),
        Column::new("share_pct", ColumnKind::Percent, "%", "A share."),
        Column::new("last_order_date", ColumnKind::Date, "", "A day."),
        Column::new("month", ColumnKind::Month, "", "A month."),
    ];

    static DATASET: Dataset = Dataset {
        name: "sample",
        title: "Sample",
        kind: Kind::Flow,
        definition: "What tests need.",
        formula: "none",
        source: "nothing",
        order: "name",
        columns: COLUMNS,
        rows: |_, _| {},
    };

    /// What a query that tries out a credit factor of 3 and no cancelled orders differs in.
    pub(crate) fn what_if() -> Vec<Difference> {
        let mut what_if = WhatIf::default();
        assert!(
            what_if.take("credit_factor", "3").unwrap() && what_if.take("count_cancelled", "no").unwrap()
        );
        what_if.differences(&Policy::default()).collect()
    }

    /// An export with these rows of name, number of orders and revenue in cents; the other columns follow from them.
    pub(crate) fn export(rows: &[(&str, i64, i64)]) -> Export {
        let mut table = Table::new(COLUMNS);
        for &(name, num_orders, cents) in rows {
            let day = Day::from_ymd(2005, 5, 31).filter(|_| num_orders > 0);
            table.push([
                Value::Text(name.into()),
                num_orders.into(),
                Value::cents(cents),
                Value::quotient(Fraction::percent(num_orders, 3), 2),
                day.into(),
                day.map(Day::month).into(),
            ]);
        }
        Export {
            dataset: &DATASET,
            as_of: "2005-05-31".to_owned(),
            snapshot_version: "abc".to_owned(),
            scope: "period=2004&country=USA&line=Trucks+and+Buses".to_owned(),
            what_if: Vec::new(),
            table,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_says_what_is_in_it() {
        let mut export = fixture::export(&[]);
        let expected = "sample_period-2004_country-USA_line-Trucks-and-Buses_as-of-2005-05-31.csv";
        assert_eq!(export.file_name(Format::Csv), expected);
        export.scope = String::new();
        assert_eq!(export.file_name(Format::Xlsx), "sample_as-of-2005-05-31.xlsx");
        export.scope = format!("country={}", "x/".repeat(200));
        assert!(export.file_name(Format::Csv).len() < 200 && !export.file_name(Format::Csv).contains('/'));
    }
}
