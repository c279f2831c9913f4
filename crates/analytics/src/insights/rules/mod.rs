//! The rules, one a file.

pub(super) mod bottom_countries;
pub(super) mod cancelled_orders;
pub(super) mod churn;
mod concentration;
pub(super) mod countries_without_rep;
pub(super) mod country_concentration;
mod credit;
pub(super) mod customer_concentration;
pub(super) mod customers_at_risk;
pub(super) mod customers_without_rep;
pub(super) mod data_quality;
pub(super) mod dead_stock;
pub(super) mod declining_products;
mod demand;
pub(super) mod discount_by_line;
pub(super) mod growing_products;
pub(super) mod line_mix;
pub(super) mod margin_by_line;
pub(super) mod on_time;
pub(super) mod open_balance;
pub(super) mod order_value_by_region;
pub(super) mod over_credited;
pub(super) mod overdue_customers;
mod prices;
pub(super) mod product_concentration;
pub(super) mod product_pairs;
pub(super) mod region_share;
pub(super) mod reorder_interval;
pub(super) mod rep_classes;
pub(super) mod rep_concentration;
pub(super) mod rep_workload;
pub(super) mod rfm_tiers;
pub(super) mod seasonality;
pub(super) mod short_stock;
pub(super) mod stock_cover;
pub(super) mod under_credited;

#[cfg(test)]
mod test;
