//! Links to what a panel shows as files: its dataset and its chart.

use crate::chart_file::ChartFile;
use crate::frame::Site;
use crate::link::Link;

/// The dataset in each format under a scope (its canonical query string), where the server answers there.
pub fn export_links(site: &Site, dataset: &str, scope_query: &str) -> Vec<Link> {
    [("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json")]
        .into_iter()
        .filter_map(|(label, extension)| {
            site.link(label, &format!("/export/{dataset}.{extension}"), scope_query)
        })
        .collect()
}

/// The files of a chart panel: its dataset in each format, then the chart itself, under a question (its canonical query string).
pub fn chart_links(site: &Site, dataset: &str, chart: ChartFile, query: &str) -> Vec<charts::Link> {
    export_links(site, dataset, query).into_iter().chain(chart.links(site, query)).map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_linked_where_they_are() {
        let mut site = Site { base_path: "/sales".to_owned(), ..Site::default() };
        assert!(export_links(&site, "offices", "").is_empty());
        site.routes.push("/export/:file".to_owned());
        let hrefs: Vec<String> =
            export_links(&site, "offices", "period=2004").into_iter().map(|link| link.href).collect();
        assert_eq!(hrefs[1], "/sales/export/offices.xlsx?period=2004");
        assert_eq!(hrefs.len(), 3);
    }
}
