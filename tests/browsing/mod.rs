//! The pages as a reader meets them: in a browser, by pointer and by keyboard, with scripts and without.

mod accessibility;
mod executive;
mod history;
mod keyboard;
mod lighthouse;
mod paper;
mod quiet;
mod scriptless;
mod swapping;
mod widths;
mod wishes;

use fantoccini::Client;
use serde_json::Value;

/// What a script returns.
async fn ask(client: &Client, script: &str) -> Value {
    client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script:.80}: {error}"))
}

/// How long to wait for what must come about before it counts as failed.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// Waits until a script returns true.
async fn until(client: &Client, what: &str, script: &str) {
    let waiting = async {
        // While one page gives way to the next, a script has nowhere to run: that is not the end of it.
        while client.execute(script, Vec::new()).await.ok() != Some(Value::Bool(true)) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
        panic!("it never came true that {what}; the page is {:?}", client.current_url().await);
    }
}

/// The figures on the cards, as they are written.
const CARDS: &str =
    "return [...document.querySelectorAll('.kpi-value')].map(card => card.textContent.trim())";
