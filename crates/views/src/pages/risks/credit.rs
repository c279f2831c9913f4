//! Revenue against credit limit, one point a customer, with the lines beyond which the two are out of proportion.

use std::collections::HashMap;

use analytics::answers::risk_overview::CreditPoint;
use analytics::credit::Misalignment;
use analytics::policy::Policy;
use charts::{Figure, Key, Scatter, ScatterLine, ScatterPoint, Shape, Tone};
use maud::{Markup, Render};
use units::Money;

use super::RisksPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::scope_words::count;
use crate::threshold_words::times_words;

/// More points than this say no more and cost much.
const MOST_POINTS: usize = 250;

/// So many of the misaligned have their name beside them.
const NAMED: usize = 5;

/// What a point shows, in the order in which it is drawn: what is drawn later lies on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    InOrder,
    Churning,
    OverLimit,
    OverCredited,
    UnderCredited,
}

impl State {
    const ALL: [State; 5] =
        [State::InOrder, State::Churning, State::OverLimit, State::OverCredited, State::UnderCredited];

    const fn words(self) -> &'static str {
        match self {
            State::InOrder => "in order",
            State::Churning => "churning",
            State::OverLimit => "over limit",
            State::OverCredited => "over-credited",
            State::UnderCredited => "under-credited",
        }
    }

    const fn mark(self) -> (Tone, Shape) {
        match self {
            State::InOrder => (Tone::Mark, Shape::Dot),
            State::Churning => (Tone::Bad, Shape::Ring),
            State::OverLimit => (Tone::Warn, Shape::Square),
            State::OverCredited => (Tone::Bad, Shape::Large),
            State::UnderCredited => (Tone::Chance, Shape::Large),
        }
    }
}

/// The scatter with the inputs of the what-if.
pub(super) fn section(page: &RisksPage<'_>) -> Markup {
    Panel::around(Span::Seven, chart(page).on_page(page.format)).render()
}

/// The scatter with its words.
pub(super) fn chart(page: &RisksPage<'_>) -> Chart {
    let (answers, format) = (page.answers, page.format);
    let reasons: HashMap<usize, &[&str]> =
        answers.risks.iter().map(|risk| (risk.customer, &*risk.reasons)).collect();
    let state = |point: &CreditPoint| {
        let has =
            |reason: &str| reasons.get(&point.customer).is_some_and(|reasons| reasons.contains(&reason));
        match point.misalignment {
            Some(Misalignment::UnderCredited) => State::UnderCredited,
            Some(Misalignment::OverCredited) => State::OverCredited,
            None if has("over_limit") => State::OverLimit,
            None if has("churn") => State::Churning,
            None => State::InOrder,
        }
    };
    let drawn = answers.standing_out(MOST_POINTS);
    let mut states: Vec<(State, &CreditPoint)> =
        drawn.into_iter().map(|point| (state(point), point)).collect();
    states.sort_by_key(|&(state, point)| (state, point.customer));
    let mut misaligned: Vec<&CreditPoint> =
        states.iter().map(|(_, point)| *point).filter(|point| point.misalignment.is_some()).collect();
    misaligned.sort_by_key(|point| std::cmp::Reverse(point.revenue_cents.max(point.limit_cents)));
    let named: Vec<usize> = misaligned.iter().take(NAMED).map(|point| point.customer).collect();
    let keys = State::ALL
        .into_iter()
        .map(|key| (key, answers.comparable().filter(|point| state(point) == key).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| {
            let (tone, shape) = key.mark();
            Key::point(format!("{}, {}", key.words(), format.integer(number as i128)), tone, shape)
        })
        .collect();
    let points = states
        .iter()
        .map(|&(state, point)| {
            let money = |cents: i64| format.money(Money::from_cents(cents));
            let (tone, shape) = state.mark();
            ScatterPoint {
                name: page.customer(point.customer),
                href: page.customer_href(point.customer),
                x: point.limit_cents as f64 / 100.0,
                y: point.revenue_cents as f64 / 100.0,
                exact: format!(
                    "limit {}, revenue {}, {}",
                    money(point.limit_cents),
                    money(point.revenue_cents),
                    state.words()
                ),
                shape,
                tone,
                is_named: named.contains(&point.customer),
            }
        })
        .collect();
    let figure = Figure {
        id: "credit".to_owned(),
        title: "Revenue against credit limit, one point a customer".to_owned(),
        sentence: sentence(page),
        links: page.files("credit_misalignment", ChartFile::CreditScatter),
        controls: Some(page.what_if().render()),
        note: note(page),
    };
    let scatter = Scatter {
        heading: "Customer".to_owned(),
        x_label: "credit limit, log scale".to_owned(),
        y_label: "revenue, log scale".to_owned(),
        is_log: true,
        points,
        lines: lines(page),
        keys,
    };
    Chart { figure, drawing: Drawing::Scatter(scatter) }
}

/// The lines on which the one is the factor times the other, from a cent to beyond all amounts: a pair for each factor in force.
fn lines(page: &RisksPage<'_>) -> Vec<ScatterLine> {
    let (least, greatest) = (0.01, 1e15);
    let lines = |hundredths: u32, words: Option<&str>| {
        let factor = f64::from(hundredths) / 100.0;
        // Without words a line has no label: those of several factors lie close to each other.
        let label = |state: &str, larger: &str, smaller: &str| {
            words.map_or_else(String::new, |words| format!("{state}: {larger} ≥ {words} × {smaller}"))
        };
        [
            ScatterLine {
                from: (least, least * factor),
                to: (greatest, greatest * factor),
                label: label("under-credited", "revenue", "limit"),
                tone: Tone::Chance,
                is_above: true,
            },
            ScatterLine {
                from: (least * factor, least),
                to: (greatest * factor, greatest),
                label: label("over-credited", "limit", "revenue"),
                tone: Tone::Bad,
                is_above: false,
            },
        ]
    };
    let factors = factors_of_classes(page.view.policy);
    match &factors[..] {
        [(_, one)] => lines(*one, Some(&times_words(*one, page.format))).into(),
        several => (several.iter().enumerate())
            .flat_map(|(index, (_, factor))| lines(*factor, (index == 0).then_some("factor of the class")))
            .collect(),
    }
}

/// The credit factors in force, each with the ABC classes that it holds for.
fn factors_of_classes(policy: &Policy) -> Vec<(Vec<&'static str>, u32)> {
    let mut factors: Vec<(Vec<&'static str>, u32)> = Vec::new();
    for (class, own) in ["A", "B", "C"].into_iter().zip(policy.credit_factor_of_class_hundredths) {
        let factor = own.unwrap_or(policy.credit_factor_hundredths);
        match factors.iter_mut().find(|(_, known)| *known == factor) {
            Some((classes, _)) => classes.push(class),
            None => factors.push((vec![class], factor)),
        }
    }
    factors
}

fn sentence(page: &RisksPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let all = answers.comparable().count();
    let lines = match &factors_of_classes(page.view.policy)[..] {
        [(_, one)] => format!("the {} : 1 lines", times_words(*one, format)),
        _ => "the lines of their class".to_owned(),
    };
    let over = answers.num_misaligned(Misalignment::OverCredited);
    let under = answers.num_misaligned(Misalignment::UnderCredited);
    if all == 0 {
        return "No customer of these has both a credit limit and revenue.".to_owned();
    }
    let between = all - over - under;
    let verb = if between == 1 { "lies" } else { "lie" };
    format!(
        "{} of {} with limit and revenue {verb} between {lines}; {} over-credited, {} under-credited.",
        format.integer(between as i128),
        count(all as i128, "customer", format),
        is_are(over, page),
        is_are(under, page),
    )
}

fn is_are(number: usize, page: &RisksPage<'_>) -> String {
    format!("{} {}", page.format.integer(number as i128), if number == 1 { "is" } else { "are" })
}

/// What is not drawn.
fn note(page: &RisksPage<'_>) -> Option<String> {
    let (answers, format) = (page.answers, page.format);
    let mut words = Vec::new();
    let comparable = answers.comparable().count();
    let others = answers.num_customers - comparable;
    if others > 0 {
        words.push(format!(
            "Not drawn: {} without a credit limit or without revenue.",
            count(others as i128, "customer", format)
        ));
    }
    if comparable > MOST_POINTS {
        words.push(format!(
            "Drawn are {} of {}: the misaligned and those at risk first, then the largest by revenue.",
            format.integer(MOST_POINTS as i128),
            format.integer(comparable as i128)
        ));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_one_factor_share_its_lines() {
        for (of_class, expected) in [
            ([None; 3], vec![(vec!["A", "B", "C"], 200)]),
            ([Some(300), None, Some(200)], vec![(vec!["A"], 300), (vec!["B", "C"], 200)]),
        ] {
            let policy = Policy { credit_factor_of_class_hundredths: of_class, ..Policy::default() };
            assert_eq!(factors_of_classes(&policy), expected);
        }
    }
}
