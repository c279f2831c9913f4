//! What is on the page, as links.

use analytics::catalogue::DATASETS;
use analytics::dataset::Kind;
use analytics::kpis::KPIS;
use maud::{Markup, Render, html};

use super::{DefinitionsPage, dataset_anchor, enumerated, kpi_anchor};
use crate::components::{Panel, Span};
use crate::link::Link;

/// The links.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    let kpis: Vec<Link> =
        KPIS.iter().map(|kpi| Link::new(kpi.title, format!("#{}", kpi_anchor(kpi.id)))).collect();
    let datasets = |kind: Kind| -> Vec<Link> {
        let of_kind = DATASETS.iter().filter(|dataset| dataset.kind == kind);
        of_kind
            .map(|dataset| Link::new(dataset.title, format!("#{}", dataset_anchor(dataset.name))))
            .collect()
    };
    let rest = [
        ("Rules", "#rules"),
        ("Thresholds", "#thresholds"),
        ("Regions", "#regions"),
        ("Insights", "#insights"),
        ("Differences", "#differences"),
    ]
    .map(|(label, href)| Link::new(label, href));
    let body = html! {
        dl .facts.facts-wide {
            div { dt { "Key figures" } dd { (enumerated(&kpis)) } }
            div { dt { "What happened (flows)" } dd { (enumerated(&datasets(Kind::Flow))) } }
            div { dt { "How things stand (states)" } dd { (enumerated(&datasets(Kind::State))) } }
            div { dt { "How things are organised (structure)" } dd { (enumerated(&datasets(Kind::Structure))) } }
            div { dt { "For all of them" } dd { (enumerated(&rest)) } }
        }
    };
    let mut panel = Panel::new(Span::Full, "On this page", body);
    panel.id = "contents".to_owned();
    panel.links = page
        .links(&[("Chart gallery", "/gallery"), ("Description of the exports (OpenAPI)", "/openapi.json")]);
    panel.render()
}
