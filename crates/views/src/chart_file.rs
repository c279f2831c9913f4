//! The charts that can be had as files, and the links to them.

use analytics::answers::breakdown::Dimension;
use units::{Day, Format};

use crate::frame::{ScopeLine, Site};
use crate::link::Link;

/// A chart that can be had as a file, under the same filters as on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFile {
    /// Revenue by month.
    RevenueTrend,
    /// The items of a dimension with most revenue.
    Top(Dimension),
    /// How concentrated customers are.
    CustomerPareto,
    /// Revenue by country.
    RevenueMap,
    /// Amount at risk by country.
    RiskMap,
}

impl ChartFile {
    /// Every one.
    pub const ALL: [ChartFile; 8] = [
        ChartFile::RevenueTrend,
        ChartFile::Top(Dimension::Countries),
        ChartFile::Top(Dimension::Products),
        ChartFile::Top(Dimension::Reps),
        ChartFile::Top(Dimension::Lines),
        ChartFile::CustomerPareto,
        ChartFile::RevenueMap,
        ChartFile::RiskMap,
    ];

    /// Its name in addresses and file names.
    pub const fn name(self) -> &'static str {
        match self {
            ChartFile::RevenueTrend => "revenue-trend",
            ChartFile::Top(Dimension::Countries) => "top-countries",
            ChartFile::Top(Dimension::Products) => "top-products",
            ChartFile::Top(Dimension::Reps) => "top-reps",
            ChartFile::Top(Dimension::Lines) => "top-lines",
            ChartFile::Top(Dimension::Customers) => "top-customers",
            ChartFile::CustomerPareto => "customer-pareto",
            ChartFile::RevenueMap => "revenue-map",
            ChartFile::RiskMap => "risk-map",
        }
    }

    /// The chart of this name.
    pub fn find(name: &str) -> Option<ChartFile> {
        ChartFile::ALL.into_iter().find(|file| file.name() == name)
    }

    /// A link to the file under a scope (its canonical query string), where the server answers there.
    pub fn link(self, site: &Site, scope_query: &str) -> Option<Link> {
        site.link("SVG", &format!("/charts/{}.svg", self.name()), scope_query)
    }
}

/// What a file says below its chart, because it has no page around it: scope, age of the data, whose data.
pub fn origin(scope: &ScopeLine, as_of: Day, site: &Site, format: &Format) -> String {
    let scope = [&*scope.words, &*scope.result].join(": ");
    let scope = scope.trim_end_matches(": ");
    [scope, &format!("data as of {}", format.day(as_of)), &site.name]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_charts() {
        for file in ChartFile::ALL {
            assert_eq!(ChartFile::find(file.name()), Some(file));
        }
        assert_eq!(ChartFile::find("planets"), None);
    }

    #[test]
    fn a_file_says_what_it_is_about() {
        let site = Site { name: "Classic Models".to_owned(), ..Site::default() };
        let as_of = Day::parse("2005-05-31").unwrap();
        let check = |words: &str, result: &str, expected: &str| {
            let scope = ScopeLine { words: words.to_owned(), result: result.to_owned() };
            assert_eq!(origin(&scope, as_of, &site, &Format::default()), expected);
        };
        check("2004 · Spain", "3 orders", "2004 · Spain: 3 orders · data as of 31 May 2005 · Classic Models");
        check("2004", "", "2004 · data as of 31 May 2005 · Classic Models");
    }

    #[test]
    fn files_are_linked_where_they_are() {
        let mut site = Site { base_path: "/sales".to_owned(), ..Site::default() };
        assert_eq!(ChartFile::RiskMap.link(&site, ""), None);
        site.routes.push("/charts/:file".to_owned());
        let link = ChartFile::RiskMap.link(&site, "country=Spain").unwrap();
        assert_eq!(link.href, "/sales/charts/risk-map.svg?country=Spain");
    }
}
