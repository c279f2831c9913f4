//! `/charts/NAME.svg`: a chart of a page as a file of its own, under the filters of the address.

use analytics::answers::breakdown::Dimension;
use analytics::answers::executive::Executive;
use analytics::answers::regional::Regional;
use analytics::answers::risk_overview::RiskOverview;
use analytics::view::View;
use units::Money;
use views::ScopeLine;
use views::address::{Address, PageOption};
use views::chart::Chart;
use views::chart_file::{ChartFile, origin};
use views::pages::executive::{self, ExecutivePage};
use views::pages::regional::{self, RegionalPage};
use views::pages::risks::RisksPage;
use views::scope_words::scope_line;

use super::{Asked, Content, Page, PageKind, Question, risks};
use crate::export::file_name;
use crate::http::refusal::Refusal;

/// The files.
pub(crate) const PAGE: Page = Page { address: "/charts/:file", kind: PageKind::File, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let file = asked.route.get("file").map_or("", String::as_str);
    let chart = file.strip_suffix(".svg").and_then(ChartFile::find).ok_or_else(|| {
        let names: Vec<&str> = ChartFile::ALL.into_iter().map(ChartFile::name).collect();
        Refusal::not_found(format!(
            "There is no chart {file}; there are {}, each with .svg at its end.",
            names.join(", ")
        ))
    })?;
    let address = asked.address(format!("/charts/{file}"), &[])?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, chart, &address))))
}

fn show(asked: &Asked, file: ChartFile, address: &Address) -> Content {
    let app = &asked.app;
    let format = &app.settings.display.format;
    let snapshot = &asked.served.snapshot;
    let policy = asked.policy(address);
    let view = View::new(snapshot, &address.scope, &policy);
    let (chart, scope) = chart(asked, file, address, &view);
    let svg = chart.as_file(&origin(&scope, snapshot.as_of, &app.site, format), format);
    Content {
        content_type: "image/svg+xml",
        file_name: Some(file_name(file.name(), &address.scope_query(), &snapshot.as_of.to_string(), "svg")),
        is_compressed: false,
        bytes: svg.into_bytes(),
    }
}

/// The chart as its page has it, and the scope as the page says it.
fn chart(asked: &Asked, file: ChartFile, address: &Address, view: &View<'_>) -> (Chart, ScopeLine) {
    let (site, settings) = (&asked.app.site, &asked.app.settings);
    let format = &settings.display.format;
    // The page that the chart is from, under the same filters.
    let page_address = |path: &str, options: &'static [PageOption]| {
        Address::new(path, options).with_scope(|scope| scope.clone_from(&address.scope))
    };
    let executive = |top: Dimension, draw: fn(&ExecutivePage<'_>) -> Chart| {
        let answers = Executive::of(view, top, Dimension::Customers, &settings.targets.hundredths);
        let address = &page_address("/", executive::OPTIONS);
        let scope = scope_line(view, answers.now.num_orders, answers.revenue(), format);
        (draw(&ExecutivePage { site, address, view, answers: &answers, format }), scope)
    };
    match file {
        ChartFile::RevenueTrend => executive(Dimension::Countries, |page| page.trend_chart()),
        ChartFile::Top(dimension) => executive(dimension, |page| page.top_chart()),
        ChartFile::CustomerPareto => executive(Dimension::Countries, |page| page.concentration_chart()),
        ChartFile::RevenueMap => {
            let answers = Regional::of(view);
            let sales = answers.total.sales;
            let revenue = Money::from_cents(sales.revenue_cents);
            let address = &page_address("/regional", regional::OPTIONS);
            let page = RegionalPage { site, address, view, answers: &answers, format };
            (page.map_chart(), scope_line(view, sales.num_orders, revenue, format))
        }
        ChartFile::RiskMap => {
            let answers = RiskOverview::of(view);
            let configured = &settings.meaning.policy;
            let address = &page_address("/risks", views::pages::risks::OPTIONS);
            let page = RisksPage { site, address, view, configured, answers: &answers, format };
            (page.map_chart(), risks::scope_line(view, &answers, format))
        }
    }
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
        for file in ChartFile::ALL.map(ChartFile::name) {
            for query in ["", "period=2003", "period=1999"] {
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
            ("/charts/top-lines.svg?period=soon", StatusCode::BAD_REQUEST),
            ("/charts/top-lines.svg?country=Atlantis", StatusCode::BAD_REQUEST),
            ("/gallery", StatusCode::OK),
        ] {
            client.get(path).send().await.assert_status(status);
        }
    }
}
