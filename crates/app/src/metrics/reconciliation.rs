//! How far the source's own sums and the data are apart.

use prometheus::{Gauge, GaugeVec, Opts, Registry};

use super::add;
use crate::jobs::reconcile::Reconciled;

/// Adds what is known; nothing while the source is being asked.
pub(super) fn add_to(registry: &Registry, reconciled: Option<&Reconciled>) {
    let failed = Gauge::new(
        "dashboard_reconciliation_failed",
        "1 when the source could not add up its own rows after the last load.",
    );
    add(registry, failed).set(f64::from(u8::from(matches!(reconciled, Some(Reconciled::Failed(..))))));
    let Some(Reconciled::Compared(compared)) = reconciled else { return };
    let by_figure = |name: &str, help: &str| add(registry, GaugeVec::new(Opts::new(name, help), &["figure"]));
    let differences = by_figure(
        "dashboard_reconciliation_difference",
        "Rows or units of money by which the source's own sums and the data differ; over years and countries, added up.",
    );
    let unexplained = by_figure(
        "dashboard_reconciliation_unexplained",
        "What of that the rows which are left out do not account for.",
    );
    for (name, apart) in compared.reconciliation.by_name() {
        let unit = if apart.is_money { 100.0 } else { 1.0 };
        differences.with_label_values(&[name]).set(apart.difference as f64 / unit);
        unexplained.with_label_values(&[name]).set(apart.unexplained as f64 / unit);
    }
}
