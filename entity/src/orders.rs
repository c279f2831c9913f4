//! The table `orders`.

use sea_orm::entity::prelude::*;

/// An order of a customer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orders", rename_all = "camelCase")]
pub struct Model {
    /// Number of the order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_number: i32,
    /// Day of the order.
    pub order_date: Date,
    /// Day by which the customer wants it.
    pub required_date: Date,
    /// Day of shipping, if shipped.
    pub shipped_date: Option<Date>,
    /// Status, such as `Shipped`.
    #[sea_orm(column_type = "String(StringLen::N(15))")]
    pub status: String,
    /// Remarks.
    #[sea_orm(column_type = "Text", nullable)]
    pub comments: Option<String>,
    /// The customer who ordered.
    pub customer_number: i32,
    /// The customer who ordered.
    #[sea_orm(belongs_to, from = "customer_number", to = "customer_number")]
    pub customer: BelongsTo<super::customers::Entity>,
    /// The lines of the order.
    #[sea_orm(has_many)]
    pub orderdetails: HasMany<super::orderdetails::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
