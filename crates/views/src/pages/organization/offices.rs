//! The offices: staff, customers of the people who work there, what these ever bought.

use analytics::table::Value;
use analytics::table_query::TableQuery;
use maud::html;
use units::Format;

use super::OrganizationPage;
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::export_links::export_links;
use crate::scope_words::count;

/// The offices.
pub(super) fn panel(page: &OrganizationPage<'_>) -> Panel {
    let table = page.offices;
    let [code, city, country] = ["office_code", "city", "country"].map(|name| table.column(name));
    let [staff, customers, revenue] =
        ["num_employees", "num_assigned_customers", "revenue"].map(|name| table.column(name));
    let plain =
        |row: &[Value], column: Option<usize>| column.map_or(String::new(), |column| row[column].to_plain());
    let rows = table
        .rows()
        .map(|row| {
            let code = plain(row, code);
            let city = Some(plain(row, city))
                .filter(|city| !city.is_empty())
                .unwrap_or_else(|| format!("Office {code}"));
            let mut cells = vec![match page.site.link(
                city.clone(),
                &format!("/offices/{}", crate::address::path_segment(&code)),
                "",
            ) {
                Some(link) => Cell(html! { span .wrap-always { (link) } }),
                None => Cell(html! { span .wrap-always { (city) } }),
            }];
            cells.push(Cell::text(plain(row, country)));
            cells.extend([staff, customers, revenue].map(|column| figure(row, column, page.format)));
            Row::Cells(cells)
        })
        .collect();
    let totals = TableQuery::default().ask(table).totals;
    let total = if table.num_rows() > 1 {
        let mut cells = vec![Cell::text("All offices"), Cell::text("")];
        cells.extend([staff, customers, revenue].map(|column| figure(&totals, column, page.format)));
        cells
    } else {
        Vec::new()
    };
    let number = |key: &str, label: &str, hint: &str, priority| Column {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        is_number: true,
        priority,
        sort: None,
    };
    let columns = vec![
        Column { key: "city".to_owned(), label: "Office".to_owned(), ..Column::default() },
        Column { key: "country".to_owned(), label: "Country".to_owned(), priority: 1, ..Column::default() },
        number("staff", "Staff", "Employees of the office", 0),
        number("customers", "Customers", "Customers whose rep works here", 0),
        number("revenue", "Revenue", "What these customers ever bought, all years", 0),
    ];
    let mut panel = Panel::new(
        Span::Full,
        "Offices",
        maud::Render::render(&DataTable {
            caption: "Offices with staff, customers and revenue".to_owned(),
            columns,
            rows,
            total,
            is_wide: false,
        }),
    );
    let num_homeless = page.snapshot.employees.iter().filter(|employee| employee.office.is_none()).count();
    panel.id = "offices".to_owned();
    panel.links = export_links(page.site, "offices", "");
    panel.sentence = if num_homeless > 0 {
        format!("{} of no office that there is.", count(num_homeless as i128, "employee", page.format))
    } else {
        "Staff, the customers they look after, and the revenue of these in all years.".to_owned()
    };
    panel
}

fn figure(row: &[Value], column: Option<usize>, format: &Format) -> Cell {
    match column.map(|column| &row[column]) {
        Some(Value::Integer(number)) => Cell::text(format.integer(*number)),
        Some(Value::Money(money)) => {
            Cell(html! { span title=(format.money(*money)) { (format.money_short(*money)) } })
        }
        _ => Cell::none(),
    }
}
