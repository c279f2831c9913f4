//! Revenue by product line and by sales rep.

use analytics::answers::breakdown::Dimension;
use analytics::answers::top::{Top, TopItem};
use charts::{Figure, RankedBars, RankedRow, Tone};

use super::RegionalPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::item;
use crate::measure::amount;
use crate::scope_words::{before_name, listed, period_name};

/// By product line.
pub(super) fn lines(page: &RegionalPage<'_>) -> Panel {
    Panel::around(Span::Full, lines_chart(page).on_page(page.format))
}

/// By sales rep.
pub(super) fn reps(page: &RegionalPage<'_>) -> Panel {
    Panel::around(Span::Full, reps_chart(page).on_page(page.format))
}

/// By product line, with its words.
pub(super) fn lines_chart(page: &RegionalPage<'_>) -> Chart {
    let all = page.link("All", "/deep-dive/product-lines").map(Into::into);
    let files = page.files("product_line_monthly", ChartFile::RegionalLines);
    chart(page, "lines", "By product line", &page.answers.lines, all.into_iter().chain(files).collect())
}

/// By sales rep, with its words.
pub(super) fn reps_chart(page: &RegionalPage<'_>) -> Chart {
    let all = page.link("All", "/deep-dive/sales-reps").map(Into::into);
    let files = page.files("sales_reps", ChartFile::RegionalReps);
    chart(page, "reps", "By sales rep", &page.answers.reps, all.into_iter().chain(files).collect())
}

fn chart(page: &RegionalPage<'_>, id: &str, title: &str, top: &Top, links: Vec<charts::Link>) -> Chart {
    let &RegionalPage { site, address, view, format, .. } = page;
    let figures = |top_item: &TopItem| RankedRow {
        amount: amount(top_item.item.revenue_cents, format),
        before: top.is_compared.then(|| amount(top_item.item.before_cents, format)),
        share: top_item.percent.map(|percent| format.percent(percent, 1)),
        ..RankedRow::default()
    };
    let row = |top_item: &TopItem| RankedRow {
        name: item::name(view.snapshot, top.dimension, top_item.item.index),
        href: item::href(site, address, view.snapshot, top.dimension, top_item.item.index),
        ..figures(top_item)
    };
    let mut rows: Vec<RankedRow> = top.named.iter().map(row).collect();
    rows.extend(top.others.iter().map(|others| RankedRow {
        name: format!("Other ({})", format.integer(others.num_items as i128)),
        tone: Tone::Context,
        ..figures(&others.sum)
    }));
    let figure = Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        sentence: sentence(page, top),
        links,
        controls: None,
        note: None,
    };
    let bars = RankedBars {
        heading: if top.dimension == Dimension::Lines { "Product line" } else { "Sales rep" }.to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: period_name(view.scope.period, view.days(), format),
        before_label: before_name(view.scope.compare).to_owned(),
        rows,
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}

fn sentence(page: &RegionalPage<'_>, top: &Top) -> String {
    let name = |top_item: &TopItem| item::name(page.view.snapshot, top.dimension, top_item.item.index);
    let Some((first, percent)) = top.named.first().and_then(|first| Some((first, first.percent?))) else {
        return "No revenue to divide.".to_owned();
    };
    let mut words = format!("{} brings {}", name(first), page.format.percent(percent, 1));
    if let Some(together) = top.first_three_percent {
        let three: Vec<String> = top.named.iter().take(3).map(name).collect();
        words += &format!("; {} together {}", listed(&three), page.format.percent(together, 1));
    }
    words + "."
}
