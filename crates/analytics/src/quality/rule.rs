//! What a data-quality check looks for.

use crate::schema::{Kind, Table};

/// How bad a violation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data contradict themselves: rows are left out or values are lost.
    Error,
    /// The data are doubtful, but used as they are.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// As exports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One thing that is looked for, in each of the tables that it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`Rule::description` says what each looks for")]
pub enum Rule {
    UnknownOrder,
    UnknownProduct,
    UnknownCustomer,
    UnknownRep,
    UnknownManager,
    UnknownOffice,
    UnknownProductLine,
    RepeatedKey,
    MissingValue,
    NoCalendarDate,
    NoNumber,
    ReportingCycle,
    RoundedMoney,
    StrayBlanks,
    ShippedBeforeOrdered,
    RequiredBeforeOrdered,
    PaidBeforeFirstOrder,
    QuantityNotPositive,
    PriceNotPositive,
    AmountNotPositive,
    NegativeCreditLimit,
    NegativeStock,
    PriceAboveMsrp,
    PriceBelowBuyPrice,
    OrderWithoutLines,
    ShippedWithoutDate,
    DateWithoutShipment,
    CancelledButShipped,
    OnHoldOverdue,
    SeveralRoots,
    CountryWithoutRegion,
    CustomerWithoutRep,
    EmptyColumn,
    ManyNulls,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 34] = [
        Rule::UnknownOrder,
        Rule::UnknownProduct,
        Rule::UnknownCustomer,
        Rule::UnknownRep,
        Rule::UnknownManager,
        Rule::UnknownOffice,
        Rule::UnknownProductLine,
        Rule::RepeatedKey,
        Rule::MissingValue,
        Rule::NoCalendarDate,
        Rule::NoNumber,
        Rule::ReportingCycle,
        Rule::RoundedMoney,
        Rule::StrayBlanks,
        Rule::ShippedBeforeOrdered,
        Rule::RequiredBeforeOrdered,
        Rule::PaidBeforeFirstOrder,
        Rule::QuantityNotPositive,
        Rule::PriceNotPositive,
        Rule::AmountNotPositive,
        Rule::NegativeCreditLimit,
        Rule::NegativeStock,
        Rule::PriceAboveMsrp,
        Rule::PriceBelowBuyPrice,
        Rule::OrderWithoutLines,
        Rule::ShippedWithoutDate,
        Rule::DateWithoutShipment,
        Rule::CancelledButShipped,
        Rule::OnHoldOverdue,
        Rule::SeveralRoots,
        Rule::CountryWithoutRegion,
        Rule::CustomerWithoutRep,
        Rule::EmptyColumn,
        Rule::ManyNulls,
    ];

    /// First part of the check's id.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::UnknownOrder => "unknown_order",
            Rule::UnknownProduct => "unknown_product",
            Rule::UnknownCustomer => "unknown_customer",
            Rule::UnknownRep => "unknown_rep",
            Rule::UnknownManager => "unknown_manager",
            Rule::UnknownOffice => "unknown_office",
            Rule::UnknownProductLine => "unknown_product_line",
            Rule::RepeatedKey => "repeated_key",
            Rule::MissingValue => "missing_value",
            Rule::NoCalendarDate => "no_calendar_date",
            Rule::NoNumber => "no_number",
            Rule::ReportingCycle => "reporting_cycle",
            Rule::RoundedMoney => "rounded_money",
            Rule::StrayBlanks => "stray_blanks",
            Rule::ShippedBeforeOrdered => "shipped_before_ordered",
            Rule::RequiredBeforeOrdered => "required_before_ordered",
            Rule::PaidBeforeFirstOrder => "paid_before_first_order",
            Rule::QuantityNotPositive => "quantity_not_positive",
            Rule::PriceNotPositive => "price_not_positive",
            Rule::AmountNotPositive => "amount_not_positive",
            Rule::NegativeCreditLimit => "negative_credit_limit",
            Rule::NegativeStock => "negative_stock",
            Rule::PriceAboveMsrp => "price_above_msrp",
            Rule::PriceBelowBuyPrice => "price_below_buy_price",
            Rule::OrderWithoutLines => "order_without_lines",
            Rule::ShippedWithoutDate => "shipped_without_date",
            Rule::DateWithoutShipment => "date_without_shipment",
            Rule::CancelledButShipped => "cancelled_but_shipped",
            Rule::OnHoldOverdue => "on_hold_overdue",
            Rule::SeveralRoots => "several_roots",
            Rule::CountryWithoutRegion => "country_without_region",
            Rule::CustomerWithoutRep => "customer_without_rep",
            Rule::EmptyColumn => "empty_column",
            Rule::ManyNulls => "many_nulls",
        }
    }

    /// How bad a violation is.
    pub const fn severity(self) -> Severity {
        match self {
            Rule::UnknownOrder
            | Rule::UnknownProduct
            | Rule::UnknownCustomer
            | Rule::UnknownRep
            | Rule::UnknownManager
            | Rule::UnknownOffice
            | Rule::UnknownProductLine
            | Rule::RepeatedKey
            | Rule::MissingValue
            | Rule::NoCalendarDate
            | Rule::NoNumber
            | Rule::ReportingCycle => Severity::Error,
            Rule::CustomerWithoutRep | Rule::EmptyColumn | Rule::ManyNulls => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// What the check looks for, in one sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Rule::UnknownOrder => "The order number is of no order; the row is left out.",
            Rule::UnknownProduct => "The product code is of no product; the row is left out.",
            Rule::UnknownCustomer => "The customer number is of no customer; the row is left out.",
            Rule::UnknownRep => {
                "The sales rep's number is of no employee; the customer counts as without a rep."
            }
            Rule::UnknownManager => "The manager's number is of no employee; the reporting line ends there.",
            Rule::UnknownOffice => "The office code is of no office.",
            Rule::UnknownProductLine => "The product line is not in productlines.",
            Rule::RepeatedKey => {
                "The key stands in another row too; the row that is smallest by its columns is kept, this one left out."
            }
            Rule::MissingValue => {
                "A value that every row must have is missing; without key, order date, customer, quantity, price or amount the row is left out."
            }
            Rule::NoCalendarDate => {
                "The date is no day of the calendar and counts as missing; an order without order date is left out."
            }
            Rule::NoNumber => "The value is no number, or too large for one, and counts as missing.",
            Rule::ReportingCycle => "The reporting line leads back to itself and is cut there.",
            Rule::RoundedMoney => "The amount has more than two decimals and is rounded.",
            Rule::StrayBlanks => "The text has blanks before or after it; it is trimmed.",
            Rule::ShippedBeforeOrdered => "The order was shipped before it was placed.",
            Rule::RequiredBeforeOrdered => "The order is required before it was placed.",
            Rule::PaidBeforeFirstOrder => "The payment is dated before the customer's first order.",
            Rule::QuantityNotPositive => "The quantity is zero or negative; it is counted as it is.",
            Rule::PriceNotPositive => "The price is zero or negative; it is counted as it is.",
            Rule::AmountNotPositive => "The payment is zero or negative; it is counted as it is.",
            Rule::NegativeCreditLimit => "The credit limit is negative.",
            Rule::NegativeStock => "The quantity in stock is negative.",
            Rule::PriceAboveMsrp => "The price is above the recommended retail price.",
            Rule::PriceBelowBuyPrice => "The price is below what the product costs.",
            Rule::OrderWithoutLines => "The order has no line; it counts as an order with revenue 0.",
            Rule::ShippedWithoutDate => "The status is Shipped, but there is no shipped date.",
            Rule::DateWithoutShipment => {
                "There is a shipped date, but the order is still in process or on hold."
            }
            Rule::CancelledButShipped => "The order is cancelled, but was shipped.",
            Rule::OnHoldOverdue => "The order is on hold past its required date.",
            Rule::SeveralRoots => "The employee reports to nobody, and so does another.",
            Rule::CountryWithoutRegion => "The country belongs to no configured region and counts as Other.",
            Rule::CustomerWithoutRep => "The customer has no sales rep.",
            Rule::EmptyColumn => "The column has no value in any row.",
            Rule::ManyNulls => "More than 20 % of the column's values are missing.",
        }
    }

    /// The tables that the rule concerns.
    pub fn tables(self) -> Vec<Table> {
        let with_column = |kind: fn(Kind) -> bool| {
            Table::ALL
                .into_iter()
                .filter(|table| table.columns().iter().any(|column| kind(column.kind)))
                .collect()
        };
        match self {
            Rule::UnknownOrder
            | Rule::UnknownProduct
            | Rule::QuantityNotPositive
            | Rule::PriceNotPositive
            | Rule::PriceAboveMsrp
            | Rule::PriceBelowBuyPrice => vec![Table::OrderDetails],
            Rule::UnknownCustomer => vec![Table::Orders, Table::Payments],
            Rule::UnknownRep
            | Rule::NegativeCreditLimit
            | Rule::CountryWithoutRegion
            | Rule::CustomerWithoutRep => {
                vec![Table::Customers]
            }
            Rule::UnknownManager | Rule::UnknownOffice | Rule::ReportingCycle | Rule::SeveralRoots => {
                vec![Table::Employees]
            }
            Rule::UnknownProductLine | Rule::NegativeStock => vec![Table::Products],
            Rule::PaidBeforeFirstOrder | Rule::AmountNotPositive => vec![Table::Payments],
            Rule::ShippedBeforeOrdered
            | Rule::RequiredBeforeOrdered
            | Rule::OrderWithoutLines
            | Rule::ShippedWithoutDate
            | Rule::DateWithoutShipment
            | Rule::CancelledButShipped
            | Rule::OnHoldOverdue => vec![Table::Orders],
            Rule::RepeatedKey | Rule::MissingValue | Rule::EmptyColumn | Rule::ManyNulls => {
                Table::ALL.to_vec()
            }
            Rule::NoCalendarDate => with_column(|kind| kind == Kind::Date),
            Rule::NoNumber => with_column(|kind| matches!(kind, Kind::Integer | Kind::Money)),
            Rule::RoundedMoney => with_column(|kind| kind == Kind::Money),
            Rule::StrayBlanks => with_column(|kind| kind == Kind::Text),
        }
    }
}
