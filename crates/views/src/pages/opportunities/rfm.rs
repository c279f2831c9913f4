//! RFM: the tiers of customers, and where they stand by recency and frequency.

use analytics::answers::opportunities::{TIERS, Tier};
use charts::{Amount, Figure, HeatCell, HeatMap, HeatRow, RankedBars, RankedRow, Tone};
use maud::{Markup, Render};
use units::Money;

use super::{OpportunitiesPage, STATE_NOTE};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::amount;
use crate::scope_words::count;

/// The table with the rows behind both.
const TABLE: &str = "/deep-dive/rfm";

/// Customers and revenue by tier.
pub(super) fn tiers(page: &OpportunitiesPage<'_>) -> Markup {
    Panel::around(Span::Five, tiers_chart(page).on_page(page.format)).render()
}

/// The tiers with their words.
pub(super) fn tiers_chart(page: &OpportunitiesPage<'_>) -> Chart {
    let (format, answers) = (page.format, page.answers);
    let [top, high, mid] = page.view.policy.rfm_tiers;
    let scores = [
        format!("scores {top} to 15"),
        format!("{high} to {}", top.saturating_sub(1)),
        format!("{mid} to {}", high.saturating_sub(1)),
        format!("below {mid}"),
    ];
    let row = |((name, scores), tier): ((&str, &String), &Tier)| RankedRow {
        name: name.to_owned(),
        href: page.rows_href(TABLE, &format!("tier={name}")).filter(|_| tier.num_customers > 0),
        detail: Some(format!("{scores}: {}", count(tier.num_customers as i64, "customer", format))),
        amount: amount(tier.revenue_cents, format),
        share: tier.percent.map(|percent| format.percent(percent, 1)),
        tone: Tone::Mark,
        ..RankedRow::default()
    };
    let num_buyers: usize = answers.tiers.iter().map(|tier| tier.num_customers).sum();
    let sentence = match answers.tiers[0].percent {
        _ if num_buyers == 0 => "Nobody among these customers has bought yet.".to_owned(),
        Some(percent) => format!(
            "{} of {} are in the top tier and brought {} of the revenue of all time.",
            format.integer(answers.tiers[0].num_customers as i128),
            count(num_buyers as i64, "buyer", format),
            format.percent(percent, 1)
        ),
        None => format!("{}, without revenue.", count(num_buyers as i64, "buyer", format)),
    };
    let figure = Figure {
        id: "rfm-tiers".to_owned(),
        title: "Customers by RFM tier".to_owned(),
        sentence,
        links: page.files(Some(TABLE), "customer_rfm", ChartFile::RfmTiers),
        controls: None,
        note: Some(format!("Scores among all buyers, whatever is filtered. {STATE_NOTE}")),
    };
    let bars = RankedBars {
        heading: "Tier".to_owned(),
        measure: "Revenue of all time".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: String::new(),
        before_label: String::new(),
        rows: TIERS.into_iter().zip(&scores).zip(&answers.tiers).map(row).collect(),
    };
    Chart { figure, drawing: Drawing::RankedBars(bars) }
}

/// Buyers by recency and frequency.
pub(super) fn grid(page: &OpportunitiesPage<'_>) -> Markup {
    Panel::around(Span::Seven, grid_chart(page).on_page(page.format)).render()
}

/// The grid with its words.
pub(super) fn grid_chart(page: &OpportunitiesPage<'_>) -> Chart {
    let (format, grid) = (page.format, &page.answers.grid);
    let cell = |recency: usize, frequency: usize| {
        let tier = &grid[recency][frequency];
        (tier.num_customers > 0).then(|| HeatCell {
            amount: Amount::new(
                tier.num_customers as f64,
                format.integer(tier.num_customers as i128),
                format!(
                    "{}, {}",
                    count(tier.num_customers as i64, "customer", format),
                    format.money_short(Money::from_cents(tier.revenue_cents))
                ),
            ),
            href: page.rows_href(TABLE, &format!("r={}&f={}", recency + 1, frequency + 1)),
        })
    };
    let map = HeatMap {
        heading: "Recency".to_owned(),
        columns: (1..=5).map(|frequency| format!("F{frequency}")).collect(),
        rows: (0..5)
            .rev()
            .map(|recency| HeatRow {
                name: format!("R{}", recency + 1),
                cells: (0..5).map(|frequency| cell(recency, frequency)).collect(),
            })
            .collect(),
    };
    let in_corner = |recency: [usize; 2], frequency: [usize; 2]| -> i64 {
        let cells = recency.iter().flat_map(|&r| frequency.iter().map(move |&f| (r, f)));
        cells.map(|(r, f)| grid[r][f].num_customers as i64).sum()
    };
    let (loyal, fading) = (in_corner([3, 4], [3, 4]), in_corner([0, 1], [3, 4]));
    let sentence = format!(
        "{} bought often and recently (top right); {} bought often, but not of late (bottom right): win them back.",
        count(loyal, "customer", format),
        format.integer(fading),
    );
    let figure = Figure {
        id: "rfm-grid".to_owned(),
        title: "Buyers by recency and frequency".to_owned(),
        sentence,
        links: page.files(Some(TABLE), "customer_rfm", ChartFile::RfmGrid),
        controls: None,
        note: Some(format!("Number of customers. R5 ordered most recently, F5 most often. {STATE_NOTE}")),
    };
    Chart { figure, drawing: Drawing::HeatMap(map) }
}
