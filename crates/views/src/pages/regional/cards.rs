//! The four cards: revenue, countries that buy, the share of the first three, concentration.

use analytics::answers::breakdown::Dimension;
use analytics::answers::regional::CountryRow;
use charts::{Figure, Share, Sparkline, Tone, sparkline};
use maud::{Markup, Render};
use units::{Format, Money};

use super::RegionalPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Definition, Kpi, KpiGrid, KpiValue};
use crate::item;
use crate::link::Link;
use crate::measure::money_change;
use crate::scope_words::{capitalized, change_period_name, count, no_comparison};

/// Countries whose share is a card.
pub(super) const FIRST: usize = 3;

/// Months that draw a course.
const FEWEST_MONTHS: usize = 2;

/// The cards.
pub(super) fn section(page: &RegionalPage<'_>) -> Markup {
    KpiGrid { cards: vec![revenue(page), countries(page), first_three(page), concentration(page)] }.render()
}

fn revenue(page: &RegionalPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let total = answers.total;
    let money = Money::from_cents(total.sales.revenue_cents);
    let is_lead = answers.change.period != page.view.scope.period;
    let now = Money::from_cents(total.change_cents);
    Kpi {
        href: page.link("", "/deep-dive/orders").map(|link| link.href),
        lead: if is_lead {
            let name = capitalized(&change_period_name(&answers.change, format));
            format!("{name} {}", format.money_short(now))
        } else {
            String::new()
        },
        change: money_change(total.change_cents, total.before_cents, format),
        comparison: match answers.change.before {
            Some(before) => format!("vs {}", format.day_range(before)),
            None => no_comparison(page.view.snapshot, format),
        },
        sparkline: course(page),
        definition: Definition {
            text: "Value of all order lines of the scope.".to_owned(),
            formula: "Σ quantityOrdered × priceEach".to_owned(),
            exact: match total.before_cents.map(Money::from_cents) {
                Some(before) => format!(
                    "Now {} · {} {} · before {}",
                    format.money(money),
                    change_period_name(&answers.change, format),
                    format.money(now),
                    format.money(before)
                ),
                None => format!("Now {}", format.money(money)),
            },
            link: page
                .link("All definitions", "/definitions")
                .map(|link| Link { href: format!("{}#revenue", link.href), ..link }),
            // Revenue is what the file shows without a word about it.
            files: ChartFile::KpiTrend.links(page.site, &page.address.scope_query()),
        },
        ..card("revenue", "Revenue", &format.money_short(money), &format.money(money), "")
    }
}

/// The rows that a number is made of are further down the page.
const COUNTRIES: &str = "#countries";
const MEASURES: &str = "#concentration";

/// A card with a number and no more.
fn card(id: &str, label: &str, short: &str, exact: &str, unit: &str) -> Kpi {
    Kpi {
        id: id.to_owned(),
        label: label.to_owned(),
        value: KpiValue::Shown { short: short.to_owned(), exact: exact.to_owned(), unit: unit.to_owned() },
        href: None,
        lead: String::new(),
        change: None,
        comparison: String::new(),
        sparkline: None,
        target: None,
        definition: Definition::default(),
    }
}

fn course(page: &RegionalPage<'_>) -> Option<Markup> {
    let (months, format) = (&page.answers.trend.months, page.format);
    let (first, last) = (months.first()?, months.last()?);
    let money = |cents: i64| format.money_short(Money::from_cents(cents));
    (months.len() >= FEWEST_MONTHS).then(|| {
        sparkline(&Sparkline {
            values: months.iter().map(|month| Some(month.revenue_cents as f64 / 100.0)).collect(),
            label: format!(
                "Revenue by month, {} to {}: from {} to {}",
                format.month_long(first.month),
                format.month_long(last.month),
                money(first.revenue_cents),
                money(last.revenue_cents),
            ),
            is_last_running: last.is_partial,
        })
    })
}

fn countries(page: &RegionalPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let all: usize = answers.regions.iter().map(|region| region.countries.len()).sum();
    let buying: usize = answers.regions.iter().map(|region| region.num_buying()).sum();
    let regions = answers.regions.iter().filter(|region| region.num_buying() > 0).count();
    let silent = (all - buying) as i128;
    let mut words = format!(
        "in {} of {}",
        format.integer(regions as i128),
        count(answers.regions.len() as i128, "region", format)
    );
    if silent > 0 {
        let (noun, verb) = if silent == 1 { ("country", "has") } else { ("countries", "have") };
        words += &format!("; {} {noun} {verb} customers, but no orders here", format.integer(silent));
    }
    Kpi {
        href: Some(COUNTRIES.to_owned()),
        comparison: words,
        definition: Definition {
            text: "Countries of customers with an order in the scope, of all countries with customers."
                .to_owned(),
            ..Definition::default()
        },
        ..card(
            "countries",
            "Countries that buy",
            &format.integer(buying as i128),
            "",
            &format!("of {}", countries_words(all, format)),
        )
    }
}

/// `27 countries`, `1 country`.
pub(super) fn countries_words(number: usize, format: &Format) -> String {
    let noun = if number == 1 { "country" } else { "countries" };
    format!("{} {noun}", format.integer(number as i128))
}

/// Title of the card and of its chart.
pub(super) const FIRST_THREE: &str = "Top-3 country share";

/// `USA 34.1 %`.
fn share_words(page: &RegionalPage<'_>, row: &CountryRow) -> String {
    let percent = row.figures.percent.map_or(String::new(), |percent| page.format.percent(percent, 1));
    format!("{} {percent}", item::name(page.view.snapshot, Dimension::Countries, Some(row.country)))
}

/// The first three by name, of those that bring something.
fn first_words(page: &RegionalPage<'_>) -> String {
    let rows = page.answers.countries();
    let first = rows.iter().take(FIRST).filter(|row| row.figures.sales.revenue_cents > 0);
    first.map(|row| share_words(page, row)).collect::<Vec<_>>().join(", ")
}

/// What the first three countries bring, each by itself, and all others together; none without revenue.
pub(super) fn shares_chart(page: &RegionalPage<'_>) -> Option<Chart> {
    let answers = page.answers;
    answers.spread.top_percent(FIRST)?;
    let rows = answers.countries();
    let parts: Vec<Share> = rows
        .iter()
        .take(FIRST)
        .map(|row| Share {
            label: share_words(page, row),
            value: row.figures.sales.revenue_cents as f64 / 100.0,
            tone: Tone::Mark,
        })
        .chain([Share {
            label: "all others".to_owned(),
            value: rows.iter().skip(FIRST).map(|row| row.figures.sales.revenue_cents as f64 / 100.0).sum(),
            tone: Tone::Context,
        }])
        .collect();
    let figure = Figure {
        title: FIRST_THREE.to_owned(),
        sentence: format!("Shares of revenue: {}", first_words(page)),
        ..Figure::default()
    };
    Some(Chart { figure, drawing: Drawing::ShareStrip(parts) })
}

fn first_three(page: &RegionalPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let definition = Definition {
        text: "Share of the scope’s revenue that the three largest countries bring.".to_owned(),
        formula: "100 × revenue of the first three / revenue".to_owned(),
        exact: answers
            .spread
            .top_percent(FIRST)
            .map_or(String::new(), |percent| format!("Now {}", format.percent(percent, 2))),
        ..Definition::default()
    };
    let Some((percent, chart)) = answers.spread.top_percent(FIRST).zip(shares_chart(page)) else {
        let value = KpiValue::Missing { reason: "No revenue to divide".to_owned(), way_out: None };
        return Kpi { value, definition, ..card("first-three", FIRST_THREE, "", "", "") };
    };
    Kpi {
        href: Some(COUNTRIES.to_owned()),
        comparison: first_words(page),
        sparkline: Some(chart.on_page(format)),
        definition: Definition {
            files: ChartFile::CountryShares.links(page.site, &page.address.scope_query()),
            ..definition
        },
        ..card("first-three", FIRST_THREE, &format.percent(percent, 1), &format.percent(percent, 2), "")
    }
}

fn concentration(page: &RegionalPage<'_>) -> Kpi {
    let (spread, format) = (&page.answers.spread, page.format);
    let definition = Definition {
        text: "Herfindahl–Hirschman index over countries: 10,000 when one country brings everything, near 0 when many bring alike."
            .to_owned(),
        formula: "Σ (share in percent)²".to_owned(),
        ..Definition::default()
    };
    let Some((hhi, equal)) = spread.hhi.zip(spread.num_equal_items()) else {
        let value = KpiValue::Missing { reason: "No revenue to divide".to_owned(), way_out: None };
        return Kpi { value, definition, ..card("hhi", "Concentration (HHI)", "", "", "") };
    };
    Kpi {
        href: Some(MEASURES.to_owned()),
        comparison: if spread.num_items == 1 {
            "one country brings everything".to_owned()
        } else {
            format!("as concentrated as {} countries of equal size", format.decimal(equal, 1))
        },
        definition,
        ..card(
            "hhi",
            "Concentration (HHI)",
            &format.decimal(hhi, 0),
            &format.decimal(hhi, 2),
            &format!("of {}", format.integer(10_000)),
        )
    }
}
