//! What can be chosen in each filter under the other filters, with how many orders it leads to.

use crate::scope::Scope;
use crate::view::View;

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As in the query string.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// What it stands under in a list: the region of a country.
    pub group: Option<String>,
    /// Orders of this value under the other filters.
    pub num_orders: i64,
    /// Whether the scope has it.
    pub is_chosen: bool,
}

/// The choices of all filters but the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// Regions by name.
    pub regions: Vec<Choice>,
    /// Countries by region and name.
    pub countries: Vec<Choice>,
    /// Product lines by name.
    pub lines: Vec<Choice>,
    /// Sales reps by name.
    pub reps: Vec<Choice>,
    /// Statuses by name.
    pub statuses: Vec<Choice>,
}

impl Facets {
    /// The choices under the scope. Values without orders under the other filters are left out unless they are chosen.
    pub fn of(view: &View<'_>) -> Facets {
        let snapshot = view.snapshot;
        let counts = |scope: Scope,
                      num_values: usize,
                      value_of: &dyn Fn(&crate::view::OrderInFlow) -> Option<usize>| {
            let mut counts = vec![0_i64; num_values];
            for order in view.under(&scope).flow().orders() {
                if let Some(value) = value_of(&order) {
                    counts[value] += 1;
                }
            }
            counts
        };
        let scope = view.scope;
        let country_of = |customer: usize| &snapshot.countries[snapshot.customers[customer].country as usize];
        let by_region =
            counts(Scope { regions: Vec::new(), ..scope.clone() }, snapshot.regions.len(), &|order| {
                Some(country_of(order.customer).region as usize)
            });
        let by_country =
            counts(Scope { countries: Vec::new(), ..scope.clone() }, snapshot.countries.len(), &|order| {
                Some(snapshot.customers[order.customer].country as usize)
            });
        let by_rep =
            counts(Scope { reps: Vec::new(), ..scope.clone() }, snapshot.employees.len(), &|order| {
                snapshot.customers[order.customer].rep.map(|rep| rep as usize)
            });
        let by_status =
            counts(Scope { statuses: Vec::new(), ..scope.clone() }, snapshot.statuses.len(), &|order| {
                Some(snapshot.orders.status[order.order] as usize)
            });
        let by_line = orders_by_line(&view.under(&Scope { lines: Vec::new(), ..scope.clone() }));
        let choice = |value: &str, num_orders, is_chosen| Choice {
            value: value.to_owned(),
            label: value.to_owned(),
            group: None,
            num_orders,
            is_chosen,
        };
        let has = |values: &[String], text: &str| values.iter().any(|value| value == text);
        let offered =
            |choice: &Choice| !choice.value.is_empty() && (choice.num_orders > 0 || choice.is_chosen);
        let mut countries: Vec<Choice> = snapshot
            .countries
            .iter()
            .zip(by_country)
            .map(|(country, num_orders)| Choice {
                group: Some(snapshot.regions[country.region as usize].to_string()),
                ..choice(&country.name, num_orders, has(&scope.countries, &country.name))
            })
            .filter(offered)
            .collect();
        countries.sort_by(|a, b| (&a.group, &a.value).cmp(&(&b.group, &b.value)));
        let mut reps: Vec<Choice> = snapshot
            .employees
            .iter()
            .zip(by_rep)
            .map(|(rep, num_orders)| Choice {
                value: rep.number.to_string(),
                label: rep.name.to_string(),
                group: None,
                num_orders,
                is_chosen: scope.reps.contains(&rep.number),
            })
            .filter(offered)
            .collect();
        reps.sort_by(|a, b| (&a.label, &a.value).cmp(&(&b.label, &b.value)));
        Facets {
            regions: (snapshot.regions.iter().zip(by_region))
                .map(|(region, num_orders)| choice(region, num_orders, has(&scope.regions, region)))
                .filter(offered)
                .collect(),
            countries,
            lines: (snapshot.product_lines.iter().zip(by_line))
                .map(|(line, num_orders)| choice(&line.name, num_orders, has(&scope.lines, &line.name)))
                .filter(offered)
                .collect(),
            reps,
            statuses: (snapshot.statuses.iter().zip(by_status))
                .map(|(status, num_orders)| choice(status, num_orders, has(&scope.statuses, status)))
                .filter(offered)
                .collect(),
        }
    }
}

/// Orders that have a line of each product line.
fn orders_by_line(view: &View<'_>) -> Vec<i64> {
    let num_lines = view.snapshot.product_lines.len();
    let mut counts = vec![0_i64; num_lines];
    let mut last_order = vec![usize::MAX; num_lines];
    for line in view.flow().lines() {
        if let Some(product_line) = view.snapshot.products[line.product].line {
            let product_line = product_line as usize;
            if std::mem::replace(&mut last_order[product_line], line.order) != line.order {
                counts[product_line] += 1;
            }
        }
    }
    counts
}
