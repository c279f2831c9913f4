//! Who sells: managers with what their teams bring.

use analytics::answers::breakdown::Dimension;
use analytics::answers::sellers::ShownTeam;
use analytics::answers::team::Team;
use charts::{Figure, OrgRow, OrgTree};
use maud::{Markup, Render};

use super::ExecutivePage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::{amount, money_change};
use crate::scope_words::{before_name, change_period_name, count, listed};

/// So many idle reps are named; more are counted.
const NAMED_IDLE: usize = 3;

/// The tree of managers.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    Panel::around(Span::Third, chart(page).on_page(page.format)).render()
}

/// The tree with its words.
pub(super) fn chart(page: &ExecutivePage<'_>) -> Chart {
    let answers = page.answers;
    let is_all_time = answers.change.period != page.view.scope.period;
    let title = if is_all_time {
        format!("Who sells, {}", change_period_name(&answers.change, page.format))
    } else {
        "Who sells".to_owned()
    };
    let mut rows: Vec<OrgRow> = answers.sellers.teams.iter().map(|shown| team(page, shown)).collect();
    rows.extend(without_rep(page));
    rows.extend(idle(page));
    let figure = Figure {
        id: "organization".to_owned(),
        title,
        sentence: sentence(page),
        links: page
            .link("Organization", "/organization")
            .into_iter()
            .chain(page.files("sales_reps", ChartFile::Teams))
            .collect(),
        controls: None,
        note: (answers.change.before.is_some() && !answers.sellers.teams.is_empty())
            .then(|| format!("Tick on the bar: {}.", before_name(page.view.scope.compare))),
    };
    let tree = OrgTree {
        heading: "Who".to_owned(),
        measure: "Revenue".to_owned(),
        before_label: before_name(page.view.scope.compare).to_owned(),
        last_heading: None,
        rows,
    };
    Chart { figure, drawing: Drawing::OrgTree(tree) }
}

fn team(page: &ExecutivePage<'_>, shown: &ShownTeam) -> OrgRow {
    let format = page.format;
    let team = shown.team;
    let employee = &page.view.snapshot.employees[team.manager];
    let is_rep = employee.is_sales_rep();
    let change = money_change(team.revenue_cents, team.before_cents, format);
    OrgRow {
        level: u8::try_from(team.level).unwrap_or(u8::MAX),
        name: page.name(Dimension::Reps, Some(team.manager)),
        href: is_rep.then(|| page.href(Dimension::Reps, Some(team.manager))).flatten(),
        role: (!shown.is_own && !employee.job_title.is_empty()).then(|| employee.job_title.to_string()),
        detail: shown.is_own.then(|| team_words(page, &team)),
        amount: Some(amount(team.revenue_cents, format)),
        before: team.before_cents.filter(|_| shown.is_own).map(|cents| amount(cents, format)),
        has_bar: shown.is_own,
        change: change.as_ref().map(Render::render),
        change_words: change.map_or_else(String::new, |change| change.plain()),
        is_apart: false,
    }
}

/// `EMEA: 6 reps, 46 customers`.
fn team_words(page: &ExecutivePage<'_>, team: &Team) -> String {
    let snapshot = page.view.snapshot;
    let words = format!(
        "{}, {}",
        count(team.num_reps as i128, "rep", page.format),
        count(team.num_customers as i128, "customer", page.format)
    );
    let office = snapshot.employees[team.manager].office.map(|office| &snapshot.offices[office as usize]);
    match office.map(|office| &*office.territory).filter(|territory| !territory.is_empty()) {
        Some(territory) => format!("{territory}: {words}"),
        None => words,
    }
}

fn without_rep(page: &ExecutivePage<'_>) -> Option<OrgRow> {
    let organization = &page.answers.sellers.organization;
    let num_customers = organization.num_customers_without_rep;
    (num_customers > 0).then(|| OrgRow {
        name: "No rep assigned".to_owned(),
        detail: Some(count(num_customers as i128, "customer", page.format)),
        amount: Some(amount(organization.revenue_without_rep_cents, page.format)),
        is_apart: true,
        ..OrgRow::default()
    })
}

fn idle(page: &ExecutivePage<'_>) -> Option<OrgRow> {
    let organization = &page.answers.sellers.organization;
    let reps = &organization.idle_reps;
    let name = |rep: &usize| page.name(Dimension::Reps, Some(*rep));
    (!reps.is_empty()).then(|| OrgRow {
        name: "No customers".to_owned(),
        detail: Some(if reps.len() <= NAMED_IDLE {
            listed(&reps.iter().map(name).collect::<Vec<_>>())
        } else {
            count(reps.len() as i128, "rep", page.format)
        }),
        is_apart: organization.num_customers_without_rep == 0,
        ..OrgRow::default()
    })
}

fn sentence(page: &ExecutivePage<'_>) -> String {
    let format = page.format;
    let sellers = &page.answers.sellers;
    let mut words = format!(
        "{} in {}; {}.",
        match sellers.num_employees {
            1 => "1 person".to_owned(),
            number => format!("{} people", format.integer(number as i128)),
        },
        count(sellers.num_offices as i128, "office", format),
        count(sellers.organization.num_reps as i128, "sales rep", format),
    );
    if let Some((team, percent)) = &sellers.best {
        let name = page.name(Dimension::Reps, Some(team.manager));
        words += &format!(" {name}’s team brings {}.", format.percent(*percent, 1));
    }
    words
}
