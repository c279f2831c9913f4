//! Pages neither complain in the console nor move under the reader's eyes.

use serde_json::{Value, json};

use super::ask;
use crate::harness::chromium::{Browser, console};
use crate::serving::every_page::kinds;
use crate::serving::{on, on_classic_models};

#[test]
fn nothing_is_forbidden_or_fails() {
    for database in ["classicmodels.sqlite", "edge-a.sqlite"] {
        let Some(dashboard) = on(database) else { return };
        let (address, pages) = (dashboard.address.clone(), kinds(dashboard));
        Browser::default().visit(move |client| async move {
            // Proof that the log is kept.
            client.goto(&format!("{address}/")).await.unwrap();
            ask(&client, "console.error('proof')").await;
            assert!(console(&client).await.iter().any(|line| line.contains("proof")), "the log is kept");
            for page in pages {
                client.goto(&format!("{address}{page}")).await.unwrap();
                assert_eq!(
                    ask(&client, "return typeof window.htmx").await,
                    json!("object"),
                    "{page} has htmx"
                );
                let said = console(&client).await;
                assert!(said.is_empty(), "{page} of {database}: {said:?}");
            }
        });
    }
}

/// Everything that has moved since the page was loaded, without the reader's doing.
const SHIFTS: &str = "const done = arguments[0];
    new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
        .observe({ type: 'layout-shift', buffered: true });
    // The observer is called only when there is something to tell.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done([]), 300)));";

#[test]
fn nothing_moves_while_it_loads() {
    let Some(dashboard) = on_classic_models() else { return };
    for window in [(1440, 900), (390, 844)] {
        let address = dashboard.address.clone();
        let pages = kinds(dashboard);
        Browser { window, ..Browser::default() }.visit(move |client| async move {
            for page in pages {
                client.goto(&format!("{address}{page}")).await.unwrap();
                let shifts = client.execute_async(SHIFTS, Vec::new()).await.unwrap();
                assert_eq!(shifts, Value::Array(Vec::new()), "{page} in {window:?}");
            }
        });
    }
}
