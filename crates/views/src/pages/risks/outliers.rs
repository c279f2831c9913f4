//! Customers at the ends of the credit limits.

use analytics::datasets::credit_outliers::Outlier;
use charts::{Figure, RankedBars, RankedRow};

use super::RisksPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::amount;
use crate::scope_words::count;

/// Customers of each end shown; the file has all.
const SHOWN: usize = 8;

/// The highest and the lowest limits.
pub(super) fn section(page: &RisksPage<'_>) -> Panel {
    Panel::around(Span::Full, chart(page).on_page(page.format))
}

/// The same with its words.
pub(super) fn chart(page: &RisksPage<'_>) -> Chart {
    let (answers, format) = (page.answers, page.format);
    let (high, low): (Vec<&Outlier>, Vec<&Outlier>) =
        answers.outliers.iter().partition(|outlier| outlier.is_high);
    let row = |outlier: &&Outlier| {
        let limit = page.view.snapshot.customers[outlier.customer].credit_limit.unwrap_or_default();
        RankedRow {
            name: page.customer(outlier.customer),
            href: page.customer_href(outlier.customer),
            amount: amount(limit.cents(), format),
            share: Some(if outlier.is_high { "high" } else { "low" }.to_owned()),
            ..RankedRow::default()
        }
    };
    // The lowest come first in the answer; here the highest do.
    let highest = high.iter().rev().take(SHOWN);
    let lowest: Vec<&&Outlier> = low.iter().take(SHOWN).collect();
    let rows: Vec<RankedRow> = highest.chain(lowest.into_iter().rev()).map(row).collect();
    let mut sentence = if rows.is_empty() {
        "No customer chosen is among the highest or lowest twentieth of all limits.".to_owned()
    } else {
        format!(
            "Among the highest and lowest twentieth of all limits above 0: {} and {}.",
            count(high.len() as i128, "customer", format),
            format.integer(low.len() as i128)
        )
    };
    if high.len() > SHOWN || low.len() > SHOWN {
        sentence += &format!(" Of each the outermost {SHOWN} are listed.");
    }
    let figure = Figure {
        id: "outliers".to_owned(),
        title: "Credit limits at the ends".to_owned(),
        sentence,
        links: page.files("credit_outliers", ChartFile::CreditOutliers),
        controls: None,
        note: None,
    };
    let bars = RankedBars {
        heading: "Customer".to_owned(),
        measure: "Credit limit".to_owned(),
        share_heading: Some("End".to_owned()),
        now_label: String::new(),
        before_label: String::new(),
        rows,
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}
