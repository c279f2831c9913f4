//! On-time shipping.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// On-time shipping.
pub(super) const KPI: Kpi = Kpi {
    id: "on_time_pct",
    title: "On-time shipping",
    definition: "Orders shipped on or before their required date, among the orders that have both dates. Delivery is not recorded, so this is not on-time-in-full.",
    formula: "100 × orders with shippedDate ≤ requiredDate / orders with both dates",
    source: "orders.shippedDate, requiredDate",
    no_value: "No order has both dates.",
    direction: Direction::UpIsGood,
    measure: |totals| {
        Fraction::percent(totals.num_on_time_orders, totals.num_orders_with_dates).map(Measure::Percent)
    },
};

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{Fixture, check_kpi, small};

    #[test]
    fn orders_not_lines_among_those_with_both_dates() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "75.00"),
                // 102 and 106 are late, 109 is not.
                ("country=USA", "33.33"),
                ("country=Norway", "100.00"),
                // 106 with two lines is one late order.
                ("period=2004-03", "0.00"),
                ("period=2004-12", ""),
            ],
        );
    }

    #[test]
    fn the_required_day_itself_is_on_time_and_no_calendar_date_is_none() {
        let snapshot = Fixture::new()
            .customers("1 | One | Norway")
            .orders(
                "1 | 2004-01-01 | 2004-01-05 | 2004-01-05 | Shipped | 1
                 2 | 2004-02-01 | 2004-02-05 | 2004-02-06 | Shipped | 1
                 3 | 2004-03-01 | 0000-00-00 | 2004-03-06 | Shipped | 1
                 4 | 2004-04-01 | 2004-04-05 | 2004-04-31 | Shipped | 1
                 5 | 2004-05-01 | 2004-05-05 | 2004-05-05 23:59:59 | Shipped | 1",
            )
            .snapshot();
        check_kpi(
            &KPI,
            &snapshot,
            &[
                ("period=2004-01", "100.00"),
                ("period=2004-02", "0.00"),
                ("period=2004-03", ""),
                ("period=2004-04", ""),
                ("period=2004-05", "100.00"),
                ("", "66.67"),
            ],
        );
    }
}
