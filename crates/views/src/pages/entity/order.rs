//! An order: who, when, and its lines with discount and margin.

use analytics::answers::order::{OrderDetail, OrderLine};
use maud::{Markup, Render, html};
use units::Format;

use super::{fact, fact_list, percent, text_fact};
use crate::components::{
    Badge, BadgeKind, Cell, Column, DataTable, Definition, Kpi, KpiGrid, KpiValue, Panel, Row, Span,
};
use crate::entity_link::EntityLinks;
use crate::pages::deep_dive::cell::order_badge;
use crate::scope_words::count;

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct OrderPage<'a> {
    /// Writes links.
    pub links: EntityLinks<'a>,
    /// Index of the order.
    pub order: usize,
    /// The order.
    pub detail: &'a OrderDetail,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl OrderPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! { (self.facts()) (self.cards()) (self.lines()) }
    }

    fn facts(&self) -> Markup {
        let (links, format) = (self.links, self.format);
        let (snapshot, orders) = (links.snapshot, &links.snapshot.orders);
        let index = orders.customer[self.order] as usize;
        let customer = &snapshot.customers[index];
        let day = |day: Option<units::Day>| day.map_or("no date".to_owned(), |day| format.day(day));
        let entries = vec![
            Some(fact("Customer", links.customer(index))),
            Some(fact("Country", links.country(customer.country as usize))),
            customer.rep.map(|rep| fact("Sales rep", links.employee(rep as usize))),
            Some(fact(
                "Status",
                order_badge(&snapshot.statuses[orders.status[self.order] as usize]).render(),
            )),
            Some(fact("Ordered", html! { (format.day(orders.date[self.order])) })),
            Some(fact("Required", html! { (day(orders.required[self.order])) })),
            Some(fact(
                "Shipped",
                html! { (day(orders.shipped[self.order])) " " @if let Some(badge) = self.punctuality() { (badge) } },
            )),
            text_fact("Comment", &orders.comment_texts[orders.comment[self.order] as usize]),
        ];
        Panel::new(Span::Full, "Who and when", fact_list(entries)).render()
    }

    fn punctuality(&self) -> Option<Badge> {
        let days = self.detail.days_late?;
        Some(match days {
            1.. => Badge::new(BadgeKind::Bad, format!("{} late", count(days, "day", self.format))),
            0 => Badge::new(BadgeKind::Good, "just in time"),
            _ => Badge::new(BadgeKind::Good, format!("{} early", count(-days, "day", self.format))),
        })
    }

    fn cards(&self) -> Markup {
        let (detail, format) = (self.detail, self.format);
        let card =
            |id: &str, label: &str, value: String, exact: String, note: String, definition: &str| Kpi {
                id: id.to_owned(),
                label: label.to_owned(),
                value: KpiValue::Shown { short: value, exact, unit: String::new() },
                href: None,
                lead: String::new(),
                change: None,
                comparison: note,
                sparkline: None,
                target: None,
                definition: Definition { text: definition.to_owned(), ..Definition::default() },
            };
        let with_reason = |kpi: Kpi, has_value: bool, reason: &str| {
            if has_value {
                return kpi;
            }
            Kpi { value: KpiValue::Missing { reason: reason.to_owned(), way_out: None }, ..kpi }
        };
        let value = card(
            "value",
            "Order value",
            format.money(detail.value),
            String::new(),
            String::new(),
            "The sum of quantity times price over its lines.",
        );
        let units = card(
            "units",
            "Units",
            format.integer(detail.units),
            String::new(),
            format!("in {}", count(detail.lines.len() as i64, "line", format)),
            "The sum of the quantities.",
        );
        let discount = card(
            "discount",
            "Below recommended price",
            percent(detail.discount_percent, format),
            String::new(),
            String::new(),
            "How far prices are below the MSRP, over the lines whose product has one.",
        );
        let margin = card(
            "margin",
            "Gross margin",
            percent(detail.margin_percent, format),
            String::new(),
            String::new(),
            "What is left of the value after the buy price, over the lines whose product has one.",
        );
        let cards = vec![
            value,
            units,
            with_reason(discount, detail.discount_percent.is_some(), "no line has a recommended price"),
            with_reason(margin, detail.margin_percent.is_some(), "no line has a buy price and a value"),
        ];
        KpiGrid { cards }.render()
    }

    fn lines(&self) -> Markup {
        let format = self.format;
        let snapshot = self.links.snapshot;
        let column = |label: &str, is_number, priority| Column {
            label: label.to_owned(),
            is_number,
            priority,
            ..Column::default()
        };
        let row = |line: &OrderLine| {
            let msrp = snapshot.products[line.product].msrp;
            Row::Cells(vec![
                Cell(html! { span .name { (self.links.product(line.product)) } }),
                Cell::text(format.integer(line.quantity)),
                Cell::text(format.money(line.price)),
                Cell::text(format.money(line.value)),
                Cell::text(msrp.map_or("–".to_owned(), |msrp| format.money(msrp))),
                Cell::text(percent(line.discount_percent, format)),
                Cell::text(percent(line.margin_percent, format)),
            ])
        };
        let body = if self.detail.lines.is_empty() {
            html! { p .say { "The order has no lines." } }
        } else {
            DataTable {
                caption: "Lines of the order".to_owned(),
                columns: vec![
                    column("Product", false, 0),
                    column("Units", true, 0),
                    column("Price", true, 1),
                    column("Value", true, 0),
                    column("MSRP", true, 3),
                    column("Discount", true, 2),
                    column("Margin", true, 1),
                ],
                rows: self.detail.lines.iter().map(row).collect(),
                total: vec![
                    Cell::text(format!("All {}", self.detail.lines.len())),
                    Cell::text(format.integer(self.detail.units)),
                    Cell::text(""),
                    Cell::text(format.money(self.detail.value)),
                    Cell::text(""),
                    Cell::text(percent(self.detail.discount_percent, format)),
                    Cell::text(percent(self.detail.margin_percent, format)),
                ],
                is_wide: false,
            }
            .render()
        };
        Panel { id: "lines".to_owned(), ..Panel::new(Span::Full, "Lines", body) }.render()
    }
}
