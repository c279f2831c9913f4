//! The company's months.

use units::Month;

use crate::dataset::{Dataset, Kind};
use crate::series::Series;
use crate::table::{Column, Table, Value};
use crate::view::{Flow, View};

/// The company's months.
pub const DATASET: Dataset = Dataset {
    name: "company_monthly",
    title: "Company by month",
    kind: Kind::Flow,
    definition: "Every calendar month from that of the data's first order to that of as-of, clipped to the period; a month without sales is 0. Orders count in the month of their order date.",
    formula: "Changes against the month before (mom) and the same month last year (yoy), and the 3-month mean, exist only where all months involved are whole and inside the series.",
    source: "orders.orderDate, requiredDate, shippedDate, customerNumber; orderdetails.quantityOrdered, priceEach",
    order: "month",
    columns: &[
        Column::month("month", "Calendar month."),
        Column::integer(
            "partial",
            "flag",
            "1 when the month is not over at as-of or not wholly inside the period, else 0.",
        ),
        Column::money("revenue", "Σ quantityOrdered × priceEach.").summed(),
        Column::money("mom_change", "Revenue less that of the month before."),
        Column::percent("mom_pct", "mom_change in percent of the month before."),
        Column::money("yoy_change", "Revenue less that of the same month last year."),
        Column::percent("yoy_pct", "yoy_change in percent of the same month last year."),
        Column::money("rolling_3m_avg", "Mean revenue of the month and the two before."),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::integer("num_buyers", "customers", "Distinct customers of the orders."),
        Column::money("avg_order_value", "Revenue / orders."),
        Column::integer("orders_with_delivery_dates", "orders", "Orders with required and shipped date.")
            .summed(),
        Column::integer("on_time_orders", "orders", "Those of them shipped on or before the required date.")
            .summed(),
        Column::percent("on_time_pct", "On-time orders in percent of orders with both dates."),
    ],
    rows,
};

/// The months of a flow, with what happened in each.
#[derive(Clone, Debug)]
pub struct Months {
    /// First month.
    pub start: Month,
    /// Revenue of each month in cents.
    pub revenue_cents: Vec<i64>,
    /// Whether the month is partial.
    pub is_partial: Vec<bool>,
    /// Orders.
    pub num_orders: Vec<i64>,
    /// Distinct customers of the orders.
    pub num_buyers: Vec<i64>,
    /// Orders with required and shipped date.
    pub num_with_dates: Vec<i64>,
    /// Those of them on time.
    pub num_on_time: Vec<i64>,
}

impl Months {
    /// Sums up a flow by month; no months where the period and the data have none in common.
    pub fn of(flow: Flow<'_>) -> Months {
        let snapshot = flow.view().snapshot;
        let (start, num_months) = match flow.months() {
            Some((start, end)) => (start, (end.months_since(start) + 1) as usize),
            None => (snapshot.months().0, 0),
        };
        let zeros = || vec![0; num_months];
        let mut months = Months {
            start,
            revenue_cents: zeros(),
            is_partial: (0..num_months).map(|index| flow.is_partial(start.plus(index as i32))).collect(),
            num_orders: zeros(),
            num_buyers: zeros(),
            num_with_dates: zeros(),
            num_on_time: zeros(),
        };
        // Orders come by date, so a customer is new in a month if the last month it was seen in is another.
        let mut last_month_of_customer = vec![usize::MAX; snapshot.customers.len()];
        for order in flow.orders() {
            let index = snapshot.orders.date[order.order].month().months_since(start) as usize;
            months.revenue_cents[index] += order.revenue_cents;
            months.num_orders[index] += 1;
            if std::mem::replace(&mut last_month_of_customer[order.customer], index) != index {
                months.num_buyers[index] += 1;
            }
            if let Some(is_on_time) = snapshot.orders.on_time(order.order) {
                months.num_with_dates[index] += 1;
                months.num_on_time[index] += i64::from(is_on_time);
            }
        }
        months
    }

    /// How many months.
    pub fn len(&self) -> usize {
        self.revenue_cents.len()
    }

    /// Whether there is no month.
    pub fn is_empty(&self) -> bool {
        self.revenue_cents.is_empty()
    }

    /// The month at an index.
    pub fn month(&self, index: usize) -> Month {
        self.start.plus(index as i32)
    }

    /// The revenue as a series.
    pub fn revenue(&self) -> Series<'_> {
        Series { start: self.start, cents: &self.revenue_cents, is_partial: &self.is_partial }
    }
}

fn rows(view: &View<'_>, table: &mut Table) {
    let months = Months::of(view.flow());
    for index in 0..months.len() {
        let [mom, mom_percent, yoy, yoy_percent, rolling] = months.revenue().change_values(index);
        table.push([
            months.month(index).into(),
            i64::from(months.is_partial[index]).into(),
            Value::cents(months.revenue_cents[index]),
            mom,
            mom_percent,
            yoy,
            yoy_percent,
            rolling,
            months.num_orders[index].into(),
            months.num_buyers[index].into(),
            Value::mean_money(months.revenue_cents[index], months.num_orders[index]),
            months.num_with_dates[index].into(),
            months.num_on_time[index].into(),
            Value::percent(months.num_on_time[index], months.num_with_dates[index]),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{check, small, small_fixture};

    #[test]
    fn every_month_from_the_first_order_to_as_of() {
        check(
            &DATASET,
            &small(),
            "",
            "2003-11,0,300.00,,,,,,2,2,150.00,2,1,50.00
             2003-12,0,200.00,-100.00,-33.33,,,,1,1,200.00,1,1,100.00
             2004-01,0,100.00,-100.00,-50.00,,,200.00,1,1,100.00,1,1,100.00
             2004-02,0,0.00,-100.00,-100.00,,,100.00,0,0,,0,0,
             2004-03,0,400.00,400.00,,,,166.67,2,2,200.00,1,0,0.00
             2004-04,0,0.00,-400.00,-100.00,,,133.33,0,0,,0,0,
             2004-05,0,0.00,0.00,,,,133.33,0,0,,0,0,
             2004-06,0,300.00,300.00,,,,100.00,1,1,300.00,1,1,100.00
             2004-07,0,0.00,-300.00,-100.00,,,100.00,0,0,,0,0,
             2004-08,0,0.00,0.00,,,,100.00,0,0,,0,0,
             2004-09,0,0.00,0.00,,,,0.00,0,0,,0,0,
             2004-10,0,0.00,0.00,,,,0.00,0,0,,0,0,
             2004-11,0,500.00,500.00,,200.00,66.67,166.67,2,2,250.00,2,2,100.00
             2004-12,1,200.00,,,,,,3,3,66.67,0,0,",
        );
    }

    #[test]
    fn a_month_that_the_period_cuts_is_partial_and_compared_with_nothing() {
        check(
            &DATASET,
            &small(),
            "period=2004-01-15..2004-03-31",
            "2004-01,1,100.00,,,,,,1,1,100.00,1,1,100.00
             2004-02,0,0.00,,,,,,0,0,,0,0,
             2004-03,0,400.00,400.00,,,,,2,2,200.00,1,0,0.00",
        );
    }

    #[test]
    fn a_month_is_whole_when_as_of_is_its_last_day() {
        let day = |as_of| small_fixture().dated(as_of).snapshot();
        check(&DATASET, &day("2004-12-30"), "period=2004-12", "2004-12,1,200.00,,,,,,3,3,66.67,0,0,");
        check(&DATASET, &day("2004-12-31"), "period=2004-12", "2004-12,0,200.00,,,,,,3,3,66.67,0,0,");
    }

    #[test]
    fn a_period_outside_the_data_has_no_months() {
        check(&DATASET, &small(), "period=2010", "");
        check(&DATASET, &small(), "period=2003-10", "");
    }

    #[test]
    fn a_filter_does_not_shorten_the_series() {
        check(
            &DATASET,
            &small(),
            "country=Japan&period=2003",
            "2003-11,0,0.00,,,,,,0,0,,0,0,
             2003-12,0,0.00,0.00,,,,,0,0,,0,0,",
        );
    }
}
