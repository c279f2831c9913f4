//! Every page fits every window: what is wide scrolls within itself.

use serde_json::json;

use super::ask;
use crate::harness::chromium::Browser;
use crate::serving::every_page::{all_sides, kinds};
use crate::serving::{on, on_classic_models};

/// What sticks out of the page to the right, if anything makes it scroll sideways.
/// A phone that shows such a page makes it smaller, so it is the width asked for that counts.
const STICKS_OUT: &str = "const width = Math.min(WIDTH, document.documentElement.clientWidth);
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > width + 1)
        .slice(0, 5).map(each => each.tagName + '.' + each.getAttribute('class'))";

const REAL: &str = "classicmodels.sqlite";

#[track_caller]
fn check(database: &str, width: u32) {
    let Some(dashboard) = on(database) else { return };
    // The other sides are those of the real data.
    let pages = if database == REAL { all_sides(dashboard) } else { kinds(dashboard) };
    let address = dashboard.address.clone();
    let database = database.to_owned();
    Browser { window: (width, 700), ..Browser::default() }.visit(move |client| async move {
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            let sticks_out = STICKS_OUT.replace("WIDTH", &width.to_string());
            assert_eq!(ask(&client, &sticks_out).await, json!([]), "{page} of {database} at {width} pixels");
            assert_eq!(ask(&client, "return window.scrollY").await, json!(0), "{page} begins at its top");
            let clipped = ask(&client, include_str!("clipped.js")).await;
            assert_eq!(clipped, json!([]), "{page} of {database} at {width} pixels cuts texts");
        }
    });
}

#[test]
fn a_small_phone() {
    check(REAL, 320);
}

#[test]
fn a_small_phone_with_long_names() {
    check("edge-a.sqlite", 320);
}

#[test]
fn a_tablet_and_a_desk() {
    check(REAL, 768);
    check(REAL, 1440);
}

/// A window of 1280 pixels in which everything is twice as large.
#[test]
fn a_desk_at_200_percent() {
    check(REAL, 640);
}

#[test]
fn the_theme_is_the_readers() {
    let Some(dashboard) = on_classic_models() else { return };
    let mut backgrounds = Vec::new();
    for dark in [false, true] {
        let address = format!("{}/", dashboard.address);
        let seen = Browser { dark, ..Browser::default() }.visit(move |client| async move {
            client.goto(&address).await.unwrap();
            let of_the_system = ask(&client, "return getComputedStyle(document.body).backgroundColor").await;
            let other = if dark { "light" } else { "dark" };
            let switch = format!(".theme-switch button[value={other}]");
            client.find(fantoccini::Locator::Css(&switch)).await.unwrap().click().await.unwrap();
            super::until(
                &client,
                "the choice is in force",
                &format!("return document.documentElement.dataset.theme === '{other}'"),
            )
            .await;
            let chosen = ask(&client, "return getComputedStyle(document.body).backgroundColor").await;
            (of_the_system, chosen)
        });
        let Some(seen) = seen else { return };
        backgrounds.push(seen);
    }
    let [(light, chosen_dark), (dark, chosen_light)] = &backgrounds[..] else { panic!("two themes") };
    assert_ne!(light, dark);
    assert_eq!((chosen_dark, chosen_light), (dark, light), "the switch wins over the system");
}
