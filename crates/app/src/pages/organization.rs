//! `/organization`: reporting lines, offices, who looks after which customer.

use analytics::answers::coverage::Coverage;
use analytics::answers::reporting_tree::ReportingTree;
use analytics::datasets::{customers_without_rep, offices, sales_coverage};
use analytics::scope::{BadParameter, Scope};
use analytics::snapshot::Snapshot;
use analytics::table::{Table, Value};
use analytics::view::View;
use views::address::Address;
use views::pages::organization::{OPTIONS, OrganizationPage, TITLE};

use super::table_rows::table_query;
use super::{Asked, Content, Page, PageKind, Question, bad_parameter};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page =
    Page { address: "/organization", kind: PageKind::Page, warm: &["", "customers=without-rep"], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PAGE.address, OPTIONS)?.with_scope(|scope| *scope = Scope::default());
    let team = team(&asked.served.snapshot, &address)
        .map_err(|bad| bad_parameter::refuse(asked, PAGE.address, OPTIONS, &bad))?;
    let query =
        table_query(&address).map_err(|bad| bad_parameter::refuse(asked, PAGE.address, OPTIONS, &bad))?;
    Ok(Question::new(address.below_base(), move |asked| {
        let app = &asked.app;
        let snapshot = &*asked.served.snapshot;
        let view = View::new(snapshot, &address.scope, &app.settings.meaning.policy);
        let tree = ReportingTree::of(snapshot);
        let members: Vec<usize> = tree.team(team).iter().map(|person| person.employee).collect();
        let coverage = match team {
            None => Coverage::of(snapshot),
            Some(_) => Coverage::of(snapshot).among(&members),
        };
        let customers = match (address.option("customers"), team) {
            ("without-rep", _) => customers_without_rep::DATASET.compute(&view),
            (_, None) => sales_coverage::DATASET.compute(&view),
            (_, Some(_)) => of_members(&sales_coverage::DATASET.compute(&view), snapshot, &members),
        };
        let page = OrganizationPage {
            site: &app.site,
            address: &address,
            snapshot,
            team,
            tree: &tree,
            coverage: &coverage,
            offices: &offices::DATASET.compute(&view),
            customers: &customers,
            shown: &query.ask(&customers),
            format: &app.settings.display.format,
        };
        let mut frame = asked.frame(TITLE);
        frame.page = Some(views::Page::Organization);
        frame.scope = page.scope_line();
        Ok(Content::page(asked, &frame, &page.content()))
    }))
}

/// The employee whose team is asked for.
fn team(snapshot: &Snapshot, address: &Address) -> Result<Option<usize>, BadParameter> {
    let text = address.option("team");
    if text.is_empty() {
        return Ok(None);
    }
    let employee = text.parse().ok().and_then(|number| snapshot.employee(number));
    employee.map(Some).ok_or_else(|| BadParameter {
        name: "team".to_owned(),
        value: text.to_owned(),
        problem: "it takes the number of an employee".to_owned(),
    })
}

/// The rows of these employees.
fn of_members(coverage: &Table, snapshot: &Snapshot, members: &[usize]) -> Table {
    let Some(column) = coverage.column("employee_number") else { return coverage.clone() };
    coverage.filtered(|row| match row[column] {
        Value::Integer(number) => {
            snapshot.employee(number).is_some_and(|employee| members.contains(&employee))
        }
        _ => false,
    })
}
