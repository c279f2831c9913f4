//! The table `offices`.

use sea_orm::entity::prelude::*;

/// An office of the company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offices", rename_all = "camelCase")]
pub struct Model {
    /// Code of the office, such as `1`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(10))")]
    pub office_code: String,
    /// City.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub city: String,
    /// Telephone number.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub phone: String,
    /// First line of the address.
    #[sea_orm(column_name = "addressLine1", column_type = "String(StringLen::N(50))")]
    pub address_line1: String,
    /// Second line of the address.
    #[sea_orm(column_name = "addressLine2", column_type = "String(StringLen::N(50))", nullable)]
    pub address_line2: Option<String>,
    /// State or province.
    #[sea_orm(column_type = "String(StringLen::N(50))", nullable)]
    pub state: Option<String>,
    /// Country.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub country: String,
    /// Postal code.
    #[sea_orm(column_type = "String(StringLen::N(15))")]
    pub postal_code: String,
    /// Sales territory, such as `EMEA`.
    #[sea_orm(column_type = "String(StringLen::N(10))")]
    pub territory: String,
    /// The people who work there.
    #[sea_orm(has_many)]
    pub employees: HasMany<super::employees::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
