//! Every KPI for every period of the selector.

use units::Period;

use crate::dataset::{Dataset, Kind};
use crate::kpis;
use crate::table::{Column, ColumnKind, Table, Value};
use crate::view::View;

/// Every KPI for every period of the selector.
pub const DATASET: Dataset = Dataset {
    name: "kpis",
    title: "Key figures",
    kind: Kind::Flow,
    definition: "Every KPI for every period of the selector under the filters, whatever the period filter; a period without orders in the scope has no rows.",
    formula: "As each KPI is defined. The change is in the unit of the value (points for percentages), in percent only for amounts and counts.",
    source: "orders, orderdetails, products.buyPrice, payments",
    order: "all, mtd, qtd, ytd, ttm, years ascending; KPIs as listed",
    columns: &[
        Column::text("period", "Period of the selector."),
        Column::text("kpi", "Which KPI."),
        Column::new("value", ColumnKind::Mixed, "as the KPI", "The figure; empty where it has no value."),
        Column::new(
            "comparison_value",
            ColumnKind::Mixed,
            "as the KPI",
            "The figure of the comparison period.",
        ),
        Column::new(
            "delta",
            ColumnKind::Mixed,
            "as the KPI, points for percentages",
            "Value minus comparison value.",
        ),
        Column::percent(
            "delta_pct",
            "Delta in percent of the comparison value; empty from zero and for percentages.",
        ),
        Column::date("start", "First day of the period."),
        Column::date("end", "Last day of the period; as-of while it runs."),
        Column::date("comparison_start", "First day of the comparison period."),
        Column::date("comparison_end", "Last day of the comparison period."),
    ],
    rows,
};

/// The periods of the selector: running ones, then each year of the data.
pub fn selector_periods(view: &View<'_>) -> Vec<Period> {
    let snapshot = view.snapshot;
    let years = snapshot.first_order_day().year()..=snapshot.as_of.year();
    [Period::All, Period::MonthToDate, Period::QuarterToDate, Period::YearToDate, Period::TrailingYear]
        .into_iter()
        .chain(years.map(Period::Year))
        .collect()
}

fn rows(view: &View<'_>, table: &mut Table) {
    for period in selector_periods(view) {
        let readings = kpis::read(view, period);
        if readings.num_orders == 0 {
            continue;
        }
        let name: Value = Value::Text(period.to_string().into());
        for reading in readings.readings {
            table.push([
                name.clone(),
                reading.kpi.id.into(),
                reading.value.into(),
                reading.comparison.into(),
                reading.delta.into(),
                Value::quotient(reading.delta_percent, 2),
                readings.days.start.into(),
                readings.days.end.into(),
                readings.comparison_days.map(|days| days.start).into(),
                readings.comparison_days.map(|days| days.end).into(),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{assert_rows, check, rows, rows_under, small};
    use crate::policy::Policy;

    fn check_period(period: &str, query: &str, expected: &str) {
        let mut found = rows(&DATASET, &small(), query);
        found.retain(|row| row.starts_with(&format!("{period},")));
        assert_rows(&found, expected, &format!("{period} under `{query}`"));
    }

    fn periods(query: &str) -> Vec<String> {
        let mut periods: Vec<String> = rows(&DATASET, &small(), query)
            .iter()
            .filter_map(|row| Some(row.split_once(',')?.0.to_owned()))
            .collect();
        periods.dedup();
        periods
    }

    #[test]
    fn the_whole_has_no_comparison() {
        check_period(
            "all",
            "",
            "all,revenue,2000.00,,,,2003-11-10,2004-12-15,,
             all,orders,12,,,,2003-11-10,2004-12-15,,
             all,average_order_value,166.67,,,,2003-11-10,2004-12-15,,
             all,on_time_pct,75.00,,,,2003-11-10,2004-12-15,,
             all,top10_product_share_pct,100.00,,,,2003-11-10,2004-12-15,,
             all,payment_coverage_pct,60.00,,,,2003-11-10,2004-12-15,,
             all,customer_concentration_pct,40.00,,,,2003-11-10,2004-12-15,,
             all,active_customers,3,,,,2003-11-10,2004-12-15,,
             all,gross_margin_pct,42.00,,,,2003-11-10,2004-12-15,,",
        );
    }

    /// 110, 111 and 112 against 103 and the payment of 10 December 2003; no order of December 2004 has shipped.
    #[test]
    fn amounts_change_in_percent_and_percentages_in_points() {
        check_period(
            "mtd",
            "",
            "mtd,revenue,200.00,200.00,0.00,0.00,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,orders,3,1,2,200.00,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,average_order_value,66.67,200.00,-133.33,-66.67,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,on_time_pct,,100.00,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,top10_product_share_pct,100.00,100.00,0.00,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,payment_coverage_pct,0.00,50.00,-50.00,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,customer_concentration_pct,50.00,100.00,-50.00,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,active_customers,3,1,2,200.00,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,gross_margin_pct,40.00,45.00,-5.00,,2004-12-01,2004-12-15,2003-12-01,2003-12-15",
        );
    }

    /// Gamma's order without lines, and nothing in the USA in December 2003.
    #[test]
    fn a_comparison_without_orders_is_zero_and_has_no_ratios() {
        check_period(
            "mtd",
            "country=USA",
            "mtd,revenue,0.00,0.00,0.00,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,orders,1,0,1,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,average_order_value,0.00,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,on_time_pct,,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,top10_product_share_pct,,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,payment_coverage_pct,,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,customer_concentration_pct,,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,active_customers,1,0,1,,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             mtd,gross_margin_pct,,,,,2004-12-01,2004-12-15,2003-12-01,2003-12-15",
        );
    }

    /// The data begin in November 2003, so neither 2002 nor the quarter from October 2003 can be compared with.
    #[test]
    fn a_year_before_the_data_is_no_comparison() {
        check_period(
            "2003",
            "",
            "2003,revenue,500.00,,,,2003-01-01,2003-12-31,,
             2003,orders,3,,,,2003-01-01,2003-12-31,,
             2003,average_order_value,166.67,,,,2003-01-01,2003-12-31,,
             2003,on_time_pct,66.67,,,,2003-01-01,2003-12-31,,
             2003,top10_product_share_pct,100.00,,,,2003-01-01,2003-12-31,,
             2003,payment_coverage_pct,20.00,,,,2003-01-01,2003-12-31,,
             2003,customer_concentration_pct,40.00,,,,2003-01-01,2003-12-31,,
             2003,active_customers,3,,,,2003-01-01,2003-12-31,,
             2003,gross_margin_pct,42.00,,,,2003-01-01,2003-12-31,,",
        );
        let starts = |row: &&String| row.contains(",revenue,");
        let rows = rows(&DATASET, &small(), "");
        let rows: Vec<String> = rows.iter().filter(starts).cloned().collect();
        assert_rows(
            &rows,
            "all,revenue,2000.00,,,,2003-11-10,2004-12-15,,
             mtd,revenue,200.00,200.00,0.00,0.00,2004-12-01,2004-12-15,2003-12-01,2003-12-15
             qtd,revenue,700.00,,,,2004-10-01,2004-12-15,,
             ytd,revenue,1500.00,,,,2004-01-01,2004-12-15,,
             ttm,revenue,1500.00,,,,2003-12-16,2004-12-15,,
             2003,revenue,500.00,,,,2003-01-01,2003-12-31,,
             2004,revenue,1500.00,,,,2004-01-01,2004-12-15,,",
            "revenue of every period",
        );
    }

    #[test]
    fn the_period_before_is_compared_where_it_is_asked_for() {
        let found = rows(&DATASET, &small(), "compare=previous");
        let revenue: Vec<String> = found.into_iter().filter(|row| row.contains(",revenue,")).collect();
        assert_rows(
            &revenue,
            "all,revenue,2000.00,,,,2003-11-10,2004-12-15,,
             mtd,revenue,200.00,200.00,0.00,0.00,2004-12-01,2004-12-15,2004-11-01,2004-11-15
             qtd,revenue,700.00,0.00,700.00,,2004-10-01,2004-12-15,2004-07-01,2004-09-14
             ytd,revenue,1500.00,,,,2004-01-01,2004-12-15,,
             ttm,revenue,1500.00,,,,2003-12-16,2004-12-15,,
             2003,revenue,500.00,,,,2003-01-01,2003-12-31,,
             2004,revenue,1500.00,,,,2004-01-01,2004-12-15,,",
            "against the period before",
        );
    }

    #[test]
    fn periods_without_orders_in_the_scope_have_no_rows() {
        assert_eq!(periods(""), ["all", "mtd", "qtd", "ytd", "ttm", "2003", "2004"]);
        // Order 105 of March 2004.
        assert_eq!(periods("status=Cancelled"), ["all", "ytd", "ttm", "2004"]);
        check(&DATASET, &small(), "country=Japan", "");
    }

    #[test]
    fn the_period_filter_changes_nothing_and_a_line_has_no_payments() {
        assert_eq!(rows(&DATASET, &small(), "period=2003-12"), rows(&DATASET, &small(), ""));
        let coverage = |row: &&String| row.starts_with("all,payment_coverage_pct");
        let rows = rows(&DATASET, &small(), "line=Cars");
        let found: Vec<_> = rows.iter().filter(coverage).collect();
        assert_eq!(found, ["all,payment_coverage_pct,,,,,2003-11-10,2004-12-15,,"]);
    }

    /// Without order 105 there are 1900 in 11 orders that cost 1110; a status that is asked for counts all the same.
    #[test]
    fn cancelled_orders_can_be_left_out() {
        let policy = Policy { count_cancelled: false, ..Policy::default() };
        let whole = |query| -> Vec<String> {
            let rows = rows_under(&policy, &DATASET, &small(), query);
            let whole = rows.iter().filter_map(|row| row.strip_prefix("all,"));
            whole.map(|row| row.split(',').take(2).collect::<Vec<_>>().join(",")).collect()
        };
        let expected = "revenue,1900.00
                        orders,11
                        average_order_value,172.73
                        on_time_pct,75.00
                        top10_product_share_pct,100.00
                        payment_coverage_pct,63.16
                        customer_concentration_pct,42.11
                        active_customers,3
                        gross_margin_pct,41.58";
        assert_rows(&whole(""), expected, "without the cancelled order");
        assert_rows(&whole("status=Cancelled")[..2], "revenue,100.00\norders,1", "the cancelled order alone");
    }
}
