//! The theme switch: a plain form and a cookie.

use super::on_classic_models;
use crate::harness::http::post_form;

#[test]
fn the_choice_is_remembered_and_leads_back() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = format!("{}/theme", dashboard.address);
    for theme in ["dark", "light"] {
        let form = format!("theme={theme}&back=%2F%3Fperiod%3D2004%26country%3DUSA");
        let answer = post_form(&address, &form, &[]).unwrap();
        assert_eq!((answer.status, answer.header("location")), (303, Some("/?period=2004&country=USA")));
        let cookie = answer.header("set-cookie").expect("a cookie");
        assert!(cookie.starts_with(&format!("theme={theme};")), "{cookie}");
        for property in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(property), "{cookie}");
        }
        let remembered = format!("theme={theme}");
        let page = dashboard.request("GET", "/", &[("Cookie", &remembered)]);
        assert!(page.text().contains(&format!("data-theme=\"{theme}\"")), "the page is {theme}");
        assert_ne!(page.header("etag"), dashboard.get("/").header("etag"), "{theme} is another variant");
    }
}

#[test]
fn nobody_is_sent_elsewhere() {
    let Some(dashboard) = on_classic_models() else { return };
    for back in [
        "https%3A%2F%2Fevil.example%2F",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2F%09%2Fevil.example",
        "javascript%3Aalert(1)",
        "%2F%0D%0ASet-Cookie%3A%20a%3Db",
        "",
    ] {
        let form = format!("theme=dark&back={back}");
        let answer = post_form(&format!("{}/theme", dashboard.address), &form, &[]).unwrap();
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{back}");
    }
    let nonsense = post_form(&format!("{}/theme", dashboard.address), "theme=%3Cb%3E", &[]).unwrap();
    let cookie = nonsense.header("set-cookie").unwrap_or_default();
    assert!(nonsense.status < 500 && !cookie.contains('<'), "{}: {cookie}", nonsense.status);
}
