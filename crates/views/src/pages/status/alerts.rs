//! Who is told what: the alert rules and how they stand, what could not be delivered yet, the digest.

use maud::{Markup, Render, html};

use super::{columns, facts};
use crate::components::{Badge, BadgeKind, Cell, DataTable, Panel, Row, Span};
use crate::moment::Moment;

/// How alerts and digests stand.
#[derive(Clone, Debug, Default)]
pub struct AlertsStatus {
    /// The rules, in the order of the configuration.
    pub rules: Vec<RuleStatus>,
    /// What waits to be delivered.
    pub waiting: Vec<Waiting>,
    /// What was given up, the latest first.
    pub given_up: Vec<GivenUp>,
    /// The digest, if there is one.
    pub digest: Option<DigestStatus>,
    /// Why all this is not on the disk; none when it is.
    pub unsaved: Option<String>,
}

/// A rule and how it stands.
#[derive(Clone, Debug)]
pub struct RuleStatus {
    /// Its name.
    pub name: String,
    /// Its condition, as it is configured.
    pub condition: String,
    /// Who is told: `webhook, email`; empty for nobody.
    pub channels: String,
    /// Whether it fires; none before anybody looked.
    pub is_firing: Option<bool>,
    /// Since when.
    pub since: Option<Moment>,
    /// What was last found.
    pub words: String,
    /// Why nobody can say just now.
    pub unknown: Option<String>,
}

/// A message that is to be delivered.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// `webhook` or `email`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// How many attempts failed.
    pub num_failures: u32,
    /// When the next one is due.
    pub next: Moment,
    /// Why the last one failed.
    pub error: Option<String>,
}

/// A message that is not tried again.
#[derive(Clone, Debug)]
pub struct GivenUp {
    /// When it was given up.
    pub at: Moment,
    /// `webhook` or `email`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// Why.
    pub error: String,
}

/// The digest.
#[derive(Clone, Debug)]
pub struct DigestStatus {
    /// The cron expression.
    pub cron: String,
    /// When the next one is due.
    pub next: Option<Moment>,
    /// When the last one was.
    pub last: Option<Moment>,
}

impl AlertsStatus {
    /// The panel.
    pub(super) fn panel(&self) -> Markup {
        if self.rules.is_empty() && self.digest.is_none() {
            let body = html! { p .say { "No alert rule and no digest is configured." } };
            return Panel::new(Span::Full, "Alerts", body).render();
        }
        let body = html! {
            @if let Some(why) = &self.unsaved {
                p .say { (Badge::new(BadgeKind::Bad, "not saved").render()) " " span .wrap-always { (why) } }
            }
            @if !self.rules.is_empty() { (self.rules()) }
            @if let Some(digest) = &self.digest { (digest.facts()) }
            @if !self.waiting.is_empty() { (self.waiting()) }
            @if !self.given_up.is_empty() { (self.given_up()) }
        };
        let num_firing = self.rules.iter().filter(|rule| rule.is_firing == Some(true)).count();
        let mut panel = Panel::new(Span::Full, "Alerts", body);
        panel.sentence = match num_firing {
            0 => "No alert fires.".to_owned(),
            1 => "1 alert fires.".to_owned(),
            number => format!("{number} alerts fire."),
        };
        panel.render()
    }

    fn rules(&self) -> DataTable {
        let row = |rule: &RuleStatus| {
            Row::Cells(vec![
                Cell(html! { bdi .wrap-always { (rule.name) } }),
                Cell(html! { code .wrap-always { (rule.condition) } }),
                Cell(rule.state()),
                Cell(html! {
                    span .wrap-always { (rule.words) }
                    @if let Some(why) = &rule.unknown { @if !rule.words.is_empty() { br; } span .wrap-always { (why) } }
                }),
                Cell::text(if rule.channels.is_empty() { "nobody" } else { &rule.channels }),
            ])
        };
        table(
            "Alert rules",
            &[
                ("rule", "Rule"),
                ("condition", "Condition"),
                ("state", "State"),
                ("found", "Last found"),
                ("told", "Told by"),
            ],
            self.rules.iter().map(row).collect(),
        )
    }

    fn waiting(&self) -> DataTable {
        let row = |waiting: &Waiting| {
            Row::Cells(vec![
                Cell::text(&waiting.channel),
                Cell(html! { span .wrap-always { (waiting.subject) } }),
                Cell(html! { (waiting.num_failures) }),
                Cell(waiting.next.render()),
                Cell(html! { span .wrap-always { (waiting.error.as_deref().unwrap_or("not tried yet")) } }),
            ])
        };
        table(
            "Messages that are to be delivered",
            &[
                ("channel", "By"),
                ("subject", "Subject"),
                ("failed", "Failed attempts"),
                ("next", "Next attempt (UTC)"),
                ("why", "Why"),
            ],
            self.waiting.iter().map(row).collect(),
        )
    }

    fn given_up(&self) -> DataTable {
        let row = |given_up: &GivenUp| {
            Row::Cells(vec![
                Cell(given_up.at.render()),
                Cell::text(&given_up.channel),
                Cell(html! { span .wrap-always { (given_up.subject) } }),
                Cell(html! { span .wrap-always { (given_up.error) } }),
            ])
        };
        table(
            "Messages that were given up, the latest first",
            &[("at", "Given up (UTC)"), ("channel", "By"), ("subject", "Subject"), ("why", "Why")],
            self.given_up.iter().map(row).collect(),
        )
    }
}

impl RuleStatus {
    fn state(&self) -> Markup {
        let badge = match (self.is_firing, &self.unknown) {
            (Some(true), _) => Badge::new(BadgeKind::Bad, "firing"),
            (None, _) => Badge::new(BadgeKind::Warn, "not looked at yet"),
            (Some(false), Some(_)) => Badge::new(BadgeKind::Warn, "unknown"),
            (Some(false), None) => Badge::new(BadgeKind::Good, "quiet"),
        };
        html! { (badge.render()) @if let Some(since) = &self.since { " since " (since) } }
    }
}

impl DigestStatus {
    fn facts(&self) -> Markup {
        let time = |time: &Option<Moment>, otherwise: &str| match time {
            Some(time) => time.render(),
            None => html! { (otherwise) },
        };
        let entries = vec![
            ("Rhythm (UTC)", html! { "cron " (self.cron) }),
            ("Next (UTC)", time(&self.next, "none planned")),
            ("Last (UTC)", time(&self.last, "none yet")),
        ];
        facts("Digest", entries).render()
    }
}

fn table(caption: &str, heads: &[(&str, &str)], rows: Vec<Row>) -> DataTable {
    let heads: Vec<(&str, &str, bool)> =
        heads.iter().map(|&(key, label)| (key, label, key == "failed")).collect();
    DataTable {
        caption: caption.to_owned(),
        columns: columns(&heads),
        rows,
        total: Vec::new(),
        is_wide: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_so_and_escapes_it() {
        let rule = |is_firing, unknown: Option<&str>| RuleStatus {
            name: "<b>France</b>".to_owned(),
            condition: "revenue below 1.00".to_owned(),
            channels: String::new(),
            is_firing,
            since: None,
            words: "Revenue is $0.00, below $1.00.".to_owned(),
            unknown: unknown.map(str::to_owned),
        };
        for (rules, expected) in [
            (vec![], "No alert rule and no digest is configured."),
            (vec![rule(Some(true), None)], "1 alert fires."),
            (vec![rule(Some(true), None), rule(Some(true), Some("why"))], "2 alerts fire."),
            (vec![rule(Some(false), None)], ">quiet<"),
            (vec![rule(Some(false), Some("no value"))], "no value"),
            (vec![rule(None, None)], ">not looked at yet<"),
        ] {
            let html = AlertsStatus { rules, ..AlertsStatus::default() }.panel().into_string();
            assert!(html.contains(expected) && !html.contains("<b>"), "{expected}: {html}");
        }
    }
}
