//! The sentence above a table: what all its rows amount to.

use analytics::answers::table_summary::{
    AtRisk, LiftBand, NextOrders, Orders, Pairs, Ranked, Receivables, Rfm, TableSummary,
};
use units::{Format, Fraction};

use super::DeepDivePage;
use crate::scope_words::{count, listed};

/// The sentence.
pub(super) fn sentence(page: &DeepDivePage<'_>) -> String {
    let format = page.format;
    match page.summary {
        TableSummary::Ranked(ranked) => of_ranked(page, ranked),
        TableSummary::NextOrders(next) => of_next_orders(next, format),
        TableSummary::Pairs(pairs) => of_pairs(pairs, format),
        TableSummary::Orders(orders) => of_orders(orders, format),
        TableSummary::Receivables(receivables) => of_receivables(receivables, format),
        TableSummary::Rfm(rfm) => of_rfm(rfm, format),
        TableSummary::AtRisk(at_risk) => of_at_risk(at_risk, format),
    }
}

/// What a table about how things stand amounts to, for the line below the title; empty for other tables.
pub fn state_words(summary: &TableSummary, format: &Format) -> String {
    match summary {
        TableSummary::Rfm(rfm) => count(rfm.num_rows as i128, "buyer", format),
        TableSummary::AtRisk(at_risk) => format!(
            "{} at risk, {}",
            count(at_risk.num_rows as i128, "customer", format),
            format.money_short(at_risk.amount)
        ),
        TableSummary::NextOrders(next) => count(next.num_rows as i128, "repeat buyer", format),
        TableSummary::Receivables(receivables) => {
            format!("open balance {}", kept_whole(&format.money_short(receivables.balance)))
        }
        _ => String::new(),
    }
}

/// `122 customers, 98 with revenue; the top 19 bring 40.3 % of it.`
fn of_ranked(page: &DeepDivePage<'_>, ranked: &Ranked) -> String {
    let format = page.format;
    let mut words = page.count(ranked.num_rows);
    match ranked.num_with_revenue {
        0 => words += ", none with revenue",
        all if all == ranked.num_rows => {}
        some => words += &format!(", {} with revenue", format.integer(some as i128)),
    }
    if let (Some(first), Some(percent)) = (&ranked.first, ranked.top_percent) {
        let percent = format.percent(percent, 1);
        words += &match ranked.num_top {
            1 => format!("; {first} brings {percent} of revenue"),
            top if top < ranked.num_with_revenue => {
                format!("; the top {} bring {percent} of revenue", format.integer(top as i128))
            }
            _ => format!("; {first} is the first of them"),
        };
    }
    words + "."
}

/// `98 buyers: 20 in tier Top, with $4.98M; 25 High; 30 Mid; 23 Low.`
fn of_rfm(rfm: &Rfm, format: &Format) -> String {
    let parts = rfm.tiers.iter().filter(|(_, number, _)| *number > 0).map(|(tier, number, revenue)| {
        format!("{} {tier} with {}", format.integer(*number as i128), format.money_short(*revenue))
    });
    let parts: Vec<String> = parts.collect();
    format!("{}: {}.", count(rfm.num_rows as i128, "buyer", format), listed(&parts))
}

/// `23 customers at risk with $1.43M; 3 of them owe something.`
fn of_at_risk(at_risk: &AtRisk, format: &Format) -> String {
    let verb = if at_risk.num_owing == 1 { "owes" } else { "owe" };
    format!(
        "{} at risk with {}; {} of them {verb} something.",
        count(at_risk.num_rows as i128, "customer", format),
        format.money_short(at_risk.amount),
        format.integer(at_risk.num_owing as i128)
    )
}

fn of_next_orders(next: &NextOrders, format: &Format) -> String {
    let parts: Vec<String> = [
        (next.num_overdue, "overdue"),
        (next.num_lapsed, "lapsed"),
        (next.num_due_soon, "due soon"),
        (next.num_on_track, "on track"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, status)| format!("{} {status}", format.integer(number as i128)))
    .collect();
    if parts.is_empty() {
        return String::new();
    }
    let mut words = format!("{}: {}", count(next.num_rows as i128, "repeat buyer", format), listed(&parts));
    if next.num_low_confidence > 0 {
        let low = format.integer(next.num_low_confidence as i128);
        words += &format!("; {low} of these dates rest on fewer than 3 gaps between orders");
    }
    words + "."
}

fn of_pairs(pairs: &Pairs, format: &Format) -> String {
    let Some((one, other, lift, num_both)) = &pairs.strongest else { return String::new() };
    let bands: Vec<String> = pairs
        .num_in_band
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(band, number)| {
            let words = match band {
                LiftBand::TenOrMore => "at least 10 times as often as by chance",
                LiftBand::FiveToTen => "5 to 10 times",
                LiftBand::BelowFive => "less than 5 times",
            };
            format!("{} {words}", format.integer(*number as i128))
        })
        .collect();
    format!(
        "{} in {} orders or more: {}. The strongest: {} with {}, {} × in {}.",
        count(pairs.num_rows as i128, "pair", format),
        format.integer(pairs.least_orders),
        bands.join(", "),
        one.to_plain(),
        other.to_plain(),
        format.decimal(*lift, 1),
        count(*num_both, "order", format)
    )
}

fn of_orders(orders: &Orders, format: &Format) -> String {
    let mut words = format!(
        "{} worth {}",
        count(orders.num_rows as i128, "order", format),
        format.money_short(orders.revenue)
    );
    if let Some(percent) = Fraction::percent(orders.num_late as i64, orders.num_dated as i64) {
        words += &match orders.num_late {
            0 => format!("; none of {} with both dates was late", format.integer(orders.num_dated as i128)),
            late => format!(
                "; {} of {} with both dates {} late ({})",
                format.integer(late as i128),
                format.integer(orders.num_dated as i128),
                if late == 1 { "was" } else { "were" },
                format.percent(percent, 1)
            ),
        };
    }
    let (num_open, open) = orders.open;
    if num_open > 0 {
        words += &format!("; {} open, worth {}", format.integer(num_open as i128), format.money_short(open));
    }
    words + "."
}

/// An amount that no line ends inside of: one may end after a minus, but not before a word joiner.
fn kept_whole(amount: &str) -> String {
    amount.replace('\u{2212}', "\u{2212}\u{2060}")
}

fn of_receivables(receivables: &Receivables, format: &Format) -> String {
    if receivables.num_rows == 0 {
        return String::new();
    }
    let mut words = format!(
        "{} of {} owe; all balances together {}",
        format.integer(receivables.num_owing as i128),
        count(receivables.num_rows as i128, "customer", format),
        kept_whole(&format.money(receivables.balance))
    );
    if receivables.num_over_limit > 0 {
        words += &format!(
            "; {} above the limit by {}",
            format.integer(receivables.num_over_limit as i128),
            format.money_short(receivables.over_limit)
        );
    }
    words + "."
}

#[cfg(test)]
mod tests {
    use units::Money;

    use super::*;

    fn check(sentence: &str, expected: &str) {
        assert_eq!(sentence.replace('\u{202f}', " ").replace('\u{2060}', ""), expected);
    }

    #[test]
    fn orders_are_told_with_those_that_were_late() {
        let format = Format::default();
        let orders = Orders {
            num_rows: 326,
            revenue: Money::from_cents(960_419_061),
            num_dated: 312,
            num_late: 1,
            open: (0, Money::ZERO),
        };
        check(
            &of_orders(&orders, &format),
            "326 orders worth $9.60M; 1 of 312 with both dates was late (0.3 %).",
        );
        let open = (13, Money::from_cents(36_600_000));
        check(
            &of_orders(&Orders { num_late: 0, open, ..orders.clone() }, &format),
            "326 orders worth $9.60M; none of 312 with both dates was late; 13 open, worth $366K.",
        );
        check(
            &of_orders(&Orders { num_rows: 1, num_dated: 0, num_late: 0, ..orders }, &format),
            "1 order worth $9.60M.",
        );
    }

    #[test]
    fn states_are_told_as_far_as_there_are_any() {
        let format = Format::default();
        let next = NextOrders {
            num_rows: 3,
            num_lapsed: 0,
            num_overdue: 1,
            num_due_soon: 0,
            num_on_track: 2,
            num_low_confidence: 2,
        };
        check(
            &of_next_orders(&next, &format),
            "3 repeat buyers: 1 overdue and 2 on track; 2 of these dates rest on fewer than 3 gaps between orders.",
        );
        let none = NextOrders { num_rows: 0, num_overdue: 0, num_on_track: 0, num_low_confidence: 0, ..next };
        check(&of_next_orders(&none, &format), "");
        let receivables = Receivables {
            num_rows: 98,
            num_owing: 16,
            balance: Money::from_cents(-51_149_720),
            num_over_limit: 0,
            over_limit: Money::ZERO,
        };
        check(
            &of_receivables(&receivables, &format),
            "16 of 98 customers owe; all balances together −$511,497.20.",
        );
    }

    #[test]
    fn pairs_are_told_by_band_and_with_how_many_orders() {
        let pairs = Pairs {
            num_rows: 3,
            num_in_band: [(LiftBand::TenOrMore, 1), (LiftBand::FiveToTen, 0), (LiftBand::BelowFive, 2)],
            least_orders: 3,
            strongest: Fraction::new(13, 1).map(|lift| ("Jaguar".into(), "Camaro".into(), lift, 25)),
        };
        check(
            &of_pairs(&pairs, &Format::default()),
            "3 pairs in 3 orders or more: 1 at least 10 times as often as by chance, 2 less than 5 times. \
             The strongest: Jaguar with Camaro, 13.0 × in 25 orders.",
        );
    }
}
