//! The customers: who they are, how often they buy, and how they pay.

use std::collections::BTreeMap;

use units::Day;

use super::calendar::Calendar;
use super::dice::{Dice, Topic};
use super::employees::RepDesk;
use super::names::{Culture, scatter};
use super::places::{COUNTRIES, Country};
use super::rotation::Rotation;

/// One customer; its place in the list is its size, 0 the largest, and those who never ordered come last.
#[derive(Debug)]
pub(super) struct Customer {
    /// Customer number, the key.
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) contact_last_name: &'static str,
    pub(super) contact_first_name: &'static str,
    pub(super) phone: String,
    pub(super) address: String,
    pub(super) address2: Option<String>,
    pub(super) city: &'static str,
    pub(super) state: Option<&'static str>,
    pub(super) postal_code: String,
    /// Index into [`COUNTRIES`].
    pub(super) country: usize,
    /// Employee number of the sales rep.
    pub(super) rep: Option<i64>,
    /// When it orders; none for those who never did.
    pub(super) habit: Option<Habit>,
    /// Whether it leaves its last orders unpaid.
    pub(super) pays_late: bool,
}

impl Customer {
    /// Where it lives.
    pub(super) fn country(&self) -> &'static Country {
        &COUNTRIES[self.country]
    }
}

/// When a customer orders: a number of orders, spread over a stretch of business time that begins and ends with one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    /// How many orders there are, at least one.
    pub(super) orders: u32,
    first: u64,
    last: u64,
}

impl Habit {
    /// The day of the order with this place, 0 the first.
    pub(super) fn day(&self, calendar: &Calendar, seed: u64, customer: usize, place: u32) -> Day {
        let gaps = u64::from(self.orders.saturating_sub(1).max(1));
        let span = self.last.saturating_sub(self.first);
        let mut time = self.first + (u128::from(span) * u128::from(place) / u128::from(gaps)) as u64;
        if place > 0 && place + 1 < self.orders {
            // Up to a third of the mean gap early or late, so that orders keep their sequence.
            let third = span / gaps / 3;
            let number = (customer as u64) << 32 | u64::from(place);
            time = time - third + Dice::new(seed, Topic::OrderDay, number).below(2 * third + 1);
        }
        calendar.day_at(time)
    }
}

/// What becomes of a customer in the course of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    /// The largest customer: places the very first and the very last order.
    Founder,
    /// Orders regularly to the end.
    Loyal,
    /// The next order was due a while ago.
    Overdue,
    /// Gone for more than a year.
    Lapsed,
    /// Ordered for the first time in the last months.
    Fresh,
}

const STORIES: [(Story, i64); 4] =
    [(Story::Loyal, 60), (Story::Overdue, 13), (Story::Lapsed, 14), (Story::Fresh, 13)];

/// Orders at scale 1.
const ORDERS: u64 = 326;

/// How many orders there are.
pub(super) fn num_orders(scale: u32) -> u64 {
    ORDERS * u64::from(scale.max(1))
}

/// How many customers there are: 122 times the square root of the scale.
pub(super) fn num_customers(scale: u32) -> usize {
    (122 * 122 * u64::from(scale.max(1))).isqrt() as usize
}

/// How many of them never ordered.
fn num_prospects(customers: usize) -> usize {
    customers * 24 / 122
}

/// All customers, the largest first.
pub(super) fn customers(scale: u32, seed: u64, calendar: &Calendar, desk: &mut RepDesk) -> Vec<Customer> {
    let count = num_customers(scale);
    let buyers = count - num_prospects(count);
    let shuffle = Dice::new(seed, Topic::Names, 3).below(1 << 20) as usize;
    let orders = orders_by_rank(buyers, num_orders(scale));
    let mut stories = Rotation::new(STORIES.iter().map(|(_, weight)| *weight));
    let mut countries = Rotation::new(COUNTRIES.iter().map(|country| country.weight));
    let mut late_payers = Rotation::new([84, 16]);
    let mut neglected = Rotation::new([98, 2]);
    let mut courted = Rotation::new([5, 1]);
    let mut named: BTreeMap<Culture, usize> = BTreeMap::new();
    (0..count)
        .map(|rank| {
            let mut dice = Dice::new(seed, Topic::Customer, rank as u64);
            let country = countries.turn();
            let of = &COUNTRIES[country];
            let words = of.culture.words();
            let index = named.entry(of.culture).and_modify(|index| *index += 1).or_default();
            let (contact_first_name, contact_last_name) = of.culture.person(*index * 3 + 1, shuffle + 7);
            let (city, state, postal) = *dice.pick(of.cities);
            let habit = orders.get(rank).map(|&orders| {
                let story = if rank == 0 { Story::Founder } else { STORIES[stories.turn()].0 };
                habit(100 * rank / buyers, orders, story, calendar, &mut dice)
            });
            // Nobody looks after most who never ordered, nor after a few who did.
            let cared_for = if habit.is_some() { neglected.turn() == 0 } else { courted.turn() == 1 };
            Customer {
                number: 1001 + scatter(rank, count, shuffle) as i64,
                name: of.culture.company(*index, shuffle),
                contact_last_name,
                contact_first_name,
                phone: format!(
                    "{} {}",
                    of.dial,
                    dice.digits(if of.dial == "+1" { "2## 555 01##" } else { "## 555 ####" })
                ),
                address: dice.pick(words.street).replace('#', &dice.between(1, 240).to_string()),
                address2: dice.chance(18).then(|| format!("Unit {}", dice.between(1, 40))),
                city,
                state,
                postal_code: dice.digits(postal),
                country,
                rep: if cared_for { desk.assign(of.territory) } else { None },
                pays_late: habit.is_some() && late_payers.turn() == 1,
                habit,
            }
        })
        .collect()
}

/// How many orders each buyer places, the largest first: in all exactly `orders`, and a fifth of the buyers most of them.
fn orders_by_rank(buyers: usize, orders: u64) -> Vec<u32> {
    // (1.15 − u) / (u + 0.02) for u from 0 to 1: the same curve at every scale.
    let weights: Vec<u64> = (0..buyers as u64)
        .map(|rank| {
            let u = (2 * rank + 1) * 500 / buyers as u64;
            (1150 - u) * 1_000_000 / (u + 20)
        })
        .collect();
    let total: u64 = weights.iter().sum();
    let spare = orders - buyers as u64;
    let mut before = 0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let upto = (u128::from(spare) * u128::from(before) / u128::from(total)) as u64;
            let share = 1 + upto - given;
            given = upto;
            share as u32
        })
        .collect()
}

/// When the buyer orders that has `percentile` per cent of the buyers before it.
fn habit(percentile: usize, orders: u32, story: Story, calendar: &Calendar, dice: &mut Dice) -> Habit {
    let (start, end) = (calendar.time_of(calendar.first()), calendar.time_of(calendar.last()));
    let story = match story {
        // Newcomers begin small, and a company that lost its large customers would not grow.
        Story::Fresh if percentile < 50 => Story::Loyal,
        Story::Lapsed if percentile < 20 => Story::Loyal,
        other => other,
    };
    let gaps = i64::from(orders.max(2) - 1);
    let days_ago = |days: i64| calendar.last().plus_days(-(days as i32));
    // A point between two days, likelier in the busy season.
    let draw = |dice: &mut Dice, earliest: i64, latest: i64| {
        let (from, to) = (calendar.time_of(days_ago(earliest)), calendar.time_of(days_ago(latest)));
        from + dice.below(to - from)
    };
    let (first, last) = match story {
        Story::Founder => (start, end),
        Story::Loyal => {
            let first = start + dice.below((end - start) / 8);
            let gap = (end - first) / u64::from(orders);
            // Those who order once a year did so lately, or they would pass for lost.
            let lately = end - calendar.time_of(days_ago(240));
            (first, end - dice.below((gap * 7 / 10).min(lately).max(1)))
        }
        Story::Overdue | Story::Lapsed => {
            let last = if story == Story::Overdue { draw(dice, 330, 110) } else { draw(dice, 600, 385) };
            let silence = i64::from(calendar.last().days_since(calendar.day_at(last)));
            // The gaps were shorter than the silence since.
            let history = gaps * silence * dice.between(35, 75) / 100;
            // Where the history would begin before the company did, not all begin on its first day.
            let earliest = start + dice.below((last - start) / 3);
            (calendar.time_of(days_ago(silence + history)).max(earliest), last)
        }
        Story::Fresh => (draw(dice, 200, 70), draw(dice, 60, 0)),
    };
    Habit { orders, first: if orders == 1 { last } else { first }, last }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::demo::employees::employees;

    fn all(scale: u32) -> (Calendar, Vec<Customer>) {
        let calendar = Calendar::new(scale);
        let mut desk = RepDesk::new(&employees(scale, 1));
        let customers = customers(scale, 1, &calendar, &mut desk);
        (calendar, customers)
    }

    #[test]
    fn scale_1_has_122_customers_of_whom_24_never_ordered_and_22_have_no_rep() {
        let (_, customers) = all(1);
        assert_eq!(customers.len(), 122);
        assert_eq!(customers.iter().filter(|customer| customer.habit.is_none()).count(), 24);
        assert_eq!(customers.iter().filter(|customer| customer.rep.is_none()).count(), 22);
    }

    #[test]
    fn orders_add_up_and_most_belong_to_few() {
        for (buyers, orders) in [(98, 326), (5715, 1_108_400)] {
            let shares = orders_by_rank(buyers, orders);
            assert_eq!(shares.iter().map(|&share| u64::from(share)).sum::<u64>(), orders);
            assert!(shares.iter().all(|&share| share > 0));
            let top: u64 = shares[..buyers / 5].iter().map(|&share| u64::from(share)).sum();
            assert!((50..=75).contains(&(100 * top / orders)), "{top} of {orders}");
        }
    }

    #[test]
    fn the_orders_of_a_customer_keep_their_sequence() {
        let (calendar, customers) = all(1);
        for (index, customer) in customers.iter().enumerate() {
            let Some(habit) = customer.habit else { continue };
            let days: Vec<Day> =
                (0..habit.orders).map(|place| habit.day(&calendar, 1, index, place)).collect();
            assert!(days.is_sorted(), "{}: {days:?}", customer.name);
        }
    }

    #[test]
    fn twenty_thousand_customers_have_names_and_numbers_of_their_own() {
        let (_, customers) = all(27_000);
        assert!(customers.len() > 20_000);
        for distinct in [
            customers.iter().map(|customer| customer.name.clone()).collect::<HashSet<_>>(),
            customers.iter().map(|customer| customer.number.to_string()).collect(),
        ] {
            assert_eq!(distinct.len(), customers.len());
        }
    }
}
