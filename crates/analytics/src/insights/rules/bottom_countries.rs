//! The countries that bring least.

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// The countries that bring least.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "bottom_countries",
    title: "Bottom-quartile countries",
    topic: Topic::Customers,
    kind: Kind::Flow,
    formula: "The ⌊n / 4⌋ of the n countries with revenue that have the least of it, in percent of the scope’s revenue. Silent below the least number of countries.",
    stake: "What an even share of the revenue would be, less what these countries bring.",
    surprise: "Their share against an even share (peers) and against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let sums = facts.by_country(&facts.totals);
    let total_cents = facts.totals.revenue_cents;
    let mut countries: Vec<usize> =
        (0..sums.len()).filter(|&country| sums[country].revenue_cents > 0).collect();
    countries.sort_by_key(|&country| (sums[country].revenue_cents, country));
    let num_countries = countries.len();
    countries.truncate(num_countries / 4);
    if countries.is_empty() || !facts.is_enough(num_countries) {
        return None;
    }
    let cents_of = |sums: &[crate::totals::Sum]| -> i64 {
        countries.iter().map(|&country| sums[country].revenue_cents).sum()
    };
    let cents = cents_of(&sums);
    let percent = Fraction::percent(cents, total_cents);
    let even = Fraction::percent(countries.len() as i64, num_countries as i64);
    let over_time = facts.now_and_before(|totals| {
        Fraction::percent(cents_of(&facts.by_country(totals)), totals.revenue_cents)
    });
    let even_cents = i128::from(total_cents) * countries.len() as i128 / num_countries as i128;
    Some(Finding {
        sentence: sentence![
            "The lowest quarter of ",
            Part::count(num_countries, Noun("country", "countries")),
            " with revenue brings ",
            Part::Percent(percent?),
            ": ",
            Part::items(Dimension::Countries, countries.iter().copied()),
            ", together ",
            Part::cents(cents),
            "."
        ],
        comparison: sentence!["An even share would be ", Part::Percent(even?), ". "]
            .then(facts.points_against_before(over_time)),
        n: (num_countries, Noun("country", "countries")),
        stake_cents: i64::try_from(even_cents).unwrap_or(i64::MAX) - cents,
        surprise: Surprise::against_peers(percent, even).and_prior(over_time.0, over_time.1),
        rows: match Rows::scope_of_countries(facts.view, &countries) {
            Some(scope) => vec![Rows::table("customers").under(scope)],
            None => vec![Rows::panel("/regional", "countries")],
        },
        figure: Figure::Shares(vec![
            Share::meant("Lowest quarter", cents),
            Share::rest("The others", total_cents - cents),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::Fixture;
    use crate::insights::rules::test::{check_of, found, lenient, silent};
    use crate::insights::{Place, Rows};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// Countries A to E with 10, 20, 30, 40 and 100.
    fn company() -> Snapshot {
        Fixture::new()
            .products("P | Pin | Pins")
            .customers("1 | One | A\n2 | Two | B\n3 | Three | C\n4 | Four | D\n5 | Five | E")
            .orders(
                "1 | 2004-01-01 | | | Shipped | 1
                 2 | 2004-01-01 | | | Shipped | 2
                 3 | 2004-01-01 | | | Shipped | 3
                 4 | 2004-01-01 | | | Shipped | 4
                 5 | 2004-01-01 | | | Shipped | 5",
            )
            .lines("1 | P | 1 | 10\n2 | P | 1 | 20\n3 | P | 1 | 30\n4 | P | 1 | 40\n5 | P | 1 | 100")
            .snapshot()
    }

    #[test]
    fn the_least_of_five() {
        let snapshot = company();
        check_of(
            &snapshot,
            &RULE,
            Policy::default(),
            "",
            "The lowest quarter of 5 countries with revenue brings 5.00%: A, together 10.00.",
            "An even share would be 20.00%. ",
            (30.0, 5),
        );
        let rows = found(&RULE, &snapshot, &Policy::default(), "", |finding| finding.rows.clone()).unwrap();
        let [Rows { place: Place::Table { dataset: "customers", .. }, scope: Some(scope) }] = &*rows else {
            panic!("{rows:?}")
        };
        assert_eq!(scope.countries, ["A"]);
    }

    #[test]
    fn few_countries_are_silent() {
        silent(&RULE, lenient(0), "");
        let four = found(&RULE, &company(), &lenient(6), "", |finding| finding.n);
        assert_eq!(four, None);
    }
}
