//! Insights: what stands out, written in the reader's locale, with a small drawing and links to the rows.

mod figure;
mod how;
mod rows;
mod said;
mod words;

use analytics::insights::Insight;
use analytics::view::View;
use maud::{Markup, html};
use units::{Format, Fraction, Money};

use crate::address::Address;
use crate::frame::Site;

/// Writes insights under the scope of a page.
#[derive(Clone, Copy, Debug)]
pub struct Insights<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data, scope and the thresholds in force.
    pub view: &'a View<'a>,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl Insights<'_> {
    /// An entry of the list of a topic, with how it is computed behind a line that opens it.
    pub fn entry(&self, insight: &Insight) -> Markup {
        html! {
            li .insight id=(anchor(insight.rule.id)) {
                (self.told(insight))
                (self.foot(insight))
                (self.how(insight))
            }
        }
    }

    /// An entry among the most important ones on another page: drawing, comparison and how it is computed stand on the page of
    /// insights.
    pub fn headline(&self, insight: &Insight) -> Markup {
        let title = insight.rule.title;
        html! {
            li .insight {
                h3 {
                    @match self.site.link(title, "/insights", &self.address.scope_query()) {
                        Some(link) => a href={ (link.href) "#" (anchor(insight.rule.id)) } { (title) },
                        None => (title),
                    }
                }
                p .insight-say { (self.sentence(&insight.finding.sentence)) }
                (self.foot(insight))
            }
        }
    }

    fn told(&self, insight: &Insight) -> Markup {
        let finding = &insight.finding;
        html! {
            h3 { (insight.rule.title) }
            p .insight-say { (self.sentence(&finding.sentence)) }
            @if !finding.comparison.is_empty() { p .insight-versus { (self.sentence(&finding.comparison)) } }
            (self.figure(&finding.figure))
        }
    }

    fn foot(&self, insight: &Insight) -> Markup {
        let (n, noun) = insight.finding.n;
        html! {
            ul .insight-foot {
                li { span .nb { "n = " (self.counted(n as i64, noun)) } }
                @if insight.finding.stake_cents > 0 { li { (self.stake(insight)) } }
                @for link in self.links(&insight.finding) { li { a href=(link.href) { (link.label) } } }
            }
        }
    }

    fn stake(&self, insight: &Insight) -> Markup {
        let cents = Money::from_cents(insight.finding.stake_cents);
        let share = Fraction::new(insight.impact, 10_000).filter(|_| insight.impact > 0);
        html! {
            span .nb title=(self.format.money(cents)) {
                "at stake " (self.format.money_short(cents))
                @if let Some(share) = share { ", " (self.format.percent(share, 1)) }
            }
        }
    }
}

/// Identifier of an insight on its page, and of its rule on that of definitions.
pub(crate) fn anchor(rule: &str) -> String {
    format!("insight-{}", rule.replace('_', "-"))
}
