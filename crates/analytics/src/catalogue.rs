//! All datasets, in the order of the definitions: flows, states, structure.
//!
//! Exports, the definitions page and the tests are driven from this list.

use crate::dataset::Dataset;
use crate::datasets::*;

/// Every dataset.
pub const DATASETS: [&Dataset; 44] = [
    &business_overview::DATASET,
    &company_monthly::DATASET,
    &countries::DATASET,
    &country_potential::DATASET,
    &cross_sell::DATASET,
    &cross_sell_offers::DATASET,
    &customers::DATASET,
    &kpis::DATASET,
    &orders::DATASET,
    &order_sizes::DATASET,
    &product_lines::DATASET,
    &product_line_leaders::DATASET,
    &product_line_monthly::DATASET,
    &product_monthly::DATASET,
    &products::DATASET,
    &revenue_change::DATASET,
    &sales_by_country::DATASET,
    &sales_reps::DATASET,
    &churn_calls::DATASET,
    &churn_risk::DATASET,
    &credit_misalignment::DATASET,
    &credit_outliers::DATASET,
    &credit_profile::DATASET,
    &credit_proposals::DATASET,
    &customer_rep_map::DATASET,
    &customer_rfm::DATASET,
    &customers_without_rep::DATASET,
    &delivery_watch::DATASET,
    &geo_credit_anomalies::DATASET,
    &high_risk_customers::DATASET,
    &next_orders::DATASET,
    &product_demand_trend::DATASET,
    &receivables::DATASET,
    &rep_balance::DATASET,
    &rep_moves::DATASET,
    &rep_workload::DATASET,
    &stock::DATASET,
    &offices::DATASET,
    &reporting_lines::DATASET,
    &sales_coverage::DATASET,
    &table_profile::DATASET,
    &data_quality::DATASET,
    &data_quality_rows::DATASET,
    &quality_priorities::DATASET,
];

/// The dataset with this name.
pub fn dataset(name: &str) -> Option<&'static Dataset> {
    DATASETS.into_iter().find(|dataset| dataset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dataset_says_what_it_is() {
        let mut names = std::collections::BTreeSet::new();
        for dataset in DATASETS {
            assert!(names.insert(dataset.name), "{} is listed twice", dataset.name);
            let texts = [dataset.title, dataset.definition, dataset.formula, dataset.source, dataset.order];
            assert!(texts.iter().all(|text| !text.is_empty()), "{} lacks a text", dataset.name);
            let mut columns = std::collections::BTreeSet::new();
            for column in dataset.columns {
                assert!(columns.insert(column.name), "{}.{} is listed twice", dataset.name, column.name);
                assert!(column.meaning.ends_with('.'), "{}.{} has no meaning", dataset.name, column.name);
            }
        }
    }
}
