//! Every page can be printed.

use fantoccini::wd::PrintConfiguration;

use serde_json::{Value, json};

use super::ask;
use crate::harness::chromium::{Browser, emulate_media};
use crate::serving::every_page::{all_sides, kinds};
use crate::serving::on_classic_models;

/// A page with a title and nothing else takes about this much.
const LEAST_BYTES: usize = 15_000;

#[test]
fn paper_is_not_empty() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), kinds(dashboard));
    Browser::default().visit(move |client| async move {
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            let pdf = client.print(PrintConfiguration::default()).await.unwrap();
            assert!(pdf.starts_with(b"%PDF-"), "{page} prints");
            assert!(pdf.len() > LEAST_BYTES, "{page} prints {} bytes", pdf.len());
        }
    });
}

/// What must stand on paper too: the scope, and the day of the data.
const SCOPE: &str = "const text = each => each.textContent.replace(/\\s+/g, ' ').trim();
    const day = document.querySelector('.foot time');
    return [...document.querySelectorAll('.scope')].map(text).concat(day ? [`Data as of ${text(day)}`] : [])";

/// The width of A4 across without its margins, in CSS pixels, and the height that is left for a drawing.
const PAPER: (u32, u32) = (1032, 703);

#[test]
fn it_says_what_it_shows_and_cuts_nothing() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), all_sides(dashboard));
    let script = include_str!("printed.js").replace("PAPER_HEIGHT", &PAPER.1.to_string());
    Browser { window: (PAPER.0, 900), ..Browser::default() }.visit(move |client| async move {
        let mut broken = Vec::new();
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            let screen = ask(&client, SCOPE).await;
            emulate_media(&client, "print", &[]).await;
            let printed = ask(&client, &script).await;
            emulate_media(&client, "", &[]).await;
            let text = printed[0].as_str().expect("a text");
            for part in screen.as_array().expect("a list").iter().filter_map(Value::as_str) {
                if !text.contains(part) {
                    broken.push(format!("{page} does not say on paper: {part}"));
                }
            }
            if printed[1] != json!([]) {
                broken.push(format!("{page}: {}", printed[1]));
            }
        }
        assert!(broken.is_empty(), "on paper:\n  {}", broken.join("\n  "));
    });
}
