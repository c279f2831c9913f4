//! The Executive View: how sales stand, where they come from, what changed, who sells, and how good the data is.

mod cards;
mod concentration;
mod empty;
mod insights;
mod movers;
mod organization;
mod quality;
mod top;
mod trend;

use analytics::answers::breakdown::Dimension;
use analytics::answers::executive::Executive;
use analytics::insights::Insight;
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::Kpi;
use crate::export_links::chart_links;
use crate::frame::Site;
use crate::item;
use crate::top_bars::heading;

/// Title of the page.
pub const TITLE: &str = "Executive view";

/// The options of the page: what is ranked, and what movers are.
pub const OPTIONS: &[PageOption] = &[
    PageOption { name: "top", values: &["countries", "products", "reps", "lines"] },
    PageOption { name: "movers", values: &["customers", "products", "countries", "reps"] },
];

/// The dimension that an option of the page chooses.
pub fn dimension(address: &Address, option: &str) -> Dimension {
    match address.option(option) {
        "products" => Dimension::Products,
        "reps" => Dimension::Reps,
        "lines" => Dimension::Lines,
        "customers" => Dimension::Customers,
        _ => Dimension::Countries,
    }
}

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct ExecutivePage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers.
    pub answers: &'a Executive,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl ExecutivePage<'_> {
    /// The content of the page, with the most important insights.
    pub fn content(&self, most_important: &[Insight]) -> Markup {
        html! {
            @if self.answers.now.num_orders == 0 {
                (empty::section(self))
            } @else {
                (cards::section(self))
                (trend::section(self))
                (top::section(self))
                (insights::section(self, most_important))
                (concentration::section(self))
                (movers::section(self))
                (organization::section(self))
            }
            (quality::section(self))
        }
    }

    /// Revenue by month.
    pub fn trend_chart(&self) -> Chart {
        trend::chart(self, Vec::new())
    }

    /// What is ranked, under a title that says by what, as the switch on the page does.
    pub fn top_chart(&self) -> Chart {
        let mut chart = top::chart(self);
        chart.figure.title = format!("Revenue by {}", heading(self.answers.top.dimension).to_lowercase());
        chart
    }

    /// How concentrated customers are.
    pub fn concentration_chart(&self) -> Chart {
        concentration::chart(self)
    }

    /// Every card, for those who arrange them in their own way.
    pub(crate) fn kpis(&self) -> Vec<Kpi> {
        cards::all(self)
    }

    /// The course of the card of a KPI.
    pub fn kpi_chart(&self, kpi: &str) -> Chart {
        cards::course_chart(self, kpi).unwrap_or_else(|| {
            Chart::nothing("Key figure by month", "Fewer than two months of this scope have a value.")
        })
    }

    /// What changed most.
    pub fn movers_chart(&self) -> Chart {
        movers::chart(self)
    }

    /// Managers with what their teams bring.
    pub fn teams_chart(&self) -> Chart {
        organization::chart(self)
    }

    /// The cards of these KPIs, for pages about a part of the company.
    pub(super) fn cards_of(&self, kpis: &[&str]) -> Markup {
        cards::of(self, kpis)
    }

    /// Revenue by month alone, for pages about a part of the company; `links` lead to its numbers.
    pub(super) fn trend_with(&self, links: Vec<charts::Link>) -> Markup {
        trend::with_links(self, links)
    }

    /// An item's name; none stands for what has no such thing.
    fn name(&self, dimension: Dimension, index: Option<usize>) -> String {
        item::name(self.view.snapshot, dimension, index)
    }

    /// Where a click on an item leads: to its page if there is one, else to this page filtered by it.
    fn href(&self, dimension: Dimension, index: Option<usize>) -> Option<String> {
        item::href(self.site, self.address, self.view.snapshot, dimension, index)
    }

    /// Links to a dataset and a chart as files under the same scope, where the server answers.
    fn files(&self, dataset: &str, chart: ChartFile) -> Vec<charts::Link> {
        chart_links(self.site, dataset, chart, &self.address.scope_query())
    }

    /// A link to another page under the same scope, if the server answers there.
    fn link(&self, label: &str, path: &str) -> Option<charts::Link> {
        self.site.link(label, path, &self.address.scope_query()).map(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use analytics::answers::cards::Targets;
    use analytics::intake::Intake;
    use analytics::policy::{AsOf, Policy, Regions};
    use analytics::schema::{Cell, Table};
    use analytics::snapshot::Snapshot;

    use super::*;

    /// Two customers of two countries, a product at 10 bought at 6, orders of 300 and 100 in January and May 2004, and of 500 in May 2005,
    /// which is not over.
    fn snapshot() -> Snapshot {
        let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            let rows: &[&[(&str, &str)]] = match table {
                Table::Employees => &[
                    &[
                        ("employeeNumber", "1"),
                        ("firstName", "Ann"),
                        ("lastName", "Lee"),
                        ("jobTitle", "Boss"),
                    ],
                    &[
                        ("employeeNumber", "2"),
                        ("firstName", "Bo"),
                        ("lastName", "Ray"),
                        ("reportsTo", "1"),
                        ("jobTitle", "Sales Rep"),
                    ],
                ],
                Table::Customers => &[
                    &[
                        ("customerNumber", "1"),
                        ("customerName", "Alpha & Sons"),
                        ("country", "France"),
                        ("salesRepEmployeeNumber", "2"),
                    ],
                    &[("customerNumber", "2"), ("customerName", "Beta"), ("country", "Spain")],
                ],
                Table::ProductLines => &[&[("productLine", "Cars")]],
                Table::Products => &[&[
                    ("productCode", "C1"),
                    ("productName", "Car"),
                    ("productLine", "Cars"),
                    ("buyPrice", "6"),
                ]],
                Table::Orders => &[
                    &[
                        ("orderNumber", "1"),
                        ("orderDate", "2004-01-03"),
                        ("customerNumber", "1"),
                        ("status", "Shipped"),
                    ],
                    &[
                        ("orderNumber", "2"),
                        ("orderDate", "2004-05-04"),
                        ("customerNumber", "2"),
                        ("status", "Cancelled"),
                    ],
                    &[
                        ("orderNumber", "3"),
                        ("orderDate", "2005-05-20"),
                        ("customerNumber", "1"),
                        ("status", "Shipped"),
                    ],
                ],
                Table::OrderDetails => &[
                    &[
                        ("orderNumber", "1"),
                        ("productCode", "C1"),
                        ("quantityOrdered", "30"),
                        ("priceEach", "10"),
                    ],
                    &[
                        ("orderNumber", "2"),
                        ("productCode", "C1"),
                        ("quantityOrdered", "10"),
                        ("priceEach", "10"),
                    ],
                    &[
                        ("orderNumber", "3"),
                        ("productCode", "C1"),
                        ("quantityOrdered", "50"),
                        ("priceEach", "10"),
                    ],
                ],
                _ => &[],
            };
            for row in rows {
                let cell = |name: &str| {
                    row.iter().find(|(column, _)| *column == name).map(|(_, text)| Cell::Text(text))
                };
                let cells: Vec<Cell<'_>> =
                    table.columns().iter().map(|column| cell(column.name).unwrap_or(Cell::Null)).collect();
                intake.row(table, &cells);
            }
        }
        intake.finish()
    }

    /// The text of the page as it is read, blanks made plain.
    fn text(query: &str) -> String {
        let (snapshot, policy, site) = (snapshot(), Policy::default(), Site::default());
        let address = Address::parse("/", OPTIONS, query).unwrap();
        let view = View::new(&snapshot, &address.scope, &policy);
        let answers = Executive::of(
            &view,
            dimension(&address, "top"),
            dimension(&address, "movers"),
            &Targets::from([("revenue".to_owned(), 60_000)]),
        );
        let format = Format::default();
        let page =
            ExecutivePage { site: &site, address: &address, view: &view, answers: &answers, format: &format };
        let markup = page.content(&analytics::insights::insights(&view)).into_string();
        let mut text = String::new();
        for piece in markup.split('<') {
            text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
        }
        text.replace(['\u{202f}', '\u{a0}'], " ").replace("&amp;", "&")
    }

    fn check(query: &str, expected: &[&str]) {
        let text = text(query);
        for words in expected {
            assert!(text.contains(words), "`{words}` is missing under `{query}`: {text}");
        }
    }

    #[test]
    fn sentences_and_figures_follow_from_the_data() {
        check(
            "",
            &[
                "Revenue$9002005 to date $500 ▲up, better 25.0 % vs 1 Jan – 20 May 2004",
                "Target $600: met",
                "Gross margin40.0 %",
                "$900 from 3 Jan 2004 to 20 May 2005.",
                "May 2005 is counted up to 20 May 2005.",
                "France brings 88.9 %.",
                "1 of 2 buyers brings 88.9 % of revenue.",
                "What changed, 2005 to date",
                "+$200 from 1 customer that bought more, −$100 from 1 that bought less: net +$100 against",
                "1 has no revenue now.",
                "2 people in 0 offices; 1 sales rep. Ann Lee’s team brings 100.0 %.",
                "0 of 12 source rows left out.",
            ],
        );
        check(
            "period=2005",
            &["Revenue$500▲up, better 25.0 % vs 1 Jan – 20 May 2004", "Target $600: missed"],
        );
        check("period=2004", &["No comparison: the data begin on 3 Jan 2004", "There is no comparison"]);
        check("line=Cars", &["Payment coverage–no valuePayments cannot be split by product line"]);
    }

    #[test]
    fn an_empty_scope_says_what_to_loosen() {
        check(
            "period=2005&country=Spain",
            &[
                "No orders in this scope",
                "Leave out the period 2005 to date: 1 order, $100",
                "Leave out the country Spain: 1 order, $500",
                "Clear all filters: 3 orders, $900",
            ],
        );
    }
}
