//! What a database says it holds, matched with the eight tables.
//!
//! Names may be folded (`orderdetails.ordernumber`), quoted (`"orderNumber"`) or cased as the server likes; tables may have
//! further columns. What is missing is named, beside what was found instead.

use analytics::schema::Table;
use anyhow::bail;

/// A table or view as the database's catalogue lists it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    /// Schema (PostgreSQL) or database (MariaDB); none in SQLite.
    pub(crate) schema: Option<String>,
    /// Its name, as spelt there.
    pub(crate) name: String,
    /// Its columns, as spelt there.
    pub(crate) columns: Vec<String>,
    /// How many rows it has, roughly; for the progress bar only.
    pub(crate) num_rows: Option<u64>,
}

/// One of the eight tables, found in a database.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) listed: Listed,
    /// The names there of [`Table::columns`], in that order.
    pub(crate) columns: Vec<String>,
}

impl Found {
    /// The table's name in the database, quoted by `quote`.
    pub(crate) fn quoted_name(&self, quote: char) -> String {
        let name = quoted(&self.listed.name, quote);
        match &self.listed.schema {
            Some(schema) => format!("{}.{name}", quoted(schema, quote)),
            None => name,
        }
    }
}

/// The eight tables, found in a database.
#[derive(Clone, Debug)]
pub(crate) struct Catalogue(Vec<(Table, Found)>);

impl Catalogue {
    /// Finds the eight tables among those listed.
    ///
    /// # Errors
    /// A missing table, or the missing columns of the first table that lacks some.
    pub(crate) fn new(listed: &[Listed]) -> anyhow::Result<Catalogue> {
        let tables = Table::LOAD_ORDER.iter().map(|&table| Ok((table, find(table, listed)?)));
        tables.collect::<anyhow::Result<_>>().map(Catalogue)
    }

    /// One of the eight.
    pub(crate) fn get(&self, table: Table) -> &Found {
        let found = self.0.iter().find(|(candidate, _)| *candidate == table);
        &found.expect("a catalogue has all eight tables").1
    }
}

/// An identifier between quotes, quotes within it doubled.
pub(crate) fn quoted(name: &str, quote: char) -> String {
    let doubled = name.replace(quote, &format!("{quote}{quote}"));
    format!("{quote}{doubled}{quote}")
}

/// Where in `names` a name stands: spelt the same if possible, else in any case.
pub(crate) fn position(names: &[String], wanted: &str) -> Option<usize> {
    let same = names.iter().position(|name| name == wanted);
    same.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)))
}

fn find(table: Table, listed: &[Listed]) -> anyhow::Result<Found> {
    let names: Vec<String> = listed.iter().map(|listed| listed.name.clone()).collect();
    let Some(at) = position(&names, table.name()) else {
        let found = if names.is_empty() { "no table at all".into() } else { names.join(", ") };
        bail!(
            "the database has no table {}; found: {found}; check the address, and DB_SCHEMA where the tables are in a schema of their own",
            table.name()
        );
    };
    let listed = listed[at].clone();
    let positions: Vec<_> =
        table.columns().iter().map(|column| (column.name, position(&listed.columns, column.name))).collect();
    let missing: Vec<_> = positions.iter().filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        bail!(
            "table {} has no column {}; found: {}",
            listed.name,
            missing.join(", "),
            listed.columns.join(", ")
        );
    }
    let columns = positions.iter().filter_map(|(_, at)| at.map(|at| listed.columns[at].clone())).collect();
    Ok(Found { listed, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(spell: fn(&str) -> String) -> Vec<Listed> {
        Table::ALL
            .iter()
            .map(|table| Listed {
                name: spell(table.name()),
                columns: table.columns().iter().map(|column| spell(column.name)).collect(),
                ..Listed::default()
            })
            .collect()
    }

    #[test]
    fn names_are_found_in_any_case() {
        for spell in [str::to_owned, str::to_lowercase, str::to_uppercase] as [fn(&str) -> String; 3] {
            let catalogue = Catalogue::new(&all(spell)).unwrap();
            assert_eq!(catalogue.get(Table::Products).columns[8], spell("MSRP"));
        }
    }

    #[test]
    fn an_exactly_spelt_column_wins_over_a_folded_one() {
        let mut listed = all(str::to_owned);
        listed[4].columns.insert(0, "ordernumber".into());
        assert_eq!(Catalogue::new(&listed).unwrap().get(Table::Orders).columns[0], "orderNumber");
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut listed = all(str::to_lowercase);
        listed[3].columns.retain(|column| column != "priceeach");
        let message = Catalogue::new(&listed).unwrap_err().to_string();
        assert_eq!(
            message,
            "table orderdetails has no column priceEach; found: ordernumber, productcode, quantityordered, orderlinenumber"
        );
        listed.remove(3);
        let message = Catalogue::new(&listed).unwrap_err().to_string();
        assert!(
            message.starts_with("the database has no table orderdetails; found: customers, employees, "),
            "{message}"
        );
        assert!(Catalogue::new(&[]).unwrap_err().to_string().contains("found: no table at all"));
    }

    #[test]
    fn quotes_within_a_name_are_doubled() {
        assert_eq!(quoted("a\"b", '"'), "\"a\"\"b\"");
    }

    #[test]
    fn entities_agree_with_what_the_snapshot_expects() {
        use analytics::schema::Kind;
        use sea_orm::{ColumnTrait, ColumnType, EntityTrait, Iden, Iterable, PrimaryKeyToColumn};

        fn check<E: EntityTrait + Default>(table: Table) {
            assert_eq!(E::default().table_name(), table.name());
            let columns: Vec<_> = E::Column::iter().collect();
            assert_eq!(columns.len(), table.columns().len(), "{}", table.name());
            for (column, expected) in columns.iter().zip(table.columns()) {
                let definition = column.def();
                let kind = match definition.get_column_type() {
                    ColumnType::Integer | ColumnType::SmallInteger => Kind::Integer,
                    ColumnType::Decimal(Some((10, 2))) => Kind::Money,
                    ColumnType::Date => Kind::Date,
                    ColumnType::String(_) | ColumnType::Text => Kind::Text,
                    ColumnType::Blob => Kind::Blob,
                    other => panic!("{}.{}: {other:?}", table.name(), expected.name),
                };
                assert_eq!(
                    (column.to_string().as_str(), kind, !definition.is_null()),
                    (expected.name, expected.kind, expected.required),
                    "{}",
                    table.name()
                );
            }
            let key: Vec<_> = E::PrimaryKey::iter().map(|key| key.into_column().to_string()).collect();
            let leading: Vec<_> =
                table.columns()[..table.key_columns()].iter().map(|column| column.name).collect();
            assert_eq!(key, leading, "{}", table.name());
        }

        check::<entity::customers::Entity>(Table::Customers);
        check::<entity::employees::Entity>(Table::Employees);
        check::<entity::offices::Entity>(Table::Offices);
        check::<entity::orderdetails::Entity>(Table::OrderDetails);
        check::<entity::orders::Entity>(Table::Orders);
        check::<entity::payments::Entity>(Table::Payments);
        check::<entity::productlines::Entity>(Table::ProductLines);
        check::<entity::products::Entity>(Table::Products);
    }
}
