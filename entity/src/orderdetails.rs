//! The table `orderdetails`.

use sea_orm::entity::prelude::*;

/// A line of an order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orderdetails", rename_all = "camelCase")]
pub struct Model {
    /// The order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_number: i32,
    /// The product sold.
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(15))")]
    pub product_code: String,
    /// Pieces ordered.
    pub quantity_ordered: i32,
    /// Price of a piece.
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub price_each: Decimal,
    /// Position of the line within the order.
    pub order_line_number: i16,
    /// The order.
    #[sea_orm(belongs_to, from = "order_number", to = "order_number")]
    pub order: BelongsTo<super::orders::Entity>,
    /// The product sold.
    #[sea_orm(belongs_to, from = "product_code", to = "product_code")]
    pub product: BelongsTo<super::products::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
