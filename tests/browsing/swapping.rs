//! With htmx a filter swaps a part of the page; without it the same address is loaded. Both show the same.

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::{CARDS, ask, until};
use crate::harness::chromium::Browser;
use crate::serving::on_classic_models;

/// Gone as soon as the browser loads another document.
const MARK: &str = "window.markedByTheTest = true";
const IS_MARKED: &str = "return window.markedByTheTest === true";

async fn choose(client: &Client, select: &str, value: &str) {
    let option = format!("{select} option[value=\"{value}\"]");
    client.find(Locator::Css(&option)).await.unwrap().click().await.unwrap();
}

fn query_is(query: &str) -> String {
    format!("return location.search === '{query}'")
}

#[test]
fn a_filter_swaps_and_the_history_holds() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = format!("{}/", dashboard.address);
    Browser::default().visit(move |client| async move {
        client.goto(&address).await.unwrap();
        let everything = ask(&client, CARDS).await;
        ask(&client, MARK).await;
        ask(&client, "document.querySelector('#pick-period').focus()").await;
        choose(&client, "#pick-period", "2004").await;
        until(&client, "the address has the period", &query_is("?period=2004")).await;
        until(&client, "the swap is complete", "return document.querySelector('#pick-period').value === '2004' && !document.querySelector('.htmx-swapping, .htmx-request')").await;
        assert_eq!(ask(&client, IS_MARKED).await, json!(true), "no page was loaded");
        let of_2004 = ask(&client, CARDS).await;
        assert_ne!(of_2004, everything);
        assert!(client.title().await.unwrap().contains("2004"), "the title names the scope");
        until(&client, "the focus is where it was", "return document.activeElement.id === 'pick-period'").await;
        until(&client, "the change is read aloud", "return document.querySelector('#live').textContent.includes('2004')").await;

        choose(&client, "#pick-period", "2003").await;
        until(&client, "the address has the other period", &query_is("?period=2003")).await;
        let of_2003_title = "return document.title.includes('2003')";
        until(&client, "the second swap is complete", of_2003_title).await;
        let of_2003 = ask(&client, CARDS).await;

        client.back().await.unwrap();
        until(&client, "back leads to the period", &query_is("?period=2004")).await;
        until(&client, "the page is whole", "return document.querySelectorAll('html > head > title').length === 1 && document.querySelectorAll('nav.rail').length === 1").await;
        until_cards(&client, &of_2004).await;
        client.back().await.unwrap();
        until(&client, "back leads to the start", &query_is("")).await;
        until_cards(&client, &everything).await;
        client.forward().await.unwrap();
        until(&client, "forward leads to the period", &query_is("?period=2004")).await;
        until_cards(&client, &of_2004).await;
        client.forward().await.unwrap();
        until(&client, "forward leads to the other period", &query_is("?period=2003")).await;
        until_cards(&client, &of_2003).await;
        client.refresh().await.unwrap();
        until_cards(&client, &of_2003).await;
        assert_eq!(ask(&client, IS_MARKED).await, json!(false), "a reload loads the page");
    });
}

/// Waits until the cards show these figures.
async fn until_cards(client: &Client, figures: &Value) {
    let script = format!("{CARDS}.join('|') === {}.join('|')", figures);
    until(client, &format!("the cards show {figures}"), &script).await;
}

#[test]
fn both_ways_show_the_same() {
    let Some(dashboard) = on_classic_models() else { return };
    let mut shown = Vec::new();
    for scripts in [true, false] {
        let address = format!("{}/", dashboard.address);
        let browser = Browser { scripts, ..Browser::default() };
        let cards = browser.visit(move |client| async move {
            client.goto(&address).await.unwrap();
            choose(&client, "#pick-period", "2004").await;
            if !scripts {
                client.find(Locator::Css(".filters-apply")).await.unwrap().click().await.unwrap();
            }
            let chosen = "return new URLSearchParams(location.search).get('period') === '2004'";
            until(&client, "the address has the period", chosen).await;
            until(
                &client,
                "the page shows it",
                "return document.querySelector('.scope').textContent.includes('2004')",
            )
            .await;
            ask(&client, CARDS).await
        });
        let Some(cards) = cards else { return };
        shown.push(cards);
    }
    assert!(shown[0].as_array().is_some_and(|cards| cards.len() >= 5), "{shown:?}");
    assert_eq!(shown[0], shown[1], "with scripts, and without");
}
