//! What every figure means: the key figures and datasets from the catalogue, the thresholds and regions in force, and where the
//! numbers differ from those of the dashboard before.

mod contents;
mod datasets;
mod differences;
mod insights;
mod key_figures;
mod regions;
mod rules;
mod thresholds;
mod uses;

use std::collections::BTreeMap;

use analytics::policy::{Policy, Regions};
use analytics::snapshot::Snapshot;
use maud::{Markup, html};
use units::Format;

use crate::address::PageOption;
use crate::frame::{ScopeLine, Site};
use crate::link::Link;
use crate::scope_words::count;

/// Title of the page.
pub const TITLE: &str = "Definitions";

/// The page has no options.
pub const OPTIONS: &[PageOption] = &[];

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct DefinitionsPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The data, for the countries that no region has.
    pub snapshot: &'a Snapshot,
    /// The thresholds in force.
    pub policy: &'a Policy,
    /// Those of them that are tried out, as a canonical query string; mostly empty.
    pub query: &'a str,
    /// The regions in force.
    pub regions: &'a Regions,
    /// Targets of the KPIs by their names, in hundredths of the unit.
    pub targets: &'a BTreeMap<String, i64>,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl DefinitionsPage<'_> {
    /// The second line of the page.
    pub fn scope_line(&self) -> ScopeLine {
        let (kpis, datasets) = (analytics::kpis::KPIS.len(), analytics::catalogue::DATASETS.len());
        ScopeLine {
            words: "What each figure is, how it is computed and from what".to_owned(),
            result: format!(
                "{}, {}",
                count(kpis as i128, "key figure", self.format),
                count(datasets as i128, "dataset", self.format)
            ),
        }
    }

    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            (contents::section(self))
            (rules::section())
            (key_figures::section(self))
            (thresholds::section(self))
            (regions::section(self))
            (insights::section(self))
            (datasets::section(self))
            (differences::section())
        }
    }

    /// Links to pages by label and path, where the server answers there.
    fn links(&self, pages: &[(&str, &str)]) -> Vec<Link> {
        pages.iter().filter_map(|(label, path)| self.site.link(*label, path, self.query)).collect()
    }
}

/// Identifier of a key figure on the page; the cards link to it.
pub fn kpi_anchor(id: &str) -> &str {
    id
}

/// Identifier of a dataset on the page.
pub fn dataset_anchor(name: &str) -> String {
    format!("dataset-{name}")
}

/// Links with commas between them.
fn enumerated(links: &[Link]) -> Markup {
    html! { @for (index, link) in links.iter().enumerate() { @if index > 0 { ", " } (link) } }
}

/// Links to datasets on this page.
fn dataset_links<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Link> {
    names.into_iter().map(|name| Link::new(name, format!("#{}", dataset_anchor(name)))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use analytics::catalogue::DATASETS;
    use analytics::kpis::KPIS;

    use super::*;

    #[test]
    fn every_metric_has_an_anchor_of_its_own() {
        let kpis = KPIS.iter().map(|kpi| kpi_anchor(kpi.id).to_owned());
        let anchors: Vec<String> =
            kpis.chain(DATASETS.iter().map(|dataset| dataset_anchor(dataset.name))).collect();
        let distinct: BTreeSet<&String> = anchors.iter().collect();
        assert_eq!(distinct.len(), anchors.len());
    }
}
