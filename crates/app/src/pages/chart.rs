//! `/charts/NAME.svg` and `.png`: a chart of a page as a file of its own, under the question of the address.

use analytics::answers::breakdown::Dimension;
use analytics::answers::entity::{Entity, scope_of};
use analytics::answers::executive::Executive;
use analytics::answers::opportunities::Opportunities;
use analytics::answers::recommendations::Recommendations;
use analytics::answers::regional::Regional;
use analytics::answers::revenue_change::RevenueChange;
use analytics::answers::risk_overview::RiskOverview;
use analytics::answers::table_summary::TableSummary;
use analytics::scope::BadParameter;
use analytics::view::View;
use units::Money;
use views::ScopeLine;
use views::address::{Address, PageOption};
use views::chart::Chart;
use views::chart_file::{ChartFile, ChartFormat, origin};
use views::pages::deep_dive;
use views::pages::entity::EntityPage;
use views::pages::executive::{self, ExecutivePage};
use views::pages::opportunities::{self, OpportunitiesPage};
use views::pages::recommendations::RecommendationsPage;
use views::pages::regional::{self, RegionalPage};
use views::pages::risks::RisksPage;
use views::pages::what_changed::{self, WhatChangedPage};
use views::scope_words::{entity_line, scope_line};
use views::theme::Shade;

use super::{
    Asked, Content, Page, PageKind, Question, bad_parameter, entity, organization, recommendations, risks,
};
use crate::export::{file_name, png};
use crate::http::refusal::Refusal;

/// The files.
pub(crate) const PAGE: Page = Page { address: "/charts/:file", kind: PageKind::File, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let file = asked.route.get("file").map_or("", String::as_str);
    let (chart, format) = find(file).ok_or_else(|| {
        let names: Vec<&str> = ChartFile::ALL.into_iter().map(ChartFile::name).collect();
        Refusal::not_found(format!(
            "There is no chart {file}; there are {}, each with .svg or .png at its end.",
            names.join(", ")
        ))
    })?;
    let options = chart.options(format);
    let address = asked.address(format!("/charts/{file}"), options)?;
    Ok(Question::new(address.below_base(), move |asked| show(asked, chart, format, &address)))
}

fn find(file: &str) -> Option<(ChartFile, ChartFormat)> {
    let (name, extension) = file.rsplit_once('.')?;
    let format = ChartFormat::ALL.into_iter().find(|format| format.extension() == extension)?;
    Some((ChartFile::find(name)?, format))
}

fn show(
    asked: &Asked,
    file: ChartFile,
    file_format: ChartFormat,
    address: &Address,
) -> Result<Content, Refusal> {
    let app = &asked.app;
    let format = &app.settings.display.format;
    let as_of = asked.served.snapshot.as_of;
    let (chart, scope) = chart(asked, file, address)?;
    let shade = if address.option("theme") == "dark" { Shade::Dark } else { Shade::Light };
    let svg = chart.as_file(&origin(&scope, as_of, &app.site, format), shade, format);
    let bytes = match file_format {
        ChartFormat::Svg => svg.into_bytes(),
        ChartFormat::Png => {
            let scale = address.option("scale").parse().unwrap_or(1);
            png::drawn(&svg, scale).map_err(|error| {
                tracing::error!(chart = file.name(), %error, "a chart cannot be drawn");
                Refusal::internal()
            })?
        }
    };
    let name = file_name(file.name(), &address.scope_query(), &as_of.to_string(), file_format.extension());
    Ok(Content {
        content_type: file_format.content_type(),
        file_name: Some(name),
        is_compressed: file_format == ChartFormat::Png,
        bytes,
    })
}

/// The chart as its page has it, and the scope as the page says it.
fn chart(asked: &Asked, file: ChartFile, address: &Address) -> Result<(Chart, ScopeLine), Refusal> {
    let (site, settings) = (&asked.app.site, &asked.app.settings);
    let format = &settings.display.format;
    let policy = asked.policy(address);
    let view = &View::new(&asked.served.snapshot, &address.scope, &policy);
    // The page that the chart is from, under the same filters.
    let page_address = |path: &str, options: &'static [PageOption]| {
        Address::new(path, options).with_scope(|scope| scope.clone_from(&address.scope))
    };
    let executive = |top: Dimension, movers: Dimension, draw: &dyn Fn(&ExecutivePage<'_>) -> Chart| {
        let answers = Executive::of(view, top, movers, &settings.targets.hundredths);
        let address = &page_address("/", executive::OPTIONS);
        let scope = scope_line(view, answers.now.num_orders, answers.revenue(), format);
        (draw(&ExecutivePage { site, address, view, answers: &answers, format }), scope)
    };
    let regional = |draw: fn(&RegionalPage<'_>) -> Chart| {
        let answers = Regional::of(view);
        let sales = answers.total.sales;
        let revenue = Money::from_cents(sales.revenue_cents);
        let address = &page_address("/regional", regional::OPTIONS);
        let page = RegionalPage { site, address, view, answers: &answers, format };
        (draw(&page), scope_line(view, sales.num_orders, revenue, format))
    };
    let risks = |draw: fn(&RisksPage<'_>) -> Chart| {
        let answers = RiskOverview::of(view);
        let configured = &settings.meaning.policy;
        let address = &page_address("/risks", views::pages::risks::OPTIONS);
        let page = RisksPage { site, address, view, configured, answers: &answers, format };
        (draw(&page), risks::scope_line(view, &answers, format))
    };
    let opportunities = |draw: fn(&OpportunitiesPage<'_>) -> Chart| {
        let answers = Opportunities::of(view);
        let address = &page_address("/opportunities", opportunities::OPTIONS);
        let page = OpportunitiesPage { site, address, view, answers: &answers, format };
        (draw(&page), scope_line(view, answers.num_orders, answers.revenue, format))
    };
    let what_changed = |draw: fn(&WhatChangedPage<'_>) -> Option<Chart>| {
        let address =
            &page_address("/what-changed", what_changed::OPTIONS).with_option("by", address.option("by"));
        let change = RevenueChange::of(view, what_changed::dimension(address));
        let page = WhatChangedPage { site, address, view, change: change.as_ref(), loosened: &[], format };
        let sum = recommendations::sum(view);
        let nothing = || Chart::nothing(what_changed::TITLE, "This period has none to compare it with.");
        let scope = scope_line(view, sum.num_orders, Money::from_cents(sum.revenue_cents), format);
        (draw(&page).unwrap_or_else(nothing), scope)
    };
    let (countries, customers) = (Dimension::Countries, Dimension::Customers);
    Ok(match file {
        ChartFile::RevenueTrend => executive(countries, customers, &|page| page.trend_chart()),
        ChartFile::Top(dimension) => executive(dimension, customers, &|page| page.top_chart()),
        ChartFile::CustomerPareto => executive(countries, customers, &|page| page.concentration_chart()),
        ChartFile::Movers(dimension) => executive(countries, dimension, &|page| page.movers_chart()),
        ChartFile::Teams => executive(countries, customers, &|page| page.teams_chart()),
        ChartFile::RevenueMap => regional(|page| page.map_chart()),
        ChartFile::RegionalLines => regional(|page| page.lines_chart()),
        ChartFile::RegionalReps => regional(|page| page.reps_chart()),
        ChartFile::RiskMap => risks(|page| page.map_chart()),
        ChartFile::CreditScatter => risks(|page| page.credit_chart()),
        ChartFile::CreditOutliers => risks(|page| page.outliers_chart()),
        ChartFile::CreditAnomalies => risks(|page| page.anomalies_chart()),
        ChartFile::RfmTiers => opportunities(|page| page.tiers_chart()),
        ChartFile::RfmGrid => opportunities(|page| page.grid_chart()),
        ChartFile::ChangeCauses => what_changed(|page| page.causes_chart()),
        ChartFile::ChangeContributors => what_changed(|page| page.contributors_chart()),
        ChartFile::RepBalance => {
            let answers = &Recommendations::of(view);
            let address = &page_address("/recommendations", views::pages::recommendations::OPTIONS);
            let page = RecommendationsPage { site, address, view, answers, loosened: &[], format };
            let sum = recommendations::sum(view);
            let nothing =
                || Chart::nothing("Customers per rep after the moves", "Nobody has to hand over customers.");
            let scope = scope_line(view, sum.num_orders, Money::from_cents(sum.revenue_cents), format);
            (page.balance_chart().unwrap_or_else(nothing), scope)
        }
        ChartFile::ReportingLines | ChartFile::RepWorkload => organization::chart(asked, address, file)?,
        ChartFile::KpiTrend => {
            let kpi = address.option("kpi");
            executive(countries, customers, &|page| page.kpi_chart(kpi))
        }
        ChartFile::CountryShares => regional(|page| page.shares_chart()),
        ChartFile::RevenueClasses => {
            let table = deep_dive::table(address.option("table")).ok_or_else(Refusal::internal)?;
            let rows = table.dataset.compute(view);
            let summary =
                TableSummary::of(table.dataset.name, &rows, &policy).ok_or_else(Refusal::internal)?;
            let sum = recommendations::sum(view);
            let scope = scope_line(view, sum.num_orders, Money::from_cents(sum.revenue_cents), format);
            (deep_dive::classes_chart(table, &summary, format), scope)
        }
        ChartFile::EntityTrend => {
            let entity::Found { focus, title } = entity_of(asked, address, file)?;
            let scope = scope_of(focus, &address.scope);
            let all = View::new(&asked.served.snapshot, &scope, &policy);
            let view = &all.clone().focused(focus);
            let entity = &Entity::of(&all, focus);
            let page = EntityPage { site, address, view, entity, name: &title, format };
            let answers = &entity.executive;
            (page.trend_chart(), entity_line(view, answers.now.num_orders, answers.revenue(), format))
        }
    })
}

/// The entity that a chart is about.
fn entity_of(asked: &Asked, address: &Address, file: ChartFile) -> Result<entity::Found, Refusal> {
    let of = address.option("of");
    entity::find(&asked.served.snapshot, of).ok_or_else(|| {
        let bad = BadParameter {
            name: "of".to_owned(),
            value: of.to_owned(),
            problem: "it takes the path of the page of a customer, product, sales rep, country or office, such as customers/103"
                .to_owned(),
        };
        bad_parameter::refuse(asked, &address.path, file.options(ChartFormat::Svg), &bad)
    })
}

#[cfg(test)]
mod tests {
    use poem::http::{StatusCode, header};
    use poem::test::TestClient;

    use super::*;
    use crate::http::tests::ready_app;

    /// What a viewer may load, run or look up elsewhere, and what only a style sheet could resolve.
    fn is_forbidden(name: &str) -> bool {
        matches!(name, "script" | "style" | "a" | "foreignObject" | "image" | "class")
            || name.starts_with("on")
    }

    fn check_file(file: &str, query: &str, svg: &str) {
        let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{file}: {error}"));
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "svg", "{file}");
        for node in root.descendants() {
            let names = node.attributes().map(|attribute| attribute.name()).chain([node.tag_name().name()]);
            let forbidden: Vec<&str> = names.filter(|name| is_forbidden(name)).collect();
            assert!(forbidden.is_empty(), "{forbidden:?} in {file}?{query}");
            let href = node.attributes().find(|attribute| attribute.name() == "href");
            assert!(href.is_none_or(|href| href.value().starts_with('#')), "{file}?{query} loads {href:?}");
        }
        for name in ["title", "desc"] {
            let text = root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            let text = text.and_then(|node| node.text()).unwrap_or_default();
            assert!(!text.is_empty(), "{name} of {file}?{query}");
        }
        let words: String = root.descendants().filter_map(|node| node.text()).collect();
        assert!(words.contains("data as of"), "{file}?{query} says no date: {words}");
    }

    #[tokio::test]
    async fn every_chart_is_a_file() {
        let client = TestClient::new(crate::http::endpoint(&ready_app(&[])));
        // What is about one entity needs one, which a database without rows has not.
        let files = ChartFile::ALL.into_iter().filter(|file| *file != ChartFile::EntityTrend);
        for file in files.map(ChartFile::name) {
            for query in ["", "period=2003", "period=1999&theme=dark"] {
                let response = client.get(format!("/charts/{file}.svg?{query}")).send().await;
                response.assert_status_is_ok();
                response.assert_header(header::CONTENT_TYPE, "image/svg+xml");
                let disposition = response.0.header(header::CONTENT_DISPOSITION).unwrap_or_default();
                let name = format!("inline; filename=\"{file}");
                assert!(disposition.starts_with(&name), "{disposition}");
                check_file(file, query, &response.0.into_body().into_string().await.unwrap());
            }
        }
    }

    #[tokio::test]
    async fn what_is_no_chart_is_refused() {
        let client = TestClient::new(crate::http::endpoint(&ready_app(&[])));
        for (path, status) in [
            ("/charts/planets.svg", StatusCode::NOT_FOUND),
            ("/charts/risk-map.pdf", StatusCode::NOT_FOUND),
            ("/charts/risk-map", StatusCode::NOT_FOUND),
            ("/charts/top-lines.svg?theme=pink", StatusCode::BAD_REQUEST),
            ("/charts/top-lines.png?scale=4", StatusCode::BAD_REQUEST),
            ("/charts/entity-trend.svg", StatusCode::BAD_REQUEST),
            ("/charts/entity-trend.png?of=customers/1", StatusCode::BAD_REQUEST),
            ("/charts/reporting-lines.svg?team=1", StatusCode::BAD_REQUEST),
            ("/charts/kpi-trend.svg?kpi=luck", StatusCode::BAD_REQUEST),
            ("/charts/kpi-trend.png?kpi=orders", StatusCode::OK),
            ("/charts/revenue-classes.svg?table=orders", StatusCode::BAD_REQUEST),
            ("/charts/revenue-classes.svg?table=sales-reps", StatusCode::OK),
            ("/charts/top-lines.svg?period=soon", StatusCode::BAD_REQUEST),
            ("/charts/top-lines.svg?country=Atlantis", StatusCode::BAD_REQUEST),
            ("/gallery", StatusCode::OK),
        ] {
            client.get(path).send().await.assert_status(status);
        }
    }
}
