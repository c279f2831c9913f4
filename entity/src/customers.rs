//! The table `customers`.

use sea_orm::entity::prelude::*;

/// A customer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customers", rename_all = "camelCase")]
pub struct Model {
    /// Number of the customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_number: i32,
    /// Name of the company.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub customer_name: String,
    /// Family name of the contact.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub contact_last_name: String,
    /// Given name of the contact.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub contact_first_name: String,
    /// Telephone number.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub phone: String,
    /// First line of the address.
    #[sea_orm(column_name = "addressLine1", column_type = "String(StringLen::N(50))")]
    pub address_line1: String,
    /// Second line of the address.
    #[sea_orm(column_name = "addressLine2", column_type = "String(StringLen::N(50))", nullable)]
    pub address_line2: Option<String>,
    /// City.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub city: String,
    /// State or province.
    #[sea_orm(column_type = "String(StringLen::N(50))", nullable)]
    pub state: Option<String>,
    /// Postal code.
    #[sea_orm(column_type = "String(StringLen::N(15))", nullable)]
    pub postal_code: Option<String>,
    /// Country.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub country: String,
    /// The employee who looks after the customer, if any.
    pub sales_rep_employee_number: Option<i32>,
    /// Credit limit.
    #[sea_orm(column_type = "Decimal(Some((10, 2)))", nullable)]
    pub credit_limit: Option<Decimal>,
    /// The employee who looks after the customer.
    #[sea_orm(belongs_to, from = "sales_rep_employee_number", to = "employee_number")]
    pub sales_rep: BelongsTo<Option<super::employees::Entity>>,
    /// What the customer ordered.
    #[sea_orm(has_many)]
    pub orders: HasMany<super::orders::Entity>,
    /// What the customer paid.
    #[sea_orm(has_many)]
    pub payments: HasMany<super::payments::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
