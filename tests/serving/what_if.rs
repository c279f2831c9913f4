//! Thresholds that are tried out: the address carries them, the page says so, every link and file keeps them.

use super::on_classic_models;
use super::page::links;

/// What a page says while thresholds are tried out.
const SAID: &str = "This is a what-if.";

#[test]
fn the_address_carries_them_through_links_and_files() {
    let Some(dashboard) = on_classic_models() else { return };
    for (address, words, kept) in [
        (
            "/risks?country=USA&credit_factor=3&stale_days=90",
            "credit factor 3 × instead of 2 × and silent after 90 days instead of 180 days",
            &["/risks?", "/customers/", "/export/high_risk_customers.csv?", "/charts/risk-map.svg?"][..],
        ),
        (
            "/deep-dive/next-orders?overdue_days=30&sort=-num_orders",
            "overdue after 30 days instead of 60 days",
            &["/deep-dive/next-orders?", "/export/next_orders.xlsx?", "/opportunities?", "/customers/"],
        ),
        (
            "/opportunities?period=2004&rfm_top=12&min_pair_orders=9",
            "a pair needs 9 orders instead of 3 orders and tier Top from 12 instead of 13",
            &["/opportunities?", "/deep-dive/cross-sell?", "/export/customer_rfm.csv?"],
        ),
        (
            "/?abc_a_percent=50&count_cancelled=no",
            "class A until 50\u{202f}% instead of 70\u{202f}% and cancelled orders left out instead of counted",
            &["/?", "/deep-dive/customers?", "/export/company_monthly.csv?", "/charts/customer-pareto.svg?"],
        ),
        ("/definitions?stale_days=90", "silent after 90 days", &["/export/churn_risk.csv?"]),
    ] {
        let answer = dashboard.get(address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        let html = answer.text();
        assert!(html.contains(SAID) && html.contains(words), "{address} says what differs: {words}");
        let tried: Vec<&str> = address
            .split(['?', '&'])
            .skip(1)
            .filter(|pair| !["country", "sort", "period"].iter().any(|name| pair.starts_with(name)))
            .collect();
        let links = links(html);
        for start in kept {
            let carries =
                |link: &String| link.starts_with(start) && tried.iter().any(|pair| link.contains(pair));
            assert!(links.iter().any(carries), "{address} leads on to {start} with {tried:?}");
        }
        let path = address.split('?').next().unwrap();
        let back = |link: &String| {
            link.split('?').next() == Some(path) && !tried.iter().any(|pair| link.contains(pair))
        };
        assert!(links.iter().any(back), "{address} leads back");
    }
}

#[test]
fn what_is_configured_is_no_what_if_and_has_the_same_answer() {
    let Some(dashboard) = on_classic_models() else { return };
    for (address, plain) in [
        ("/risks?credit_factor=2.00&stale_days=180&credit_factor_a=", "/risks"),
        ("/regional?stale_days=soon", "/regional"),
        ("/export/churn_risk.csv?rfm_top=12&stale_days=180", "/export/churn_risk.csv"),
    ] {
        let (answer, expected) = (dashboard.get(address), dashboard.get(plain));
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        assert!(!answer.text().contains(SAID), "{address}");
        assert_eq!(answer.header("etag"), expected.header("etag"), "{address} is {plain}");
    }
}

#[test]
fn a_page_under_other_thresholds_is_another_answer() {
    let Some(dashboard) = on_classic_models() else { return };
    for (plain, tried) in [
        ("/risks", "/risks?credit_factor=3"),
        ("/risks", "/risks?credit_factor_a=1.2"),
        ("/export/churn_risk.csv", "/export/churn_risk.csv?stale_days=400"),
        ("/export/customers.csv", "/export/customers.csv?count_cancelled=no"),
        ("/charts/customer-pareto.svg", "/charts/customer-pareto.svg?abc_a_percent=50"),
        ("/customers/103", "/customers/103?overdue_days=3000&lapsed_days=3000"),
    ] {
        let (plain_answer, answer) = (dashboard.get(plain), dashboard.get(tried));
        assert_eq!(answer.status, 200, "{tried}: {}", answer.text());
        assert_ne!(answer.header("etag"), plain_answer.header("etag"), "{tried}");
        assert_ne!(answer.text(), plain_answer.text(), "{tried}");
    }
}

#[test]
fn files_say_what_is_tried_out() {
    let Some(dashboard) = on_classic_models() else { return };
    let address = "/export/high_risk_customers.json?country=USA&stale_days=90";
    let json: serde_json::Value = serde_json::from_slice(&dashboard.get(address).bytes).unwrap();
    assert_eq!(json["scope"], "country=USA&stale_days=90");
    assert_eq!(
        json["what_if"],
        serde_json::json!([{"threshold": "stale_days", "value": "90", "configured": "180"}])
    );
    let name = dashboard.get(address).header("content-disposition").unwrap_or_default().to_owned();
    assert!(name.contains("stale_days-90"), "{name}");
}

#[test]
fn what_makes_no_sense_is_named_with_a_way_on() {
    let Some(dashboard) = on_classic_models() else { return };
    for (address, words, way_on) in [
        ("/risks?country=USA&credit_factor=1", "a number from 1.01 to 100", "/risks?country=USA"),
        ("/risks?stale_days=soon&credit_factor=3", "from 1 to 3650", "/risks?credit_factor=3"),
        ("/?abc_b_percent=60", "must not be below abc_a_percent, which is 70", "/"),
        ("/export/next_orders.csv?lapsed_days=10", "overdue_days, which is 60", "/export/next_orders.csv"),
    ] {
        let answer = dashboard.get(address);
        assert_eq!(answer.status, 400, "{address}");
        assert!(answer.text().contains(words), "{address}: {}", answer.text());
        assert!(links(answer.text()).iter().any(|link| link == way_on), "{address} leads on to {way_on}");
    }
}
