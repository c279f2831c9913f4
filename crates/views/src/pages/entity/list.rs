//! A list on the page of an entity: the first rows of a dataset, with links and badges.

use analytics::table::{Column as DataColumn, Table, Value};
use charts::CellBar;
use maud::{Markup, Render, html};
use units::Fraction;

use super::EntityPage;
use crate::address::path_segment;
use crate::components::{Cell, Column, DataTable, Panel, Row};
use crate::pages::deep_dive::cell::{is_number, order_badge, text};

/// A column of a dataset as a list shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Name in the dataset.
    pub name: &'static str,
    /// Its head.
    pub label: &'static str,
    /// How soon it makes room, 0 to 3.
    pub priority: u8,
    /// What stands in its cells.
    pub shows: Shows,
}

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// The value.
    Value,
    /// The value beside a bar.
    Bar,
    /// A link to the page at this path and the key in this column.
    Link(&'static str, &'static str),
    /// The status of an order.
    Status,
}

/// A column with its value.
pub(super) const fn shown(name: &'static str, label: &'static str, priority: u8, shows: Shows) -> Shown {
    Shown { name, label, priority, shows }
}

/// The first rows of a table.
#[derive(Debug)]
pub(super) struct List<'a> {
    pub page: &'a EntityPage<'a>,
    pub table: &'a Table,
    pub shown: &'static [Shown],
    /// So many rows at most.
    pub limit: usize,
}

impl List<'_> {
    /// The list in its panel; a note says what is left out.
    pub(super) fn panel(&self, panel: Panel) -> Panel {
        let num_rows = self.table.num_rows();
        let left_out = num_rows.saturating_sub(self.limit);
        let note = if left_out == 0 {
            panel.note
        } else {
            let format = self.page.format;
            let shown = format.integer(self.limit as i128);
            let all = format.integer(num_rows as i128);
            format!("The first {shown} of {all}. {}", panel.note).trim_end().to_owned()
        };
        let body = if num_rows == 0 {
            html! { p .say { "None in this scope." } }
        } else {
            self.rows(&panel.title)
        };
        Panel { note, body, ..panel }
    }

    fn rows(&self, caption: &str) -> Markup {
        let columns: Vec<(usize, &DataColumn, &Shown)> = (self.shown.iter())
            .filter_map(|shown| {
                let index = self.table.column(shown.name)?;
                Some((index, &self.table.columns[index], shown))
            })
            .collect();
        let greatest = |index: usize| {
            let values = self.table.rows().filter_map(|row| row[index].fraction());
            values
                .map(Fraction::to_f64)
                .fold((0.0, 0.0), |(least, most): (f64, f64), value| (least.min(value), most.max(value)))
        };
        let ends: Vec<(f64, f64)> = columns.iter().map(|&(index, ..)| greatest(index)).collect();
        let cells = |row: &[Value]| {
            let columns = columns.iter().zip(&ends);
            columns
                .map(|(&(index, column, shown), &ends)| self.cell(row, index, column, shown, ends))
                .collect()
        };
        DataTable {
            caption: caption.to_owned(),
            columns: columns
                .iter()
                .map(|(_, column, shown)| Column {
                    key: shown.name.to_owned(),
                    label: shown.label.to_owned(),
                    is_number: is_number(column),
                    priority: shown.priority,
                    ..Column::default()
                })
                .collect(),
            rows: self.table.rows().take(self.limit).map(|row| Row::Cells(cells(row))).collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    }

    fn cell(
        &self,
        row: &[Value],
        index: usize,
        column: &DataColumn,
        shown: &Shown,
        ends: (f64, f64),
    ) -> Cell {
        let value = &row[index];
        let words = text(value, column, self.page.format);
        match shown.shows {
            Shows::Link(path, key) => {
                let key = self.table.column(key).map_or(String::new(), |key| row[key].to_plain());
                let name = if *value == Value::None { &key } else { &words };
                let path = format!("{path}/{}", path_segment(&key));
                Cell(html! { span .name { (self.page.links().to(&path, name)) } })
            }
            _ if *value == Value::None => Cell::none(),
            Shows::Bar => {
                let value = value.fraction().map_or(0.0, Fraction::to_f64);
                let bar = CellBar { value, least: ends.0, greatest: ends.1, ..CellBar::default() };
                Cell::bar(charts::cell_bar(&bar), &words)
            }
            Shows::Status => Cell::text(order_badge(&words)),
            Shows::Value => Cell(html! { bdi { (words) } }),
        }
    }
}

/// Customers by revenue.
pub(super) const CUSTOMERS: &[Shown] = &[
    shown("customer_name", "Customer", 0, Shows::Link("/customers", "customer_number")),
    shown("revenue", "Revenue", 0, Shows::Value),
    shown("revenue_share_pct", "Share", 1, Shows::Bar),
    shown("num_orders", "Orders", 1, Shows::Value),
    shown("country", "Country", 2, Shows::Link("/countries", "country")),
    shown("units", "Units", 3, Shows::Value),
];

/// Products by revenue.
pub(super) const PRODUCTS: &[Shown] = &[
    shown("product_name", "Product", 0, Shows::Link("/products", "product_code")),
    shown("revenue", "Revenue", 0, Shows::Value),
    shown("revenue_share_pct", "Share", 1, Shows::Bar),
    shown("units", "Units", 1, Shows::Value),
    shown("num_orders", "Orders", 3, Shows::Value),
];

/// Product lines by revenue.
pub(super) const LINES: &[Shown] = &[
    shown("product_line", "Product line", 0, Shows::Value),
    shown("revenue", "Revenue", 0, Shows::Value),
    shown("revenue_share_pct", "Share", 1, Shows::Bar),
];

/// Countries by revenue.
pub(super) const COUNTRIES: &[Shown] = &[
    shown("country", "Country", 0, Shows::Link("/countries", "country")),
    shown("revenue", "Revenue", 0, Shows::Value),
    shown("num_buyers", "Buyers", 1, Shows::Value),
    shown("num_orders", "Orders", 1, Shows::Value),
];

/// Orders, the newest first.
pub(super) const ORDERS: &[Shown] = &[
    shown("order_number", "Order", 0, Shows::Link("/orders", "order_number")),
    shown("order_date", "Date", 0, Shows::Value),
    shown("status", "Status", 1, Shows::Status),
    shown("revenue", "Value", 0, Shows::Value),
    shown("num_lines", "Lines", 2, Shows::Value),
    shown("shipped_date", "Shipped", 2, Shows::Value),
    shown("days_late", "Days late", 3, Shows::Value),
];
