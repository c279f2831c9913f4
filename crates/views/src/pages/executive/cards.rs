//! The eight cards.

use analytics::answers::cards::Card;
use analytics::answers::trend::TrendMonth as Month;
use analytics::kpis::{Measure, Reading};
use charts::{Amount, Figure, Sparkline, Trend, TrendMonth, sparkline};
use maud::{Markup, Render};

use super::ExecutivePage;
use crate::chart::{AxisUnit, Chart, Drawing};
use crate::components::{Definition, Kpi, KpiGrid, KpiValue, Target};
use crate::link::Link;
use crate::measure::{exact, kpi_change, short};
use crate::scope_words::{capitalized, change_period_name, no_comparison};

/// Fewer values than this draw no course.
const FEWEST_POINTS: usize = 2;

/// The cards.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    KpiGrid { cards: all(page) }.render()
}

/// Every card by itself.
pub(super) fn all(page: &ExecutivePage<'_>) -> Vec<Kpi> {
    page.answers.cards.iter().map(|card| kpi(page, card)).collect()
}

/// The cards of these KPIs.
pub(super) fn of(page: &ExecutivePage<'_>, kpis: &[&str]) -> Markup {
    let chosen = page.answers.cards.iter().filter(|card| kpis.contains(&card.now.kpi.id));
    KpiGrid { cards: chosen.map(|card| kpi(page, card)).collect() }.render()
}

fn kpi(page: &ExecutivePage<'_>, card: &Card) -> Kpi {
    let format = page.format;
    let kpi = card.now.kpi;
    let is_lead = page.answers.change.period != page.view.scope.period;
    let lead = if is_lead {
        let value = card.change.value.map_or("–".to_owned(), |value| short(value, format));
        format!("{} {value}", capitalized(&change_period_name(&page.answers.change, format)))
    } else {
        String::new()
    };
    let change = kpi_change(&card.change, format);
    Kpi {
        id: kpi.id.replace('_', "-"),
        label: kpi.title.to_owned(),
        value: value(page, &card.now),
        href: rows_href(page, kpi.id),
        lead,
        comparison: comparison(page, &card.change),
        change,
        sparkline: course(page, card),
        target: card
            .target
            .map(|(target, is_met)| Target { words: format!("Target {}", short(target, format)), is_met }),
        definition: Definition {
            text: kpi.definition.to_owned(),
            formula: kpi.formula.to_owned(),
            exact: exact_words(page, card, is_lead),
            link: page
                .site
                .link("All definitions", "/definitions", "")
                .map(|link| Link { href: format!("{}#{}", link.href, kpi.id), ..link }),
            ..Definition::default()
        },
    }
}

/// The table whose rows make the figure, under the same scope.
fn rows_href(page: &ExecutivePage<'_>, kpi: &str) -> Option<String> {
    let path = match kpi {
        "active_customers" | "customer_concentration_pct" => "/deep-dive/customers",
        "top10_product_share_pct" | "gross_margin_pct" => "/deep-dive/products",
        "payment_coverage_pct" => "/deep-dive/receivables",
        _ => "/deep-dive/orders",
    };
    page.link("", path).map(|link| link.href)
}

fn value(page: &ExecutivePage<'_>, reading: &Reading) -> KpiValue {
    let Some(value) = reading.value else {
        let is_split = reading.kpi.id == "payment_coverage_pct" && !page.view.scope.lines.is_empty();
        if is_split {
            let without_line = page.address.with_scope(|scope| scope.lines.clear());
            return KpiValue::Missing {
                reason: "Payments cannot be split by product line".to_owned(),
                way_out: Some(Link::new("Leave out the line filter", without_line.href(page.site))),
            };
        }
        let reason = reading.kpi.no_value.trim_end_matches('.').to_owned();
        return KpiValue::Missing { reason, way_out: None };
    };
    let (short, exact) = (short(value, page.format), exact(value, page.format));
    let exact = if exact == short { String::new() } else { exact };
    KpiValue::Shown { short, exact, unit: String::new() }
}

/// `vs 1 Jun 2003 – 31 May 2004`, or why there is nothing to compare with.
fn comparison(page: &ExecutivePage<'_>, reading: &Reading) -> String {
    let Some(before) = page.answers.change.before else {
        let reason = no_comparison(page.view.snapshot, page.format);
        // Under all time it follows the figure of the year to date.
        return if page.answers.change.period == page.view.scope.period {
            capitalized(&reason)
        } else {
            reason
        };
    };
    let days = page.format.day_range(before);
    match (reading.value, reading.comparison) {
        (Some(_), None) => format!("no value in {days} to compare with"),
        _ => format!("vs {days}"),
    }
}

/// The exact figures behind the rounded ones.
fn exact_words(page: &ExecutivePage<'_>, card: &Card, is_lead: bool) -> String {
    let format = page.format;
    let figure = |name: &str, measure| Some(format!("{name} {}", exact(measure?, format)));
    let mut words = Vec::new();
    words.extend(figure("Now", card.now.value));
    if is_lead {
        let name = capitalized(&change_period_name(&page.answers.change, format));
        words.extend(figure(&name, card.change.value));
    }
    words.extend(figure("before", card.change.comparison));
    words.join(" · ")
}

/// The months of a card's course: the last of those that the trend shows.
fn course_months<'a>(page: &'a ExecutivePage<'_>, card: &Card) -> &'a [Month] {
    let months = &page.answers.trend.months;
    &months[months.len().saturating_sub(card.course.len())..]
}

/// `by month, May 2003 to May 2005: from $59K to $457K`; none where the months draw no course.
fn course_words(page: &ExecutivePage<'_>, card: &Card) -> Option<String> {
    let months = course_months(page, card);
    let mut values = card.course.iter().flatten();
    let (first, last) = (values.next()?, values.next_back()?);
    if card.course.iter().flatten().count() < FEWEST_POINTS {
        return None;
    }
    let format = page.format;
    Some(format!(
        "by month, {} to {}: from {} to {}",
        format.month_long(months.first()?.month),
        format.month_long(months.last()?.month),
        short(*first, format),
        short(*last, format),
    ))
}

/// The course over the months that the trend shows.
fn course(page: &ExecutivePage<'_>, card: &Card) -> Option<Markup> {
    Some(sparkline(&Sparkline {
        values: (card.course.iter()).map(|value| value.map(|measure| measure.fraction().to_f64())).collect(),
        label: format!("{} {}", card.now.kpi.title, course_words(page, card)?),
        is_last_running: course_months(page, card).last()?.is_partial,
    }))
}

/// The course of the card of a KPI with an axis and its values, as a file has room for; none where it has no card or course.
pub(super) fn course_chart(page: &ExecutivePage<'_>, kpi: &str) -> Option<Chart> {
    let format = page.format;
    let card = page.answers.cards.iter().find(|card| card.now.kpi.id == kpi)?;
    let kpi = card.now.kpi;
    let month = |(month, value): (&Month, &Option<Measure>)| TrendMonth {
        month: month.month,
        name: format.month_name_short(month.month).to_owned(),
        now: value.map(|measure| {
            Amount::new(measure.fraction().to_f64(), short(measure, format), exact(measure, format))
        }),
        before: None,
        change: String::new(),
        href: None,
        is_running: month.is_partial,
    };
    let unit = match card.course.iter().flatten().next()? {
        Measure::Money(_) | Measure::MeanMoney(_) => AxisUnit::Money,
        Measure::Count(_) => AxisUnit::Count,
        Measure::Percent(_) => AxisUnit::Percent,
    };
    let figure = Figure {
        title: format!("{} by month", kpi.title),
        sentence: format!("{} {}.", kpi.title, course_words(page, card)?),
        note: Some(kpi.definition.to_owned()),
        ..Figure::default()
    };
    let trend = Trend {
        measure: kpi.title.to_owned(),
        now_label: kpi.title.to_lowercase(),
        before_label: String::new(),
        months: course_months(page, card).iter().zip(&card.course).map(month).collect(),
        is_count: unit == AxisUnit::Count,
    };
    Some(Chart { figure, drawing: Drawing::Trend(trend, unit) })
}
