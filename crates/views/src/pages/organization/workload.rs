//! Customers for each sales rep.

use analytics::answers::coverage::RepLoad;
use charts::{Amount, Figure, RankedBars, RankedRow, Tone};
use units::Money;

use super::OrganizationPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::scope_words::{count, listed};

/// So many reps are named; the others are counted.
const MOST_NAMED: usize = 20;

/// So many reps without customers are named below.
const MOST_IDLE: usize = 5;

/// The reps by number of customers.
pub(super) fn panel(page: &OrganizationPage<'_>) -> Panel {
    Panel::around(Span::Full, chart(page).on_page(page.format))
}

/// The reps with their words.
pub(super) fn chart(page: &OrganizationPage<'_>) -> Chart {
    let (coverage, format) = (page.coverage, page.format);
    let amount = |number: usize| {
        Amount::new(number as f64, format.integer(number as i128), count(number as i128, "customer", format))
    };
    let row = |load: &RepLoad| RankedRow {
        name: page.name(load.employee),
        href: page.person_href(load.employee),
        amount: amount(load.num_customers),
        share: Some(format.money_short(Money::from_cents(load.revenue_cents))),
        ..RankedRow::default()
    };
    let mut rows: Vec<RankedRow> = coverage.loads.iter().take(MOST_NAMED).map(row).collect();
    rows.extend(coverage.others(MOST_NAMED).map(|(num_reps, num_customers)| RankedRow {
        name: format!("Other ({})", format.integer(num_reps as i128)),
        amount: amount(num_customers),
        tone: Tone::Context,
        ..RankedRow::default()
    }));
    let figure = Figure {
        id: "workload".to_owned(),
        title: "Customers per sales rep".to_owned(),
        sentence: sentence(page),
        links: page.files("rep_workload", ChartFile::RepWorkload),
        controls: None,
        note: idle(page),
    };
    let bars = RankedBars {
        heading: "Sales rep".to_owned(),
        measure: "Customers".to_owned(),
        share_heading: Some("Revenue".to_owned()),
        now_label: "customers; at the right their revenue of all years".to_owned(),
        before_label: String::new(),
        rows,
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}

fn sentence(page: &OrganizationPage<'_>) -> String {
    let (coverage, format) = (page.coverage, page.format);
    let Some((most, mean)) = coverage.loads.first().zip(coverage.mean_customers) else {
        return "There is no sales rep.".to_owned();
    };
    let mut words = format!(
        "{} for {}, {} each on average",
        count(coverage.loads.len() as i128, "rep", format),
        count(coverage.num_assigned() as i128, "customer", format),
        format.decimal(mean, 1),
    );
    if coverage.loads.len() > 1 && most.num_customers > 0 {
        words += &format!(
            "; {} has the most, {}",
            page.name(most.employee),
            format.integer(most.num_customers as i128)
        );
    }
    words + "."
}

/// Reps that no customer is assigned to.
fn idle(page: &OrganizationPage<'_>) -> Option<String> {
    let names: Vec<String> = page.coverage.idle().map(|load| page.name(load.employee)).collect();
    match names.len() {
        0 => None,
        1..=MOST_IDLE => Some(format!("Without customers: {}.", listed(&names))),
        number => Some(format!("{} have no customers.", count(number as i128, "rep", page.format))),
    }
}
