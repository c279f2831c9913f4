//! The Executive View as an e-mail: the same figures, as HTML for mail programs and as plain text.
//!
//! Mail programs know no style sheets and little of modern layout, so here alone styles stand at the elements and tables arrange.

mod html;
mod text;

use analytics::answers::executive::Executive;
use analytics::insights::Insight;
use analytics::view::View;
use units::Format;

use crate::Moment;
use crate::address::Address;
use crate::components::Kpi;
use crate::frame::Site;
use crate::insight::Insights;
use crate::link::Link;
use crate::pages::executive::ExecutivePage;
use crate::scope_words::scope_line;

/// So many insights are told, as on the page.
const TOLD: usize = 3;

/// The Executive View of a scope, to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Digest<'a> {
    /// The server's constants, the base path being the complete public address; without routes there are no links.
    pub site: &'a Site,
    /// The page.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers of the page.
    pub answers: &'a Executive,
    /// What stands out, the most important first.
    pub insights: &'a [Insight],
    /// When the source was last seen to hold these rows.
    pub checked: &'a Moment,
    /// Writes numbers and days.
    pub format: &'a Format,
}

/// An e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// As HTML.
    pub html: String,
    /// As plain text.
    pub text: String,
}

impl Digest<'_> {
    /// The e-mail.
    pub fn letter(&self) -> Letter {
        Letter { subject: self.subject(), html: html::document(self), text: text::document(self) }
    }

    fn subject(&self) -> String {
        let result = scope_line(self.view, self.answers.now.num_orders, self.answers.revenue(), self.format);
        format!("{}: {} as of {}", self.site.name, result.result, self.as_of())
    }

    fn as_of(&self) -> String {
        Moment::of_day(self.view.snapshot.as_of, self.format).words
    }

    /// What the figures are about: `All periods, … · all countries, lines and reps`.
    fn scope(&self) -> String {
        scope_line(self.view, self.answers.now.num_orders, self.answers.revenue(), self.format).words
    }

    fn foot(&self) -> String {
        format!("As of {}. The source was last read at {} (UTC).", self.as_of(), self.checked.words)
    }

    fn is_empty(&self) -> bool {
        self.answers.now.num_orders == 0
    }

    fn cards(&self) -> Vec<Kpi> {
        let &Digest { site, address, view, answers, format, .. } = self;
        ExecutivePage { site, address, view, answers, format }.kpis()
    }

    fn told(&self) -> impl Iterator<Item = &Insight> {
        self.insights.iter().take(TOLD)
    }

    fn written(&self) -> Insights<'_> {
        let &Digest { site, address, view, format, .. } = self;
        Insights { site, address, view, format }
    }

    /// A page of the dashboard under the same scope, if links can lead there.
    fn link(&self, label: &str, path: &str) -> Option<Link> {
        self.site.link(label, path, &self.address.scope_query())
    }
}

#[cfg(test)]
mod tests {
    use analytics::answers::breakdown::Dimension;
    use analytics::answers::cards::Targets;
    use analytics::intake::Intake;
    use analytics::policy::{AsOf, Policy, Regions};
    use analytics::schema::{Cell, Table};
    use analytics::snapshot::Snapshot;

    use super::*;

    const HOSTILE: &str = "<img src=x onerror=alert(1)> & \"Sons\"";

    /// Ten customers with one order each in 2004, the first one of them much larger and with a hostile name.
    fn snapshot() -> Snapshot {
        let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            for number in 1..=10 {
                let key = number.to_string();
                let name = if number == 1 { HOSTILE.to_owned() } else { format!("Customer {number}") };
                let date = format!("2004-03-{number:02}");
                let quantity = if number == 1 { "500" } else { "10" };
                let row: Vec<(&str, &str)> = match table {
                    Table::Customers => {
                        vec![("customerNumber", &key), ("customerName", &name), ("country", "France")]
                    }
                    Table::Products => vec![("productCode", &key), ("buyPrice", "6")],
                    Table::Orders => vec![
                        ("orderNumber", &key),
                        ("orderDate", &date),
                        ("customerNumber", &key),
                        ("status", "Shipped"),
                    ],
                    Table::OrderDetails => vec![
                        ("orderNumber", &key),
                        ("productCode", &key),
                        ("quantityOrdered", quantity),
                        ("priceEach", "10"),
                    ],
                    _ => continue,
                };
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

    fn letter(query: &str, site: &Site) -> Letter {
        let (snapshot, policy, format) = (snapshot(), Policy::default(), Format::default());
        let address = Address::parse("/", &[], query).unwrap();
        let view = View::new(&snapshot, &address.scope, &policy);
        let targets = Targets::from([("revenue".to_owned(), 10_000_000)]);
        let answers = Executive::of(&view, Dimension::Countries, Dimension::Customers, &targets);
        let insights = analytics::insights::insights(&view);
        let checked = Moment::of_instant(0, &format);
        Digest {
            site,
            address: &address,
            view: &view,
            answers: &answers,
            insights: &insights,
            checked: &checked,
            format: &format,
        }
        .letter()
    }

    fn site() -> Site {
        let routes = ["/", "/insights", "/status", "/customers/:number", "/deep-dive/:table"];
        Site {
            name: "Classic Models".to_owned(),
            base_path: "https://sales.example/board".to_owned(),
            routes: routes.map(str::to_owned).to_vec(),
            ..Site::default()
        }
    }

    #[test]
    fn says_the_figures_of_the_page_in_both_forms() {
        let letter = letter("country=France", &site());
        assert_eq!(letter.subject, "Classic Models: 10 orders, $5.90K as of 10 Mar 2004");
        for words in ["Revenue", "$5.90K", "Target $100K: missed", "What stands out", "As of 10 Mar 2004"] {
            assert!(letter.html.contains(words), "{words}: {}", letter.html);
            assert!(letter.text.contains(words), "{words}: {}", letter.text);
        }
        assert!(
            letter.html.contains("href=\"https://sales.example/board/?country=France\""),
            "{}",
            letter.html
        );
        assert!(letter.text.contains("https://sales.example/board/?country=France"), "{}", letter.text);
        for relative in ["href=\"/", "href=\"?"] {
            assert!(!letter.html.contains(relative), "{}", letter.html);
        }
    }

    #[test]
    fn names_are_words_and_nothing_else() {
        let letter = letter("", &site());
        assert!(letter.text.contains(HOSTILE), "an insight names the largest customer: {}", letter.text);
        assert!(!letter.html.contains("<img") && letter.html.contains("&lt;img"), "{}", letter.html);
        assert!(!letter.text.contains("&amp;") && !letter.text.contains("</"), "{}", letter.text);
    }

    #[test]
    fn without_a_public_address_there_are_no_links() {
        let letter = letter("", &Site { name: "Sales".to_owned(), ..Site::default() });
        assert!(!letter.html.contains("href") && !letter.text.contains("://"), "{}", letter.html);
        assert!(letter.html.contains("&lt;img"));
    }

    #[test]
    fn an_empty_scope_says_so() {
        let letter = letter("period=1999", &site());
        for form in [&letter.html, &letter.text] {
            assert!(form.contains("No orders in this scope"), "{form}");
        }
    }
}
