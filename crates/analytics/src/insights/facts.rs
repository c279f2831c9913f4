//! What the rules look at, computed once for all of them.

use units::Fraction;

use super::sentence::{Part, Sentence, sentence};
use crate::activity::Activity;
use crate::answers::Change;
use crate::answers::opportunities::{DemandLists, NextOrders, next_orders};
use crate::answers::risk_overview::RiskOverview;
use crate::datasets::company_monthly::Months;
use crate::datasets::cross_sell::{self, Pair};
use crate::datasets::stock::{Stock, stocks};
use crate::kpis::{KPIS, Measure};
use crate::totals::{Sum, Totals};
use crate::view::View;

/// One pass each over what several rules need.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Data, scope and thresholds.
    pub view: &'a View<'a>,
    /// Sums of the scope.
    pub totals: Totals,
    /// Which period changes speak of.
    pub change: Change,
    /// Sums of that period; none where it is the scope's own.
    now: Option<Totals>,
    /// Sums of the period that it is compared with; none without a comparison or without orders then.
    pub before: Option<Totals>,
    /// Months of the scope's filters, whatever its period.
    pub months: Months,
    /// How things stand.
    pub risk: RiskOverview,
    /// What the customers of the scope ever bought, in cents: what states are weighed against.
    pub ever_cents: i64,
    /// Expected orders.
    pub next: NextOrders,
    /// Demand of products.
    pub demand: DemandLists,
    /// Pairs of products bought together.
    pub pairs: Vec<Pair>,
    /// Stock of the products where it is known; none under a filter of customers.
    pub stocks: Vec<Stock>,
}

impl<'a> Facts<'a> {
    /// The facts under a view.
    pub fn of(view: &'a View<'a>) -> Facts<'a> {
        let change = Change::of(view);
        let risk = RiskOverview::of(view);
        let is_own = change.period == view.scope.period;
        Facts {
            totals: Totals::of(view.flow()),
            now: (!is_own).then(|| Totals::of(view.flow_on(change.days))),
            before: change
                .before
                .map(|days| Totals::of(view.flow_on(days)))
                .filter(|before| before.num_orders > 0),
            months: Months::of(view.whole_in_filters()),
            ever_cents: view.customers().map(|customer| risk.activities[customer].revenue_cents).sum(),
            next: next_orders(view, &risk.activities),
            demand: DemandLists::of(view),
            pairs: cross_sell::pairs(view),
            // A stock serves all customers: of some of them it says nothing.
            stocks: if view.scope.has_customer_filter() { Vec::new() } else { stocks(view) },
            risk,
            change,
            view,
        }
    }

    /// Sums of the period that changes speak of.
    pub fn now(&self) -> &Totals {
        self.now.as_ref().unwrap_or(&self.totals)
    }

    /// The activities of the customers of the scope, by index.
    pub fn activities(&self) -> impl Iterator<Item = (usize, &Activity)> {
        self.view.customers().map(|customer| (customer, &self.risk.activities[customer]))
    }

    /// Whether so many items are enough to speak of.
    pub fn is_enough(&self, num_items: usize) -> bool {
        num_items > 0 && num_items >= self.view.policy.insight_min_items as usize
    }

    /// A percentage of a flow now and before.
    pub fn now_and_before(
        &self,
        percent: impl Fn(&Totals) -> Option<Fraction>,
    ) -> (Option<Fraction>, Option<Fraction>) {
        (percent(self.now()), self.before.as_ref().and_then(percent))
    }

    /// `2005 to date 44.1 %, +3.2 pp against 1 Jan – 31 May 2004`; empty without both.
    pub fn points_against_before(&self, (now, before): (Option<Fraction>, Option<Fraction>)) -> Sentence {
        let (Some(now), Some(before), Some(days)) = (now, before, self.change.before) else {
            return Sentence::default();
        };
        let end = sentence![Part::Points(now.minus(before)), " against ", Part::DayRange(days), "."];
        if self.now.is_some() {
            sentence![Part::Period(self.change), ": ", Part::Percent(now), ", "].then(end)
        } else {
            end
        }
    }

    /// Customers of the scope summed up by a property of theirs: what each country, region or rep sold. The last is what has none.
    pub fn by_group(
        &self,
        totals: &Totals,
        num_groups: usize,
        group: impl Fn(usize) -> Option<u32>,
    ) -> Vec<Sum> {
        let mut sums = vec![Sum::default(); num_groups + 1];
        for (customer, of_customer) in totals.by_customer.iter().enumerate() {
            let sum = &mut sums[group(customer).map_or(num_groups, |group| group as usize)];
            sum.revenue_cents += of_customer.revenue_cents;
            sum.units += of_customer.units;
            sum.num_orders += of_customer.num_orders;
        }
        sums
    }

    /// What each country sold.
    pub fn by_country(&self, totals: &Totals) -> Vec<Sum> {
        let snapshot = self.view.snapshot;
        self.by_group(totals, snapshot.countries.len(), |customer| Some(snapshot.customers[customer].country))
    }

    /// What each region sold.
    pub fn by_region(&self, totals: &Totals) -> Vec<Sum> {
        let snapshot = self.view.snapshot;
        self.by_group(totals, snapshot.regions.len(), |customer| Some(snapshot.country_of(customer).region))
    }

    /// What the customers of each employee bought; the last is what customers without a rep did.
    pub fn by_rep(&self, totals: &Totals) -> Vec<Sum> {
        let snapshot = self.view.snapshot;
        self.by_group(totals, snapshot.employees.len(), |customer| snapshot.customers[customer].rep)
    }

    /// What each product line sold; the last is what products without a line did.
    pub fn by_line(&self, totals: &Totals) -> Vec<i64> {
        let snapshot = self.view.snapshot;
        let num_lines = snapshot.product_lines.len();
        let mut cents = vec![0; num_lines + 1];
        for (product, sum) in snapshot.products.iter().zip(&totals.by_product) {
            cents[product.line.map_or(num_lines, |line| line as usize)] += sum.revenue_cents;
        }
        cents
    }
}

/// A KPI of some totals as a percentage; none where it has no value.
pub(super) fn percent_kpi(id: &str, totals: &Totals) -> Option<Fraction> {
    let kpi = KPIS.into_iter().find(|kpi| kpi.id == id)?;
    match (kpi.measure)(totals)? {
        Measure::Percent(percent) => Some(percent),
        _ => None,
    }
}
