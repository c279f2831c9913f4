//! The table `products`.

use sea_orm::entity::prelude::*;

/// A product.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "products", rename_all = "camelCase")]
pub struct Model {
    /// Code of the product, such as `S10_1678`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(15))")]
    pub product_code: String,
    /// Name.
    #[sea_orm(column_type = "String(StringLen::N(70))")]
    pub product_name: String,
    /// Line to which it belongs.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub product_line: String,
    /// Scale of the model, such as `1:10`.
    #[sea_orm(column_type = "String(StringLen::N(10))")]
    pub product_scale: String,
    /// Who makes it.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub product_vendor: String,
    /// Description in plain text.
    #[sea_orm(column_type = "Text")]
    pub product_description: String,
    /// Pieces in stock.
    pub quantity_in_stock: i16,
    /// What a piece costs the company.
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub buy_price: Decimal,
    /// Suggested retail price of a piece.
    #[sea_orm(column_name = "MSRP", column_type = "Decimal(Some((10, 2)))")]
    pub msrp: Decimal,
    /// The line to which it belongs.
    #[sea_orm(belongs_to, from = "product_line", to = "product_line")]
    pub line: BelongsTo<super::productlines::Entity>,
    /// The order lines that sell it.
    #[sea_orm(has_many)]
    pub orderdetails: HasMany<super::orderdetails::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
