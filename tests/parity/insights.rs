//! The numbers that the insights say of the real data, and that each leads to rows that amount to it.

use analytics::insights::{Insight, Part, Place, insights};
use analytics::policy::Policy;
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::table::Value;
use analytics::table_query::TableQuery;
use analytics::view::View;

use super::{load, scope, sqlite_url};
use crate::harness::shared;

/// The parts of a sentence that are values, as exports would write them.
fn values(insight: &Insight, snapshot: &Snapshot) -> Vec<String> {
    let finding = &insight.finding;
    let parts = finding.sentence.0.iter().chain(&finding.comparison.0);
    parts.filter_map(|part| value(part, snapshot)).collect()
}

fn value(part: &Part, snapshot: &Snapshot) -> Option<String> {
    Some(match part {
        Part::Money(money) | Part::ExactMoney(money) => money.to_string(),
        Part::Percent(percent) | Part::Times(percent) => Value::Quotient(*percent, 2).to_plain(),
        Part::Days(days, _) => Value::Quotient(*days, 1).to_plain(),
        Part::Number(count) | Part::Count(count, _) => count.to_string(),
        Part::Orders(orders, _) => {
            let numbers = orders.iter().map(|&order| snapshot.orders.number[order].to_string());
            numbers.collect::<Vec<_>>().join(" ")
        }
        Part::Items(analytics::answers::breakdown::Dimension::Countries, items, _) => {
            let names = items.iter().map(|&country| snapshot.countries[country].name.to_string());
            names.collect::<Vec<_>>().join(" ")
        }
        Part::MonthOfYear(month) => format!("month {month}"),
        _ => return None,
    })
}

#[test]
fn what_is_said_of_the_real_data() {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let (snapshot, scope, policy) = (load(&sqlite_url(&file), None), Scope::default(), Policy::default());
    let found = insights(&View::new(&snapshot, &scope, &policy));
    let mut wrong = Vec::new();
    for (rule, expected) in [
        ("customer_concentration", &["19", "98", "40.33"][..]),
        ("product_concentration", &["17.76"]),
        ("country_concentration", &["USA Spain France", "56.02"]),
        ("line_mix", &["40.13"]),
        ("on_time", &["99.68", "312", "1", "10165"]),
        ("reorder_interval", &["183.7", "139.5", "211.5"]),
        ("churn", &["51", "20"]),
        ("overdue_customers", &["9", "14"]),
        ("rfm_tiers", &["19", "26", "23", "30"]),
        ("customers_at_risk", &["23"]),
        ("countries_without_rep", &["Israel Netherlands Poland Portugal Russia South Africa"]),
        ("customers_without_rep", &["22"]),
        ("seasonality", &["month 11", "3.01"]),
        ("margin_by_line", &["39.84"]),
        ("open_balance", &["511497.20"]),
        ("cancelled_orders", &["6", "238854.18"]),
    ] {
        let Some(insight) = found.iter().find(|insight| insight.rule.id == rule) else {
            wrong.push(format!("{rule} is silent"));
            continue;
        };
        let values = values(insight, &snapshot);
        for expected in expected {
            if !values.iter().any(|value| value == expected) {
                wrong.push(format!("{rule} says {values:?} and not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Under each scope: the insight, the dataset and column of its rows, and which of the parts of the sentence they add up to.
#[test]
fn rows_amount_to_what_is_said() {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let snapshot = load(&sqlite_url(&file), None);
    let policy = Policy::default();
    for query in ["", "period=2004", "region=Europe", "line=Classic Cars", "status=Shipped"] {
        let of_page = scope(query);
        for insight in insights(&View::new(&snapshot, &of_page, &policy)) {
            let (place, column) = match insight.rule.id {
                "bottom_countries" | "cancelled_orders" => (0, "revenue"),
                "churn" => (0, "revenue_at_risk"),
                "customers_at_risk" => (1, "amount_at_risk"),
                "open_balance" => (0, "outstanding_balance"),
                _ => continue,
            };
            let rows = &insight.finding.rows[place];
            let dataset = match rows.place {
                Place::Table { dataset, .. } | Place::File(dataset) => dataset,
                Place::Panel(..) => continue,
            };
            let scope = rows.scope.as_ref().unwrap_or(&of_page);
            let dataset = analytics::catalogue::dataset(dataset).unwrap();
            let table = dataset.compute(&View::new(&snapshot, scope, &policy));
            let total = &TableQuery::default().ask(&table).totals[table.column(column).unwrap()];
            let said = values(&insight, &snapshot);
            assert!(
                said.contains(&total.to_plain()),
                "{} under `{query}`: {total:?}, but {said:?}",
                insight.rule.id
            );
        }
    }
}
