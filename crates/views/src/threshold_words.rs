//! The values of thresholds in words.

use analytics::policy::Policy;
use analytics::thresholds::Unit;
use units::{Format, Fraction};

use crate::scope_words::count;

/// A number of this unit as people read it: `70 %`, `1.5 ×`, `180 days`.
pub fn threshold_words(unit: Unit, number: u32, format: &Format) -> String {
    match unit {
        Unit::Percent => {
            Fraction::new(number, 1).map_or_else(String::new, |percent| format.percent(percent, 0))
        }
        Unit::Hundredths => format!("{} ×", times_words(number, format)),
        Unit::Days => count(number, "day", format),
        Unit::Orders => count(number, "order", format),
        Unit::Items => count(number, "item", format),
        Unit::OneOrderIn => format!("1 order in {}", format.integer(number)),
        Unit::Score => format.integer(number),
        Unit::Counted => if number == 0 { "left out" } else { "counted" }.to_owned(),
    }
}

/// Hundredths without idle zeros: `2`, `2.5`.
pub fn times_words(hundredths: u32, format: &Format) -> String {
    let decimals = match hundredths {
        whole if whole % 100 == 0 => 0,
        tenths if tenths % 10 == 0 => 1,
        _ => 2,
    };
    Fraction::new(hundredths, 100).map_or_else(String::new, |times| format.decimal(times, decimals))
}

/// The credit factor in force, and those of ABC classes that have another: `2`, `2 (class A: 3, class C: 1.5)`.
pub fn credit_factor_words(policy: &Policy, format: &Format) -> String {
    let one = policy.credit_factor_hundredths;
    let others: Vec<String> = ["A", "B", "C"]
        .into_iter()
        .zip(policy.credit_factor_of_class_hundredths)
        .filter_map(|(class, factor)| Some((class, factor.filter(|factor| *factor != one)?)))
        .map(|(class, factor)| format!("class {class}: {}", times_words(factor, format)))
        .collect();
    let one = times_words(one, format);
    if others.is_empty() { one } else { format!("{one} ({})", others.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_say_their_unit() {
        for (unit, number, expected) in [
            (Unit::Percent, 70, "70\u{202f}%"),
            (Unit::Hundredths, 200, "2 ×"),
            (Unit::Hundredths, 150, "1.5 ×"),
            (Unit::Hundredths, 225, "2.25 ×"),
            (Unit::Days, 1, "1 day"),
            (Unit::Orders, 5, "5 orders"),
            (Unit::Items, 3, "3 items"),
            (Unit::OneOrderIn, 200, "1 order in 200"),
            (Unit::Score, 13, "13"),
            (Unit::Counted, 1, "counted"),
            (Unit::Counted, 0, "left out"),
        ] {
            assert_eq!(threshold_words(unit, number, &Format::default()), expected);
        }
    }

    #[test]
    fn the_credit_factor_names_the_classes_that_have_another() {
        for (of_class, expected) in
            [([None, Some(200), None], "2"), ([Some(300), None, Some(150)], "2 (class A: 3, class C: 1.5)")]
        {
            let policy = Policy { credit_factor_of_class_hundredths: of_class, ..Policy::default() };
            assert_eq!(credit_factor_words(&policy, &Format::default()), expected);
        }
    }
}
