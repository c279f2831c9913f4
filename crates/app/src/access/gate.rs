//! The gate before every address.
//!
//! It compares the path as it came with the few that are open, letter by letter, before anything decodes or tidies it:
//! whatever is written otherwise (`//`, `%2f`, `..`) is none of them and needs a login like the rest.

use std::sync::Arc;

use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Request, Response, Result};
use serde_json::json;
use url::form_urlencoded;
use views::Visitor;

use super::{audit, now_s, same_origin};
use crate::app::App;
use crate::http::reader::Reader;
use crate::http::refusal::Refusal;

/// A longer address is not returned to after the login.
const MAX_BACK_BYTES: usize = 4096;

/// Calls `inner` for those who may come in, and tells it who they are; leads the others to the login.
///
/// # Errors
/// Those of `inner`.
pub(crate) async fn keep(
    app: &Arc<App>,
    inner: &impl Endpoint<Output = Response>,
    mut request: Request,
) -> Result<Response> {
    let visit = app.access.visit(&request);
    request.set_data(visit.visitor.clone());
    if !same_origin::is_harmless(request.method(), request.headers()) {
        return Ok(not_from_here(app, &request));
    }
    if visit.visitor == Visitor::Stranger {
        if is_open(app, &request) {
            return inner.call(request).await;
        }
        return Ok(match visit.why_refused {
            Some(why) => {
                audit::refused(app.access.address(&request), &why);
                forbidden(why).respond(app, &Reader::of(&request))
            }
            None => to_login(app, &request),
        });
    }
    let renewed = visit
        .session
        .zip(app.access.login())
        .and_then(|(session, login)| login.sessions.renew(session, now_s(), request.headers()));
    let ends_session = request.uri().path() == app.site.href("/logout");
    let mut response = inner.call(request).await?;
    let is_public = response.header(header::CACHE_CONTROL).is_some_and(|control| control.contains("public"));
    if let Some(cookie) = renewed.filter(|_| !is_public && !ends_session)
        && let Ok(cookie) = HeaderValue::from_str(&cookie)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response.set_data(visit.visitor);
    Ok(response)
}

/// Whether an address is open to everybody: it tells nothing of the data.
fn is_open(app: &App, request: &Request) -> bool {
    let Some(path) = request.uri().path().strip_prefix(&*app.settings.server.base_path) else { return false };
    match path {
        "/healthz" | "/readyz" => true,
        "/login" => app.access.has_login(),
        "/metrics" => app.access.may_read_metrics(request),
        _ => path.strip_prefix("/assets/").is_some_and(|name| app.assets.has(name)),
    }
}

fn forbidden(why: String) -> Refusal {
    let mut refusal = Refusal::bad_request(why, Vec::new());
    (refusal.status, refusal.title) = (StatusCode::FORBIDDEN, "Not for you");
    refusal
}

fn not_from_here(app: &App, request: &Request) -> Response {
    let mut refusal = forbidden("This can be asked for on these pages only.".to_owned());
    refusal.title = "Not from here";
    let reader = Reader::of(request);
    if !reader.wants_json {
        return refusal.respond(app, &reader);
    }
    Response::builder()
        .status(refusal.status)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, "application/json")
        .body(format!("{:#}\n", json!({"outcome": "refused", "why": refusal.message})))
}

/// To the login and back: a browser by a redirect, htmx by the whole window, lest the login stand in a part of the page;
/// a program is told.
fn to_login(app: &App, request: &Request) -> Response {
    let asked = request.uri().path_and_query().map_or("", |address| address.as_str());
    let can_return = matches!(*request.method(), Method::GET | Method::HEAD) && asked.len() <= MAX_BACK_BYTES;
    let mut to = app.site.href("/login");
    if can_return {
        to.push_str("?back=");
        to.extend(form_urlencoded::byte_serialize(asked.as_bytes()));
    }
    let says = |name: &str, value: &str| request.header(name).is_some_and(|text| text.contains(value));
    let response =
        Response::builder().header(header::CACHE_CONTROL, "no-store").header(header::VARY, "Cookie");
    if says("hx-request", "true") {
        return response.status(StatusCode::UNAUTHORIZED).header("HX-Redirect", to).finish();
    }
    if says("accept", "text/html") {
        return response.status(StatusCode::SEE_OTHER).header(header::LOCATION, to).finish();
    }
    let text = format!("Log in at {}: this needs the session cookie of a login.\n", app.site.href("/login"));
    response
        .status(StatusCode::UNAUTHORIZED)
        // RFC 9110 wants a challenge; there is no scheme for a form, and Basic would open a window of the browser.
        .header(header::WWW_AUTHENTICATE, "Form realm=\"dashboard\"")
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(text)
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use poem::test::{TestClient, TestResponse};

    use super::*;
    use crate::access::users_file::fixture::{PASSWORD, users_file};
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    fn app(variables: &[(&str, &str)]) -> Arc<App> {
        let app = App::new(settings_of(variables).unwrap(), Box::new(|_| Box::pin(async { Ok(served()) })));
        app.host.serve(served());
        app
    }

    fn header_of<'a>(response: &'a TestResponse, name: &str) -> &'a str {
        response.0.header(name).unwrap_or_default()
    }

    #[tokio::test]
    async fn what_is_not_open_is_closed_however_it_is_written() {
        let file = users_file();
        let users = file.path().to_str().unwrap();
        let app = app(&[("AUTH", "basic"), ("AUTH_USERS", users), ("BASE_PATH", "/sales")]);
        let client = TestClient::new(endpoint(&app));
        let css = app.site.css_href.clone();
        for path in ["/sales/healthz", "/sales/readyz", "/sales/login", &css] {
            assert_eq!(client.get(path).send().await.0.status(), StatusCode::OK, "{path}");
        }
        for path in [
            "/",
            "/sales",
            "/sales/",
            "/sales/metrics",
            "/sales/status.json",
            "/sales/export/customers.csv",
            "/sales/charts/revenue.svg",
            "/sales/openapi.json",
            "/sales/nowhere",
            "/sales//healthz",
            "/sales/healthz/",
            "/sales/healthz/../status.json",
            "/sales/assets/../status.json",
            "/sales/assets/..%2fstatus.json",
            "/sales/assets%2f..%2fstatus.json",
            "/sales/assets/nothing.css",
            "/sales/%68ealthz",
            "/sales/Login",
            "/sales/login/../export/customers.csv",
            "/healthz",
            "/sales/export/customers.csv?/sales/login",
            "/sales/export/customers.csv;/healthz",
        ] {
            for (name, value) in
                [("accept", "text/html"), ("accept", "*/*"), ("hx-request", "true"), ("cookie", "session=x")]
            {
                let response = client.get(path).header(name, value).send().await;
                let status = response.0.status();
                assert!(matches!(status.as_u16(), 303 | 401), "{path}: {status}");
                assert_eq!(header_of(&response, "cache-control"), "no-store", "{path}");
                assert!(
                    header_of(&response, "location").is_empty()
                        || header_of(&response, "location").starts_with("/sales/login?back=")
                );
            }
            for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
                let status = client.request(method.clone(), path).send().await.0.status();
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
            }
        }
        let response = client.get("/sales/?period=2004&line=a+b").header("hx-request", "true").send().await;
        assert_eq!(
            header_of(&response, "hx-redirect"),
            "/sales/login?back=%2Fsales%2F%3Fperiod%3D2004%26line%3Da%2Bb"
        );
    }

    #[tokio::test]
    async fn a_login_opens_everything_and_says_who_reads() {
        let file = users_file();
        let app = app(&[("AUTH", "basic"), ("AUTH_USERS", file.path().to_str().unwrap())]);
        let client = TestClient::new(endpoint(&app));
        let form = |password: &str| {
            let pairs = [("name", "ann"), ("password", password), ("back", "/status?a=b")];
            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
        };
        let wrong = client.post("/login").body(form("not the password")).send().await;
        assert_eq!(wrong.0.status(), StatusCode::UNAUTHORIZED);
        assert!(wrong.0.header("set-cookie").is_none());
        let from_elsewhere =
            client.post("/login").header("origin", "https://evil.example").body(form(PASSWORD));
        assert_eq!(from_elsewhere.send().await.0.status(), StatusCode::FORBIDDEN);

        let right = client.post("/login").body(form(PASSWORD)).send().await;
        right.assert_status(StatusCode::SEE_OTHER);
        assert_eq!(header_of(&right, "location"), "/status?a=b");
        let cookie = header_of(&right, "set-cookie").split(';').next().unwrap().to_owned();
        let page = client.get("/status").header("cookie", &cookie).send().await;
        page.assert_status_is_ok();
        assert!(
            header_of(&page, "vary").contains("Cookie")
                && header_of(&page, "cache-control").contains("private")
        );
        let html = page.0.into_body().into_string().await.unwrap();
        assert!(html.contains("ann</span>") && html.contains("action=\"/logout\""));
        let again = client.get("/login?back=/risks").header("cookie", &cookie).send().await;
        assert_eq!(header_of(&again, "location"), "/risks");

        let out = client.post("/logout").header("cookie", &cookie).send().await;
        assert!(header_of(&out, "set-cookie").starts_with("session=;"));
        let status = client.get("/status").header("cookie", &cookie).send().await.0.status();
        assert_eq!(status, StatusCode::UNAUTHORIZED, "the session is over, not only its cookie");
    }

    #[tokio::test]
    async fn a_stranger_learns_nothing_of_the_data() {
        let file = users_file();
        let app = app(&[
            ("AUTH", "basic"),
            ("AUTH_USERS", file.path().to_str().unwrap()),
            ("MAX_URI_BYTES", "300"),
        ]);
        app.host.fail("no route to db.internal".to_owned(), Utc::now());
        let client = TestClient::new(endpoint(&app));
        let version = app.host.state().served.as_ref().unwrap().snapshot.version.clone();
        for path in [
            "/login".to_owned(),
            format!("/login?{}", "x".repeat(300)),
            format!("/healthz?{}", "x".repeat(300)),
        ] {
            let html = client.get(&path).send().await.0.into_body().into_string().await.unwrap();
            for secret in [&version[..8], "Data as of", "SQLite", "db.internal", "/risks"] {
                assert!(!html.contains(secret), "{path:.20} tells {secret}");
            }
        }
    }

    #[tokio::test]
    async fn whoever_is_not_the_proxy_is_refused() {
        let app = app(&[("AUTH", "proxy"), ("AUTH_PROXIES", "10.0.0.1")]);
        let client = TestClient::new(endpoint(&app));
        for path in ["/", "/status", "/export/customers.csv", "/metrics", "/login"] {
            let response = client.get(path).header("remote-user", "ann").send().await;
            assert_eq!(response.0.status(), StatusCode::FORBIDDEN, "{path}");
        }
        client.get("/healthz").send().await.assert_status_is_ok();
    }
}
