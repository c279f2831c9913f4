//! Which pages show which metric. A page that the server does not have is not linked.

/// Pages by label and path.
type Pages = &'static [(&'static str, &'static str)];

const EXECUTIVE: (&str, &str) = ("Executive view", "/");
const REGIONAL: (&str, &str) = ("Regional view", "/regional");
const RISKS: (&str, &str) = ("Risks", "/risks");
const OPPORTUNITIES: (&str, &str) = ("Opportunities", "/opportunities");
const CHANGED: (&str, &str) = ("What changed", "/what-changed");
const ADVICE: (&str, &str) = ("Recommendations", "/recommendations");
const INSIGHTS: (&str, &str) = ("Insights", "/insights");
const ORGANIZATION: (&str, &str) = ("Organization", "/organization");
const QUALITY: (&str, &str) = ("Data quality", "/data-quality");
const STATUS: (&str, &str) = ("Status", "/status");

/// The pages that show a key figure.
pub(super) const OF_KPIS: Pages = &[EXECUTIVE];

/// The pages that show a dataset or figures of it: the table made of it first.
pub(super) fn of_dataset(name: &str) -> Vec<(&'static str, &'static str)> {
    let pages: Pages = match name {
        "kpis" | "business_overview" => &[EXECUTIVE],
        "company_monthly" => &[EXECUTIVE, INSIGHTS],
        "countries" => &[EXECUTIVE, REGIONAL, INSIGHTS],
        "sales_by_country" => &[EXECUTIVE, REGIONAL],
        "customers" => &[("Customers", "/deep-dive/customers"), EXECUTIVE],
        "products" => &[("Products", "/deep-dive/products"), EXECUTIVE],
        "sales_reps" => &[("Sales reps", "/deep-dive/sales-reps"), EXECUTIVE, REGIONAL],
        "orders" => &[("Orders", "/deep-dive/orders"), RISKS],
        "product_lines" => &[("Product lines", "/deep-dive/product-lines")],
        "product_line_monthly" => &[EXECUTIVE, REGIONAL],
        "cross_sell" => &[("Cross-sell", "/deep-dive/cross-sell"), OPPORTUNITIES],
        "next_orders" => &[("Next orders", "/deep-dive/next-orders"), OPPORTUNITIES],
        "receivables" => &[("Receivables", "/deep-dive/receivables"), RISKS],
        "customer_rfm" => &[("RFM", "/deep-dive/rfm"), OPPORTUNITIES],
        "product_demand_trend" => &[OPPORTUNITIES, INSIGHTS],
        "product_line_leaders" => &[OPPORTUNITIES],
        "churn_risk" => &[RISKS, INSIGHTS],
        "credit_outliers" | "credit_profile" | "geo_credit_anomalies" => &[RISKS],
        "high_risk_customers" => &[("At risk", "/deep-dive/at-risk"), RISKS, INSIGHTS],
        "credit_misalignment" => &[RISKS, OPPORTUNITIES, INSIGHTS],
        "reporting_lines" | "offices" | "sales_coverage" | "customer_rep_map" => &[ORGANIZATION],
        "rep_workload" | "customers_without_rep" => &[ORGANIZATION, INSIGHTS],
        "revenue_change" => &[CHANGED, EXECUTIVE],
        "country_potential" | "cross_sell_offers" | "churn_calls" | "credit_proposals" | "delivery_watch"
        | "rep_balance" | "rep_moves" | "quality_priorities" => &[ADVICE],
        "stock" => &[INSIGHTS],
        "data_quality" => &[QUALITY, INSIGHTS],
        "data_quality_rows" => &[QUALITY],
        "table_profile" => &[QUALITY, STATUS],
        _ => &[],
    };
    pages.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::deep_dive::TABLES;

    #[test]
    fn every_table_of_the_deep_dive_is_named() {
        for table in TABLES {
            let path = format!("/deep-dive/{}", table.slug);
            let pages = of_dataset(table.dataset.name);
            assert!(pages.iter().any(|page| page.1 == path), "{} is shown at {path}", table.dataset.name);
        }
    }
}
