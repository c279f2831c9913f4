//! Revenue by month with the year before behind it.

use analytics::answers::trend::TrendMonth;
use charts::{Figure, Trend};
use maud::{Markup, Render};
use units::{Fraction, Money, Month, Period};

use super::ExecutivePage;
use crate::chart::{AxisUnit, Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::amount;
use crate::scope_words::listed;

/// Months that fell short of the year before are named up to this many.
const NAMED_BELOW: usize = 3;

/// The trend.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    with_links(page, page.files("company_monthly", ChartFile::RevenueTrend))
}

/// The trend with links of the caller.
pub(super) fn with_links(page: &ExecutivePage<'_>, links: Vec<charts::Link>) -> Markup {
    Panel::around(Span::TwoThirds, chart(page, links).on_page(page.format)).render()
}

/// The trend with its words.
pub(super) fn chart(page: &ExecutivePage<'_>, links: Vec<charts::Link>) -> Chart {
    let format = page.format;
    let trend = &page.answers.trend;
    let month = |month: &TrendMonth| charts::TrendMonth {
        month: month.month,
        name: format.month_name_short(month.month).to_owned(),
        now: Some(amount(month.revenue_cents, format)),
        before: month.before_cents.map(|cents| amount(cents, format)),
        change: match month.before_cents {
            Some(before) if !month.is_partial => format.change(before, month.revenue_cents, 1),
            _ => String::new(),
        },
        href: Some(
            page.address.with_scope(|scope| scope.period = Period::Month(month.month)).href(page.site),
        )
        .filter(|_| page.view.scope.period != Period::Month(month.month)),
        is_running: month.is_partial,
    };
    let figure = Figure {
        id: "trend".to_owned(),
        title: title(page),
        sentence: sentence(page),
        links,
        controls: None,
        note: trend.is_widened.then(|| {
            "The period is too short for a line: the months up to its end are shown, whole, under the same filters."
                .to_owned()
        }),
    };
    let drawn = Trend {
        measure: "Revenue".to_owned(),
        now_label: "revenue".to_owned(),
        before_label: "year before".to_owned(),
        months: trend.months.iter().map(month).collect(),
        is_count: false,
    };
    Chart { figure, drawing: Drawing::Trend(drawn, AxisUnit::Money) }
}

fn title(page: &ExecutivePage<'_>) -> String {
    let months = &page.answers.trend.months;
    match (months.first(), months.last()) {
        (Some(first), Some(last)) if first.month != last.month => format!(
            "Revenue by month, {} – {}",
            page.format.month_long(first.month),
            page.format.month_long(last.month)
        ),
        (_, Some(only)) => format!("Revenue by month, {}", page.format.month_long(only.month)),
        _ => "Revenue by month".to_owned(),
    }
}

/// Sum and change, how often it was above the year before, and the peak or season.
fn sentence(page: &ExecutivePage<'_>) -> String {
    let mut sentences = vec![sum_words(page)];
    sentences.extend(year_before_words(page));
    sentences.extend(peak_words(page));
    sentences.extend(running_words(page));
    sentences.join(" ")
}

fn sum_words(page: &ExecutivePage<'_>) -> String {
    let (format, answers) = (page.format, page.answers);
    let trend = &answers.trend;
    let total = format.money_short(Money::from_cents(answers.trend_summary.total_cents));
    let num_months = trend.months.len();
    let months = if num_months == 1 { "month".to_owned() } else { format!("{num_months} months") };
    if trend.is_widened {
        let last = trend.months.last().map_or(String::new(), |last| format.month_long(last.month));
        return format!("{total} in the {months} to {last}.");
    }
    let mut words = if trend.months.iter().any(|month| month.is_partial) {
        let days = page.view.days();
        format!("{total} from {} to {}", format.day(days.start), format.day(days.end))
    } else {
        format!("{total} in {}", if num_months == 1 { "one month".to_owned() } else { months })
    };
    let revenue = answers.now.reading("revenue");
    if let (Some(before), Some(percent)) =
        (answers.now.comparison_days, revenue.and_then(|revenue| revenue.delta_percent))
    {
        words += &format!(", {} {}", change_words(page, percent), format.day_range(before));
    }
    words + "."
}

/// `33.6 % more than`, `2.0 % less than`, `the same as`.
fn change_words(page: &ExecutivePage<'_>, percent: Fraction) -> String {
    let signed = page.format.signed_percent(percent, 1);
    match percent.scaled(1) {
        0 => "the same as".to_owned(),
        tenths if tenths > 0 => format!("{} more than", signed.trim_start_matches('+')),
        _ => format!("{} less than", signed.trim_start_matches('−')),
    }
}

fn year_before_words(page: &ExecutivePage<'_>) -> Option<String> {
    let (summary, trend) = (&page.answers.trend_summary, &page.answers.trend);
    let num_compared = summary.num_compared;
    let (num_above, num_below) = (summary.num_above, summary.below.len());
    match (num_compared, num_above) {
        (0, _) => return None,
        (1, 1) => return Some("Above the year before.".to_owned()),
        (1, _) if num_below == 1 => return Some("Below the year before.".to_owned()),
        (1, _) => return Some("As much as the year before.".to_owned()),
        _ => {}
    }
    let months = if num_compared < trend.months.len() { "comparable months" } else { "months" };
    let mut words = if num_above == num_compared {
        format!("Above the year before in all {num_compared} {months}")
    } else if num_above == 0 && num_below == num_compared {
        format!("Below the year before in all {num_compared} {months}")
    } else {
        format!("Above the year before in {num_above} of {num_compared} {months}")
    };
    if num_above > 0 && (1..=NAMED_BELOW).contains(&num_below) {
        let names: Vec<String> = summary.below.iter().map(|&month| month_words(page, month)).collect();
        words += &format!(", below in {}", listed(&names));
    }
    Some(words + ".")
}

/// A month without its year where every month shown has another name.
fn month_words(page: &ExecutivePage<'_>, month: Month) -> String {
    if page.answers.trend.months.len() <= 12 {
        page.format.month_name_short(month).to_owned()
    } else {
        page.format.month(month)
    }
}

fn peak_words(page: &ExecutivePage<'_>) -> Option<String> {
    let (format, summary) = (page.format, &page.answers.trend_summary);
    if let Some((month_of_year, years)) = &summary.season {
        let (first, last) = (*years.first()?, *years.last()?);
        // The name without the year, in the locale's language.
        let name = format.month_name(Month::new(last, *month_of_year));
        let of = if years.len() == 2 {
            format!("both {first} and {last}")
        } else {
            format!("every year from {first} to {last}")
        };
        return Some(format!("{name} was the best month of {of}."));
    }
    let peak = summary.peak.filter(|_| page.answers.trend.months.len() > 1)?;
    let revenue = format.money_short(Money::from_cents(peak.revenue_cents));
    Some(format!("The best month was {} with {revenue}.", format.month_long(peak.month)))
}

/// Says of the last month that it is not over.
fn running_words(page: &ExecutivePage<'_>) -> Option<String> {
    let last = page.answers.trend.months.last()?;
    let as_of = page.view.snapshot.as_of;
    (last.is_partial && last.month == as_of.month()).then(|| {
        format!("{} is counted up to {}.", page.format.month_long(last.month), page.format.day(as_of))
    })
}
