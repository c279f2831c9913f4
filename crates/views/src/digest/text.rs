//! The digest as plain text.

use maud::Markup;

use super::Digest;
use crate::components::{Direction, Kpi, KpiValue, Target};

/// Width of the column of labels.
const LABEL_WIDTH: usize = 26;

/// The whole text.
pub(super) fn document(digest: &Digest<'_>) -> String {
    let mut lines = vec![digest.site.name.clone(), digest.scope(), String::new()];
    if digest.is_empty() {
        lines.push("No orders in this scope.".to_owned());
    } else {
        lines.extend(digest.cards().iter().flat_map(card));
    }
    let written = digest.written();
    if digest.told().next().is_some() {
        lines.extend([String::new(), "What stands out".to_owned()]);
    }
    for insight in digest.told() {
        lines.extend([String::new(), insight.rule.title.to_owned(), plain(&written.said(insight))]);
        lines.push(plain(&written.compared(insight)));
    }
    lines.push(String::new());
    for (label, path) in [("Open the dashboard", "/"), ("All insights", "/insights")] {
        lines.extend(digest.link(label, path).map(|link| format!("{}: {}", link.label, link.href)));
    }
    lines.push(digest.foot());
    lines.join("\n") + "\n"
}

fn card(card: &Kpi) -> Vec<String> {
    let (value, mut notes) = match &card.value {
        KpiValue::Shown { short, .. } => (short.as_str(), String::new()),
        KpiValue::Missing { reason, .. } => ("–", reason.clone()),
    };
    if notes.is_empty() {
        let change = card.change.as_ref().map(|change| {
            let direction = match change.direction {
                Direction::Up => "up",
                Direction::Down => "down",
                Direction::Same => "unchanged,",
            };
            format!("{direction} {}", change.words)
        });
        let parts = [card.lead.clone(), change.unwrap_or_default(), card.comparison.clone()];
        notes = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    }
    let mut lines = vec![format!("{:LABEL_WIDTH$}{value}", card.label)];
    lines.extend((!notes.is_empty()).then(|| format!("    {notes}")));
    lines.extend(
        card.target.as_ref().map(|Target { words, is_met }| {
            format!("    {words}: {}", if *is_met { "met" } else { "missed" })
        }),
    );
    lines
}

/// The words of markup, as they are read.
pub(super) fn plain(markup: &Markup) -> String {
    let mut words = String::new();
    // Markup has every angle bracket of a text or an attribute escaped, so what is left are those of the tags.
    for (position, piece) in markup.0.split('<').enumerate() {
        words.push_str(if position == 0 {
            piece
        } else {
            piece.split_once('>').map_or("", |(_, text)| text)
        });
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
