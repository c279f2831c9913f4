//! The snapshot of the sales data and everything that is asked of it.
//!
//! Invariant: this crate is pure. It knows no clock, no SQL, no HTML, and cannot fail on a valid snapshot.

pub mod activity;
pub mod answers;
pub mod catalogue;
pub mod chance;
pub mod credit;
pub mod dataset;
pub mod datasets;
pub mod divergences;
pub mod insights;
pub mod intake;
pub mod kpis;
pub mod organization;
pub mod policy;
pub mod quality;
pub mod ranking;
pub mod rebalancing;
pub mod reconciliation;
pub mod saved;
pub mod schema;
pub mod scope;
pub mod series;
pub mod snapshot;
pub mod table;
pub mod table_query;
pub mod thresholds;
pub mod totals;
pub mod view;
pub mod what_if;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod properties;
