//! Which months of the year bring more than others.

use units::{Fraction, Period};

use crate::dataset::Kind;
use crate::datasets::company_monthly::Months;
use crate::insights::score::{ONE, Surprise};
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Topic};
use crate::scope::Scope;

/// Which months of the year bring more than others.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "seasonality",
    title: "Season",
    topic: Topic::Predictive,
    kind: Kind::State,
    formula: "Month index: mean revenue of a month of the year / mean revenue of all months, over the whole calendar years of the data, of which there must be two: one year cannot tell a season from chance. Period does not apply. Silent where no month reaches the threshold, and with fewer orders for a month of the year, on average, than the least number of items.",
    stake: "What the peak months bring above an average month, in a mean year.",
    surprise: "Index of the strongest month against 1 (peers).",
    thresholds: &["peak_month_percent", "insight_min_items"],
    find,
};

/// Whole calendar years without which there is no season.
const FEWEST_YEARS: usize = 2;

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let years = whole_years(&facts.months, &facts.months.revenue_cents);
    let num_orders: i64 = whole_years(&facts.months, &facts.months.num_orders).iter().flatten().sum();
    let num_years = years.len();
    let total_cents: i64 = years.iter().flatten().sum();
    if num_years < FEWEST_YEARS || !facts.is_enough(num_orders as usize / 12) || total_cents <= 0 {
        return None;
    }
    let of_month = |month: usize| years.iter().map(|year| year[month]).sum::<i64>();
    // (Σ of the month / years) / (Σ of all / 12 years).
    let index = |month: usize| Fraction::new(12 * i128::from(of_month(month)), total_cents);
    let indices: Vec<Fraction> = (0..12).filter_map(index).collect();
    let least_peak = Fraction::new(facts.view.policy.peak_month_percent, 100)?;
    let mut by_index: Vec<usize> = (0..12).collect();
    by_index.sort_by_key(|&month| (std::cmp::Reverse(indices[month]), month));
    let peaks: Vec<usize> = by_index.iter().copied().filter(|&month| indices[month] >= least_peak).collect();
    let (&strongest, &weakest) = (peaks.first()?, by_index.last()?);
    let mean_cents = Fraction::new(total_cents, 12 * num_years as i64)?;
    let above = peaks.iter().fold(whole(0), |sum, &month| {
        let mean = Fraction::new(of_month(month), num_years as i64).unwrap_or_else(|| whole(0));
        sum.plus(mean.minus(mean_cents))
    });
    let name = |month: usize| Part::MonthOfYear(month as u32 + 1);
    let mut sentence =
        sentence![name(strongest), " brings ", Part::Times(indices[strongest]), " an average month"];
    for &month in &peaks[1..] {
        sentence = sentence.then(sentence![", ", name(month), " ", Part::Times(indices[month])]);
    }
    let all_peaks = i64::try_from(above.scaled(0)).unwrap_or(i64::MAX);
    let every_period = Scope { period: Period::All, ..facts.view.scope.clone() };
    Some(Finding {
        sentence: sentence.then(sentence![
            "; the weakest is ",
            name(weakest),
            " with ",
            Part::Times(indices[weakest]),
            "."
        ]),
        comparison: sentence![
            "An average month brings ",
            Part::MeanMoney(mean_cents),
            "; in ",
            Part::count(num_years, Noun("whole year", "whole years")),
            " of the data."
        ],
        n: (num_orders as usize, Noun("order", "orders")),
        stake_cents: all_peaks,
        surprise: Surprise::against_peers(Some(indices[strongest]), Fraction::new(ONE, ONE)),
        rows: vec![Rows::file("company_monthly").under(every_period)],
        figure: Figure::Season(indices),
    })
}

/// The values of the months of each whole calendar year.
fn whole_years(months: &Months, values: &[i64]) -> Vec<[i64; 12]> {
    let mut years = Vec::new();
    let first_january = (13 - months.start.month_of_year() as usize) % 12;
    for start in (first_january..months.len()).step_by(12) {
        let Some(values) = values.get(start..start + 12) else { continue };
        let is_whole = !months.is_partial[start..start + 12].contains(&true);
        if let (true, Ok(year)) = (is_whole, <[i64; 12]>::try_from(values)) {
            years.push(year);
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::Fixture;
    use crate::insights::rules::test::{check_of, found, lenient, silent};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// Each month of so many years from 2003 brings 10, November 130, May nothing: 240 a year.
    fn company(num_years: i32, as_of: &'static str) -> Snapshot {
        let (mut orders, mut lines) = (String::new(), String::new());
        for year in 2003..2003 + num_years {
            for month in 1..=12 {
                let order = 100 * year + month;
                orders += &format!("{order} | {year}-{month:02}-01 | | | Shipped | 1\n");
                let units = match month {
                    5 => 0,
                    11 => 13,
                    _ => 1,
                };
                lines += &format!("{order} | P | {units} | 10\n");
            }
        }
        Fixture::new()
            .dated(as_of)
            .products("P | Pin | Pins")
            .customers("1 | One | Norway")
            .orders(orders.leak())
            .lines(lines.leak())
            .snapshot()
    }

    /// 130 of a mean of 230 / 12.
    #[test]
    fn peaks_of_whole_years() {
        check_of(
            &company(2, "2004-12-31"),
            &RULE,
            lenient(2),
            "period=2004",
            "month 11 brings 6.78x an average month; the weakest is month 5 with 0.00x.",
            "An average month brings 19.17; in 2 whole years of the data.",
            (110.83, 24),
        );
    }

    #[test]
    fn one_year_or_no_peak_is_silent() {
        for (snapshot, policy) in [
            (company(1, "2003-12-31"), lenient(1)),
            (company(2, "2004-12-30"), lenient(1)),
            (company(2, "2004-12-31"), Policy { peak_month_percent: 700, ..lenient(1) }),
            (company(2, "2004-12-31"), lenient(3)),
        ] {
            assert_eq!(found(&RULE, &snapshot, &policy, "", |finding| finding.n), None);
        }
        silent(&RULE, Policy::default(), "");
    }
}
