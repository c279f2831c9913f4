//! Where the numbers differ from the SQL scripts and the dashboard that this one replaces, and why.

/// One difference.
#[derive(Debug)]
pub struct Divergence {
    /// What it is about, in a few words.
    pub topic: &'static str,
    /// How the reference computes it.
    pub reference: &'static str,
    /// What that shows on the Classic Models data.
    pub shows: &'static str,
    /// How it is computed here, and why.
    pub here: &'static str,
    /// KPIs by id that it changes.
    pub kpis: &'static [&'static str],
    /// Datasets that it changes.
    pub datasets: &'static [&'static str],
}

/// Every difference that is known.
pub const DIVERGENCES: [Divergence; 14] = [
    Divergence {
        topic: "On-time shipping",
        reference: "Counts the lines of orders that were shipped in time and divides by orders.",
        shows: "840 % on time.",
        here: "An order counts once, so the share cannot pass 100 %.",
        kpis: &["on_time_pct"],
        datasets: &["kpis", "company_monthly"],
    },
    Divergence {
        topic: "Change to last year",
        reference: "Sets the running year against the whole year before.",
        shows: "A fall of 87 %.",
        here: "The same days of both years are compared, so that months that have not happened yet are not missing revenue.",
        kpis: &["revenue", "orders", "average_order_value", "active_customers"],
        datasets: &["kpis"],
    },
    Divergence {
        topic: "Average order value",
        reference: "Takes the mean of monthly means.",
        shows: "27,171 on average.",
        here: "Revenue divided by orders: a month with few orders weighs no more than they do.",
        kpis: &["average_order_value"],
        datasets: &["kpis", "company_monthly"],
    },
    Divergence {
        topic: "Share of the ten best products",
        reference: "Takes the share of both years from one table of all years.",
        shows: "A change of 0.0 points, always.",
        here: "Each period has its own ten best products and its own revenue.",
        kpis: &["top10_product_share_pct"],
        datasets: &["kpis"],
    },
    Divergence {
        topic: "RFM scores",
        reference: "Cuts customers into five groups of equal size by row number (NTILE), those who never ordered included.",
        shows: "46 of 122 scores depend on the order of the rows.",
        here: "Only buyers are scored, by their middle rank: equal customers get equal scores.",
        kpis: &[],
        datasets: &["customer_rfm"],
    },
    Divergence {
        topic: "Percentiles of countries and limits",
        reference: "Makes a hundred groups (NTILE) of some twenty rows.",
        shows: "No country in the top tenth, 10 of 21 in the bottom tenth.",
        here: "The percentile is the share of rows at or below a value.",
        kpis: &[],
        datasets: &["credit_outliers", "geo_credit_anomalies"],
    },
    Divergence {
        topic: "Months without sales",
        reference: "Compares each row with the row before, whatever month that is.",
        shows: "A change to last year that reaches 15 months back.",
        here: "Series have every calendar month; one without sales is 0.",
        kpis: &[],
        datasets: &["company_monthly", "product_line_monthly", "product_monthly"],
    },
    Divergence {
        topic: "Demand trend",
        reference: "Sets the last three months, the running one included, against the three before.",
        shows: "The end of a season as a decline.",
        here: "Whole months against the same months a year earlier; too few orders are said to be too few.",
        kpis: &[],
        datasets: &["product_demand_trend"],
    },
    Divergence {
        topic: "Customers at risk",
        reference: "Counts prospects without credit and the best customers, and calls everybody late after 180 days.",
        shows: "58 of 122 customers, 3.05 million at risk.",
        here: "A customer is at risk for a stated reason, and late by its own rhythm.",
        kpis: &[],
        datasets: &["high_risk_customers", "churn_risk", "credit_misalignment"],
    },
    Divergence {
        topic: "Cancelled orders",
        reference: "Counts them as owed.",
        shows: "238,854 too much.",
        here: "A cancelled order is in no balance.",
        kpis: &[],
        datasets: &["receivables", "high_risk_customers"],
    },
    Divergence {
        topic: "Countries",
        reference: "Reads a name with a blank at its end as a country of its own, and maps six countries to no region.",
        shows: "28 countries.",
        here: "Texts are trimmed. The regions are configuration, and a country in none is reported.",
        kpis: &[],
        datasets: &["countries", "sales_by_country", "business_overview", "geo_credit_anomalies"],
    },
    Divergence {
        topic: "Sales reps",
        reference: "Takes every employee for one.",
        shows: "23 reps.",
        here: "A rep has the job title or has customers: 17.",
        kpis: &[],
        datasets: &["sales_reps", "rep_workload", "business_overview"],
    },
    Divergence {
        topic: "Products and countries without sales",
        reference: "Leaves them out.",
        shows: "A worst seller that is not the worst.",
        here: "They are listed with 0.",
        kpis: &[],
        datasets: &["products", "countries", "product_line_leaders", "customers"],
    },
    Divergence {
        topic: "Data quality",
        reference: "Writes “OK” as a fixed text.",
        shows: "OK, whatever the data.",
        here: "Checks run at every load, and every row that breaks one can be looked at.",
        kpis: &[],
        datasets: &["data_quality", "data_quality_rows"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue, kpis};

    #[test]
    fn each_concerns_something_that_there_is() {
        for divergence in &DIVERGENCES {
            let topic = divergence.topic;
            assert!(!(divergence.kpis.is_empty() && divergence.datasets.is_empty()), "{topic}");
            for id in divergence.kpis {
                assert!(kpis::KPIS.iter().any(|kpi| kpi.id == *id), "{topic} names the KPI {id}");
            }
            for name in divergence.datasets {
                assert!(catalogue::dataset(name).is_some(), "{topic} names the dataset {name}");
            }
        }
    }
}
