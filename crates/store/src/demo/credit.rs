//! The credit limits, which follow what customers bought and owe.

use units::Money;

use super::company::Company;
use super::dice::{Dice, Topic};
use super::lines::{fill, total};
use super::orders::{Orders, Status};
use super::payments::Cashier;
use super::rotation::Rotation;

/// A limit is a multiple of this many cents.
const STEP_CENTS: i64 = 10_000;
/// The highest limit that its column takes, with room to spare.
const MOST_CENTS: i64 = 9_500_000_000;
/// The limit of the few who have one but never ordered, in steps.
const PROSPECT_STEPS: (i64, i64) = (150, 600);

/// How a limit relates to what the customer bought.
#[derive(Clone, Copy, Debug)]
enum Stance {
    Fitting,
    Generous,
    Tight,
}

const STANCES: [(Stance, i64); 3] = [(Stance::Fitting, 80), (Stance::Generous, 8), (Stance::Tight, 12)];

#[derive(Clone, Copy, Debug, Default)]
struct Account {
    revenue: Money,
    open: Money,
}

/// The credit limit of each customer; none where nobody has decided on one yet. Walks through all orders once.
pub(super) fn limits(company: &Company) -> Vec<Option<Money>> {
    let accounts = accounts(company);
    let mut stances = Rotation::new(STANCES.iter().map(|(_, weight)| *weight));
    let mut strained = Rotation::new([1, 1]);
    let mut trusted = Rotation::new([7, 1]);
    let mut undecided = Rotation::new([17, 1]);
    company
        .customers
        .iter()
        .zip(accounts)
        .enumerate()
        .map(|(rank, (customer, account))| {
            let mut dice = Dice::new(company.seed, Topic::Credit, rank as u64);
            if customer.habit.is_none() {
                let trusted = trusted.turn() == 1;
                if undecided.turn() == 1 {
                    return None;
                }
                let steps = if trusted { dice.between(PROSPECT_STEPS.0, PROSPECT_STEPS.1) } else { 0 };
                return Some(Money::from_cents(steps * STEP_CENTS));
            }
            let percent = match STANCES[stances.turn()].0 {
                Stance::Fitting => dice.between(60, 150),
                Stance::Generous => dice.between(215, 340),
                Stance::Tight => dice.between(18, 46),
            };
            let cents = if customer.pays_late && account.open > Money::ZERO && strained.turn() == 1 {
                account.open.cents() * dice.between(45, 90) / 100
            } else {
                account.revenue.cents() * percent / 100
            };
            Some(
                Money::from_cents((cents / STEP_CENTS).max(1) * STEP_CENTS)
                    .min(Money::from_cents(MOST_CENTS)),
            )
        })
        .collect()
}

fn accounts(company: &Company) -> Vec<Account> {
    let mut accounts = vec![Account::default(); company.customers.len()];
    let mut cashier = Cashier::new(company);
    let mut lines = Vec::new();
    for order in Orders::new(company) {
        fill(company, &order, &mut lines);
        let total = total(&lines);
        let account = &mut accounts[order.customer];
        account.revenue += total;
        if order.status != Status::Cancelled {
            account.open += total;
        }
        if let Some(payment) = cashier.settle(&order, total) {
            account.open += -payment.amount;
        }
    }
    accounts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_generous_for_some_tight_for_some_and_exceeded_by_some() {
        let company = Company::new(1, 1);
        let limits = limits(&company);
        let accounts = accounts(&company);
        let buyers = || limits.iter().zip(&accounts).filter(|(_, account)| account.revenue > Money::ZERO);
        let count = |matches: &dyn Fn(Money, &Account) -> bool| {
            buyers().filter(|(limit, account)| limit.is_some_and(|limit| matches(limit, account))).count()
        };
        let over = count(&|limit, account| limit.cents() >= 2 * account.revenue.cents());
        let under = count(&|limit, account| account.revenue.cents() >= 2 * limit.cents());
        let exceeded = count(&|limit, account| account.open > limit);
        assert!((5..=12).contains(&over), "{over} over-credited");
        assert!((8..=22).contains(&under), "{under} under-credited");
        assert!((4..=16).contains(&exceeded), "{exceeded} over their limit");
    }
}
