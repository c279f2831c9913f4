//! The pages as a reader meets them.

use fantoccini::Locator;
use serde_json::json;

use super::on_classic_models;
use crate::harness::chromium::Browser;

/// Whether something sticks out of the page to the right.
const SCROLLS_SIDEWAYS: &str =
    "return document.documentElement.scrollWidth > document.documentElement.clientWidth ? 'yes' : 'no'";

#[test]
fn the_executive_view_fits_every_window() {
    let Some(dashboard) = on_classic_models() else { return };
    for (width, height) in [(1440, 900), (768, 1024), (500, 900)] {
        for dark in [false, true] {
            let address = format!("{}/", dashboard.address);
            let browser = Browser { window: (width, height), dark, ..Browser::default() };
            browser.visit(move |client| async move {
                client.goto(&address).await.unwrap();
                assert!(client.title().await.unwrap().contains("Executive"), "the title names the page");
                let sideways = client.execute(SCROLLS_SIDEWAYS, Vec::new()).await.unwrap();
                assert_eq!(sideways, json!("no"), "at {width} pixels");
            });
        }
    }
}

#[test]
fn without_scripts_filters_are_forms() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = format!("{}/?period=2004", dashboard.address);
    let browser = Browser { scripts: false, ..Browser::default() };
    browser.visit(move |client| async move {
        client.goto(&address).await.unwrap();
        let form = client.form(Locator::Css("form[method=get]")).await.expect("there is a GET form");
        form.submit().await.unwrap();
        let reached = client.current_url().await.unwrap();
        assert_eq!(reached.path(), "/");
        assert!(
            reached.query().is_some_and(|query| query.contains("period=2004")),
            "the form keeps the scope: {reached}"
        );
    });
}
