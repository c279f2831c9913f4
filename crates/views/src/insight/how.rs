//! How an insight is computed: formula, what is at stake, what is surprising, the thresholds in force.

use analytics::insights::Insight;
use analytics::thresholds::Threshold;
use maud::{Markup, html};
use units::Fraction;

use super::Insights;
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
                    dt { "Formula" } dd { (rule.formula) }
                    dt { "At stake" } dd { (rule.stake) }
                    dt { "Surprise" } dd { (rule.surprise) " " (self.surprise(insight)) }
                    @if !thresholds.is_empty() { dt { "Thresholds" } dd { (thresholds.join("; ")) "." } }
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

    /// The shares that make the score.
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
        format!(
            "Here: {surprises}; importance {} × {} = {}.",
            percent(insight.impact),
            percent(surprise.most()),
            percent(insight.score)
        )
    }
}
