//! Countries with much or little credit against revenue.

use charts::{Amount, Figure, RankedBars, RankedRow, Tone};

use super::RisksPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::scope_words::count;

/// The countries at the ends.
pub(super) fn section(page: &RisksPage<'_>) -> Panel {
    Panel::around(Span::Full, chart(page).on_page(page.format))
}

/// The same with its words.
pub(super) fn chart(page: &RisksPage<'_>) -> Chart {
    let (answers, format) = (page.answers, page.format);
    let rows = answers.anomalies.iter().map(|anomaly| {
        let ratio = format.decimal(anomaly.ratio, 2);
        RankedRow {
            name: page.country(anomaly.country),
            detail: Some(count(anomaly.credit.num_customers, "customer", format)),
            href: page.country_href(anomaly.country),
            amount: Amount::new(anomaly.ratio.to_f64(), ratio.clone(), format!("{ratio} × revenue")),
            share: Some(if anomaly.is_high { "high" } else { "low" }.to_owned()),
            tone: if anomaly.is_high { Tone::Bad } else { Tone::Chance },
            ..RankedRow::default()
        }
    });
    let all = answers.num_countries_with_ratio;
    let noun = if all == 1 { "country" } else { "countries" };
    let sentence = match answers.anomalies.len() {
        0 if all == 0 => "No country has revenue.".to_owned(),
        0 => format!(
            "None of the countries chosen is in the top or bottom tenth of {} {noun}.",
            format.integer(all as i128)
        ),
        _ => format!("Top and bottom tenth of {} {noun} by limits ÷ revenue.", format.integer(all as i128)),
    };
    let figure = Figure {
        id: "anomalies".to_owned(),
        title: "Country credit anomalies".to_owned(),
        sentence,
        links: page.files("geo_credit_anomalies", ChartFile::CreditAnomalies),
        controls: None,
        note: None,
    };
    let bars = RankedBars {
        heading: "Country".to_owned(),
        measure: "Limits ÷ revenue".to_owned(),
        share_heading: Some("Side".to_owned()),
        now_label: String::new(),
        before_label: String::new(),
        rows: rows.collect(),
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}
