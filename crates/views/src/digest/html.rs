//! The digest as HTML for mail programs: one column of tables, styles at the elements, nothing loaded from anywhere.

use maud::{DOCTYPE, Markup, html};

use super::Digest;
use super::text::plain;
use crate::components::{Change, Direction, Judgement, Kpi, KpiValue, Target};
use crate::link::Link;

const BODY: &str = "margin:0;padding:16px;background:#f4f5f7;color:#1b1f24;font:15px/1.45 -apple-system,'Segoe UI',Arial,sans-serif";
const SHEET: &str =
    "max-width:640px;width:100%;background:#ffffff;border:1px solid #d9dde3;border-collapse:collapse";
const SECTION: &str = "padding:16px 20px;border-top:1px solid #e6e9ee";
const DIM: &str = "color:#5a6472;font-size:13px";
const NUMBER: &str =
    "padding:6px 0 6px 16px;text-align:right;white-space:nowrap;font-weight:600;vertical-align:top";
const LABEL: &str = "padding:6px 0;vertical-align:top";
const HEADING: &str = "margin:0 0 8px;font-size:16px";

/// The whole document.
pub(super) fn document(digest: &Digest<'_>) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (digest.subject()) }
            }
            body style=(BODY) {
                table role="presentation" align="center" style=(SHEET) {
                    tr { td style=(SECTION) {
                        h1 style="margin:0 0 4px;font-size:20px" { (digest.site.name) }
                        div style=(DIM) { (digest.scope()) }
                    } }
                    tr { td style=(SECTION) { (figures(digest)) } }
                    (insights(digest))
                    tr { td style=(SECTION) { (foot(digest)) } }
                }
            }
        }
    }
    .into_string()
}

fn figures(digest: &Digest<'_>) -> Markup {
    if digest.is_empty() {
        return html! { "No orders in this scope." };
    }
    html! {
        table style="width:100%;border-collapse:collapse" {
            @for card in digest.cards() {
                tr {
                    td style=(LABEL) { (card.label) div style=(DIM) { (notes(&card)) } }
                    td style=(NUMBER) { (value(&card)) }
                }
            }
        }
    }
}

fn value(card: &Kpi) -> Markup {
    match &card.value {
        KpiValue::Shown { short, exact, .. } => {
            html! { span title=[(!exact.is_empty()).then_some(exact)] { (short) } }
        }
        KpiValue::Missing { .. } => html! { "–" },
    }
}

fn notes(card: &Kpi) -> Markup {
    html! {
        @if let KpiValue::Missing { reason, .. } = &card.value { (reason) }
        @else {
            @if !card.lead.is_empty() { (card.lead) " " }
            @if let Some(change) = &card.change { (changed(change)) " " }
            (card.comparison)
        }
        @if let Some(Target { words, is_met }) = &card.target {
            div { (words) ": " @if *is_met { "met" } @else { "missed" } }
        }
    }
}

fn changed(change: &Change) -> Markup {
    let arrow = match change.direction {
        Direction::Up => "▲ ",
        Direction::Down => "▼ ",
        Direction::Same => "= ",
    };
    let colour = match (change.judgement, change.direction) {
        (_, Direction::Same) | (Judgement::Neutral, _) => "#1b1f24",
        (Judgement::Good, _) => "#1a6b3c",
        (Judgement::Bad, _) => "#b3261e",
    };
    html! { span style=(format!("color:{colour};white-space:nowrap")) { (arrow) (change.words) } }
}

fn insights(digest: &Digest<'_>) -> Markup {
    let written = digest.written();
    // Without a public address a link would lead nowhere.
    let linked = |markup: Markup| {
        if digest.site.routes.is_empty() {
            html! { (plain(&markup)) }
        } else {
            markup
        }
    };
    html! {
        @if digest.told().next().is_some() {
            tr { td style=(SECTION) {
                h2 style=(HEADING) { "What stands out" }
                @for insight in digest.told() {
                    p style="margin:0 0 10px" {
                        strong { (insight.rule.title) } br;
                        (linked(written.said(insight)))
                        @let versus = written.compared(insight);
                        @if !versus.0.is_empty() { div style=(DIM) { (linked(versus)) } }
                    }
                }
            } }
        }
    }
}

fn foot(digest: &Digest<'_>) -> Markup {
    let links: Vec<Link> =
        [("Open the dashboard", "/"), ("All insights", "/insights"), ("Status", "/status")]
            .into_iter()
            .filter_map(|(label, path)| digest.link(label, path))
            .collect();
    html! {
        @if !links.is_empty() {
            p style="margin:0 0 8px" {
                @for (position, link) in links.iter().enumerate() { @if position > 0 { " · " } (link) }
            }
        }
        div style=(DIM) { (digest.foot()) }
    }
}
