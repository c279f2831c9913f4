//! How the revenue of a ranked table falls to its classes: one strip and its keys.

use analytics::answers::table_summary::{Ranked, TableSummary};
use analytics::ranking::Class;
use charts::{Share, Tone, share_strip};
use maud::{Markup, html};
use units::Fraction;

use super::DeepDivePage;
use super::cell::class_badge;
use crate::components::{Badge, BadgeKind};
use crate::link::LiveLink;

/// The strip; none for tables without classes, or without revenue.
pub(super) fn strip(page: &DeepDivePage<'_>) -> Option<Markup> {
    let TableSummary::Ranked(ranked) = page.summary else { return None };
    if ranked.num_with_revenue == 0 {
        return None;
    }
    let format = page.format;
    let percent =
        |percent: Option<Fraction>| percent.map_or(String::new(), |percent| format.percent(percent, 1));
    let shares: Vec<Share> = ranked
        .classes
        .iter()
        .map(|class| Share {
            label: format!("{} {}", class.class.letter(), percent(class.percent)),
            value: class.revenue.cents() as f64,
            tone: Tone::Class(match class.class {
                Class::A => charts::Class::A,
                Class::B => charts::Class::B,
                Class::C => charts::Class::C,
            }),
        })
        .collect();
    let parts: Vec<&str> = shares.iter().map(|share| share.label.trim()).collect();
    let label = format!("Revenue by class: {}", parts.join(", "));
    Some(html! {
        div .class-strip {
            (share_strip(&label, &shares))
            ul .keys {
                @for class in &ranked.classes {
                    li {
                        (class_badge(class.class.letter())) " "
                        @match class_href(page, class.class) {
                            Some(href) if class.num_rows > 0 => (LiveLink { href: &href, ..LiveLink::default() }.around(page.count(class.num_rows))),
                            _ => (page.count(class.num_rows)),
                        }
                        @if class.num_rows > 0 { ", " (format.money_short(class.revenue)) ", " (percent(class.percent)) }
                    }
                }
                @for (number, words) in without(ranked) {
                    li { (Badge::new(BadgeKind::Plain, "–")) " " (format.integer(number as i128)) " " (words) }
                }
            }
        }
    })
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
