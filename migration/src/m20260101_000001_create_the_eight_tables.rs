//! The eight tables with their keys and indexes.

use sea_orm_migration::prelude::*;

use crate::schema::Schema;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager.get_database_backend());
        for statement in schema.tables().iter().chain(&schema.indexes()) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in Schema::new(manager.get_database_backend()).drops() {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
