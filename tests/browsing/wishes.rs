//! Readers who force their own colours see everything, and who want no motion get none.

use serde_json::json;

use super::ask;
use crate::harness::chromium::{Browser, emulate_media};
use crate::serving::every_page::all_sides;
use crate::serving::on_classic_models;

#[test]
fn forced_colours_hide_nothing_and_nothing_moves() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), all_sides(dashboard));
    for dark in [false, true] {
        let (address, pages) = (address.clone(), pages.clone());
        Browser { dark, ..Browser::default() }.visit(move |client| async move {
            let wishes = [("forced-colors", "active"), ("prefers-reduced-motion", "reduce")];
            emulate_media(&client, "", &wishes).await;
            let mut broken = Vec::new();
            for page in pages {
                client.goto(&format!("{address}{page}")).await.unwrap();
                let found = ask(&client, include_str!("forced.js")).await;
                if found != json!([]) {
                    broken.push(format!("{page}: {found}"));
                }
            }
            assert!(broken.is_empty(), "in the reader's colours:\n  {}", broken.join("\n  "));
        });
    }
}
