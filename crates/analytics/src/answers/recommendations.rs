//! What to do now: seven kinds of recommendation, each with who exactly and how much is at stake.

use units::{Fraction, Money, Period};

use super::breakdown::{Breakdown, Dimension};
use super::spread::Spread;
use crate::activity::{self, Activity};
use crate::credit::Misalignment;
use crate::datasets::churn_calls::churning;
use crate::datasets::country_potential::{Potentials, potentials};
use crate::datasets::credit_proposals::{Proposal, proposals};
use crate::datasets::cross_sell_offers::{Offers, offers};
use crate::datasets::delivery_watch::{Watch, WatchedOrder, watched};
use crate::datasets::quality_priorities::{Priority, priorities};
use crate::kpis::{self, Measure};
use crate::rebalancing::{Territory, territories};
use crate::view::View;

/// The answers of the page.
#[derive(Clone, Debug)]
pub struct Recommendations<'a> {
    /// What every customer did, by index.
    pub activities: Vec<Activity>,
    /// Customers of the customer filters.
    pub num_customers: usize,
    /// Countries to develop.
    pub potentials: Potentials,
    /// How concentrated revenue is over countries.
    pub spread: Spread,
    /// Indices of the countries with most revenue, at most three.
    pub largest_countries: Vec<usize>,
    /// Territories with moves of customers between their reps; those that have a customer of the filters.
    pub territories: Vec<Territory>,
    /// Limits to propose.
    pub proposals: Vec<Proposal>,
    /// Customers to call, the most revenue at risk first.
    pub churning: Vec<usize>,
    /// Products to offer.
    pub offers: Offers,
    /// Orders to see through.
    pub watched: Vec<WatchedOrder>,
    /// On-time shipping of the twelve months to as-of and of the twelve before, in percent.
    pub on_time: OnTime,
    /// Data to put right.
    pub priorities: Vec<Priority<'a>>,
}

/// On-time shipping now and before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    /// Share of the orders with both dates in the twelve months to as-of, in percent; none without such orders.
    pub percent: Option<Fraction>,
    /// The same of the twelve months before; none where the data do not reach back, or without such orders.
    pub before_percent: Option<Fraction>,
}

impl<'a> Recommendations<'a> {
    /// Asks everything of a view.
    pub fn of(view: &View<'a>) -> Recommendations<'a> {
        let snapshot = view.snapshot;
        let activities = activity::of_customers(view);
        let countries = Breakdown::of(view, Dimension::Countries, view.days(), None);
        let selling = countries.items.iter().filter(|item| item.revenue_cents > 0);
        let mut territories = territories(snapshot, view.policy);
        if view.scope.has_customer_filter() {
            territories.retain(|territory| {
                let mut customers = territory.reps.iter().flat_map(|rep| &rep.before);
                customers.any(|&customer| view.has_customer(customer))
            });
        }
        Recommendations {
            num_customers: view.customers().count(),
            potentials: potentials(view),
            spread: Spread::of(countries.items.iter().map(|item| item.revenue_cents)),
            largest_countries: selling.take(3).filter_map(|item| item.index).collect(),
            territories,
            proposals: proposals(view, &activities),
            churning: churning(view, &activities),
            offers: offers(view, &activities),
            watched: watched(view),
            on_time: on_time(view),
            priorities: priorities(snapshot),
            activities,
        }
    }

    /// What the countries to develop could bring, in cents.
    pub fn potential_cents(&self) -> i64 {
        self.potentials.countries.iter().map(|row| row.potential_cents).sum()
    }

    /// How many customers move, and what they bought in all, in cents: the relations at stake.
    pub fn moved(&self, view: &View<'_>) -> (usize, i64) {
        let moves = || self.territories.iter().flat_map(|territory| &territory.moves);
        let revenue: Money = moves().map(|step| view.snapshot.customers[step.customer].account.revenue).sum();
        (moves().count(), revenue.cents())
    }

    /// How many limits should change in one way, and by how much in all, in cents.
    pub fn credit_change(&self, misalignment: Misalignment) -> (usize, i64) {
        let chosen = || self.proposals.iter().filter(|proposal| proposal.misalignment == misalignment);
        (chosen().count(), chosen().map(Proposal::change_cents).sum())
    }

    /// Revenue of the last year of activity of the customers to call, in cents.
    pub fn churn_cents(&self) -> i64 {
        self.churning.iter().map(|&customer| self.activities[customer].last_year_cents).sum()
    }

    /// Expected value of all offers, in cents.
    pub fn offers_cents(&self) -> i64 {
        self.offers.offers.iter().map(|offer| offer.expected_cents).sum()
    }

    /// How many customers have an offer.
    pub fn num_offered(&self) -> usize {
        let mut customers: Vec<usize> = self.offers.offers.iter().map(|offer| offer.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        customers.len()
    }

    /// How many orders are in one kind of trouble.
    pub fn num_watched(&self, watch: Watch) -> usize {
        self.watched.iter().filter(|order| order.watch == watch).count()
    }

    /// Value of the orders that are not settled, in cents.
    pub fn unsettled_cents(&self) -> i64 {
        self.watched.iter().map(WatchedOrder::at_stake_cents).sum()
    }
}

fn on_time(view: &View<'_>) -> OnTime {
    let readings = kpis::read(view, Period::TrailingYear);
    let percent = |measure: Option<Measure>| match measure {
        Some(Measure::Percent(percent)) => Some(percent),
        _ => None,
    };
    let reading = readings.reading("on_time_pct");
    OnTime {
        percent: reading.and_then(|reading| percent(reading.value)),
        before_percent: reading.and_then(|reading| percent(reading.comparison)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{scope, small};
    use crate::policy::Policy;

    fn under<T>(query: &str, read: impl Fn(&Recommendations<'_>, &View<'_>) -> T) -> T {
        let (snapshot, scope, policy) = (small(), scope(query), Policy::default());
        let view = View::new(&snapshot, &scope, &policy);
        read(&Recommendations::of(&view), &view)
    }

    #[test]
    fn stakes_are_sums_of_the_lists() {
        under("", |found, view| {
            assert_eq!(found.potential_cents(), 70_000, "Japan");
            assert_eq!(found.moved(view), (0, 0), "one rep a territory");
            assert_eq!(found.credit_change(Misalignment::OverCredited), (1, -10_000));
            assert_eq!(found.credit_change(Misalignment::UnderCredited), (1, 10_000));
            assert_eq!((found.churning.len(), found.churn_cents()), (0, 0));
            assert_eq!((found.num_offered(), found.offers_cents()), (0, 0));
            assert_eq!((found.num_watched(Watch::Late), found.unsettled_cents()), (2, 20_000));
            // Of 2004's orders with both dates 104, 107, 108 and 109 were in time, 106 was not.
            assert_eq!(found.on_time.percent, Fraction::new(80, 1));
            assert_eq!(found.largest_countries, [1, 2], "Norway, USA");
        });
    }

    #[test]
    fn an_empty_scope_has_nothing_to_recommend_but_states() {
        under("country=Japan&period=2003", |found, view| {
            assert_eq!((found.potential_cents(), found.offers_cents(), found.num_customers), (0, 0, 1));
            assert_eq!((found.watched.len(), found.proposals.len()), (0, 0));
            assert_eq!(found.territories.len(), 1, "Sam's, whose customer it is");
            assert_eq!(found.on_time, OnTime::default());
            assert_eq!(found.moved(view).0, 0);
        });
    }
}
