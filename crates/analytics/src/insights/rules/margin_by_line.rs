//! What is left of the revenue after the buy price, by product line.

use units::Fraction;

use super::prices::at_price;
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Bar, Facts, Figure, Finding, Rows, Rule, Topic};

/// What is left of the revenue after the buy price, by product line.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "margin_by_line",
    title: "Gross margin",
    topic: Topic::Products,
    kind: Kind::Flow,
    formula: "100 × (revenue − Σ quantity × buy price) / revenue, over products with a buy price; the same for each line. Silent below the least number of order lines.",
    stake: "What the line with the lowest margin would bring more at the margin of all.",
    surprise: "Lowest margin against that of all (peers); margin of all against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (all, by_line) = at_price(facts, &facts.totals, |product| product.buy_price);
    let margin = all.above_percent()?;
    let num_lines = facts.totals.num_lines as usize;
    if !facts.is_enough(num_lines) {
        return None;
    }
    let mut lines: Vec<(Fraction, usize)> =
        (0..by_line.len()).filter_map(|line| Some((by_line[line].above_percent()?, line))).collect();
    lines.sort_unstable();
    let mut sentence = sentence!["Gross margin is ", Part::Percent(margin)];
    let (mut stake_cents, mut lowest) = (0, None);
    let mut bars = vec![Bar::other("All", margin, Part::Percent)];
    if let [(low, worst), .., (high, best)] = *lines {
        sentence = sentence.then(sentence![
            "; ",
            Part::Item(Dimension::Lines, Some(best)),
            " have most, ",
            Part::Percent(high),
            ", ",
            Part::Item(Dimension::Lines, Some(worst)),
            " least, ",
            Part::Percent(low)
        ]);
        bars.insert(0, Bar::meant(Part::Item(Dimension::Lines, Some(best)), high, Part::Percent));
        bars.push(Bar::meant(Part::Item(Dimension::Lines, Some(worst)), low, Part::Percent));
        lowest = Some(low);
        let missing = margin.minus(low).times(Fraction::new(by_line[worst].revenue_cents, 100)?);
        stake_cents = i64::try_from(missing.scaled(0)).unwrap_or(i64::MAX);
    }
    let over_time =
        facts.now_and_before(|totals| at_price(facts, totals, |product| product.buy_price).0.above_percent());
    Some(Finding {
        sentence: sentence.then(sentence!["."]),
        comparison: facts.points_against_before(over_time),
        n: (num_lines, Noun("order line", "order lines")),
        stake_cents,
        surprise: Surprise::against_peers(lowest, Some(margin)).and_prior(over_time.0, over_time.1),
        rows: vec![Rows::sorted("product_lines", "gross_margin_pct")],
        figure: Figure::Bars(bars),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// All 2000 − 1160; cars 1000 − 560, ships 1000 − 600.
    #[test]
    fn of_all_and_of_the_lines() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Gross margin is 42.00%; Cars have most, 44.00%, Ships least, 40.00%.",
            "",
            (20.0, 16),
        );
        check(&RULE, Policy::default(), "line=Ships", "Gross margin is 40.00%.", "", (0.0, 6));
        silent(&RULE, lenient(17), "");
        silent(&RULE, lenient(0), "country=Japan");
    }
}
