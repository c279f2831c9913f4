//! Tables of data: sortable by links, numbers at the right, a totals row, a head and a first column that stay in sight.
use maud::{Markup, PreEscaped, Render, html};

use crate::link::LiveLink;

/// A direction of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortOrder {
    /// Least first.
    Ascending,
    /// Greatest first.
    Descending,
}

/// How a column can be sorted by.
#[derive(Clone, Debug)]
pub struct Sort {
    /// The page sorted by this column; the other way round when it already is.
    pub href: String,
    /// The order in force; none when the table is sorted by another column.
    pub order: Option<SortOrder>,
}

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Key of the column, unique in the table: `revenue`.
    pub key: String,
    /// Its head.
    pub label: String,
    /// Explained at the pointer; empty for nothing.
    pub hint: String,
    /// Numbers stand at the right.
    pub is_number: bool,
    /// How soon it makes room on a narrow screen: 0 stays, 3 goes first.
    pub priority: u8,
    /// None where it cannot be sorted by.
    pub sort: Option<Sort>,
}

/// What stands in one cell: text through [`Cell::text`], or any markup.
#[derive(Clone, Debug)]
pub struct Cell(pub Markup);

impl Cell {
    /// Text as it is.
    pub fn text(text: impl Render) -> Cell {
        Cell(html! { (text) })
    }

    /// A link to the entity.
    pub fn link(label: &str, href: &str) -> Cell {
        Cell(html! { a href=(href) { (label) } })
    }

    /// A number beside a bar; the bars of a column share one scale, because their number has a fixed width.
    pub fn bar(bar: Markup, text: &str) -> Cell {
        Cell(html! { span .cell-bar { (bar) span { (text) } } })
    }

    /// No value.
    pub fn none() -> Cell {
        Cell(PreEscaped("–".to_owned()))
    }
}

/// A row.
#[derive(Clone, Debug)]
pub enum Row {
    /// One cell a column; the first names the row.
    Cells(Vec<Cell>),
    /// The same, as the sum of the rows below it.
    Group(Vec<Cell>),
    /// One remark across all columns.
    Note(String),
}

/// A table.
#[derive(Clone, Debug)]
pub struct DataTable {
    /// What it is, for screen readers.
    pub caption: String,
    /// The columns; the first names the rows.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// Sums of all rows, one cell a column; empty for none.
    pub total: Vec<Cell>,
    /// Whether the table is wide and the page is about it: it then keeps all columns and scrolls inside its own box
    /// on a narrow screen, where a table in a panel leaves columns out.
    pub is_wide: bool,
}

impl DataTable {
    fn classes(&self, column: usize) -> String {
        let column = &self.columns[column.min(self.columns.len() - 1)];
        let mut classes = Vec::new();
        if column.is_number {
            classes.push("num");
        }
        if !self.is_wide {
            match column.priority {
                1 => classes.push("p1"),
                2 => classes.push("p2"),
                3 => classes.push("p3"),
                _ => {}
            }
        }
        classes.join(" ")
    }

    fn head(&self, column: usize) -> Markup {
        let class = self.classes(column);
        let column = &self.columns[column];
        let hint = (!column.hint.is_empty()).then_some(column.hint.as_str());
        let class = (!class.is_empty()).then_some(class);
        let Some(sort) = &column.sort else {
            return html! { th scope="col" class=[class] title=[hint] { (column.label) } };
        };
        let order = match sort.order {
            Some(SortOrder::Ascending) => Some("ascending"),
            Some(SortOrder::Descending) => Some("descending"),
            None => None,
        };
        let id = format!("sort-{}", column.key);
        let link = LiveLink { href: &sort.href, id: Some(&id), title: hint, ..LiveLink::default() };
        html! {
            th scope="col" class=[class] aria-sort=[order] {
                (link.around(html! { (column.label) (sort_sign(sort.order)) }))
            }
        }
    }

    fn cells(&self, cells: &[Cell]) -> Markup {
        html! {
            @for (column, cell) in cells.iter().enumerate() {
                @let class = self.classes(column);
                @let class = (!class.is_empty()).then_some(class);
                @if column == 0 {
                    th scope="row" class=[class] { (cell.0) }
                } @else {
                    td class=[class] { (cell.0) }
                }
            }
        }
    }
}

impl Render for DataTable {
    fn render(&self) -> Markup {
        html! {
            div .table-box.table-scroll[self.is_wide] role="region" aria-label=(self.caption) tabindex="0" {
                table .table.table-wide[self.is_wide] {
                    caption .vh { (self.caption) }
                    thead { tr { @for column in 0..self.columns.len() { (self.head(column)) } } }
                    tbody {
                        @for row in &self.rows {
                            @match row {
                                Row::Cells(cells) => tr { (self.cells(cells)) },
                                Row::Group(cells) => tr .group { (self.cells(cells)) },
                                Row::Note(words) => tr .remark { td colspan=(self.columns.len()) { (words) } },
                            }
                        }
                    }
                    @if !self.total.is_empty() { tfoot { tr { (self.cells(&self.total)) } } }
                }
            }
        }
    }
}

/// Two small arrows, the one in force in colour.
fn sort_sign(order: Option<SortOrder>) -> Markup {
    html! {
        svg .sort viewBox="0 0 10 12" aria-hidden="true" {
            path .on[order == Some(SortOrder::Ascending)] d="M5 1l3.5 4h-7z" {}
            path .on[order == Some(SortOrder::Descending)] d="M5 11l3.5-4h-7z" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_in_force_says_its_order() {
        let column = |key: &str, order| Column {
            key: key.to_owned(),
            label: key.to_owned(),
            is_number: true,
            sort: Some(Sort { href: format!("/?sort={key}"), order }),
            ..Column::default()
        };
        let table = DataTable {
            caption: "Customers".to_owned(),
            columns: vec![column("revenue", Some(SortOrder::Descending)), column("orders", None)],
            rows: vec![Row::Cells(vec![Cell::text("1 < 2"), Cell::none()])],
            total: Vec::new(),
            is_wide: false,
        };
        let markup = table.render().into_string();
        assert_eq!(markup.matches("aria-sort=\"descending\"").count(), 1);
        assert_eq!(markup.matches("aria-sort").count(), 1);
        assert!(markup.contains("id=\"sort-orders\"") && markup.contains("1 &lt; 2"), "{markup}");
    }
}
