//! The same answers through the program's own `export` command.

use super::golden;
use crate::harness::{server, shared};

/// One wide, one with texts to be quoted, one of each kind, and the one that has every period in it.
const DATASETS: [&str; 5] =
    ["kpis", "customers", "product_monthly", "high_risk_customers", "reporting_lines"];

#[test]
fn export_writes_the_expected_files() {
    let Some(golden) = golden() else { return };
    let mut report = String::new();
    for golden in &golden {
        let Some(database) = shared::path(&format!("data/{}", golden.database)) else { return };
        let files = golden.files();
        for (dataset, expected) in files.iter().filter(|(dataset, _)| DATASETS.contains(&dataset.name)) {
            let output = server::run(
                &["export", dataset.name, "--scope", &golden.scope],
                &[("DB_PATH", database.to_str().unwrap())],
            );
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "export {} --scope {:?}: {said}", dataset.name, golden.scope);
            report.push_str(&golden.difference(
                dataset.name,
                expected,
                &String::from_utf8_lossy(&output.stdout),
            ));
        }
    }
    assert!(report.is_empty(), "{report}");
}
