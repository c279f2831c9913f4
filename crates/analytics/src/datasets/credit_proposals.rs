//! Credit limits that would be in proportion.

use std::cmp::Reverse;

use units::{Fraction, Money};

use crate::activity::{self, Activity};
use crate::credit::{CreditFactors, Misalignment};
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Credit limits that would be in proportion.
pub const DATASET: Dataset = Dataset {
    name: "credit_proposals",
    title: "Proposed credit limits",
    kind: Kind::State,
    definition: "Over- and under-credited customers with the limit nearest to theirs that would be in proportion; never below what they owe.",
    formula: "over-credited: the largest round amount below factor × revenue, at least the open balance, at most the limit; under-credited: the smallest round amount above revenue / factor. Round means hundreds, where no such amount is in proportion whole units, then cents.",
    source: "customers.creditLimit; orderdetails.quantityOrdered, priceEach; payments.amount",
    order: "size of the change descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::text("employee_name", "Sales rep; empty without one."),
        Column::text("category", "over_credited or under_credited."),
        Column::money("credit_limit", "Credit limit now.").summed(),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::money("outstanding_balance", "What is open.").summed(),
        Column::money("proposed_credit_limit", "Credit limit to propose.").summed(),
        Column::money("change", "Proposed limit less the limit now.").summed(),
    ],
    rows,
};

/// A customer's limit, and one that would be in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Index of the customer.
    pub customer: usize,
    /// How the limit is out of proportion.
    pub misalignment: Misalignment,
    /// Limit now in cents.
    pub limit_cents: i64,
    /// Revenue of all orders in cents.
    pub revenue_cents: i64,
    /// Limit to propose in cents.
    pub proposed_cents: i64,
}

impl Proposal {
    /// Proposed limit less the limit now, in cents.
    pub const fn change_cents(&self) -> i64 {
        self.proposed_cents - self.limit_cents
    }
}

/// The misaligned customers of the filters, the largest change first.
pub fn proposals(view: &View<'_>, activities: &[Activity]) -> Vec<Proposal> {
    let factors = CreditFactors::of(activities, view.policy);
    let mut found: Vec<Proposal> = view
        .customers()
        .filter_map(|index| {
            let customer = &view.snapshot.customers[index];
            let limit_cents = customer.credit_limit?.cents();
            let revenue_cents = activities[index].revenue_cents;
            let factor_hundredths = factors.hundredths_of(index);
            let misalignment = Misalignment::of(customer.credit_limit, revenue_cents, factor_hundredths)?;
            let in_proportion_cents = in_proportion(misalignment, revenue_cents, factor_hundredths);
            let proposed_cents = match misalignment {
                Misalignment::OverCredited => {
                    let owed_cents = customer.account.outstanding_balance().cents();
                    in_proportion_cents.max(owed_cents).min(limit_cents)
                }
                Misalignment::UnderCredited => in_proportion_cents.max(limit_cents),
            };
            Some(Proposal { customer: index, misalignment, limit_cents, revenue_cents, proposed_cents })
        })
        .collect();
    found.sort_by_key(|proposal| (Reverse(proposal.change_cents().abs()), proposal.customer));
    found
}

/// The limit nearest to the bound that is in proportion to a revenue above 0, as round as can be.
fn in_proportion(misalignment: Misalignment, revenue_cents: i64, factor_hundredths: u32) -> i64 {
    const STEPS_CENTS: [i64; 3] = [10_000, 100, 1];
    let (factor, revenue) = (i128::from(factor_hundredths.max(1)), i128::from(revenue_cents));
    let round = |step_cents: i64| {
        let step = i128::from(step_cents);
        let cents = match misalignment {
            // Below factor × revenue: exactly that much is out of proportion already.
            Misalignment::OverCredited => (factor * revenue - 1).div_euclid(100 * step) * step,
            Misalignment::UnderCredited => ((100 * revenue).div_euclid(factor * step) + 1) * step,
        };
        i64::try_from(cents).unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
    };
    let is_sound = |cents: &i64| {
        Misalignment::of(Some(Money::from_cents(*cents)), revenue_cents, factor_hundredths).is_none()
    };
    STEPS_CENTS.into_iter().map(round).find(|cents| *cents > 0 && is_sound(cents)).unwrap_or_else(|| round(1))
}

/// How many times the revenue the limit is, or the reverse, whichever is larger.
pub fn times_apart(proposal: &Proposal) -> Option<Fraction> {
    match proposal.misalignment {
        Misalignment::OverCredited => Fraction::new(proposal.limit_cents, proposal.revenue_cents),
        Misalignment::UnderCredited => Fraction::new(proposal.revenue_cents, proposal.limit_cents),
    }
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    for proposal in proposals(view, &activity::of_customers(view)) {
        let customer = &snapshot.customers[proposal.customer];
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(proposal.customer).name).into(),
            customer.rep.map(|rep| Value::text(&snapshot.employees[rep as usize].name)).into(),
            proposal.misalignment.name().into(),
            Value::cents(proposal.limit_cents),
            Value::cents(proposal.revenue_cents),
            customer.account.outstanding_balance().into(),
            Value::cents(proposal.proposed_cents),
            Value::cents(proposal.change_cents()),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{check, small};

    /// Beta: 800 are twice its 400, of which 100 are open, so 700. Alpha bought for 800, twice its limit of 400: 500.
    #[test]
    fn the_nearest_round_limit_in_proportion() {
        check(
            &DATASET,
            &small(),
            "",
            "1,Alpha,Norway,Rae Rye,under_credited,400.00,800.00,300.00,500.00,100.00
             2,Beta,Norway,Rae Rye,over_credited,800.00,400.00,100.00,700.00,-100.00",
        );
        check(&DATASET, &small(), "country=USA&period=2003", "");
    }

    #[test]
    fn small_amounts_need_finer_steps() {
        // Between 148.51 and 151.50 there is no hundred.
        assert_eq!(in_proportion(Misalignment::OverCredited, 15_000, 101), 15_100);
        assert_eq!(in_proportion(Misalignment::UnderCredited, 15_000, 101), 14_900);
        assert_eq!(in_proportion(Misalignment::OverCredited, 1, 200), 1);
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_in_proportion(revenue in 1..1_000_000_000_i64, factor in 101..2_000_u32) {
            for misalignment in [Misalignment::OverCredited, Misalignment::UnderCredited] {
                let limit = Money::from_cents(in_proportion(misalignment, revenue, factor));
                prop_assert!(revenue < 100 || Misalignment::of(Some(limit), revenue, factor).is_none(), "{limit}");
            }
        }
    }
}
