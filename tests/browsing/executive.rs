//! The pages as a reader meets them.

use fantoccini::Locator;
use serde_json::json;

use super::PATIENCE;
use crate::harness::chromium::Browser;
use crate::serving::on_classic_models;

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
        let opens = client.find(Locator::Css("#pick-country")).await.expect("there is a country filter");
        opens.click().await.unwrap();
        let country = client.find(Locator::Css("#filters input[name=country][value=USA]")).await.unwrap();
        country.click().await.unwrap();
        client.find(Locator::Css("#choose-country .btn-main")).await.unwrap().click().await.unwrap();
        // The click does not wait for the page that it asks for; its chip does not stand on the one before.
        let chip = Locator::Css("[aria-label='Remove filter Country: USA']");
        client.wait().at_most(PATIENCE).for_element(chip).await.expect("the country is an active filter");
        // A form sends its fields in the order of the page: what counts is that the old scope and the new filter are both there.
        let reached = client.current_url().await.unwrap();
        let query: Vec<_> = reached.query_pairs().collect();
        for (name, value) in [("period", "2004"), ("country", "USA")] {
            assert!(query.iter().any(|(n, v)| n == name && v == value), "{name}={value} is in {reached}");
        }
    });
}
