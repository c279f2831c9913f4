//! How the revenue of a ranked table falls to its classes: one strip and its keys.

use analytics::answers::table_summary::{Ranked, TableSummary};
use analytics::ranking::Class;
use charts::{Figure, Share, Tone};
use maud::{Markup, html};
use units::{Format, Fraction};

use super::cell::class_badge;
use super::{DeepDivePage, TableDescription};
use crate::chart::{Chart, Drawing};
use crate::components::{Badge, BadgeKind};
use crate::link::LiveLink;

/// The strip; none for tables without classes, or without revenue.
pub(super) fn strip(page: &DeepDivePage<'_>) -> Option<Markup> {
    let TableSummary::Ranked(ranked) = page.summary else { return None };
    let format = page.format;
    let chart = chart(ranked, page.description, format)?;
    Some(html! {
        div .class-strip {
            (chart.on_page(format))
            ul .keys {
                @for class in &ranked.classes {
                    li {
                        (class_badge(class.class.letter())) " "
                        @match class_href(page, class.class) {
                            Some(href) if class.num_rows > 0 => (LiveLink { href: &href, ..LiveLink::default() }.around(page.count(class.num_rows))),
                            _ => (page.count(class.num_rows)),
                        }
                        @if class.num_rows > 0 { ", " (format.money_short(class.revenue)) ", " (percent(class.percent, format)) }
                    }
                }
                @for (number, words) in without(ranked) {
                    li { (Badge::new(BadgeKind::Plain, "–")) " " (format.integer(number as i128)) " " (words) }
                }
            }
        }
    })
}

fn percent(percent: Option<Fraction>, format: &Format) -> String {
    percent.map_or(String::new(), |percent| format.percent(percent, 1))
}

/// Revenue of a ranked table by class; none without revenue.
pub(super) fn chart(ranked: &Ranked, table: &TableDescription, format: &Format) -> Option<Chart> {
    if ranked.num_with_revenue == 0 {
        return None;
    }
    let shares: Vec<Share> = ranked
        .classes
        .iter()
        .map(|class| Share {
            label: format!("{} {}", class.class.letter(), percent(class.percent, format)),
            value: class.revenue.cents() as f64,
            tone: Tone::Class(match class.class {
                Class::A => charts::Class::A,
                Class::B => charts::Class::B,
                Class::C => charts::Class::C,
            }),
        })
        .collect();
    let parts: Vec<&str> = shares.iter().map(|share| share.label.trim()).collect();
    let figure = Figure {
        title: format!("{} by class", table.label),
        sentence: format!("Revenue by class: {}", parts.join(", ")),
        ..Figure::default()
    };
    Some(Chart { figure, drawing: Drawing::ShareStrip(shares) })
}

/// The table with the rows of a class.
fn class_href(page: &DeepDivePage<'_>, class: Class) -> Option<String> {
    let filter = page.description.filters.iter().find(|filter| filter.column == "abc_class")?;
    let address = page.address.with_option(filter.parameter, class.letter()).with_option("page", "");
    Some(address.href(page.site))
}

/// Rows that have no class, and why.
fn without(ranked: &Ranked) -> Vec<(usize, &'static str)> {
    let not_sold = ranked.num_rows - ranked.num_sold;
    let no_revenue = ranked.num_sold.saturating_sub(ranked.num_with_revenue);
    [(not_sold, "without orders"), (no_revenue, "with orders, but no revenue")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .collect()
}
