//! Who sells, as far as it fits on one panel: the upper levels of the organisation.

use std::cmp::Reverse;

use units::Fraction;

use super::Change;
use super::team::{Organization, Team};
use crate::view::View;

/// At most so many managers are shown.
const MOST_TEAMS: usize = 12;

/// A team as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownTeam {
    /// The team.
    pub team: Team,
    /// Whether it brings more by itself than the teams shown below it, so that it does not only repeat what they bring.
    pub is_own: bool,
}

/// The upper levels of the organisation.
#[derive(Clone, Debug)]
pub struct Sellers {
    /// Teams that have customers or revenue in the scope, from the top.
    pub teams: Vec<ShownTeam>,
    /// The team with the most revenue among those that are no mere sum of others, and its share of all revenue in percent.
    pub best: Option<(Team, Fraction)>,
    /// Employees of the company.
    pub num_employees: usize,
    /// Offices of the company.
    pub num_offices: usize,
    /// Customers without rep, reps without customers.
    pub organization: Organization,
}

impl Sellers {
    /// The organisation under the scope, with the change over `change`.
    pub fn of(view: &View<'_>, change: &Change) -> Sellers {
        let organization = Organization::of(view, change);
        let is_active = |team: &&Team| {
            team.num_customers > 0
                || team.revenue_cents != 0
                || team.before_cents.is_some_and(|cents| cents != 0)
        };
        let active: Vec<Team> = organization.teams.iter().filter(is_active).copied().collect();
        let up_to = |level: usize| active.iter().filter(move |team| team.level <= level);
        let deepest = (0..=active.iter().map(|team| team.level).max().unwrap_or(0))
            .rev()
            .find(|&level| up_to(level).count() <= MOST_TEAMS)
            .unwrap_or(0);
        let shown = by_revenue(&up_to(deepest).take(MOST_TEAMS).copied().collect::<Vec<_>>());
        let teams: Vec<ShownTeam> = shown
            .iter()
            .enumerate()
            .map(|(index, &team)| {
                let below = shown[index + 1..].iter().take_while(|other| other.level > team.level);
                let direct = below.filter(|other| other.level == team.level + 1);
                let of_others: Vec<i64> = direct.map(|other| other.revenue_cents).collect();
                let is_own = of_others.is_empty() || 2 * of_others.iter().sum::<i64>() < team.revenue_cents;
                ShownTeam { team, is_own }
            })
            .collect();
        let total_cents: i64 = view.flow_on(change.days).orders().map(|order| order.revenue_cents).sum();
        let best = (teams.iter().filter(|shown| shown.is_own && shown.team.revenue_cents > 0))
            .map(|shown| shown.team)
            .max_by_key(|team| team.revenue_cents)
            .and_then(|team| Some((team, Fraction::percent(team.revenue_cents, total_cents)?)));
        Sellers {
            teams,
            best,
            num_employees: view.snapshot.employees.len(),
            num_offices: view.snapshot.offices.len(),
            organization,
        }
    }
}

/// Teams as a tree with the most revenue first among those that report to the same manager; they come each below its own.
fn by_revenue(teams: &[Team]) -> Vec<Team> {
    /// Level, revenue and original place of a team.
    type Rank = (usize, Reverse<i64>, usize);
    let mut above: Vec<Rank> = Vec::new();
    let mut sorted: Vec<(Vec<Rank>, Team)> = teams
        .iter()
        .enumerate()
        .map(|(index, &team)| {
            above.retain(|&(level, ..)| level < team.level);
            above.push((team.level, Reverse(team.revenue_cents), index));
            (above.clone(), team)
        })
        .collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    sorted.into_iter().map(|(_, team)| team).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_stays_below_its_own_and_the_larger_come_first() {
        let team = |manager, level, revenue_cents| Team {
            manager,
            level,
            num_reps: 1,
            num_customers: 1,
            revenue_cents,
            before_cents: None,
        };
        let teams = [
            team(0, 0, 60),
            team(1, 1, 20),
            team(2, 2, 5),
            team(3, 2, 15),
            team(4, 1, 40),
            team(5, 2, 40),
            team(6, 0, 70),
        ];
        let order: Vec<usize> = by_revenue(&teams).iter().map(|team| team.manager).collect();
        assert_eq!(order, [6, 0, 4, 5, 1, 3, 2]);
    }
}
