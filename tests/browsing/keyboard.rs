//! Everything can be reached and used without a pointer.

use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::json;

use super::{ask, until};
use crate::harness::chromium::Browser;
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
