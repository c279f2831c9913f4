//! What the source says when it adds up itself, beside what the numbers of all pages are made of.

use analytics::quality::{Check, Rule};
use analytics::reconciliation::{Comparison, Reconciliation, Subject};
use analytics::schema::Table;
use maud::{Markup, Render, html};
use units::Money;

use super::DataQualityPage;
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span};
use crate::moment::Moment;
use crate::scope_words::count;

/// How the data compares with its source.
#[derive(Clone, Debug)]
pub enum Reconciled<'a> {
    /// The source has answered, at some moment.
    Compared(&'a Reconciliation, Moment),
    /// The source is still adding up.
    Pending,
    /// It could not: why.
    Failed(&'a str),
    /// The copy on disk is served, which has no source to ask.
    SavedCopy,
}

/// The panel.
pub(super) fn section(page: &DataQualityPage<'_>) -> Markup {
    let (sentence, body) = match &page.reconciled {
        Reconciled::Compared(reconciliation, _) => (sentence(page, reconciliation), tables(page, reconciliation)),
        Reconciled::Pending => (
            "The source is being asked for its own sums; they will be here in a moment.".to_owned(),
            html! {},
        ),
        Reconciled::Failed(why) => (
            "The figures could not be recomputed by the source; what is served is not affected.".to_owned(),
            html! { p .say { span .wrap-always.source-text { (why) } } },
        ),
        Reconciled::SavedCopy => (
            "The data was saved by an earlier run: there is nothing to compare it with until the source can be read again.".to_owned(),
            html! {},
        ),
    };
    let mut panel = Panel::new(Span::Full, "Reconciliation with the source", body);
    panel.id = "reconciliation".to_owned();
    panel.sentence = sentence;
    if let Reconciled::Compared(_, at) = &page.reconciled {
        panel.controls = Some(html! { p .say { "Asked " (at) } });
        panel.note = "The source adds up its tables by plain SQL in the transaction in which they are read; the numbers of all pages leave out the rows that the checks name. A difference that these rows make up for is explained.".to_owned();
    }
    panel.render()
}

fn sentence(page: &DataQualityPage<'_>, reconciliation: &Reconciliation) -> String {
    let num_figures = reconciliation.comparisons.len();
    let num_differing = reconciliation.differing().count();
    let later = match reconciliation.later.num_orders + reconciliation.later.num_payments {
        0 => String::new(),
        rows => format!(
            " {} of the source after the as-of day are in neither.",
            count(rows, "order and payment", page.format)
        ),
    };
    let figures = count(num_figures as i128, "figure", page.format);
    let verdict = if num_differing == 0 {
        format!("All {figures} agree to the row and to the cent.")
    } else if reconciliation.is_explained() {
        format!("{num_differing} of {figures} differ; the rows that are left out make up for all of it.")
    } else {
        let num_unexplained = reconciliation.comparisons.iter().filter(|it| it.unexplained() != 0).count();
        format!(
            "{num_differing} of {figures} differ; the rows that are left out do not make up for {num_unexplained} of them."
        )
    };
    verdict + &later
}

fn tables(page: &DataQualityPage<'_>, reconciliation: &Reconciliation) -> Markup {
    let part = |is_part: fn(&Subject) -> bool| -> Vec<&Comparison> {
        reconciliation.comparisons.iter().filter(|comparison| is_part(&comparison.subject)).collect()
    };
    let totals = part(|subject| subject.key().is_none());
    let years = part(|subject| matches!(subject, Subject::RevenueOfYear(_)));
    let countries = part(|subject| matches!(subject, Subject::RevenueOfCountry(_)));
    html! {
        (table(page, "Totals by source and snapshot", "Figure", &totals))
        @for (title, head, comparisons) in [("Revenue by year", "Year", years), ("Revenue by country", "Country", countries)] {
            @if !comparisons.is_empty() {
                @let num_differing = comparisons.iter().filter(|it| it.difference() != 0).count();
                details .data open[num_differing > 0] {
                    summary {
                        (title) ": "
                        @if num_differing == 0 { "no difference" } @else { (count(num_differing as i128, "difference", page.format)) }
                    }
                    (table(page, title, head, &comparisons))
                }
            }
        }
    }
}

fn table(page: &DataQualityPage<'_>, caption: &str, head: &str, comparisons: &[&Comparison]) -> DataTable {
    let column = |key: &str, label: &str, is_number, priority| Column {
        key: format!("{caption}-{key}").replace(' ', "-").to_lowercase(),
        label: label.to_owned(),
        is_number,
        priority,
        ..Column::default()
    };
    DataTable {
        caption: caption.to_owned(),
        columns: vec![
            column("figure", head, false, 0),
            column("source", "Source", true, 0),
            column("snapshot", "Dashboard", true, 1),
            column("difference", "Difference", true, 0),
            column("why", "Why", false, 0),
        ],
        rows: comparisons.iter().map(|comparison| row(page, comparison)).collect(),
        total: Vec::new(),
        is_wide: false,
    }
}

fn row(page: &DataQualityPage<'_>, comparison: &Comparison) -> Row {
    let write = |number: i128| match i64::try_from(number) {
        Ok(cents) if comparison.subject.is_money() => page.format.money(Money::from_cents(cents)),
        _ => page.format.integer(number),
    };
    let difference = comparison.difference();
    let difference = if difference == 0 { "0".to_owned() } else { write(difference) };
    Row::Cells(vec![
        Cell(html! { span .wrap-always { (label(&comparison.subject)) } }),
        Cell::text(write(comparison.source)),
        Cell::text(write(comparison.snapshot)),
        Cell::text(difference),
        Cell(why(page, comparison, &write(comparison.unexplained()))),
    ])
}

fn label(subject: &Subject) -> String {
    match subject {
        Subject::Orders => "Orders".to_owned(),
        Subject::OrderLines => "Order lines".to_owned(),
        Subject::Revenue => "Revenue".to_owned(),
        Subject::Payments => "Payments".to_owned(),
        Subject::Paid => "Sum of payments".to_owned(),
        Subject::RevenueOfYear(None) => "no order date".to_owned(),
        Subject::RevenueOfYear(Some(year)) => year.to_string(),
        Subject::RevenueOfCountry(country) if country.is_empty() => "no country".to_owned(),
        Subject::RevenueOfCountry(country) => country.clone(),
    }
}

/// What makes the difference: which rows were left out, and what nothing accounts for.
fn why(page: &DataQualityPage<'_>, comparison: &Comparison, unexplained: &str) -> Markup {
    if comparison.difference() == 0 && comparison.unexplained() == 0 {
        return html! { span .dim { "agrees" } };
    }
    let checks = checks(page, &comparison.subject);
    let is_of_group = comparison.subject.key().is_some();
    html! {
        span .wrap-always {
            @if comparison.num_left_out > 0 {
                (count(comparison.num_left_out, "row", page.format)) " left out"
            } @else if comparison.explained != 0 && is_of_group {
                "lines left out whose order is not in the data"
            }
            @if !checks.is_empty() {
                @if comparison.explained != 0 || comparison.num_left_out > 0 { ": " } @else { "see " }
                @for (index, check) in checks.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href={ (page.check_href(check)) "#rows" } { (check.id) }
                }
            }
            @if comparison.unexplained() != 0 {
                " " (Badge::new(BadgeKind::Warn, format!("{unexplained} not explained")))
            }
        }
    }
}

/// The checks whose rows can make such a difference, of those that found some.
fn checks<'a>(page: &DataQualityPage<'a>, subject: &Subject) -> Vec<&'a Check> {
    let table = subject.table();
    let is_of_group = subject.key().is_some();
    let can_differ = |check: &Check| match check.rule {
        Rule::UnknownOrder
        | Rule::UnknownProduct
        | Rule::UnknownCustomer
        | Rule::MissingValue
        | Rule::NoNumber => check.table == table,
        // An order or a customer that stands there twice doubles its lines where the source joins them.
        Rule::RepeatedKey => {
            check.table == table || is_of_group && matches!(check.table, Table::Orders | Table::Customers)
        }
        Rule::NoCalendarDate => check.table == table && table == Table::Orders,
        Rule::RoundedMoney => check.table == table && subject.is_money(),
        _ => false,
    };
    let checks = page.snapshot.quality.checks.iter();
    checks.filter(|check| check.num_violations > 0 && can_differ(check)).collect()
}
