//! What stands out, in sentences made from the data: one rule a file, listed in [`catalogue`].
//!
//! A [`Rule`] looks at [`Facts`], which are computed once for all rules, and says one thing or nothing. What it says is a
//! [`Sentence`] of words and typed values, with how many items stand behind it, the money at stake, how surprising it is, the rows it
//! is made of, and a small drawing. [`score`] ranks them.

pub mod catalogue;
mod facts;
mod figure;
mod rows;
mod rules;
pub mod score;
pub(crate) mod sentence;

use std::cmp::Reverse;

pub use facts::Facts;
pub use figure::{Bar, Figure, Share};
pub use rows::{Place, Rows};
pub use sentence::{Noun, Part, Sentence};

pub use self::catalogue::RULES;
use self::score::Surprise;
use crate::dataset::Kind;
use crate::view::View;

/// What an insight is about: the sections of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Who buys, and where.
    Customers,
    /// What is sold.
    Products,
    /// What goes wrong, or may.
    Operations,
    /// What is to be expected.
    Predictive,
    /// Who sells.
    Sales,
}

impl Topic {
    /// Every topic, in the order of the page.
    pub const ALL: [Topic; 5] =
        [Topic::Customers, Topic::Products, Topic::Operations, Topic::Predictive, Topic::Sales];

    /// Title for people.
    pub const fn title(self) -> &'static str {
        match self {
            Topic::Customers => "Customers & geography",
            Topic::Products => "Product portfolio",
            Topic::Operations => "Operations & risk",
            Topic::Predictive => "Predictive",
            Topic::Sales => "Sales organisation",
        }
    }

    /// Name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Topic::Customers => "customers",
            Topic::Products => "products",
            Topic::Operations => "operations",
            Topic::Predictive => "predictive",
            Topic::Sales => "sales",
        }
    }
}

/// A rule: what it looks for, and how it says it.
#[derive(Debug)]
pub struct Rule {
    /// Name in addresses.
    pub id: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// What a scope means for it.
    pub kind: Kind,
    /// How its figures are computed, and when it is silent.
    pub formula: &'static str,
    /// Which money is at stake.
    pub stake: &'static str,
    /// What the figure is compared with to see whether it is surprising.
    pub surprise: &'static str,
    /// Keys of the thresholds that it obeys.
    pub thresholds: &'static [&'static str],
    /// Says it, or nothing.
    pub find: fn(&Facts<'_>) -> Option<Finding>,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What stands out.
    pub sentence: Sentence,
    /// How that compares with the prior period or with peers; empty where there is nothing to compare with.
    pub comparison: Sentence,
    /// How many items stand behind it.
    pub n: (usize, Noun),
    /// Money at stake in cents.
    pub stake_cents: i64,
    /// How surprising it is.
    pub surprise: Surprise,
    /// The rows it is made of.
    pub rows: Vec<Rows>,
    /// A small drawing.
    pub figure: Figure,
}

/// A finding in its place.
#[derive(Clone, Debug)]
pub struct Insight {
    /// Which rule found it.
    pub rule: &'static Rule,
    /// What it found.
    pub finding: Finding,
    /// Money at stake as a share of revenue, in millionths.
    pub impact: i64,
    /// Impact times surprise, in millionths.
    pub score: i64,
}

/// Everything that stands out under a view: the most important first, then in the order of the catalogue.
pub fn insights(view: &View<'_>) -> Vec<Insight> {
    let facts = Facts::of(view);
    let mut found: Vec<Insight> = RULES
        .iter()
        .filter_map(|rule| {
            let finding = (rule.find)(&facts)?;
            let revenue_cents = match rule.kind {
                Kind::Flow => facts.totals.revenue_cents,
                Kind::State | Kind::Structure => facts.ever_cents,
            };
            let impact = score::impact(finding.stake_cents, revenue_cents);
            let score = score::score(impact, finding.surprise.most());
            Some(Insight { rule, finding, impact, score })
        })
        .collect();
    // A stable sort: rules that are as important keep the order of the catalogue.
    found.sort_by_key(|insight| (Reverse(insight.score), Reverse(insight.finding.surprise.most())));
    found
}

/// The insights about a topic, the most important first.
pub fn about(insights: &[Insight], topic: Topic) -> impl Iterator<Item = &Insight> {
    insights.iter().filter(move |insight| insight.rule.topic == topic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{scope, small};
    use crate::policy::Policy;

    /// What is said, and how important that is.
    fn said(query: &str, policy: &Policy) -> Vec<(&'static str, String, i64)> {
        let (snapshot, scope) = (small(), scope(query));
        let view = View::new(&snapshot, &scope, policy);
        let written = |insight: &Insight| {
            let finding = &insight.finding;
            (
                insight.rule.id,
                finding.sentence.clone().then(finding.comparison.clone()).plain(&snapshot),
                insight.score,
            )
        };
        insights(&view).iter().map(written).collect()
    }

    #[test]
    fn the_most_important_comes_first_and_the_order_does_not_change() {
        let policy = Policy { insight_min_items: 1, ..Policy::default() };
        for query in ["", "period=2004", "country=USA", "line=Cars", "period=2004-11&compare=previous"] {
            let found = said(query, &policy);
            assert!(found.is_sorted_by_key(|(_, _, score)| Reverse(*score)), "{query}: {found:?}");
            assert_eq!(found, said(query, &policy), "{query}");
            assert!(found.len() > 10, "{query}: {found:?}");
        }
    }

    #[test]
    fn little_data_says_little() {
        for query in ["period=2004-12", "country=Japan"] {
            let found = said(query, &Policy { insight_min_items: 20, ..Policy::default() });
            let rules: Vec<&str> = found.iter().map(|(rule, ..)| *rule).collect();
            // The quality of the data does not depend on the scope.
            assert_eq!(rules, ["data_quality"], "{query}");
        }
    }
}
