//! The six cards.

use analytics::answers::risk_overview::times_apart;
use analytics::credit::Misalignment;
use maud::{Markup, Render};
use units::Money;

use super::RisksPage;
use crate::components::{Definition, Kpi, KpiGrid, KpiValue};
use crate::link::Link;
use crate::scope_words::count;

/// So many customers with most at risk are summed up.
const FIRST_RISKS: usize = 10;

/// So many of the largest open balances are summed up.
const FIRST_OPEN: usize = 5;

/// The cards.
pub(super) fn section(page: &RisksPage<'_>) -> Markup {
    KpiGrid {
        cards: vec![
            customers(page),
            amount(page),
            stale(page),
            credited(page, Misalignment::OverCredited),
            credited(page, Misalignment::UnderCredited),
            open(page),
        ],
    }
    .render()
}

/// What a card says: number, note below it, and definition.
struct Said {
    short: String,
    exact: String,
    unit: String,
    note: String,
    text: String,
    formula: String,
    link: Option<Link>,
}

fn card(id: &str, label: &str, said: Said) -> Kpi {
    let href = said.link.as_ref().map(|link| link.href.clone());
    Kpi {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: Definition {
            text: said.text,
            formula: said.formula,
            exact: if said.exact.is_empty() { String::new() } else { format!("Now {}", said.exact) },
            link: said.link,
            files: Vec::new(),
        },
        value: KpiValue::Shown { short: said.short, exact: said.exact, unit: said.unit },
        href,
        lead: String::new(),
        change: None,
        comparison: said.note,
        sparkline: None,
        target: None,
    }
}

fn customers(page: &RisksPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let reasons: Vec<String> = [
        ("churn", "churning"),
        ("over_limit", "over their limit"),
        ("over_credited", "over-credited"),
        ("no_orders_with_credit", "with credit, but no order"),
    ]
    .into_iter()
    .map(|(reason, words)| (answers.num_with(reason), words))
    .filter(|(number, _)| *number > 0)
    .map(|(number, words)| format!("{} {words}", format.integer(number as i128)))
    .collect();
    card("at-risk", "Customers at risk", Said {
        short: format.integer(answers.risks.len() as i128),
        exact: String::new(),
        unit: format!("of {}", count(answers.num_customers as i128, "customer", format)),
        note: if reasons.is_empty() { "none has a reason".to_owned() } else { reasons.join(", ") },
        text: "Customers with a reason: an open balance above the limit, a limit out of proportion to revenue, credit without an order, or churn. One may have several reasons. Being under-credited is none: that is an opportunity.".to_owned(),
        formula: String::new(),
        link: Some(Link::new("See the customers", "#customers-at-risk")),
    })
}

fn amount(page: &RisksPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let money = Money::from_cents(answers.amount_cents);
    let percent = answers.percent_of_first(FIRST_RISKS).filter(|_| answers.risks.len() > FIRST_RISKS);
    card("amount-at-risk", "Amount at risk", Said {
        short: format.money_short(money),
        exact: format.money(money),
        unit: String::new(),
        note: percent.map_or(String::new(), |percent| {
            format!("{} of it in {FIRST_RISKS} customers", format.percent(percent, 0))
        }),
        text: "What could be lost: for each customer at risk the larger of its credit exposure and its revenue at risk.".to_owned(),
        formula: "Σ max(credit exposure, revenue at risk)".to_owned(),
        link: Some(Link::new("See the customers", "#customers-at-risk")),
    })
}

fn stale(page: &RisksPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let money = Money::from_cents(answers.stale_cents);
    let policy = page.view.policy;
    let note = format!(
        "of {} silent for over {}; {} of them churning: {}",
        count(answers.num_stale as i128, "customer", format),
        count(policy.stale_days, "day", format),
        format.integer(answers.num_churned as i128),
        format.money_short(Money::from_cents(answers.churned_cents)),
    );
    card("stale", "Stale revenue", Said {
        short: format.money_short(money),
        exact: format.money(money),
        unit: String::new(),
        note: if answers.num_stale == 0 {
            format!("every buyer ordered in the last {}", count(policy.stale_days, "day", format))
        } else {
            note
        },
        text: "Revenue of the 365 days that end with the last order, of customers whose last order is too long ago. A stale customer churns when it is also silent for longer than its own rhythm explains.".to_owned(),
        formula: format!(
            "days since the last order > {}; churn: also > {} % of the customer’s mean gap between orders",
            policy.stale_days, policy.churn_gap_factor_hundredths
        ),
        link: None,
    })
}

fn credited(page: &RisksPage<'_>, misalignment: Misalignment) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let number = answers.num_misaligned(misalignment);
    let first = answers.misaligned(misalignment).max_by_key(|point| times_apart(point));
    let named =
        first.and_then(|point| Some((page.customer(point.customer), format.decimal(times_apart(point)?, 2))));
    let factor = page.factor_words();
    let short = format.integer(number as i128);
    match misalignment {
        Misalignment::OverCredited => card("over-credited", "Over-credited", Said {
            short,
            exact: String::new(),
            unit: String::new(),
            note: named.map_or("no limit is out of proportion".to_owned(), |(name, times)| {
                let most = if number > 1 { "most: " } else { "" };
                format!("{most}{name}, limit {times} × revenue")
            }),
            text: "Customers whose credit limit is out of proportion to what they bought.".to_owned(),
            formula: format!("limit ≥ {factor} × revenue, revenue above 0"),
            link: None,
        }),
        Misalignment::UnderCredited => card("under-credited", "Under-credited", Said {
            short,
            exact: String::new(),
            unit: String::new(),
            note: named.map_or("no revenue is out of proportion".to_owned(), |(name, times)| {
                let most = if number > 1 { "most: " } else { "" };
                format!("an opportunity, not a risk; {most}{name}, revenue {times} × limit")
            }),
            text: "Customers who bought far more than their credit limit. An opportunity to raise limits, not a risk.".to_owned(),
            formula: format!("revenue ≥ {factor} × limit, limit above 0"),
            link: page.site.link("Opportunities", "/opportunities", &page.address.scope_query()),
        }),
    }
}

fn open(page: &RisksPage<'_>) -> Kpi {
    let (answers, format) = (page.answers, page.format);
    let money = Money::from_cents(answers.open_cents);
    let verb = if answers.num_open == 1 { "owes" } else { "owe" };
    let mut note = format!("{} {verb}", count(answers.num_open as i128, "customer", format));
    let largest = answers.open_percent_of_first(page.view, FIRST_OPEN);
    if let Some(percent) = largest.filter(|_| answers.num_open > FIRST_OPEN) {
        note += &format!("; {} of it by the largest {FIRST_OPEN}", format.percent(percent, 0));
    }
    card("open-balance", "Open balance", Said {
        short: format.money_short(money),
        exact: format.money(money),
        unit: String::new(),
        note,
        text: "What customers owe, of those who owe something. Without ageing, since payments are not linked to orders; the status filter does not apply.".to_owned(),
        formula: "revenue of orders that are not cancelled − payments, where above 0".to_owned(),
        link: page.site.link("Receivables", "/deep-dive/receivables", &page.address.scope_query()),
    })
}
