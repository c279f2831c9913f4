//! The statements that make and drop the eight tables, derived from the entities.

use entity::{customers, employees, offices, orderdetails, orders, payments, productlines, products};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    DbBackend, EntityName, EntityTrait, Identity, Iterable, PrimaryKeyToColumn, RelationTrait,
    Schema as EntitySchema,
};

/// Runs `$each` with every entity, referenced tables before those that refer to them.
macro_rules! for_each_entity {
    ($each:ident) => {
        [
            $each!(offices),
            $each!(employees),
            $each!(productlines),
            $each!(products),
            $each!(customers),
            $each!(orders),
            $each!(payments),
            $each!(orderdetails),
        ]
    };
}

/// The eight tables as one kind of database wants them.
#[derive(Clone, Debug)]
pub struct Schema {
    backend: DbBackend,
    prefix: String,
    collation: String,
}

impl Schema {
    /// The tables under their own names.
    pub fn new(backend: DbBackend) -> Schema {
        Schema { backend, prefix: String::new(), collation: "utf8mb4_bin".into() }
    }

    /// The same tables with `prefix` before every table name, foreign keys between them included.
    #[must_use]
    pub fn with_prefix(self, prefix: &str) -> Schema {
        Schema { prefix: prefix.into(), ..self }
    }

    /// The same tables with another collation than `utf8mb4_bin`; MariaDB and MySQL only.
    #[must_use]
    pub fn with_collation(self, collation: &str) -> Schema {
        Schema { collation: collation.into(), ..self }
    }

    /// `CREATE TABLE` with primary and foreign keys, referenced tables first.
    pub fn tables(&self) -> Vec<String> {
        macro_rules! create {
            ($entity:ident) => {
                self.backend.build(&self.table(&$entity::Entity)).to_string()
            };
        }
        for_each_entity!(create).into()
    }

    /// `CREATE INDEX` for what tables are joined by and orders are cut by; run after the rows are in, which is faster.
    pub fn indexes(&self) -> Vec<String> {
        macro_rules! create {
            ($entity:ident) => {
                self.table_indexes(&$entity::Entity)
            };
        }
        for_each_entity!(create).into_iter().flatten().collect()
    }

    /// `DROP TABLE IF EXISTS`, referring tables first.
    pub fn drops(&self) -> Vec<String> {
        macro_rules! drop {
            ($entity:ident) => {
                self.backend.build(Table::drop().table(self.name(&$entity::Entity)).if_exists()).to_string()
            };
        }
        for_each_entity!(drop).into_iter().rev().collect()
    }

    fn name(&self, entity: &impl EntityName) -> Alias {
        Alias::new(format!("{}{}", self.prefix, entity.table_name()))
    }

    fn table<E: EntityTrait>(&self, entity: &E) -> TableCreateStatement {
        let mut table = Table::create();
        table.table(self.name(entity));
        for column in E::Column::iter() {
            table.col(self.column::<E>(column));
        }
        if E::PrimaryKey::iter().count() > 1 {
            let mut key = Index::create();
            for column in E::PrimaryKey::iter() {
                key.col(column.into_column());
            }
            table.primary_key(key.primary());
        }
        for (column, to_table, to_column) in foreign_keys::<E>() {
            // Without a name: MariaDB wants names unique in the whole database, and renames its own along with the table.
            table.foreign_key(
                ForeignKey::create()
                    .from(self.name(entity), column)
                    .to(Alias::new(format!("{}{to_table}", self.prefix)), to_column),
            );
        }
        if self.backend == DbBackend::MySql {
            table.engine("InnoDB").character_set("utf8mb4").collate(&self.collation);
        }
        table
    }

    fn column<E: EntityTrait>(&self, column: E::Column) -> ColumnDef {
        let mut definition = EntitySchema::new(self.backend).get_column_def::<E>(column);
        if self.backend == DbBackend::MySql {
            // `text` and `blob` end at 64 KB there; a product line's page and picture may be larger.
            match definition.get_column_type() {
                Some(ColumnType::Text) => definition.custom("mediumtext"),
                Some(ColumnType::Blob) => definition.custom("mediumblob"),
                _ => &mut definition,
            };
        }
        definition
    }

    fn table_indexes<E: EntityTrait>(&self, entity: &E) -> Vec<String> {
        let first_of_key = E::PrimaryKey::iter().next().map(|key| key.into_column().to_string());
        let references = foreign_keys::<E>().into_iter().map(|(column, _, _)| column.to_string());
        let days = (entity.table_name() == "orders").then(|| orders::Column::OrderDate.to_string());
        references
            .chain(days)
            .filter(|column| Some(column) != first_of_key.as_ref())
            .map(|column| {
                // Without the prefix: where prefixes are used, index names belong to their table.
                let name = format!("idx_{}_{column}", entity.table_name());
                self.backend
                    .build(Index::create().name(name).table(self.name(entity)).col(Alias::new(column)))
                    .to_string()
            })
            .collect()
    }
}

/// Column, table referred to, column referred to.
fn foreign_keys<E: EntityTrait>() -> Vec<(DynIden, String, DynIden)> {
    E::Relation::iter()
        .map(|relation| relation.def())
        .filter(|relation| !relation.is_owner)
        .filter_map(|relation| match (relation.from_col, relation.to_tbl, relation.to_col) {
            (Identity::Unary(from), TableRef::Table(TableName(_, table), _), Identity::Unary(to)) => {
                Some((from, table.to_string(), to))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_foreign_key_of_the_published_schema_is_made() {
        let expected = [
            ("employees", "officeCode", "offices"),
            ("employees", "reportsTo", "employees"),
            ("products", "productLine", "productlines"),
            ("customers", "salesRepEmployeeNumber", "employees"),
            ("orders", "customerNumber", "customers"),
            ("payments", "customerNumber", "customers"),
            ("orderdetails", "orderNumber", "orders"),
            ("orderdetails", "productCode", "products"),
        ];
        let tables = Schema::new(DbBackend::Postgres).with_prefix("new_").tables();
        for (table, column, to) in expected {
            let create = format!("CREATE TABLE \"new_{table}\"");
            let reference = format!("FOREIGN KEY (\"{column}\") REFERENCES \"new_{to}\"");
            let found = tables.iter().filter(|sql| sql.starts_with(&create) && sql.contains(&reference));
            assert_eq!(found.count(), 1, "{table}.{column}: {tables:#?}");
        }
        let all = tables.iter().map(|sql| sql.matches("FOREIGN KEY").count()).sum::<usize>();
        assert_eq!(all, expected.len());
    }

    #[test]
    fn each_engine_gets_its_types() {
        for (backend, table, expected) in [
            (DbBackend::Sqlite, "customers", "\"creditLimit\" real(10, 2)"),
            (DbBackend::Sqlite, "orders", "\"orderDate\" date_text NOT NULL"),
            (DbBackend::Postgres, "customers", "\"creditLimit\" decimal(10, 2)"),
            (DbBackend::Postgres, "payments", "PRIMARY KEY (\"customerNumber\", \"checkNumber\")"),
            (DbBackend::MySql, "productlines", "`image` mediumblob"),
            (DbBackend::MySql, "orders", "COLLATE=utf8mb4_bin"),
        ] {
            let tables = Schema::new(backend).tables();
            let create = tables.iter().find(|sql| sql.contains(table)).expect("every table is made");
            assert!(tables.iter().any(|sql| sql.contains(expected)), "{expected} in {create}");
        }
    }

    #[test]
    fn columns_that_a_key_already_leads_with_get_no_second_index() {
        let indexes = Schema::new(DbBackend::Sqlite).indexes();
        assert!(indexes.iter().any(|sql| sql.contains("idx_orderdetails_productCode")), "{indexes:#?}");
        assert!(!indexes.iter().any(|sql| sql.contains("idx_orderdetails_orderNumber")), "{indexes:#?}");
    }
}
