//! The sentences of an insight alone, for e-mails.

use analytics::insights::Insight;
use maud::Markup;

use super::Insights;

impl Insights<'_> {
    /// What stands out.
    pub(crate) fn said(&self, insight: &Insight) -> Markup {
        self.sentence(&insight.finding.sentence)
    }

    /// How that compares; empty where there is nothing to compare with.
    pub(crate) fn compared(&self, insight: &Insight) -> Markup {
        self.sentence(&insight.finding.comparison)
    }
}
