//! How an insight is computed: what is surprising about it, the thresholds in force, and where the formula stands. That is the same
//! under every scope, so it is not sent again with each.

use analytics::insights::Insight;
use analytics::thresholds::Threshold;
use maud::{Markup, html};
use units::Fraction;

use super::{Insights, anchor};
use crate::threshold_words::threshold_words;

impl Insights<'_> {
    /// The disclosure.
    pub(super) fn how(&self, insight: &Insight) -> Markup {
        let rule = insight.rule;
        let thresholds: Vec<String> =
            rule.thresholds.iter().filter_map(|parameter| self.threshold(parameter)).collect();
        html! {
            details .insight-how {
                summary { "How computed" span .vh { ": " (rule.title) } }
                dl {
                    dt { "Surprise" } dd { (self.surprise(insight)) }
                    @if !thresholds.is_empty() { dt { "Thresholds" } dd { (thresholds.join("; ")) "." } }
                }
                @if let Some(link) = self.site.link("Formula and meaning", "/definitions", "") {
                    p { a href={ (link.href) "#" (anchor(rule.id)) } { (link.label) span .vh { ": " (rule.title) } } }
                }
            }
        }
    }

    /// A threshold with its value in force.
    fn threshold(&self, parameter: &str) -> Option<String> {
        let threshold = Threshold::find(parameter)?;
        let value = threshold_words(threshold.unit, threshold.value(self.view.policy), self.format);
        Some(format!("{} {value}", threshold.label))
    }

    /// How surprising it is, and the score; the money at stake stands in the foot, the product of the two below the page.
    fn surprise(&self, insight: &Insight) -> String {
        let percent = |millionths: i64| {
            Fraction::new(millionths, 10_000)
                .map_or_else(String::new, |percent| self.format.percent(percent, 1))
        };
        let surprise = insight.finding.surprise;
        let against = [(surprise.peers, "peers"), (surprise.prior, "the prior period")];
        let known: Vec<String> = against
            .into_iter()
            .filter_map(|(share, what)| Some(format!("{} against {what}", percent(share?))))
            .collect();
        let surprises = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        format!("{surprises}; importance {}.", percent(insight.score))
    }
}
