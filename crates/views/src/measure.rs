//! Figures as pages write them: a measure short and in full, a change with its judgement, an amount of a chart.

use analytics::kpis::{self, Measure, Reading};
use charts::Amount;
use units::{Format, Fraction, Money};

use crate::components::{Change, Direction, Judgement};

/// Counts from here on are shortened.
const LONG_COUNT: i64 = 100_000;

/// As on a card: `$5.05M`, `170`, `93.1 %`.
pub fn short(measure: Measure, format: &Format) -> String {
    match measure {
        Measure::Money(money) => format.money_short(money),
        Measure::MeanMoney(mean) => format.mean_money_short(in_cents(mean)),
        Measure::Count(number) if number.abs() >= LONG_COUNT => format.integer_short(number),
        Measure::Count(number) => format.integer(number),
        Measure::Percent(percent) => format.percent(percent, 1),
    }
}

/// In full: `$5,051,361.84`, `170`, `93.08 %`.
pub fn exact(measure: Measure, format: &Format) -> String {
    match measure {
        Measure::Money(money) => format.money(money),
        Measure::MeanMoney(mean) => format.mean_money(in_cents(mean)),
        Measure::Count(number) => format.integer(number),
        Measure::Percent(percent) => format.percent(percent, 2),
    }
}

/// How a KPI changed; none without a comparison.
pub fn kpi_change(reading: &Reading, format: &Format) -> Option<Change> {
    let judgement = match reading.kpi.direction {
        kpis::Direction::UpIsGood => Judgement::Good,
        kpis::Direction::Neutral => Judgement::Neutral,
    };
    let delta = reading.delta?;
    match (delta, reading.delta_percent) {
        (Measure::Percent(points), _) => Some(change(points, judgement, |points| format.points(points, 1))),
        (_, Some(percent)) => Some(change(percent, judgement, |percent| format.percent(percent, 1))),
        // From nothing there is no percentage.
        (delta, None) => {
            let words = if delta.fraction().is_zero() { "none then, none now" } else { "new" };
            Some(change(delta.fraction(), judgement, |_| words.to_owned()))
        }
    }
}

/// How an amount changed, more being better; none without a comparison.
pub fn money_change(now_cents: i64, before_cents: Option<i64>, format: &Format) -> Option<Change> {
    let before_cents = before_cents?;
    if now_cents == 0 && before_cents > 0 {
        let words = "lost".to_owned();
        return Some(Change { direction: Direction::Down, judgement: Judgement::Bad, words });
    }
    match Fraction::percent(now_cents - before_cents, before_cents) {
        Some(percent) => Some(change(percent, Judgement::Good, |percent| format.percent(percent, 1))),
        None => (now_cents != 0).then(|| Change {
            direction: Direction::Up,
            judgement: Judgement::Good,
            words: "new".to_owned(),
        }),
    }
}

/// A change whose sign its arrow shows; `when_up` says what more of it means.
fn change(delta: Fraction, when_up: Judgement, write: impl Fn(Fraction) -> String) -> Change {
    let zero = delta.minus(delta);
    let size = if delta < zero { zero.minus(delta) } else { delta };
    let direction = match delta.scaled(1) {
        0 => Direction::Same,
        tenths if tenths > 0 => Direction::Up,
        _ => Direction::Down,
    };
    let judgement = match (when_up, direction) {
        (Judgement::Good, Direction::Down) => Judgement::Bad,
        (judgement, _) => judgement,
    };
    Change { direction, judgement, words: write(size) }
}

/// An amount of money to draw.
pub fn amount(cents: i64, format: &Format) -> Amount {
    let money = Money::from_cents(cents);
    Amount::new(cents as f64 / 100.0, format.money_short(money), format.money(money))
}

/// A round number of an axis of money.
pub fn money_tick(value: f64, format: &Format) -> String {
    format.money_tick(Money::from_cents((value * 100.0).round() as i64))
}

/// A percentage of an axis or tip, which has one decimal at most.
pub fn percent_tick(value: f64, format: &Format) -> String {
    let tenths = (value * 10.0).round() as i64;
    let decimals = u32::from(tenths % 10 != 0);
    Fraction::new(tenths, 10).map_or_else(String::new, |percent| format.percent(percent, decimals))
}

fn in_cents(mean: Fraction) -> Fraction {
    Fraction::new(100, 1).map_or(mean, |hundred| mean.times(hundred))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_judged_by_its_sign_and_equal_at_the_shown_precision() {
        for (now_cents, before_cents, direction, judgement, words) in [
            (1_336, 1_000, Direction::Up, Judgement::Good, "33.6\u{202f}%"),
            (500, 1_000, Direction::Down, Judgement::Bad, "50.0\u{202f}%"),
            (10_004, 10_000, Direction::Same, Judgement::Good, "0.0\u{202f}%"),
            (5, 0, Direction::Up, Judgement::Good, "new"),
            (0, 5, Direction::Down, Judgement::Bad, "lost"),
        ] {
            let change = money_change(now_cents, Some(before_cents), &Format::default()).unwrap();
            assert_eq!(
                (change.direction, change.judgement, change.words.as_str()),
                (direction, judgement, words)
            );
        }
        assert!(money_change(0, Some(0), &Format::default()).is_none());
        assert!(money_change(1, None, &Format::default()).is_none());
    }
}
