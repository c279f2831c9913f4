//! The table `employees`.

use sea_orm::entity::prelude::*;

/// An employee.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employees", rename_all = "camelCase")]
pub struct Model {
    /// Number of the employee.
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_number: i32,
    /// Family name.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub last_name: String,
    /// Given name.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub first_name: String,
    /// Telephone extension.
    #[sea_orm(column_type = "String(StringLen::N(10))")]
    pub extension: String,
    /// Mail address.
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub email: String,
    /// Office where the employee works.
    #[sea_orm(column_type = "String(StringLen::N(10))")]
    pub office_code: String,
    /// Number of the manager; none for the head of the company.
    pub reports_to: Option<i32>,
    /// Job title, such as `Sales Rep`.
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub job_title: String,
    /// The office where the employee works.
    #[sea_orm(belongs_to, from = "office_code", to = "office_code")]
    pub office: BelongsTo<super::offices::Entity>,
    /// The manager.
    #[sea_orm(
        self_ref,
        relation_enum = "Manager",
        relation_reverse = "Reports",
        from = "reports_to",
        to = "employee_number"
    )]
    pub manager: BelongsTo<Option<Entity>>,
    /// The customers whom the employee looks after.
    #[sea_orm(has_many)]
    pub customers: HasMany<super::customers::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
