//! Nothing needs a script: with scripts switched off every control acts, through links and forms alone.

use fantoccini::{Client, Locator};
use serde_json::json;

use super::{ask, until};
use crate::harness::chromium::Browser;
use crate::serving::every_page::all_sides;
use crate::serving::on_classic_models;

/// Controls that would do nothing.
const DEAD: &str = "const name = each => `${each.tagName.toLowerCase()}#${each.id} ${each.name ?? ''} ${each.textContent.trim().slice(0, 40)}`;
    const dead = [];
    for (const each of document.querySelectorAll('button, input, select, textarea')) {
        if (each.popoverTargetElement) continue;
        const form = each.form;
        if (!form || !form.getAttribute('action')) { dead.push(name(each)); continue; }
        // A choice needs a button that can be seen where the choice is, or in what opens and holds both.
        const buttons = [...form.elements].filter(other => other.type === 'submit');
        const inside = each.closest('[popover], details') ?? form.closest('[popover], details');
        if (!buttons.some(button => inside ? inside.contains(button) || button.checkVisibility() : button.checkVisibility())) {
            dead.push(`${name(each)}: its form has no button`);
        }
    }
    for (const each of document.querySelectorAll('a:not([href])')) dead.push(name(each));
    return dead.slice(0, 8)";

/// Browser without scripts, but the test may still look.
const WITHOUT: Browser = Browser { window: (1440, 900), scripts: false, dark: false };

async fn click(client: &Client, selector: &str) {
    let found = client.find(Locator::Css(selector)).await;
    found.unwrap_or_else(|_| panic!("there is {selector}")).click().await.unwrap();
}

/// Fills a field.
async fn fill(client: &Client, selector: &str, text: &str) {
    let field = client.find(Locator::Css(selector)).await;
    let field = field.unwrap_or_else(|_| panic!("there is {selector}"));
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

#[test]
fn every_control_acts() {
    let Some(dashboard) = on_classic_models() else { return };
    let (address, pages) = (dashboard.address.clone(), all_sides(dashboard));
    WITHOUT.visit(move |client| async move {
        let mut broken = Vec::new();
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            assert_eq!(ask(&client, "return typeof window.htmx").await, json!("undefined"), "{page}");
            let dead = ask(&client, DEAD).await;
            if dead != json!([]) {
                broken.push(format!("{page}: {dead}"));
            }
            // The theme is switched on the page itself, which is shown again.
            let before = ask(&client, "return document.documentElement.dataset.theme ?? 'light'").await;
            let other = if before == json!("dark") { "light" } else { "dark" };
            let switch = format!(".theme-switch button[value={other}]");
            click(&client, &switch).await;
            let chosen = format!("return document.documentElement.dataset.theme === '{other}'");
            until(&client, &format!("{page} is {other}"), &chosen).await;
            let here = client.current_url().await.unwrap();
            let here = format!(
                "{}{}",
                here.path(),
                here.query().map_or_else(String::new, |query| format!("?{query}"))
            );
            assert_eq!(here, page, "the switch leads back");
        }
        assert!(broken.is_empty(), "without scripts:\n  {}", broken.join("\n  "));
    });
}

#[test]
fn a_table_is_sorted_searched_and_paged() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = dashboard.address.clone();
    WITHOUT.visit(move |client| async move {
        client.goto(&format!("{address}/deep-dive/customers")).await.unwrap();
        click(&client, "#sort-customer_name").await;
        until(&client, "the address has the order", "return new URLSearchParams(location.search).get('sort') === 'customer_name'").await;
        until(&client, "the head says so", "return document.querySelector('th[aria-sort] #sort-customer_name') !== null").await;
        let first = "return document.querySelector('#table tbody tr').textContent";
        let of_page_1 = ask(&client, first).await;
        click(&client, "#page-2").await;
        until(&client, "the address has the page", "return new URLSearchParams(location.search).get('page') === '2'").await;
        until(&client, "the second page is shown", "return document.querySelector('#page-2[aria-current]') !== null").await;
        assert_ne!(ask(&client, first).await, of_page_1);
        fill(&client, "main .search input[name=q]", "Mini").await;
        click(&client, "main .search button").await;
        until(&client, "the address has the words", "return new URLSearchParams(location.search).get('q') === 'Mini'").await;
        let all_have_it = "const rows = [...document.querySelectorAll('#table tbody tr')]; return rows.length > 0 && rows.every(row => /mini/i.test(row.textContent))";
        until(&client, "only rows with the words are left", all_have_it).await;
        let kept = "return new URLSearchParams(location.search).get('sort')";
        assert_eq!(ask(&client, kept).await, json!("customer_name"), "the order is kept");

        // A tab keeps the scope.
        client.goto(&format!("{address}/deep-dive/customers?country=USA")).await.unwrap();
        click(&client, ".tabs a[href^='/deep-dive/orders']").await;
        until(&client, "the tab is another table", "return location.pathname === '/deep-dive/orders' && location.search === '?country=USA'").await;
    });
}

#[test]
fn words_are_searched_and_thresholds_tried_out() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = dashboard.address.clone();
    WITHOUT.visit(move |client| async move {
        client.goto(&format!("{address}/")).await.unwrap();
        fill(&client, ".top .search input[name=q]", "Gift").await;
        click(&client, ".top .search button").await;
        until(&client, "something is found", "return location.pathname === '/search' && /Gift/.test(document.querySelector('main').textContent)").await;

        client.goto(&format!("{address}/risks")).await.unwrap();
        fill(&client, "#try-stale_days", "90").await;
        click(&client, "#try-go").await;
        until(&client, "the address has the threshold", "return new URLSearchParams(location.search).get('stale_days') === '90'").await;
        until(&client, "the page says so", "return document.body.textContent.includes('This is a what-if.')").await;
    });
}
