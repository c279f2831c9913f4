//! What the source says about itself beside the data, in the status for programs.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use units::Money;

use crate::jobs::reconcile::Reconciled;

/// How the data compares with its source, as a document.
pub(super) fn document(reconciled: Option<&Reconciled>) -> Value {
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    match reconciled {
        None => json!({"state": "asking"}),
        Some(Reconciled::SavedCopy) => json!({"state": "no_source"}),
        Some(Reconciled::Failed(why, at)) => json!({"state": "failed", "at": time(*at), "failure": why}),
        Some(Reconciled::Compared(compared)) => {
            let reconciliation = &compared.reconciliation;
            let figures: Vec<Value> = (reconciliation.comparisons.iter())
                .map(|comparison| {
                    let is_money = comparison.subject.is_money();
                    // As files write them: counts as whole numbers, amounts with two decimals.
                    let number = |number: i128| match i64::try_from(number) {
                        Ok(cents) if is_money => Value::from(Money::from_cents(cents).to_string()),
                        Ok(rows) => Value::from(rows),
                        Err(_) => Value::Null,
                    };
                    json!({
                        "figure": comparison.subject.name(),
                        "key": comparison.subject.key(),
                        "source": number(comparison.source),
                        "snapshot": number(comparison.snapshot),
                        "difference": number(comparison.difference()),
                        "unexplained": number(comparison.unexplained()),
                    })
                })
                .collect();
            json!({
                "state": "compared",
                "at": time(compared.at),
                "differing": reconciliation.differing().count(),
                "is_explained": reconciliation.is_explained(),
                "figures": figures,
            })
        }
    }
}
