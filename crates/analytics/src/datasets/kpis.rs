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
