//! The state of the source data in one honest line.

use analytics::quality::Rule;
use maud::{Markup, html};

use super::ExecutivePage;
use crate::icon::{Icon, icon};
use crate::scope_words::count;

/// So many findings are told.
const TOLD: usize = 3;

/// The line with a link to the checks.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    let format = page.format;
    let quality = &page.answers.quality;
    let number = |number: usize, noun: &str| match number {
        0 => format!("no {noun}s"),
        _ => count(number as i128, noun, format),
    };
    let counts = [
        number(quality.num_errors, "error"),
        number(quality.num_warnings, "warning"),
        number(quality.num_notes, "note"),
    ];
    let told: Vec<String> = quality
        .findings
        .iter()
        .take(TOLD)
        .map(|&(rule, count)| format!("{} {}", format.integer(count), words(rule, count == 1)))
        .collect();
    html! {
        section .panel.quality aria-label="Data quality" {
            (icon(Icon::Checklist))
            p {
                strong { "Data quality: " (counts.join(", ")) "." } " "
                (format.integer(quality.num_left_out)) " of " (count(quality.num_rows, "source row", format)) " left out."
                @if !told.is_empty() {
                    " " (told.join("; ")) "."
                    @if quality.findings.len() > told.len() {
                        " And " (count((quality.findings.len() - told.len()) as i128, "further finding", format)) "."
                    }
                }
            }
            @if let Some(link) = page.site.link("See the checks", "/data-quality", "") { (link) }
        }
    }
}

/// What was found, after its number: `order is on hold past its required date`.
fn words(rule: Rule, is_one: bool) -> &'static str {
    let (one, many) = match rule {
        Rule::UnknownOrder => ("row is of an unknown order", "rows are of an unknown order"),
        Rule::UnknownProduct => {
            ("order line is of an unknown product", "order lines are of an unknown product")
        }
        Rule::UnknownCustomer => ("row is of an unknown customer", "rows are of an unknown customer"),
        Rule::UnknownRep => ("customer has an unknown rep", "customers have an unknown rep"),
        Rule::UnknownManager => ("employee has an unknown manager", "employees have an unknown manager"),
        Rule::UnknownOffice => ("employee has an unknown office", "employees have an unknown office"),
        Rule::UnknownProductLine => ("product is of an unknown line", "products are of an unknown line"),
        Rule::RepeatedKey => ("row repeats a key", "rows repeat a key"),
        Rule::MissingValue => ("row lacks a required value", "rows lack a required value"),
        Rule::NoCalendarDate => ("row has a date that is none", "rows have a date that is none"),
        Rule::NoNumber => ("row has a number that is none", "rows have a number that is none"),
        Rule::ReportingCycle => ("employee reports in a circle", "employees report in a circle"),
        Rule::RoundedMoney => {
            ("row has an amount with too many decimals", "rows have an amount with too many decimals")
        }
        Rule::StrayBlanks => {
            ("row had stray blanks, which were trimmed", "rows had stray blanks, which were trimmed")
        }
        Rule::ShippedBeforeOrdered => {
            ("order was shipped before it was placed", "orders were shipped before they were placed")
        }
        Rule::RequiredBeforeOrdered => {
            ("order is required before it was placed", "orders are required before they were placed")
        }
        Rule::PaidBeforeFirstOrder => (
            "payment is older than its customer’s first order",
            "payments are older than their customer’s first order",
        ),
        Rule::QuantityNotPositive => {
            ("order line has no positive quantity", "order lines have no positive quantity")
        }
        Rule::PriceNotPositive => ("order line has no positive price", "order lines have no positive price"),
        Rule::AmountNotPositive => ("payment has no positive amount", "payments have no positive amount"),
        Rule::NegativeCreditLimit => {
            ("customer has a negative credit limit", "customers have a negative credit limit")
        }
        Rule::NegativeStock => ("product has a negative stock", "products have a negative stock"),
        Rule::PriceAboveMsrp => {
            ("order line is above the recommended price", "order lines are above the recommended price")
        }
        Rule::PriceBelowBuyPrice => ("order line was sold below cost", "order lines were sold below cost"),
        Rule::OrderWithoutLines => ("order has no lines", "orders have no lines"),
        Rule::ShippedWithoutDate => {
            ("shipped order has no shipping date", "shipped orders have no shipping date")
        }
        Rule::DateWithoutShipment => (
            "order has a shipping date, but was not shipped",
            "orders have a shipping date, but were not shipped",
        ),
        Rule::CancelledButShipped => ("cancelled order was shipped", "cancelled orders were shipped"),
        Rule::OnHoldOverdue => {
            ("order is on hold past its required date", "orders are on hold past their required date")
        }
        Rule::SeveralRoots => {
            ("employee is one of several at the top", "employees are at the top side by side")
        }
        Rule::CountryWithoutRegion => ("country has no region", "countries have no region"),
        Rule::CustomerWithoutRep => ("customer has no rep", "customers have no rep"),
        Rule::EmptyColumn => ("column is empty", "columns are empty"),
        Rule::ManyNulls => ("column lacks many values", "columns lack many values"),
    };
    if is_one { one } else { many }
}
