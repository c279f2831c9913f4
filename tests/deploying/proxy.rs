//! Behind a reverse proxy and below a path, as the examples in `config/deploy` say.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::harness::keeper::{Kept, scratch};
use crate::harness::program::find;
use crate::harness::server::Dashboard;
use crate::harness::{free_port, http, or_skip, repository, wait_until};
use crate::serving::page::{all, links};

const PATIENCE: Duration = Duration::from_secs(60);

/// A dashboard below `/sales`, addressed through a proxy that is configured by the example.
struct Proxied {
    dashboard: Dashboard,
    _proxy: Kept,
}

/// Starts both; `configure` writes the example, with the ports put in, to the folder and tells how the proxy is started.
fn start(example: &str, listen: (&str, &str), configure: impl Fn(&Path, String) -> Command) -> Proxied {
    let mut dashboard = Dashboard::start_without_waiting(&[("BASE_PATH", "/sales")]);
    let behind = dashboard.address.trim_start_matches("http://").to_owned();
    let port = free_port();
    let text = fs::read_to_string(repository().join("config/deploy").join(example)).unwrap();
    let (there, here) = listen;
    assert!(text.contains(there) && text.contains("127.0.0.1:8050"), "the example is as expected");
    let text = text.replace("127.0.0.1:8050", &behind);
    let text = text.replace(there, &here.replace("PORT", &port.to_string()));
    let folder = scratch("dashboard-proxy-", None);
    let command = configure(&folder, text);
    let mut proxy = Kept::start(&command, "TERM", &folder, None).unwrap();
    dashboard.address = format!("http://127.0.0.1:{port}");
    wait_until(PATIENCE, || {
        proxy.still_runs()?;
        match http::request("GET", &format!("{}/sales/readyz", dashboard.address), &[])?.status {
            200 => Ok(()),
            status => Err(format!("/sales/readyz answers {status}")),
        }
    })
    .unwrap_or_else(|why| panic!("{why}\n{}\n{}", proxy.log(), dashboard.log()));
    Proxied { dashboard, _proxy: proxy }
}

fn check(proxied: &Proxied) {
    let dashboard = &proxied.dashboard;
    for (from, to) in
        [("/sales", "/sales/"), ("/sales/deep-dive?period=2004", "/sales/deep-dive/customers?period=2004")]
    {
        let moved = dashboard.get(from);
        assert!((300..400).contains(&moved.status), "{from}: {}", moved.status);
        let location = moved.header("location").unwrap();
        assert_eq!(location.trim_start_matches(&dashboard.address), to, "{from}");
    }
    let home = dashboard.get("/sales/");
    assert_eq!(home.status, 200);
    let html = home.text();
    let leads_to = all(html, r#"(?:href|src|action|hx-[a-z]+)="(/[^"]*)""#);
    let outside: Vec<&String> =
        leads_to.iter().filter(|to| !to.starts_with("/sales/") && *to != "/sales").collect();
    assert!(outside.is_empty(), "links that leave the path: {outside:?}");
    let mut addresses: Vec<String> = links(html).into_iter().filter(|to| to.starts_with('/')).collect();
    addresses.extend(all(html, r#"(?:href|src)="(/sales/assets/[^"]*)""#));
    addresses.sort();
    addresses.dedup();
    assert!(addresses.len() > 20, "{addresses:?}");
    // Every fifth of hundreds, and all that are no filters.
    for (index, address) in addresses.iter().enumerate() {
        if index % 5 == 0 || !address.contains('?') {
            let answer = dashboard.get(address.split('#').next().unwrap());
            assert!(answer.status < 400, "{address}: {}", answer.status);
        }
    }
    let part = dashboard.request("GET", "/sales/regional", &[("HX-Request", "true")]);
    assert!(part.status == 200 && !part.text().starts_with("<!DOCTYPE"), "a part of the page");

    let theme = format!("{}/sales/theme", dashboard.address);
    let switched = http::post_form(&theme, "theme=dark&back=%2Fsales%2Fregional", &[]).unwrap();
    assert_eq!((switched.status, switched.header("location")), (303, Some("/sales/regional")));
    let cookie = switched.header("set-cookie").unwrap();
    assert!(cookie.contains("Path=/sales"), "{cookie}");
    let refresh = format!("{}/sales/refresh", dashboard.address);
    let json = ("Accept", "application/json");
    let ours = http::request("POST", &refresh, &[json, ("Origin", &dashboard.address)]).unwrap();
    assert!(matches!(ours.status, 200 | 202 | 429), "{}: {}", ours.status, ours.text());
    let others = http::request("POST", &refresh, &[json, ("Origin", "https://evil.example")]).unwrap();
    assert_eq!(others.status, 403, "{}", others.text());

    assert_eq!(dashboard.get("/sales/metrics").status, 200, "from this machine");
    assert!(!dashboard.get("/").text().contains("Data as of"), "the rest of the site is not ours");
    assert!(home.header("content-security-policy").is_some());
}

#[test]
fn nginx() {
    let Some(nginx) = or_skip("nginx", find("nginx")) else { return };
    let proxied = start("nginx.conf", ("listen 80;", "listen 127.0.0.1:PORT;"), |folder, example| {
        let at = folder.display();
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {at}/{kind};\n"))
            .concat();
        let configuration = format!(
            "daemon off; pid {at}/pid; error_log stderr; events {{}}\nhttp {{\naccess_log off;\n{paths}\n{example}\n}}\n"
        );
        fs::write(folder.join("nginx.conf"), configuration).unwrap();
        let mut command = Command::new(&nginx);
        command.arg("-p").arg(folder).arg("-e").arg("stderr").arg("-c").arg(folder.join("nginx.conf"));
        command
    });
    check(&proxied);
}

#[test]
fn caddy() {
    let Some(caddy) = or_skip("caddy", find("caddy")) else { return };
    let proxied = start("Caddyfile", (":80 {", "http://127.0.0.1:PORT {"), |folder, example| {
        fs::write(folder.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{example}")).unwrap();
        let mut command = Command::new(&caddy);
        command.args(["run", "--config"]).arg(folder.join("Caddyfile"));
        command.env("PATH", "/usr/bin:/bin").env("HOME", folder).env("XDG_DATA_HOME", folder);
        command
    });
    check(&proxied);
}
