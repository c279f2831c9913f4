//! Revenue by product line and by sales rep.

use analytics::answers::top::Top;
use charts::{Figure, RankedBars};

use super::RegionalPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::scope_words::{before_name, period_name};
use crate::top_bars::{TopBars, heading};

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
    let files = page.files("product_line_monthly", ChartFile::RegionalLines);
    chart(page, "lines", &page.answers.lines, "/deep-dive/product-lines", files)
}

/// By sales rep, with its words.
pub(super) fn reps_chart(page: &RegionalPage<'_>) -> Chart {
    let files = page.files("sales_reps", ChartFile::RegionalReps);
    chart(page, "reps", &page.answers.reps, "/deep-dive/sales-reps", files)
}

fn chart(page: &RegionalPage<'_>, id: &str, top: &Top, table: &str, files: Vec<charts::Link>) -> Chart {
    let &RegionalPage { site, address, view, format, .. } = page;
    let bars = TopBars { site, address, view, top, format };
    let heading = heading(top.dimension);
    let figure = Figure {
        id: id.to_owned(),
        title: format!("By {}", heading.to_lowercase()),
        sentence: bars.sentence(),
        links: page.link("All", table).map(Into::into).into_iter().chain(files).collect(),
        controls: None,
        note: None,
    };
    let bars = RankedBars {
        heading: heading.to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: period_name(view.scope.period, view.days(), format),
        before_label: before_name(view.scope.compare).to_owned(),
        rows: bars.rows(),
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}
