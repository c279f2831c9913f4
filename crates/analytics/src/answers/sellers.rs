//! Who sells, as far as it fits on one panel: the upper levels of the organisation.

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
    /// Whether no team below it is shown, so that it does not repeat what others bring.
    pub is_lowest: bool,
}

/// The upper levels of the organisation.
#[derive(Clone, Debug)]
pub struct Sellers {
    /// Teams that have customers or revenue in the scope, from the top.
    pub teams: Vec<ShownTeam>,
    /// The lowest team shown with the most revenue, and its share of all revenue in percent.
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
        let shown: Vec<Team> = up_to(deepest).take(MOST_TEAMS).copied().collect();
        let teams: Vec<ShownTeam> = shown
            .iter()
            .enumerate()
            .map(|(index, &team)| ShownTeam {
                team,
                is_lowest: shown.get(index + 1).is_none_or(|next| next.level <= team.level),
            })
            .collect();
        let total_cents: i64 = view.flow_on(change.days).orders().map(|order| order.revenue_cents).sum();
        let best = (teams.iter().filter(|shown| shown.is_lowest && shown.team.revenue_cents > 0))
            .max_by_key(|shown| shown.team.revenue_cents)
            .and_then(|shown| Some((shown.team, Fraction::percent(shown.team.revenue_cents, total_cents)?)));
        Sellers {
            teams,
            best,
            num_employees: view.snapshot.employees.len(),
            num_offices: view.snapshot.offices.len(),
            organization,
        }
    }
}
