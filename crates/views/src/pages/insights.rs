//! Insights: what stands out, in sentences made from the data, by topic.

use analytics::answers::loosened::Loosened;
use analytics::insights::{Insight, Topic, about};
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::components::{Panel, Span};
use crate::frame::Site;
use crate::insight::Insights;
use crate::pages::empty_scope::EmptyScope;
use crate::scope_words::count;

/// Title of the page.
pub const TITLE: &str = "Insights";

/// The page has no options of its own.
pub const OPTIONS: &[PageOption] = &[];

/// How the order of the sentences comes about.
const RANKING: &str = "The most important first: importance is the money at stake as a share of revenue (that of the scope for what happened in it, that of all time for how things stand), times the surprise. Surprise is the difference between what is and what was to be expected, relative to the larger of the two, against peers or the prior period, whichever is more. After Tang et al., Extracting Top-K Insights from Multi-dimensional Data, SIGMOD 2017.";

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct InsightsPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data, scope and the thresholds in force.
    pub view: &'a View<'a>,
    /// What stands out, the most important first.
    pub insights: &'a [Insight],
    /// Orders of the scope.
    pub num_orders: i64,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: &'a [Loosened],
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl InsightsPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &InsightsPage { site, address, view, loosened, format, .. } = self;
        html! {
            @if self.num_orders == 0 { (EmptyScope { site, address, view, loosened, format }) }
            @for topic in Topic::ALL { (self.section(topic)) }
            p .insight-ranking { (RANKING) }
        }
    }

    fn section(&self, topic: Topic) -> Panel {
        let &InsightsPage { site, address, view, format, .. } = self;
        let insights = Insights { site, address, view, format };
        let found: Vec<&Insight> = about(self.insights, topic).collect();
        let body = html! {
            @if !found.is_empty() { ul .insights { @for insight in &found { (insights.entry(insight)) } } }
        };
        Panel {
            id: topic.id().to_owned(),
            sentence: if found.is_empty() {
                let least = count(view.policy.insight_min_items, "item", format);
                format!("Nothing stands out in this scope, or fewer than {least} stand behind it.")
            } else {
                String::new()
            },
            ..Panel::new(Span::Full, topic.title(), body)
        }
    }
}
