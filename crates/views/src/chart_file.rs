//! The charts that can be had as files: what each is called, what its address takes, and what a panel links to.

use analytics::answers::breakdown::Dimension;
use analytics::answers::cards::CARDS;
use analytics::dataset::Kind;
use units::{Day, Format};

use crate::address::PageOption;
use crate::frame::{ScopeLine, Site};
use crate::link::Link;

/// A chart that can be had as a file, under the same question as on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFile {
    /// Revenue by month.
    RevenueTrend,
    /// The items of a dimension with most revenue.
    Top(Dimension),
    /// How concentrated customers are.
    CustomerPareto,
    /// What changed most in a dimension.
    Movers(Dimension),
    /// Managers with what their teams bring.
    Teams,
    /// Revenue by country.
    RevenueMap,
    /// Revenue by product line, as the Regional View has it.
    RegionalLines,
    /// Revenue by sales rep, as the Regional View has it.
    RegionalReps,
    /// Amount at risk by country.
    RiskMap,
    /// Revenue against credit limit.
    CreditScatter,
    /// Credit limits at the ends.
    CreditOutliers,
    /// Countries with much or little credit against revenue.
    CreditAnomalies,
    /// Customers by RFM tier.
    RfmTiers,
    /// Buyers by recency and frequency.
    RfmGrid,
    /// Who reports to whom.
    ReportingLines,
    /// Customers per sales rep.
    RepWorkload,
    /// Why revenue changed: new, lost, volume, price, mix.
    ChangeCauses,
    /// Who made the change of revenue.
    ChangeContributors,
    /// Customers per rep after the recommended moves.
    RepBalance,
    /// A key figure by month, as its card has it.
    KpiTrend,
    /// What the first countries bring.
    CountryShares,
    /// Revenue of the rows of a table by class.
    RevenueClasses,
    /// Revenue by month of one customer, product, rep, country or office.
    EntityTrend,
}

/// How a chart is written as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFormat {
    /// Scalable.
    Svg,
    /// So many pixels.
    Png,
}

impl ChartFormat {
    /// Every one.
    pub const ALL: [ChartFormat; 2] = [ChartFormat::Svg, ChartFormat::Png];

    /// Ending of file names and addresses.
    pub const fn extension(self) -> &'static str {
        match self {
            ChartFormat::Svg => "svg",
            ChartFormat::Png => "png",
        }
    }

    /// Media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            ChartFormat::Svg => "image/svg+xml",
            ChartFormat::Png => "image/png",
        }
    }
}

/// Colours of the file.
pub const THEME: PageOption = PageOption { name: "theme", values: &["light", "dark"] };
/// Pixels of a PNG for each of the drawing, which is 960 wide.
pub const SCALE: PageOption = PageOption { name: "scale", values: &["2", "1", "3"] };
/// The employee whose team the chart is about, as on the page of the organization.
const TEAM: PageOption = PageOption { name: "team", values: &[] };
/// By what the change is split, as on the page of it.
pub const BY: PageOption = crate::pages::what_changed::OPTIONS[0];
/// The key figure that the chart is about: one with a card.
pub const KPI: PageOption = PageOption { name: "kpi", values: &CARDS };
/// The table that the chart is about, as the last part of its path.
pub const TABLE: PageOption =
    PageOption { name: "table", values: crate::pages::deep_dive::TABLES_WITH_CLASSES };
/// The entity that the chart is about, as the path of its page without the first slash: `customers/103`.
pub const OF: PageOption = PageOption { name: "of", values: &[] };

impl ChartFile {
    /// Every one.
    pub const ALL: [ChartFile; 30] = [
        ChartFile::RevenueTrend,
        ChartFile::Top(Dimension::Countries),
        ChartFile::Top(Dimension::Products),
        ChartFile::Top(Dimension::Reps),
        ChartFile::Top(Dimension::Lines),
        ChartFile::CustomerPareto,
        ChartFile::Movers(Dimension::Customers),
        ChartFile::Movers(Dimension::Products),
        ChartFile::Movers(Dimension::Countries),
        ChartFile::Movers(Dimension::Reps),
        ChartFile::Movers(Dimension::Lines),
        ChartFile::Teams,
        ChartFile::RevenueMap,
        ChartFile::RegionalLines,
        ChartFile::RegionalReps,
        ChartFile::RiskMap,
        ChartFile::CreditScatter,
        ChartFile::CreditOutliers,
        ChartFile::CreditAnomalies,
        ChartFile::RfmTiers,
        ChartFile::RfmGrid,
        ChartFile::ReportingLines,
        ChartFile::RepWorkload,
        ChartFile::ChangeCauses,
        ChartFile::ChangeContributors,
        ChartFile::RepBalance,
        ChartFile::KpiTrend,
        ChartFile::CountryShares,
        ChartFile::RevenueClasses,
        ChartFile::EntityTrend,
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
            ChartFile::Movers(Dimension::Customers) => "movers-customers",
            ChartFile::Movers(Dimension::Products) => "movers-products",
            ChartFile::Movers(Dimension::Countries) => "movers-countries",
            ChartFile::Movers(Dimension::Reps) => "movers-reps",
            ChartFile::Movers(Dimension::Lines) => "movers-lines",
            ChartFile::Teams => "teams",
            ChartFile::RevenueMap => "revenue-map",
            ChartFile::RegionalLines => "revenue-by-line",
            ChartFile::RegionalReps => "revenue-by-rep",
            ChartFile::RiskMap => "risk-map",
            ChartFile::CreditScatter => "credit-scatter",
            ChartFile::CreditOutliers => "credit-outliers",
            ChartFile::CreditAnomalies => "credit-anomalies",
            ChartFile::RfmTiers => "rfm-tiers",
            ChartFile::RfmGrid => "rfm-grid",
            ChartFile::ReportingLines => "reporting-lines",
            ChartFile::RepWorkload => "rep-workload",
            ChartFile::ChangeCauses => "change-causes",
            ChartFile::ChangeContributors => "change-contributors",
            ChartFile::RepBalance => "rep-balance",
            ChartFile::KpiTrend => "kpi-trend",
            ChartFile::CountryShares => "country-shares",
            ChartFile::RevenueClasses => "revenue-classes",
            ChartFile::EntityTrend => "entity-trend",
        }
    }

    /// What filters mean for it.
    pub const fn kind(self) -> Kind {
        match self {
            ChartFile::RiskMap
            | ChartFile::CreditScatter
            | ChartFile::CreditOutliers
            | ChartFile::CreditAnomalies
            | ChartFile::RfmTiers
            | ChartFile::RfmGrid
            | ChartFile::RepBalance => Kind::State,
            ChartFile::ReportingLines | ChartFile::RepWorkload => Kind::Structure,
            _ => Kind::Flow,
        }
    }

    /// What its address takes besides the filters.
    pub const fn options(self, format: ChartFormat) -> &'static [PageOption] {
        match (self, format) {
            (ChartFile::ReportingLines | ChartFile::RepWorkload, ChartFormat::Svg) => &[TEAM, THEME],
            (ChartFile::ReportingLines | ChartFile::RepWorkload, ChartFormat::Png) => &[TEAM, THEME, SCALE],
            (ChartFile::ChangeCauses | ChartFile::ChangeContributors, ChartFormat::Svg) => &[BY, THEME],
            (ChartFile::ChangeCauses | ChartFile::ChangeContributors, ChartFormat::Png) => {
                &[BY, THEME, SCALE]
            }
            (ChartFile::KpiTrend, ChartFormat::Svg) => &[KPI, THEME],
            (ChartFile::KpiTrend, ChartFormat::Png) => &[KPI, THEME, SCALE],
            (ChartFile::RevenueClasses, ChartFormat::Svg) => &[TABLE, THEME],
            (ChartFile::RevenueClasses, ChartFormat::Png) => &[TABLE, THEME, SCALE],
            (ChartFile::EntityTrend, ChartFormat::Svg) => &[OF, THEME],
            (ChartFile::EntityTrend, ChartFormat::Png) => &[OF, THEME, SCALE],
            (_, ChartFormat::Svg) => &[THEME],
            (_, ChartFormat::Png) => &[THEME, SCALE],
        }
    }

    /// The chart of this name.
    pub fn find(name: &str) -> Option<ChartFile> {
        ChartFile::ALL.into_iter().find(|file| file.name() == name)
    }

    /// Links to the file in each format under a question (its canonical query string), where the server answers there.
    pub fn links(self, site: &Site, query: &str) -> Vec<Link> {
        let link = |format: ChartFormat| {
            let path = format!("/charts/{}.{}", self.name(), format.extension());
            site.link(format.extension().to_uppercase(), &path, query)
        };
        ChartFormat::ALL.into_iter().filter_map(link).collect()
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
        assert_eq!(ChartFile::RiskMap.links(&site, ""), []);
        site.routes.push("/charts/:file".to_owned());
        let links = ChartFile::RiskMap.links(&site, "country=Spain");
        let hrefs: Vec<&str> = links.iter().map(|link| &*link.href).collect();
        let expected =
            ["/sales/charts/risk-map.svg?country=Spain", "/sales/charts/risk-map.png?country=Spain"];
        assert_eq!(hrefs, expected);
    }
}
