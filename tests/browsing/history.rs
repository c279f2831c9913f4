//! The state is in the address: back, forward, reload and another tab show what was there, with scripts and without.

use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::Value;

use super::{ask, until};
use crate::harness::chromium::Browser;
use crate::serving::on_classic_models;

/// What a reader sees of the content.
const CONTENT: &str = "return document.querySelector('#content').innerText";

/// Where a way begins, and the links that are followed from there.
const WAYS: [(&str, [&str; 3]); 3] = [
    ("/deep-dive/customers?country=USA", ["#sort-customer_name", "#page-2", ".chip"]),
    (
        "/risks?credit_factor=3",
        ["main svg a.mark", "main a[href^='/orders/']", ".rail-link[href^='/regional']"],
    ),
    ("/?period=2004", ["#top-by-2", "main svg a.mark", ".rail-link[href^='/opportunities']"]),
];

/// Follows a link as the keyboard does: a mark of a drawing may lie under another one.
async fn follow(client: &Client, selector: &str) {
    let before = client.current_url().await.unwrap();
    let found = client.find(Locator::Css(selector)).await;
    let link = found.unwrap_or_else(|_| panic!("there is {selector} on {before}"));
    link.send_keys(&String::from(char::from(Key::Enter))).await.unwrap();
    let arrived = format!(
        "return location.href !== '{before}' && document.readyState === 'complete' && !document.querySelector('.htmx-request, .htmx-swapping')"
    );
    until(client, &format!("{selector} leads on from {before}"), &arrived).await;
}

/// Waits until the page shows this.
async fn shows(client: &Client, content: &Value, when: &str) {
    let script = format!("return document.querySelector('#content')?.innerText === {content}");
    until(client, &format!("{when} shows what was there"), &script).await;
}

#[test]
fn deep_states_come_back() {
    let Some(dashboard) = on_classic_models() else { return };
    for scripts in [true, false] {
        let address = dashboard.address.clone();
        Browser { scripts, ..Browser::default() }.visit(move |client| async move {
            for (start, links) in WAYS {
                client.goto(&format!("{address}{start}")).await.unwrap();
                let mut seen = vec![(client.current_url().await.unwrap(), ask(&client, CONTENT).await)];
                for link in links {
                    follow(&client, link).await;
                    seen.push((client.current_url().await.unwrap(), ask(&client, CONTENT).await));
                }
                let (url, content) = seen.last().unwrap();
                client.refresh().await.unwrap();
                shows(&client, content, &format!("a reload of {url}")).await;
                for (url, content) in seen.iter().rev().skip(1) {
                    client.back().await.unwrap();
                    until(
                        &client,
                        &format!("back leads to {url}"),
                        &format!("return location.href === '{url}'"),
                    )
                    .await;
                    shows(&client, content, &format!("back to {url}")).await;
                }
                for (url, content) in seen.iter().skip(1) {
                    client.forward().await.unwrap();
                    until(
                        &client,
                        &format!("forward leads to {url}"),
                        &format!("return location.href === '{url}'"),
                    )
                    .await;
                    shows(&client, content, &format!("forward to {url}")).await;
                }
                let first = client.window().await.unwrap();
                let tab = client.new_window(true).await.unwrap();
                client.switch_to_window(tab.handle).await.unwrap();
                client.goto(url.as_str()).await.unwrap();
                shows(&client, content, &format!("{url} in another tab")).await;
                client.close_window().await.unwrap();
                client.switch_to_window(first).await.unwrap();
            }
        });
    }
}
