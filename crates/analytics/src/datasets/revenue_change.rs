//! Why revenue changed, by line, country, customer, rep and product.

use units::DayRange;

use crate::answers::Change;
use crate::answers::breakdown::Dimension;
use crate::answers::revenue_change::{Parts, RevenueChange, whole};
use crate::dataset::{Dataset, Kind};
use crate::snapshot::Snapshot;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Why revenue changed.
pub const DATASET: Dataset = Dataset {
    name: "revenue_change",
    title: "Revenue change",
    kind: Kind::Flow,
    definition: "The change of revenue against the comparison period, split without remainder into new, lost, volume, price and mix: of the scope as one, and of each product line, country, customer, sales rep and product with revenue in either period. The rows of each dimension add up to the change of the revenue KPI. All time stands for year to date; no rows without a comparison.",
    formula: "new: revenue of an item that had none before; lost: minus the revenue of one that has none now; else price = Σ q1 (p1 − p0) over the products that the item has in both periods, volume = (Q1 − Q0) P0 with P0 the item's mean price before, mix = change − price − volume. Rounded to the cent where units of now are valued at prices of before; mix takes the rest.",
    source: "orders.orderDate; orderdetails.quantityOrdered, priceEach; products.productLine; customers.country, salesRepEmployeeNumber",
    order: "dimension as listed; largest change first, whatever its sign; key",
    columns: &[
        Column::text("dimension", "total, product_line, country, customer, sales_rep or product."),
        Column::text("item_key", "Key of the item; empty for the total and for what has no such thing."),
        Column::text("item_name", "Its name."),
        Column::money("revenue_before", "Revenue of the comparison period."),
        Column::money("new", "Revenue of an item that had none before."),
        Column::money("lost", "Minus the revenue before of an item that has none now."),
        Column::money("volume", "More or fewer units, at the item's mean price before."),
        Column::money("price", "Other prices of the same products, at the units of now."),
        Column::money("mix", "Other products in the same number of units."),
        Column::money("change", "Revenue less revenue before: the sum of the five parts."),
        Column::money("revenue", "Revenue of the period."),
        Column::money(
            "comparable_revenue",
            "Revenue of the products that the item has in both periods, on which the price part was measured.",
        ),
        Column::date("start", "First day of the period."),
        Column::date("end", "Last day of the period; as-of while it runs."),
        Column::date("comparison_start", "First day of the comparison period."),
        Column::date("comparison_end", "Last day of the comparison period."),
    ],
    rows,
};

/// The dimensions by which changes are split, under the names that the dataset has for them.
pub const DIMENSIONS: [(Dimension, &str); 5] = [
    (Dimension::Lines, "product_line"),
    (Dimension::Countries, "country"),
    (Dimension::Customers, "customer"),
    (Dimension::Reps, "sales_rep"),
    (Dimension::Products, "product"),
];

fn rows(view: &View<'_>, table: &mut Table) {
    let change = Change::of(view);
    let Some(before) = change.before else { return };
    let days = (change.days, before);
    push(table, "total", [Value::None, Value::None], &whole(view, change.days, before), days);
    for (dimension, name) in DIMENSIONS {
        for item in RevenueChange::of(view, dimension).iter().flat_map(|change| &change.items) {
            let named = item
                .index
                .map_or([Value::None, Value::None], |index| key_and_name(view.snapshot, dimension, index));
            push(table, name, named, &item.parts, days);
        }
    }
}

fn push(
    table: &mut Table,
    dimension: &'static str,
    [key, name]: [Value; 2],
    parts: &Parts,
    (days, before): (DayRange, DayRange),
) {
    table.push([
        dimension.into(),
        key,
        name,
        Value::cents(parts.before_cents),
        Value::cents(parts.new_cents),
        Value::cents(parts.lost_cents),
        Value::cents(parts.volume_cents),
        Value::cents(parts.price_cents),
        Value::cents(parts.mix_cents),
        Value::cents(parts.change_cents()),
        Value::cents(parts.now_cents),
        Value::cents(parts.comparable_cents),
        days.start.into(),
        days.end.into(),
        before.start.into(),
        before.end.into(),
    ]);
}

fn key_and_name(snapshot: &Snapshot, dimension: Dimension, index: usize) -> [Value; 2] {
    let number = |number: i64| Value::Text(number.to_string().into());
    match dimension {
        Dimension::Lines => {
            let name = &snapshot.product_lines[index].name;
            [name.into(), name.into()]
        }
        Dimension::Countries => {
            let name = &snapshot.countries[index].name;
            [name.into(), name.into()]
        }
        Dimension::Customers => {
            let customer = &snapshot.customers[index];
            [number(customer.number), (&customer.name).into()]
        }
        Dimension::Reps => {
            let employee = &snapshot.employees[index];
            [number(employee.number), (&employee.name).into()]
        }
        Dimension::Products => {
            let product = &snapshot.products[index];
            [(&product.code).into(), (&product.name).into()]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{check, rows, small};

    /// December: Beta bought two S1 at 50 instead of ten C1 at 10 and five C2 at 20, Alpha ten C1 instead of nothing. All in all the
    /// same 200, for 12 units instead of 15.
    #[test]
    fn one_month_against_that_of_the_year_before() {
        let found = rows(&DATASET, &small(), "period=2004-12");
        let days = "2004-12-01,2004-12-15,2003-12-01,2003-12-15";
        assert_eq!(
            found,
            [
                format!("total,,,200.00,0.00,0.00,-40.00,0.00,40.00,0.00,200.00,100.00,{days}"),
                format!(
                    "product_line,Cars,Cars,200.00,0.00,0.00,-66.67,0.00,-33.33,-100.00,100.00,100.00,{days}"
                ),
                format!("product_line,Ships,Ships,0.00,100.00,0.00,0.00,0.00,0.00,100.00,100.00,0.00,{days}"),
                format!("country,Norway,Norway,200.00,0.00,0.00,-40.00,0.00,40.00,0.00,200.00,100.00,{days}"),
                format!("customer,1,Alpha,0.00,100.00,0.00,0.00,0.00,0.00,100.00,100.00,0.00,{days}"),
                format!("customer,2,Beta,200.00,0.00,0.00,-173.33,0.00,73.33,-100.00,100.00,0.00,{days}"),
                format!("sales_rep,20,Rae Rye,200.00,0.00,0.00,-40.00,0.00,40.00,0.00,200.00,100.00,{days}"),
                format!("product,C2,Cabrio,100.00,0.00,-100.00,0.00,0.00,0.00,-100.00,0.00,0.00,{days}"),
                format!("product,S1,Sloop,0.00,100.00,0.00,0.00,0.00,0.00,100.00,100.00,0.00,{days}"),
                format!("product,C1,Coupe,100.00,0.00,0.00,0.00,0.00,0.00,0.00,100.00,100.00,{days}"),
            ]
        );
    }

    #[test]
    fn without_a_comparison_there_are_no_rows() {
        check(&DATASET, &small(), "period=2003", "");
    }
}
