//! A snapshot seen through a scope: what every dataset, KPI and page asks.

use columnar::BitSet;
use units::{Day, DayRange, Month, Period};

use crate::policy::Policy;
use crate::scope::Scope;
use crate::snapshot::{CANCELLED, Snapshot};

/// A snapshot, a scope and the thresholds in force, with the filters resolved to sets of indices.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The filters.
    pub scope: &'a Scope,
    /// The thresholds.
    pub policy: &'a Policy,
    countries: Option<BitSet>,
    customers: Option<BitSet>,
    products: Option<BitSet>,
    statuses: Option<BitSet>,
    focus: Option<Focus>,
}

/// One entity whose sales are looked at alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The customer of this index.
    Customer(usize),
    /// The product of this index.
    Product(usize),
    /// The customers of the employee of this index.
    Rep(usize),
    /// The customers of the country of this index.
    Country(usize),
    /// The customers of the employees of the office of this index.
    Office(usize),
}

impl<'a> View<'a> {
    /// Resolves the filters. A filter value that is not in the data selects nothing.
    pub fn new(snapshot: &'a Snapshot, scope: &'a Scope, policy: &'a Policy) -> View<'a> {
        let has = |values: &[String], text: &str| values.iter().any(|value| value == text);
        let filters_countries = !(scope.regions.is_empty() && scope.countries.is_empty());
        let countries = filters_countries.then(|| {
            BitSet::from_fn(snapshot.countries.len(), |index| {
                let country = &snapshot.countries[index];
                (scope.countries.is_empty() || has(&scope.countries, &country.name))
                    && (scope.regions.is_empty()
                        || has(&scope.regions, &snapshot.regions[country.region as usize]))
            })
        });
        let reps = (!scope.reps.is_empty()).then(|| {
            BitSet::from_fn(snapshot.employees.len(), |index| {
                scope.reps.contains(&snapshot.employees[index].number)
            })
        });
        let customers = scope.has_customer_filter().then(|| {
            BitSet::from_fn(snapshot.customers.len(), |index| {
                let customer = &snapshot.customers[index];
                allows(&countries, customer.country as usize)
                    && reps
                        .as_ref()
                        .is_none_or(|reps| customer.rep.is_some_and(|rep| reps.contains(rep as usize)))
            })
        });
        let products = (!scope.lines.is_empty()).then(|| {
            BitSet::from_fn(snapshot.products.len(), |index| {
                let line = snapshot.products[index].line;
                line.is_some_and(|line| has(&scope.lines, &snapshot.product_lines[line as usize].name))
            })
        });
        let is_counted = |status: &str| match scope.statuses.is_empty() {
            true => policy.count_cancelled || status != CANCELLED,
            false => has(&scope.statuses, status),
        };
        let counts_all = scope.statuses.is_empty() && policy.count_cancelled;
        let statuses = (!counts_all)
            .then(|| BitSet::from_fn(snapshot.statuses.len(), |index| is_counted(&snapshot.statuses[index])));
        View { snapshot, scope, policy, countries, customers, products, statuses, focus: None }
    }

    /// The same view of one entity alone: of its customers, or of the product.
    #[must_use]
    pub fn focused(mut self, focus: Focus) -> View<'a> {
        let snapshot = self.snapshot;
        if let Focus::Product(product) = focus {
            let is_chosen = self.has_product(product);
            let chosen = BitSet::from_fn(snapshot.products.len(), |index| index == product && is_chosen);
            self.products = Some(chosen);
        } else {
            let chosen = BitSet::from_fn(snapshot.customers.len(), |index| {
                let customer = &snapshot.customers[index];
                let rep = customer.rep.map(|rep| rep as usize);
                let is_in_focus = match focus {
                    Focus::Customer(customer) => index == customer,
                    Focus::Rep(employee) => rep == Some(employee),
                    Focus::Country(country) => customer.country as usize == country,
                    Focus::Office(office) => {
                        rep.is_some_and(|rep| snapshot.employees[rep].office == Some(office as u32))
                    }
                    Focus::Product(_) => true,
                };
                is_in_focus && self.has_customer(index)
            });
            self.customers = Some(chosen);
        }
        self.focus = Some(focus);
        self
    }

    /// The same data, thresholds and focus under another scope.
    pub fn under<'b>(&self, scope: &'b Scope) -> View<'b>
    where
        'a: 'b,
    {
        let view = View::new(self.snapshot, scope, self.policy);
        match self.focus {
            Some(focus) => view.focused(focus),
            None => view,
        }
    }

    /// The days of the scope's period.
    pub fn days(&self) -> DayRange {
        self.scope.period.days(self.snapshot.first_order_day(), self.snapshot.as_of)
    }

    /// The days that the scope's period is compared with.
    pub fn comparison_days(&self) -> Option<DayRange> {
        self.comparison_of(self.scope.period)
    }

    /// The days that a period is compared with under the scope's kind of comparison.
    pub fn comparison_of(&self, period: Period) -> Option<DayRange> {
        period.comparison(self.scope.compare, self.snapshot.first_order_day(), self.snapshot.as_of)
    }

    /// What happened in the scope.
    pub fn flow(&self) -> Flow<'_> {
        self.flow_in(self.scope.period)
    }

    /// What happened in the scope's filters in another period.
    pub fn flow_in(&self, period: Period) -> Flow<'_> {
        let days = period.days(self.snapshot.first_order_day(), self.snapshot.as_of);
        Flow { view: self, days, has_any_date: period == Period::All, by_customers: true, by_products: true }
    }

    /// What happened in the scope's filters on other days.
    pub fn flow_on(&self, days: DayRange) -> Flow<'_> {
        Flow { view: self, days, has_any_date: false, by_customers: true, by_products: true }
    }

    /// All that ever happened to all customers and products, in orders of the status filter: what states are computed on.
    pub fn whole(&self) -> Flow<'_> {
        Flow { by_customers: false, by_products: false, ..self.flow_in(Period::All) }
    }

    /// All that ever happened to the customers and products of the scope, in orders of the status filter.
    pub fn whole_in_filters(&self) -> Flow<'_> {
        self.flow_in(Period::All)
    }

    /// Whether the customer filters choose this customer.
    pub fn has_customer(&self, customer: usize) -> bool {
        allows(&self.customers, customer)
    }

    /// Whether the country and region filters choose this country.
    pub fn has_country(&self, country: usize) -> bool {
        allows(&self.countries, country)
    }

    /// Whether the rep filter chooses this employee.
    pub fn has_rep(&self, employee: usize) -> bool {
        self.scope.reps.is_empty() || self.scope.reps.contains(&self.snapshot.employees[employee].number)
    }

    /// Whether the line filter chooses this product.
    pub fn has_product(&self, product: usize) -> bool {
        allows(&self.products, product)
    }

    /// Whether the line filter chooses this product line.
    pub fn has_line(&self, line: usize) -> bool {
        let name = &self.snapshot.product_lines[line].name;
        self.scope.lines.is_empty() || self.scope.lines.iter().any(|value| **value == **name)
    }

    /// The customers that the customer filters choose.
    pub fn customers(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.snapshot.customers.len()).filter(|&customer| self.has_customer(customer))
    }

    /// The products that the line filter chooses.
    pub fn products(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.snapshot.products.len()).filter(|&product| self.has_product(product))
    }

    /// The sales reps that the rep filter chooses.
    pub fn sales_reps(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.snapshot.employees.len())
            .filter(|&employee| self.snapshot.employees[employee].is_sales_rep() && self.has_rep(employee))
    }

    /// The countries that have a customer of the customer filters.
    pub fn countries(&self) -> impl Iterator<Item = usize> + '_ {
        let mut is_chosen = vec![false; self.snapshot.countries.len()];
        self.customers()
            .for_each(|customer| is_chosen[self.snapshot.customers[customer].country as usize] = true);
        (0..is_chosen.len()).filter(move |&country| is_chosen[country])
    }
}

fn allows(set: &Option<BitSet>, index: usize) -> bool {
    set.as_ref().is_none_or(|set| set.contains(index))
}

/// The orders, lines and payments that a scope leaves.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    view: &'a View<'a>,
    /// The days of the orders.
    pub days: DayRange,
    /// Under period `all` payments count whatever their date.
    has_any_date: bool,
    by_customers: bool,
    by_products: bool,
}

/// An order of a flow, and the sums of its lines that are in it.
#[derive(Clone, Copy, Debug)]
pub struct OrderInFlow {
    /// Index of the order.
    pub order: usize,
    /// Index of the customer.
    pub customer: usize,
    /// Revenue of the lines in cents.
    pub revenue_cents: i64,
    /// Units of the lines.
    pub units: i64,
    /// How many lines.
    pub num_lines: usize,
}

/// A line of a flow.
#[derive(Clone, Copy, Debug)]
pub struct LineInFlow {
    /// Index of the order.
    pub order: usize,
    /// Index of the customer.
    pub customer: usize,
    /// Index of the product.
    pub product: usize,
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Units.
    pub units: i64,
}

impl<'a> Flow<'a> {
    /// The orders, by date: with a line filter those that have such a line, and the sums of these lines only.
    pub fn orders(self) -> impl Iterator<Item = OrderInFlow> + 'a {
        let snapshot = self.view.snapshot;
        let orders = &snapshot.orders;
        let products = if self.by_products { self.view.products.as_ref() } else { None };
        self.order_indices().filter_map(move |order| {
            let customer = orders.customer[order] as usize;
            let Some(products) = products else {
                return Some(OrderInFlow {
                    order,
                    customer,
                    revenue_cents: orders.revenue_cents[order],
                    units: orders.units[order],
                    num_lines: orders.lines(order).len(),
                });
            };
            let mut sums = OrderInFlow { order, customer, revenue_cents: 0, units: 0, num_lines: 0 };
            for line in orders.lines(order) {
                if products.contains(snapshot.lines.product[line] as usize) {
                    sums.revenue_cents += snapshot.lines.revenue_cents(line);
                    sums.units += i64::from(snapshot.lines.quantity[line]);
                    sums.num_lines += 1;
                }
            }
            (sums.num_lines > 0).then_some(sums)
        })
    }

    /// The lines, by order, then product.
    pub fn lines(self) -> impl Iterator<Item = LineInFlow> + 'a {
        let snapshot = self.view.snapshot;
        self.order_indices().flat_map(move |order| {
            let customer = snapshot.orders.customer[order] as usize;
            self.lines_of(order).map(move |line| LineInFlow {
                order,
                customer,
                product: snapshot.lines.product[line] as usize,
                revenue_cents: snapshot.lines.revenue_cents(line),
                units: i64::from(snapshot.lines.quantity[line]),
            })
        })
    }

    /// The payments of the customers, by their date; none under a line filter, since they cannot be split by product.
    pub fn payments(self) -> Option<impl Iterator<Item = usize> + 'a> {
        let payments = &self.view.snapshot.payments;
        let dated = if self.has_any_date { 0..payments.len() } else { payments.dated(self.days) };
        let is_split = self.by_products && self.view.products.is_some();
        (!is_split).then(|| {
            dated.filter(move |&payment| {
                !self.by_customers || self.view.has_customer(payments.customer[payment] as usize)
            })
        })
    }

    /// The view that this is a flow of.
    pub fn view(self) -> &'a View<'a> {
        self.view
    }

    /// The first and last month of series: from the data's first order to as-of, clipped to the days; none if nothing is left.
    pub fn months(self) -> Option<(Month, Month)> {
        let (first, last) = self.view.snapshot.months();
        let months = (first.max(self.days.start.month()), last.min(self.days.end.month()));
        (months.0 <= months.1).then_some(months)
    }

    /// Whether the month is not over at as-of or not wholly inside the days; the data's first month is not for its first order's sake.
    pub fn is_partial(self, month: Month) -> bool {
        let first_order: Day = self.view.snapshot.first_order_day();
        let starts_inside =
            self.days.start <= month.first_day() || (self.has_any_date && month == first_order.month());
        let ends_inside = month.last_day() <= self.days.end.min(self.view.snapshot.as_of);
        !(starts_inside && ends_inside)
    }

    fn order_indices(self) -> impl Iterator<Item = usize> + 'a {
        let orders = &self.view.snapshot.orders;
        let customers = if self.by_customers { self.view.customers.as_ref() } else { None };
        let statuses = self.view.statuses.as_ref();
        orders.dated(self.days).filter(move |&order| {
            customers.is_none_or(|customers| customers.contains(orders.customer[order] as usize))
                && statuses.is_none_or(|statuses| statuses.contains(orders.status[order] as usize))
        })
    }

    fn lines_of(self, order: usize) -> impl Iterator<Item = usize> + 'a {
        let snapshot = self.view.snapshot;
        let products = if self.by_products { self.view.products.as_ref() } else { None };
        snapshot.orders.lines(order).filter(move |&line| {
            products.is_none_or(|products| products.contains(snapshot.lines.product[line] as usize))
        })
    }
}
