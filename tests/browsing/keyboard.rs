//! Everything can be reached and used without a pointer.

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::json;

use super::{ask, until};
use crate::harness::chromium::Browser;
use crate::serving::every_page::all_sides;
use crate::serving::on_classic_models;

async fn press(client: &Client, key: &str) {
    client.active_element().await.unwrap().send_keys(key).await.unwrap();
}

/// More presses than any page has places to go.
const MOST_STOPS: usize = 400;

/// Presses Tab until the focused element matches the selector.
async fn tab_to(client: &Client, selector: &str) {
    for _ in 0..MOST_STOPS {
        press(client, &String::from(char::from(Key::Tab))).await;
        if ask(client, &format!("return document.activeElement.matches('{selector}')")).await == json!(true) {
            let ring = "const seen = [document.activeElement, document.activeElement.parentElement].map(each => getComputedStyle(each)); \
                        return seen.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none')";
            assert_eq!(ask(client, ring).await, json!(true), "{selector} shows that it has the focus");
            return;
        }
    }
    panic!("Tab never reaches {selector}");
}

#[test]
fn a_scope_is_chosen_without_a_pointer() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = format!("{}/", dashboard.address);
    Browser::default().visit(move |client| async move {
        client.goto(&address).await.unwrap();
        tab_to(&client, "a.skip").await;
        press(&client, &String::from(char::from(Key::Enter))).await;
        until(&client, "the content has the focus", "return document.activeElement.id === 'content'").await;

        client.goto(&address).await.unwrap();
        tab_to(&client, "#pick-country").await;
        press(&client, &String::from(char::from(Key::Enter))).await;
        until(
            &client,
            "the list is open",
            "return document.querySelector('#choose-country').matches(':popover-open')",
        )
        .await;
        tab_to(&client, "#choose-country input[value=USA]").await;
        press(&client, " ").await;
        tab_to(&client, "#choose-country .btn-main").await;
        press(&client, &String::from(char::from(Key::Enter))).await;
        until(&client, "the address has the country", "return location.search === '?country=USA'").await;
        until(&client, "the page shows it", "return document.querySelector('.chips') !== null").await;

        tab_to(&client, "main svg a, main a").await;
        tab_to(&client, "main summary").await;
        press(&client, &String::from(char::from(Key::Enter))).await;
        until(
            &client,
            "a definition is open",
            "return document.querySelector('main details[open]') !== null",
        )
        .await;
    });
}

/// Walks through every page by Tab alone, once around: everything that acts is reached, in the order of the page, and shows it.
#[test]
fn every_page_can_be_walked_through() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), all_sides(dashboard));
    Browser::default().visit(move |client| async move {
        let mut broken = Vec::new();
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            ask(&client, include_str!("focus.js")).await;
            let num_stops = ask(&client, "return window.numStops").await.as_u64().expect("a number");
            assert!(num_stops > 10, "{page} has places to go");
            // One more than that, for the one after the last.
            let tabs = String::from(char::from(Key::Tab)).repeat(usize::try_from(num_stops + 2).unwrap());
            press(&client, &tabs).await;
            let found = ask(&client, "return window.problems()").await;
            if found != json!([]) {
                broken.push(format!("{page}: {found:#}"));
            }
        }
        assert!(broken.is_empty(), "by keyboard:\n  {}", broken.join("\n  "));
    });
}

#[test]
fn marks_open_and_tables_are_sorted_without_a_pointer() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = dashboard.address.clone();
    Browser::default().visit(move |client| async move {
        let enter = String::from(char::from(Key::Enter));
        for page in ["/", "/regional", "/risks"] {
            client.goto(&format!("{address}{page}")).await.unwrap();
            let mark = "main svg a.mark[href]";
            ask(&client, &format!("document.querySelector('{mark}').focus()")).await;
            let goal =
                ask(&client, "return new URL(document.activeElement.getAttribute('href'), location).href")
                    .await;
            press(&client, &enter).await;
            until(&client, &format!("the mark of {page} opens"), &format!("return location.href === {goal}"))
                .await;
        }
        client.goto(&format!("{address}/deep-dive/products")).await.unwrap();
        tab_to(&client, "th a[id^=sort-]").await;
        let order = ask(&client, "return document.activeElement.id").await;
        press(&client, &enter).await;
        let sorted =
            format!("return document.getElementById({order})?.closest('th').hasAttribute('aria-sort')");
        until(&client, "the table is sorted", &sorted).await;
        until(&client, "the focus stays", &format!("return document.activeElement.id === {order}")).await;
    });
}
