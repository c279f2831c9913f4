//! Two servers behind one balancer: equal pages for equal data, how fresh it is aside.

use super::on_classic_models;
use super::page::navigation;
use crate::harness::server::Dashboard;
use crate::harness::{postgres, shared};

/// What a page says whatever the server: without how fresh the data is, and without the name of the database.
fn without_freshness(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(at) = rest.find("<footer") {
        kept.push_str(&rest[..at]);
        let end = rest[at..].find("</footer>").expect("a footer ends");
        rest = &rest[at + end..];
    }
    kept.push_str(rest);
    let times = regex::Regex::new(r"<time[^>]*>[^<]*</time>").unwrap();
    times.replace_all(&kept, "TIME").into_owned()
}

#[test]
fn give_equal_pages_from_different_databases() {
    let (Some(one), Some(dump), Some(server)) =
        (on_classic_models(), shared::path("data/classicmodels-postgres.sql"), postgres::server())
    else {
        return;
    };
    let database = server.database();
    database.execute(&std::fs::read(dump).unwrap());
    let other = Dashboard::start(&[("DATABASE_URL", &database.url), ("REFRESH_INTERVAL", "24h")]);
    let version = |dashboard: &Dashboard| -> serde_json::Value {
        let status: serde_json::Value = serde_json::from_str(dashboard.get("/status.json").text()).unwrap();
        status["snapshot"].clone()
    };
    assert_eq!(version(one), version(&other));

    let mut addresses: Vec<String> = navigation(one).into_iter().filter(|page| page != "/status").collect();
    addresses.extend(
        ["/?period=2004&country=USA", "/customers/141", "/export/customers.csv", "/export/kpis.json"]
            .map(String::from),
    );
    for address in addresses {
        let (first, second) = (one.get(&address), other.get(&address));
        assert_eq!((first.status, second.status), (200, 200), "{address}");
        let (first, second) = (without_freshness(first.text()), without_freshness(second.text()));
        let differs = first.lines().zip(second.lines()).find(|(one, other)| one != other);
        assert!(first == second, "{address}: {differs:?}");
        assert!(first.len() > 100, "{address} was compared");
    }
}
