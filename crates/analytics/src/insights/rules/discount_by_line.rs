//! How far prices are below the recommended ones, by product line.

use units::Fraction;

use super::prices::at_price;
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Bar, Facts, Figure, Finding, Rows, Rule, Topic};

/// How far prices are below the recommended ones, by product line.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "discount_by_line",
    title: "Discount",
    topic: Topic::Products,
    kind: Kind::Flow,
    formula: "100 × (Σ quantity × MSRP − revenue) / Σ quantity × MSRP, over products with an MSRP; the same for each line. Silent below the least number of order lines, and where no price is below the recommended one on balance.",
    stake: "What the line with the highest discount would bring more at the discount of all.",
    surprise: "Highest discount against that of all (peers); discount of all against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (all, by_line) = at_price(facts, &facts.totals, |product| product.msrp);
    let discount = all.below_percent().filter(|&percent| Some(percent) > Fraction::new(0, 1))?;
    let num_lines = facts.totals.num_lines as usize;
    if !facts.is_enough(num_lines) {
        return None;
    }
    let given_cents = all.other_cents - i128::from(all.revenue_cents);
    let mut lines: Vec<(Fraction, usize)> =
        (0..by_line.len()).filter_map(|line| Some((by_line[line].below_percent()?, line))).collect();
    lines.sort_unstable();
    let mut sentence = sentence![
        "Prices were ",
        Part::Percent(discount),
        " below the recommended ones, ",
        Part::cents(i64::try_from(given_cents).unwrap_or(i64::MAX)),
        " in all"
    ];
    let (mut stake_cents, mut highest) = (0, None);
    let mut bars = vec![Bar::other("All", discount, Part::Percent)];
    if let [(low, least), .., (high, most)] = *lines {
        sentence = sentence.then(sentence![
            "; most on ",
            Part::Item(Dimension::Lines, Some(most)),
            ", ",
            Part::Percent(high),
            ", least on ",
            Part::Item(Dimension::Lines, Some(least)),
            ", ",
            Part::Percent(low)
        ]);
        bars.insert(0, Bar::meant(Part::Item(Dimension::Lines, Some(most)), high, Part::Percent));
        bars.push(Bar::meant(Part::Item(Dimension::Lines, Some(least)), low, Part::Percent));
        highest = Some(high);
        let list_cents = i64::try_from(by_line[most].other_cents).unwrap_or(i64::MAX);
        let missing = high.minus(discount).times(Fraction::new(list_cents, 100)?);
        stake_cents = i64::try_from(missing.scaled(0)).unwrap_or(i64::MAX);
    }
    let over_time =
        facts.now_and_before(|totals| at_price(facts, totals, |product| product.msrp).0.below_percent());
    Some(Finding {
        sentence: sentence.then(sentence!["."]),
        comparison: facts.points_against_before(over_time),
        n: (num_lines, Noun("order line", "order lines")),
        stake_cents,
        surprise: Surprise::against_peers(highest, Some(discount)).and_prior(over_time.0, over_time.1),
        rows: vec![Rows::sorted("product_lines", "-discount_pct")],
        figure: Figure::Bars(bars),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// C1 and S1 are sold at their MSRP, C2 at 20 of 25: 100 of 2100, all of it on cars, 100 of 1100.
    #[test]
    fn of_all_and_of_the_lines() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Prices were 4.76% below the recommended ones, 100.00 in all; most on Cars, 9.09%, least on Ships, 0.00%.",
            "",
            (47.62, 16),
        );
        silent(&RULE, lenient(17), "");
        silent(&RULE, lenient(0), "line=Ships");
    }
}
