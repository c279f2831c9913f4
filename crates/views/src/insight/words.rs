//! The parts of a sentence in words, numbers and names.

use analytics::answers::breakdown::Dimension;
use analytics::insights::{Noun, Part, Sentence};
use maud::{Markup, Render, html};
use units::{Fraction, Month};

use super::Insights;
use crate::entity_link::EntityLinks;
use crate::item;
use crate::scope_words::{capitalized, change_period_name};

/// A number in short, and in full at the pointer.
fn number(short: String, exact: String) -> Markup {
    if short == exact {
        return html! { span .nb { (short) } };
    }
    html! { span .nb title=(exact) { (short) } }
}

impl Insights<'_> {
    /// A sentence.
    pub(super) fn sentence(&self, sentence: &Sentence) -> Markup {
        html! { @for part in &sentence.0 { (self.part(part)) } }
    }

    /// So many of something, in words.
    pub(super) fn counted(&self, count: i64, Noun(one, many): Noun) -> String {
        format!("{} {}", self.format.integer(count), if count == 1 { one } else { many })
    }

    pub(super) fn part(&self, part: &Part) -> Markup {
        let format = self.format;
        match part {
            Part::Words(words) => words.render(),
            Part::Money(money) => number(format.money_short(*money), format.money(*money)),
            Part::ExactMoney(money) => html! { span .nb { (format.money(*money)) } },
            Part::SignedMoney(money) => {
                number(format.signed_money_short(*money), format.signed_money(*money))
            }
            Part::MeanMoney(cents) => number(format.mean_money_short(*cents), format.mean_money(*cents)),
            Part::Percent(percent) => number(format.percent(*percent, 1), format.percent(*percent, 2)),
            Part::Points(points) => {
                number(format.signed_points(*points, 1), format.signed_points(*points, 2))
            }
            Part::Change(percent) => {
                number(format.signed_percent(*percent, 1), format.signed_percent(*percent, 2))
            }
            Part::Number(count) => html! { (format.integer(*count)) },
            Part::Count(count, noun) => html! { (self.counted(*count, *noun)) },
            Part::Decimal(value, decimals) => html! { span .nb { (format.decimal(*value, *decimals)) } },
            Part::Times(times) => number(
                format!("{}\u{202f}×", format.decimal(*times, 1)),
                format!("{}\u{202f}×", format.decimal(*times, 2)),
            ),
            Part::Days(days, decimals) => html! { span .nb { (self.days(*days, *decimals)) } },
            Part::Item(dimension, index) => self.item(*dimension, *index),
            Part::Items(dimension, items, num_all) => {
                self.list(items.iter().map(|&index| self.item(*dimension, Some(index))), *num_all)
            }
            Part::Orders(orders, num_all) => {
                let links =
                    EntityLinks { site: self.site, address: self.address, snapshot: self.view.snapshot };
                self.list(orders.iter().map(|&order| links.order(order)), *num_all)
            }
            Part::Name(name) => html! { bdi { (if name.is_empty() { "No name" } else { &**name }) } },
            Part::MonthOfYear(month) => html! { (format.month_name(Month::new(2000, *month))) },
            Part::Quarter(start) => {
                html! { span .nb { (format.month(*start)) " – " (format.month(start.plus(2))) } }
            }
            Part::DayRange(days) => html! { (format.day_range(*days)) },
            Part::Period(change) => html! { (capitalized(&change_period_name(change, format))) },
        }
    }

    /// The words of a part that is a name, without a link: for the labels of drawings.
    pub(super) fn plain(&self, part: &Part) -> String {
        match part {
            Part::Words(words) => (*words).to_owned(),
            Part::Name(name) => name.to_string(),
            Part::Item(dimension, index) => item::name(self.view.snapshot, *dimension, *index),
            _ => String::new(),
        }
    }

    fn days(&self, days: Fraction, decimals: u32) -> String {
        let noun = if days == Fraction::new(1, 1).unwrap_or(days) { "day" } else { "days" };
        format!("{} {noun}", self.format.decimal(days, decimals))
    }

    fn item(&self, dimension: Dimension, index: Option<usize>) -> Markup {
        let name = item::name(self.view.snapshot, dimension, index);
        let href = item::href(self.site, self.address, self.view.snapshot, dimension, index);
        html! {
            @if let Some(href) = href { a href=(href) { bdi { (name) } } } @else { bdi { (name) } }
        }
    }

    /// `A, B and C`, or `A, B and 3 more`.
    fn list(&self, names: impl ExactSizeIterator<Item = Markup>, num_all: usize) -> Markup {
        let num_named = names.len();
        let num_left = num_all - num_named;
        html! {
            @for (position, name) in names.enumerate() {
                @if position > 0 { (if num_left == 0 && position + 1 == num_named { " and " } else { ", " }) }
                (name)
            }
            @if num_left > 0 { " and " (self.format.integer(num_left as i128)) " more" }
        }
    }
}

#[cfg(test)]
mod tests {
    use analytics::intake::Intake;
    use analytics::policy::{AsOf, Policy, Regions};
    use analytics::scope::Scope;
    use analytics::view::View;
    use units::{Format, Money};

    use super::*;
    use crate::address::Address;
    use crate::frame::Site;

    fn check(parts: Vec<Part>, expected: &str) {
        let day = "2005-05-31".parse().unwrap();
        let snapshot = Intake::new(Regions::default(), AsOf::On(day)).finish();
        let (scope, policy, site) = (Scope::default(), Policy::default(), Site::default());
        let (address, format) = (Address::new("/insights", &[]), Format::default());
        let view = View::new(&snapshot, &scope, &policy);
        let insights = Insights { site: &site, address: &address, view: &view, format: &format };
        let markup = insights.sentence(&Sentence(parts)).into_string();
        let mut text = String::new();
        for piece in markup.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        }
        assert_eq!(text.replace(['\u{202f}', '\u{a0}'], " "), expected, "{markup}");
    }

    #[test]
    fn values_are_written_in_the_locale() {
        let fraction = |numerator: i64, denominator: i64| Fraction::new(numerator, denominator).unwrap();
        let buyers = Noun("buyer", "buyers");
        check(vec![Part::Count(1, buyers), ", ".into(), Part::Count(1_204, buyers)], "1 buyer, 1,204 buyers");
        let amount = Money::from_cents(51_149_720);
        check(vec![Part::Money(amount), " or ".into(), Part::ExactMoney(amount)], "$511K or $511,497.20");
        check(
            vec![Part::Percent(fraction(4029, 100)), ", ".into(), Part::Points(fraction(-5, 2))],
            "40.3 %, −2.5 pp",
        );
        check(
            vec![Part::Days(fraction(1, 1), 0), ", ".into(), Part::Days(fraction(279, 2), 1)],
            "1 day, 139.5 days",
        );
        check(
            vec![Part::Times(fraction(299, 100)), " in ".into(), Part::MonthOfYear(11)],
            "3.0 × in November",
        );
        check(vec![Part::Quarter(Month::new(2005, 3)), ".".into()], "Mar 2005 – May 2005.");
        check(vec![Part::Item(Dimension::Reps, None), ", ".into(), Part::Name("".into())], "No rep, No name");
    }

    #[test]
    fn lists_end_in_and() {
        let (snapshot, scope, policy, site) = (
            Intake::new(Regions::default(), AsOf::LastOrder).finish(),
            Scope::default(),
            Policy::default(),
            Site::default(),
        );
        let (address, format) = (Address::new("/insights", &[]), Format::default());
        let view = View::new(&snapshot, &scope, &policy);
        let insights = Insights { site: &site, address: &address, view: &view, format: &format };
        let names = |count: usize| {
            ["A", "B", "C"].into_iter().take(count).map(|name| html! { (name) }).collect::<Vec<_>>()
        };
        for (num_named, num_all, expected) in
            [(1, 1, "A"), (2, 2, "A and B"), (3, 3, "A, B and C"), (2, 5, "A, B and 3 more")]
        {
            assert_eq!(insights.list(names(num_named).into_iter(), num_all).into_string(), expected);
        }
    }
}
