//! Which product lines the revenue comes from, and which gains weight.

use std::cmp::Reverse;

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, Sentence, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Which product lines the revenue comes from, and which gains weight.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "line_mix",
    title: "Product line mix",
    topic: Topic::Products,
    kind: Kind::Flow,
    formula: "Revenue of a line’s products in percent of the scope’s revenue; the shift is the change of that share in percentage points. Silent with fewer than two lines with revenue, and below the least number of orders.",
    stake: "What the first line brings beyond an even share; or, if that is more, the shift of the line whose share changed most, in money of now.",
    surprise: "Share of the first line against an even share (peers); share of the line that shifted most against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let cents = facts.by_line(&facts.totals);
    let num_lines = cents.len() - 1;
    let total_cents = facts.totals.revenue_cents;
    let item = |line: usize| Part::Item(Dimension::Lines, (line < num_lines).then_some(line));
    let mut lines: Vec<usize> = (0..cents.len()).filter(|&line| cents[line] > 0).collect();
    lines.sort_by_key(|&line| (Reverse(cents[line]), line));
    let (&first, &second) = (lines.first()?, lines.get(1)?);
    let num_orders = facts.totals.num_orders as usize;
    if !facts.is_enough(num_orders) || total_cents <= 0 {
        return None;
    }
    let percent = |line: usize| Fraction::percent(cents[line], total_cents);
    let even_cents = total_cents / lines.len() as i64;
    let mut stake_cents = cents[first] - even_cents;
    let even = Fraction::percent(1, lines.len() as i64);
    let mut surprise = Surprise::against_peers(percent(first), even);
    let mut comparison = Sentence::default();
    if let Some((line, now, before)) = most_shifted(facts) {
        let points = facts.points_against_before((Some(now), Some(before)));
        comparison = sentence!["The largest shift is that of ", item(line), ": "].then(points);
        surprise = surprise.and_prior(Some(now), Some(before));
        let shifted = now.minus(before).times(Fraction::new(facts.now().revenue_cents, 100)?);
        stake_cents = stake_cents.max(i64::try_from(shifted.scaled(0).abs()).unwrap_or(i64::MAX));
    }
    Some(Finding {
        sentence: sentence![
            item(first),
            " bring ",
            Part::Percent(percent(first)?),
            " of revenue, ",
            item(second),
            " ",
            Part::Percent(percent(second)?),
            "."
        ],
        comparison,
        n: (num_orders, Noun("order", "orders")),
        stake_cents,
        surprise,
        rows: vec![Rows::table("product_lines")],
        figure: Figure::Shares(
            lines
                .iter()
                .map(|&line| Share { name: item(line), size: cents[line], is_meant: line == first })
                .collect(),
        ),
    })
}

/// The line whose share changed most, with its shares now and before in percent; none where nothing changed.
fn most_shifted(facts: &Facts<'_>) -> Option<(usize, Fraction, Fraction)> {
    let (now, before) = (facts.now(), facts.before.as_ref()?);
    let (cents_now, cents_before) = (facts.by_line(now), facts.by_line(before));
    let shift = |line: usize| {
        let share_now = Fraction::percent(cents_now[line], now.revenue_cents)?;
        let share_before = Fraction::percent(cents_before[line], before.revenue_cents)?;
        Some((line, share_now, share_before))
    };
    let size = |&(_, now, before): &(usize, Fraction, Fraction)| now.max(before).minus(now.min(before));
    // Of equal shifts that of the first line by name.
    let most = (0..cents_now.len()).rev().filter_map(shift).max_by_key(size)?;
    (!size(&most).is_zero()).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Cars and ships brought 1000 each; in November 2004 200 and 300 of 500, a year before 100 and 200 of 300.
    #[test]
    fn the_first_line_and_the_largest_shift() {
        check(&RULE, Policy::default(), "", "Cars bring 50.00% of revenue, Ships 50.00%.", "", (0.0, 12));
        check(
            &RULE,
            lenient(2),
            "period=2004-11",
            "Ships bring 60.00% of revenue, Cars 40.00%.",
            "The largest shift is that of Cars: 6.67pp against 2003-11-01..2003-11-30.",
            (50.0, 2),
        );
        silent(&RULE, lenient(13), "");
        silent(&RULE, Policy::default(), "line=Cars");
    }
}
