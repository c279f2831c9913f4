//! Whether the source data can be relied upon.

use units::Fraction;

use crate::answers::quality_summary::QualitySummary;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Whether the source data can be relied upon.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "data_quality",
    title: "Data quality",
    topic: Topic::Operations,
    kind: Kind::Structure,
    formula: "Rows left out of every figure in percent of the rows read, and the checks that found errors or something doubtful. No filter applies. Silent where every check is in order.",
    stake: "Not known: what a broken row would have said is not in the data. Counted as 0.",
    surprise: "Rows that count against all rows read (peers).",
    thresholds: &[],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let quality = QualitySummary::of(facts.view.snapshot);
    if quality.num_errors + quality.num_warnings == 0 {
        return None;
    }
    let (num_rows, num_left_out) = (quality.num_rows as i64, quality.num_left_out as i64);
    let num_others = facts.view.snapshot.quality.checks.len() - quality.num_errors - quality.num_warnings;
    let checks = |count: usize| Part::count(count, Noun("check", "checks"));
    Some(Finding {
        sentence: sentence![
            Part::Number(num_left_out),
            " of ",
            Part::Count(num_rows, Noun("source row", "source rows")),
            " left out of every figure; ",
            checks(quality.num_errors),
            " found errors, ",
            Part::number(quality.num_warnings),
            " something doubtful."
        ],
        comparison: sentence![
            Part::Percent(Fraction::percent(num_rows - num_left_out, num_rows)?),
            " of the rows count."
        ],
        n: (quality.num_rows as usize, Noun("source row", "source rows")),
        stake_cents: 0,
        surprise: Surprise::against_peers(
            Fraction::new(num_rows - num_left_out, 1),
            Fraction::new(num_rows, 1),
        ),
        rows: vec![Rows::panel("/data-quality", "checks"), Rows::file("data_quality")],
        figure: Figure::Shares(vec![
            Share::meant("Checks with errors", quality.num_errors as i64),
            Share::meant("Doubtful", quality.num_warnings as i64),
            Share::rest("Other checks", num_others as i64),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::{Fixture, small_fixture};
    use crate::insights::rules::test::found;
    use crate::policy::Policy;

    #[test]
    fn rows_left_out_and_doubtful_ones() {
        let snapshot = small_fixture().lines("999 | C1 | 1 | 1").snapshot();
        let text =
            found(&RULE, &snapshot, &Policy::default(), "", |finding| finding.sentence.plain(&snapshot));
        let text = text.unwrap();
        assert!(
            text.starts_with("1 of 49 source rows left out of every figure; 1 check found errors"),
            "{text}"
        );
        let clean = Fixture::new().snapshot();
        assert_eq!(found(&RULE, &clean, &Policy::default(), "", |finding| finding.n), None);
    }
}
