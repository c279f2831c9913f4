//! `/organization`: reporting lines, offices, who looks after which customer.

use analytics::answers::coverage::Coverage;
use analytics::answers::reporting_tree::ReportingTree;
use analytics::datasets::{customers_without_rep, offices, sales_coverage};
use analytics::scope::BadParameter;
use analytics::snapshot::Snapshot;
use analytics::table::{Table, Value};
use analytics::table_query::TableQuery;
use analytics::view::View;
use views::ScopeLine;
use views::address::Address;
use views::chart::Chart;
use views::chart_file::{ChartFile, ChartFormat};
use views::pages::organization::{OPTIONS, OrganizationPage, TITLE};

use super::table_rows::table_query;
use super::{Asked, Content, Page, PageKind, Question, bad_parameter};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page =
    Page { address: "/organization", kind: PageKind::Page, warm: &["", "customers=without-rep"], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PAGE.address, OPTIONS)?.with_scope(|scope| *scope = scope.unfiltered());
    let team = team(&asked.served.snapshot, &address)
        .map_err(|bad| bad_parameter::refuse(asked, PAGE.address, OPTIONS, &bad))?;
    let query =
        rows_asked(&address).map_err(|bad| bad_parameter::refuse(asked, PAGE.address, OPTIONS, &bad))?;
    Ok(Question::new(address.below_base(), move |asked| {
        Ok(with_page(asked, &address, team, &query, |page| {
            let mut frame = asked.frame_at(&address, TITLE);
            frame.page = Some(views::Page::Organization);
            frame.scope = page.scope_line();
            Content::page(asked, &frame, &page.content())
        }))
    }))
}

/// A chart of the page about this team, and the second line of the page.
pub(super) fn chart(
    asked: &Asked,
    address: &Address,
    file: ChartFile,
) -> Result<(Chart, ScopeLine), Refusal> {
    let refuse = |bad| bad_parameter::refuse(asked, &address.path, file.options(ChartFormat::Svg), &bad);
    let team = team(&asked.served.snapshot, address).map_err(refuse)?;
    let page_address = Address::new(PAGE.address, OPTIONS)
        .with_scope(|scope| *scope = address.scope.unfiltered())
        .with_option("team", address.option("team"));
    let query = rows_asked(&page_address).map_err(refuse)?;
    Ok(with_page(asked, &page_address, team, &query, |page| {
        let chart = match file {
            ChartFile::RepWorkload => page.workload_chart(),
            _ => page.tree_chart(),
        };
        (chart, page.scope_line())
    }))
}

/// Computes the page about a team and makes something of it.
fn with_page<T>(
    asked: &Asked,
    address: &Address,
    team: Option<usize>,
    query: &TableQuery,
    make: impl FnOnce(&OrganizationPage<'_>) -> T,
) -> T {
    let app = &asked.app;
    let snapshot = &*asked.served.snapshot;
    let policy = asked.policy(address);
    let view = View::new(snapshot, &address.scope, &policy);
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
    make(&OrganizationPage {
        site: &app.site,
        address,
        snapshot,
        team,
        tree: &tree,
        coverage: &coverage,
        offices: &offices::DATASET.compute(&view),
        customers: &customers,
        shown: &query.ask(&customers),
        format: &app.settings.display.format,
    })
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

/// Order, search and page of the list of customers.
fn rows_asked(address: &Address) -> Result<TableQuery, BadParameter> {
    let text = address.option("sort");
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let dataset = match address.option("customers") {
        "without-rep" => &customers_without_rep::DATASET,
        _ => &sales_coverage::DATASET,
    };
    let column = dataset.columns.iter().position(|column| column.name == name);
    if column.is_none() && !text.is_empty() {
        return Err(BadParameter {
            name: "sort".to_owned(),
            value: text.to_owned(),
            problem: format!("{} has no such column; its heads are links", dataset.title),
        });
    }
    Ok(TableQuery { sort: column.map(|column| (column, descending)), ..table_query(address)? })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: Option<(&str, bool)>) {
        let address = Address::parse(PAGE.address, OPTIONS, query).unwrap();
        let asked = rows_asked(&address).ok().and_then(|query| query.sort);
        let columns = match address.option("customers") {
            "without-rep" => customers_without_rep::DATASET.columns,
            _ => sales_coverage::DATASET.columns,
        };
        let asked = asked.map(|(column, descending)| (columns[column].name, descending));
        assert_eq!(asked, expected, "{query}");
    }

    #[test]
    fn the_list_is_sorted_by_columns_of_its_own() {
        check("sort=customer_name", Some(("customer_name", false)));
        check("sort=-credit_limit&customers=without-rep", Some(("credit_limit", true)));
        check("", None);
        for wrong in ["sort=-credit_limit", "sort=", "sort=-", "sort=job_title&customers=without-rep"] {
            check(wrong, None);
        }
        let wrong = Address::parse(PAGE.address, OPTIONS, "sort=-credit_limit").unwrap();
        assert!(rows_asked(&wrong).is_err());
    }
}
