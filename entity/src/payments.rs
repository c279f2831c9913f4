//! The table `payments`.

use sea_orm::entity::prelude::*;

/// A payment of a customer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payments", rename_all = "camelCase")]
pub struct Model {
    /// The customer who paid.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_number: i32,
    /// Number of the check.
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(50))")]
    pub check_number: String,
    /// Day of the payment.
    pub payment_date: Date,
    /// Amount.
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub amount: Decimal,
    /// The customer who paid.
    #[sea_orm(belongs_to, from = "customer_number", to = "customer_number")]
    pub customer: BelongsTo<super::customers::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
