//! The table `productlines`.

use sea_orm::entity::prelude::*;

/// A line of products.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "productlines", rename_all = "camelCase")]
pub struct Model {
    /// Name of the line, such as `Classic Cars`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(50))")]
    pub product_line: String,
    /// Description in plain text.
    #[sea_orm(column_type = "String(StringLen::N(4000))", nullable)]
    pub text_description: Option<String>,
    /// Description in HTML.
    #[sea_orm(column_type = "Text", nullable)]
    pub html_description: Option<String>,
    /// Picture of the line.
    #[sea_orm(column_type = "Blob", nullable)]
    pub image: Option<Vec<u8>>,
    /// The products of the line.
    #[sea_orm(has_many)]
    pub products: HasMany<super::products::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
