//! Who reports to whom, with circles and unknown managers in plain sight.

use analytics::answers::reporting_tree::{Fault, Person, ReportingTree};
use analytics::quality::Rule;
use analytics::schema::Table;
use charts::{Figure, OrgRow, OrgTree};
use maud::{Markup, Render, html};
use units::Money;

use super::OrganizationPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Badge, BadgeKind, Panel, Span};
use crate::link::LiveLink;
use crate::measure::amount;
use crate::scope_words::{capitalized, count, listed};

/// So many people are shown at once, unless one manager has more.
const MOST_SHOWN: usize = 60;

/// The reporting lines.
pub(super) fn section(page: &OrganizationPage<'_>) -> Markup {
    Panel::around(Span::Seven, chart(page).on_page(page.format)).render()
}

/// The tree with its words.
pub(super) fn chart(page: &OrganizationPage<'_>) -> Chart {
    let team = page.tree.team(page.team);
    let top = team.iter().map(|person| person.level).min().unwrap_or(0);
    let deepest = ReportingTree::deepest_level(team, MOST_SHOWN);
    let rows: Vec<OrgRow> = team
        .iter()
        .filter(|person| person.level <= deepest)
        .map(|person| row(page, person, top, person.level == deepest))
        .collect();
    let num_hidden = team.len() - rows.len();
    let figure = Figure {
        id: "reporting".to_owned(),
        title: match page.team {
            None => "Who reports to whom".to_owned(),
            Some(employee) => format!("The team of {}", page.name(employee)),
        },
        sentence: sentence(page, team),
        links: page.files("reporting_lines", ChartFile::ReportingLines),
        controls: page.team.is_some().then(|| {
            let href = page.team_href("");
            html! { p .say { (LiveLink { href: &href, id: Some("everybody"), ..LiveLink::default() }.around("Show everybody")) } }
        }),
        note: (num_hidden > 0).then(|| {
            format!("{} further down are not shown here; a manager’s name leads to the team.", people(page, num_hidden))
        }),
    };
    let tree = OrgTree {
        heading: "Who".to_owned(),
        measure: "Revenue".to_owned(),
        before_label: String::new(),
        last_heading: Some("Finding".to_owned()),
        rows,
    };
    Chart { figure, drawing: Drawing::OrgTree(tree) }
}

fn row(page: &OrganizationPage<'_>, person: &Person, top: usize, is_last_level: bool) -> OrgRow {
    let employee = &page.snapshot.employees[person.employee];
    let has_rows_below = person.num_reports > 0 && !is_last_level;
    let cents = person.revenue_cents;
    OrgRow {
        level: u8::try_from(person.level - top).unwrap_or(u8::MAX),
        name: page.name(person.employee),
        href: page.person_href(person.employee),
        role: (!employee.job_title.is_empty()).then(|| employee.job_title.to_string()),
        detail: Some(capitalized(&details(page, person, is_last_level).join(", ")))
            .filter(|words| !words.is_empty()),
        amount: (person.num_reps > 0).then(|| amount(cents, page.format)),
        before: None,
        has_bar: person.num_reps > 0 && !has_rows_below,
        change: finding(page, person),
        change_words: fault(page, person).map_or_else(String::new, |(badge, _)| badge.label),
        is_apart: false,
    }
}

/// Office, team and customers in words.
fn details(page: &OrganizationPage<'_>, person: &Person, is_last_level: bool) -> Vec<String> {
    let employee = &page.snapshot.employees[person.employee];
    let mut words = Vec::new();
    match employee.office {
        Some(office) => {
            let office = &page.snapshot.offices[office as usize];
            let place = if office.city.is_empty() { &office.code } else { &office.city };
            words.push(place.to_string());
        }
        None if employee.office_code.is_empty() => words.push("no office".to_owned()),
        None => words.push(format!("unknown office {}", employee.office_code)),
    }
    if person.num_below > 0 {
        let (reps, format) = (person.num_reps - usize::from(employee.is_sales_rep()), page.format);
        words.push(match is_last_level {
            true => format!("{} below", people(page, person.num_below)),
            false => count(reps as i128, "rep", format) + " below",
        });
    }
    if person.num_reps > 0 {
        words.push(count(person.num_customers as i128, "customer", page.format));
    }
    match person.fault {
        Some(Fault::Circle(manager)) if manager == person.employee => {
            words.push("reports to themselves".to_owned());
        }
        Some(Fault::Circle(manager)) => {
            words.push(format!("reports to {}, whose line leads back here", page.name(manager)));
        }
        Some(Fault::UnknownManager(number)) => words.push(format!("reports to {number}, who is nobody")),
        None => {}
    }
    words
}

/// What is wrong with someone's place in the company, the worst only, and the check that finds it.
fn fault(page: &OrganizationPage<'_>, person: &Person) -> Option<(Badge, Option<Rule>)> {
    let employee = &page.snapshot.employees[person.employee];
    Some(match person.fault {
        Some(Fault::Circle(_)) => (Badge::new(BadgeKind::Bad, "circle"), Some(Rule::ReportingCycle)),
        Some(Fault::UnknownManager(_)) => {
            (Badge::new(BadgeKind::Bad, "no manager"), Some(Rule::UnknownManager))
        }
        None if employee.office.is_none() => {
            (Badge::new(BadgeKind::Bad, "no office"), Some(Rule::UnknownOffice))
        }
        None if employee.is_sales_rep() && employee.num_assigned_customers == 0 => {
            (Badge::new(BadgeKind::Warn, "no customers"), None)
        }
        None => return None,
    })
}

/// The same as a badge that leads to the check.
fn finding(page: &OrganizationPage<'_>, person: &Person) -> Option<Markup> {
    let (badge, rule) = fault(page, person)?;
    let check = rule.and_then(|rule| {
        let query = format!("check={}.{}", rule.name(), Table::Employees.name());
        page.site.link(badge.label.clone(), "/data-quality", &query)
    });
    Some(html! {
        @match &check {
            Some(check) => a href={ (check.href) "#rows" } { (badge) },
            None => (badge),
        }
    })
}

fn sentence(page: &OrganizationPage<'_>, team: &[Person]) -> String {
    let Some(first) = team.first() else { return "The data have no employees.".to_owned() };
    let format = page.format;
    if page.team.is_some() {
        let revenue = format.money_short(Money::from_cents(first.revenue_cents));
        return format!(
            "{} below, {}, {} revenue in all years.",
            people(page, first.num_below),
            count(first.num_customers as i128, "customer", format),
            revenue,
        );
    }
    let tops: Vec<String> = team
        .iter()
        .filter(|person| person.level == 0 && person.fault.is_none())
        .map(|person| page.name(person.employee))
        .collect();
    let (num_in_circles, num_unknown) = page.tree.num_faults();
    let mut words = match tops.len() {
        0 => "Nobody is at the top".to_owned(),
        1..=3 => format!("{} at the top", listed(&tops)),
        number => format!("{} at the top side by side", people(page, number)),
    };
    words += &match (num_in_circles, num_unknown) {
        (0, 0) => "; every reporting line ends there. Revenue of all years.".to_owned(),
        (circles, 0) => format!("; {} in a circle. Revenue of all years.", report(page, circles)),
        (0, unknown) => format!("; {} to an unknown manager. Revenue of all years.", report(page, unknown)),
        (circles, unknown) => {
            format!(
                "; {} in a circle, {} to an unknown manager. Revenue of all years.",
                report(page, circles),
                format.integer(unknown as i128)
            )
        }
    };
    words
}

fn people(page: &OrganizationPage<'_>, number: usize) -> String {
    match number {
        1 => "1 person".to_owned(),
        _ => format!("{} people", page.format.integer(number as i128)),
    }
}

fn report(page: &OrganizationPage<'_>, number: usize) -> String {
    let verb = if number == 1 { "reports" } else { "report" };
    format!("{} {verb}", people(page, number))
}
