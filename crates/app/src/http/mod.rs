//! HTTP: what every answer has in common, and the addresses that are no pages.
//!
//! A request passes, from the outside in: log line and request id, counting, security headers, the gate, error pages,
//! limits, routes. A page goes through the answer cache and leaves compressed, with an entity tag; see [`page`].

pub(crate) mod answer;
pub(crate) mod assets;
mod download;
pub(crate) mod encoding;
mod health;
mod limits;
pub(crate) mod page;
mod problem;
pub(crate) mod reader;
mod refresh;
pub(crate) mod refusal;
mod request_log;
mod security;
pub(crate) mod server;
pub(crate) mod theme;

use std::sync::Arc;

use chrono::Utc;
use poem::endpoint::{BoxEndpoint, make};
use poem::error::InternalServerError;
use poem::http::header;
use poem::web::Redirect;
use poem::{Endpoint, EndpointExt, Request, Response, Result, Route, get, post};

use crate::access::{gate, login};
use crate::app::App;
use crate::{metrics, pages};

/// Everything the server answers.
pub(crate) fn endpoint(app: &Arc<App>) -> BoxEndpoint<'static, Response> {
    let base_path = app.settings.server.base_path.clone();
    let at = |address: &str| format!("{base_path}{address}");
    let mut routes = Route::new()
        .at(at("/healthz"), get(health::alive))
        .at(at("/readyz"), get(with(app, |app, _| async move { Ok(health::ready(&app)) })))
        .at(
            at("/metrics"),
            get(with(app, |app, _| async move {
                let text = app.metrics.text(&app, Utc::now()).map_err(InternalServerError)?;
                let response = Response::builder().header(header::CACHE_CONTROL, "no-store");
                Ok(response.header(header::CONTENT_TYPE, metrics::CONTENT_TYPE).body(text))
            })),
        )
        .at(
            at("/refresh"),
            post(with(app, |app, request| async move { Ok(refresh::start(&app, &request).await) })),
        )
        .at(at("/assets/:name"), get(with(app, |app, request| async move { assets::serve(&app, &request) })))
        .at(
            at("/theme"),
            post(with(app, |app, request| async move {
                let settings = &app.settings;
                theme::switch(request, &settings.server.base_path, settings.limits.max_body_bytes).await
            })),
        );
    if app.access.has_login() {
        routes = routes
            .at(
                at("/login"),
                get(with(app, |app, request| async move { Ok(login::show(&app, &request)) }))
                    .post(with(app, |app, request| async move { login::attempt(&app, request).await })),
            )
            .at(
                at("/logout"),
                post(with(app, |app, request| async move { Ok(login::end(&app, &request).await) })),
            );
    }
    for page in pages::ALL {
        let answer =
            with(app, move |app, request| async move { Ok(page::answer(&app, page, &request).await) });
        routes = routes.at(at(page.address), get(answer));
    }
    for &(from, to) in pages::REDIRECTS {
        let to = at(to);
        routes = routes.at(
            at(from),
            get(make(move |request: Request| {
                let query = request.uri().query().map_or(String::new(), |query| format!("?{query}"));
                let to = format!("{to}{query}");
                async move { Redirect::permanent(to) }
            })),
        );
    }
    if !base_path.is_empty() {
        let home = at("/");
        routes = routes.at(
            &base_path,
            get(make(move |_| {
                let home = home.clone();
                async move { Redirect::permanent(home) }
            })),
        );
    }
    let (limited, problems) = (Arc::clone(app), Arc::clone(app));
    let (guarded, counted) = (Arc::clone(app), Arc::clone(app));
    routes
        .around(move |routes, request| {
            let app = Arc::clone(&limited);
            async move { limits::weigh(&app.settings.limits, &*routes, request).await }
        })
        .around(move |routes, request| {
            let app = Arc::clone(&problems);
            async move { Ok(problem::catch(&app, &*routes, request).await) }
        })
        .around(move |inner, request| {
            let app = Arc::clone(&guarded);
            async move { gate::keep(&app, &*inner, request).await }
        })
        .around(|inner, request| async move {
            let mut response = inner.call(request).await?;
            security::protect(&mut response);
            Ok(response)
        })
        .around(move |inner, request| {
            let app = Arc::clone(&counted);
            async move { app.metrics.follow(&app.settings.server.base_path, &*inner, request).await }
        })
        .around(|inner, request| async move { request_log::follow(&*inner, request).await })
        .boxed()
}

/// An endpoint that is given the application, and the time that a request may take.
fn with<F, Fut>(app: &Arc<App>, answer: F) -> impl Endpoint + use<F, Fut>
where
    F: Fn(Arc<App>, Request) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let app = Arc::clone(app);
    make(move |request| {
        let app = Arc::clone(&app);
        let answer = answer(Arc::clone(&app), request);
        async move { limits::in_time(&app.settings.limits, answer).await }
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use poem::http::StatusCode;
    use poem::test::{TestClient, TestResponse};

    use super::*;
    use crate::host::fixture::served;
    use crate::settings::settings_of;

    fn app(variables: &[(&str, &str)]) -> Arc<App> {
        App::new(settings_of(variables).unwrap(), Box::new(|_| Box::pin(async { Ok(served()) })))
    }

    pub(crate) fn ready_app(variables: &[(&str, &str)]) -> Arc<App> {
        let app = app(variables);
        app.host.serve(served());
        app
    }

    fn text(response: &TestResponse, name: header::HeaderName) -> String {
        response.0.header(name).unwrap_or_default().to_owned()
    }

    #[tokio::test]
    async fn every_answer_is_protected_and_has_a_request_id() {
        let client = TestClient::new(endpoint(&ready_app(&[])));
        for (path, status) in [
            ("/healthz", StatusCode::OK),
            ("/readyz", StatusCode::OK),
            ("/nowhere", StatusCode::NOT_FOUND),
            ("/assets/style.css", StatusCode::NOT_FOUND),
            ("/theme", StatusCode::METHOD_NOT_ALLOWED),
            ("/export/countries.csv", StatusCode::OK),
            ("/export/countries.pdf", StatusCode::NOT_FOUND),
            ("/export/contries.csv", StatusCode::NOT_FOUND),
            ("/export/countries.csv?period=soon", StatusCode::BAD_REQUEST),
            ("/export/countries.csv?country=Atlantis", StatusCode::BAD_REQUEST),
            ("/export/%ff.csv", StatusCode::NOT_FOUND),
        ] {
            let response = client.get(path).send().await;
            assert_eq!(response.0.status(), status, "{path}");
            assert!(
                text(&response, header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'"),
                "{path}"
            );
            assert!(response.0.header("x-request-id").is_some(), "{path}");
        }
    }

    #[tokio::test]
    async fn before_the_first_snapshot_pages_say_what_they_wait_for() {
        let app = app(&[]);
        let client = TestClient::new(endpoint(&app));
        client.get("/healthz").send().await.assert_status_is_ok();
        client.get("/readyz").send().await.assert_status(StatusCode::SERVICE_UNAVAILABLE);
        let response = client.get("/export/countries.csv").send().await;
        response.assert_status(StatusCode::SERVICE_UNAVAILABLE);
        response.assert_header(header::RETRY_AFTER, "5");
        let body = response.0.into_body().into_string().await.unwrap();
        assert!(body.contains("loaded for the first time") && body.contains("http-equiv=\"refresh\""));

        app.host.fail("no route to <host>".to_owned(), "2026-01-01T00:00:00Z".parse().unwrap());
        let body =
            client.get("/export/countries.csv").send().await.0.into_body().into_string().await.unwrap();
        assert!(body.contains("no route to &lt;host&gt;"));
    }

    #[tokio::test]
    async fn a_digest_is_confirmed_until_the_question_changes() {
        let client = TestClient::new(endpoint(&ready_app(&[])));
        let first = client.get("/export/countries.csv?utm_source=mail").send().await;
        let tag = text(&first, header::ETAG);
        for (path, status) in [
            ("/export/countries.csv", StatusCode::NOT_MODIFIED),
            ("/export/countries.json", StatusCode::OK),
            ("/export/countries.csv?period=2004", StatusCode::OK),
        ] {
            let response = client.get(path).header(header::IF_NONE_MATCH, &tag).send().await;
            assert_eq!(response.0.status(), status, "{path}");
        }
        let head = client.head("/export/countries.csv").send().await;
        assert_eq!(text(&head, header::ETAG), tag);
        assert_eq!(
            head.0.header(header::CONTENT_LENGTH),
            None,
            "what is written as it is sent has no length"
        );
        head.assert_text("").await;
    }

    #[tokio::test]
    async fn everything_stands_below_the_base_path() {
        let app = ready_app(&[("BASE_PATH", "/sales")]);
        let client = TestClient::new(endpoint(&app));
        client.get("/healthz").send().await.assert_status(StatusCode::NOT_FOUND);
        client.get("/sales/healthz").send().await.assert_status_is_ok();
        client.get("/sales").send().await.assert_header(header::LOCATION, "/sales/");
        let css = client.get(&app.site.css_href).header(header::ACCEPT_ENCODING, "br").send().await;
        css.assert_status_is_ok();
        css.assert_header(header::CONTENT_ENCODING, "br");
        css.assert_header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
        let back = client.post("/sales/theme").body("theme=dark&back=/sales/export/x").send().await;
        back.assert_header(header::LOCATION, "/sales/export/x");
    }

    #[tokio::test]
    async fn every_table_answers_and_a_wrong_order_leads_on() {
        let client = TestClient::new(endpoint(&ready_app(&[("BASE_PATH", "/sales")])));
        let response = client.get("/sales/deep-dive?period=2004").send().await;
        response.assert_header(header::LOCATION, "/sales/deep-dive/customers?period=2004");
        for (path, status) in [
            ("customers", StatusCode::OK),
            ("products?sort=-units&q=car&page=2", StatusCode::OK),
            ("sales-reps", StatusCode::OK),
            ("next-orders", StatusCode::OK),
            ("cross-sell", StatusCode::OK),
            ("orders?sort=customer_number", StatusCode::OK),
            ("product-lines", StatusCode::OK),
            ("receivables", StatusCode::OK),
            ("planets", StatusCode::NOT_FOUND),
            ("customers?sort=planets", StatusCode::BAD_REQUEST),
            ("customers?page=0", StatusCode::BAD_REQUEST),
        ] {
            let response = client.get(format!("/sales/deep-dive/{path}")).send().await;
            assert_eq!(response.0.status(), status, "{path}");
            let body = response.0.into_body().into_string().await.unwrap();
            assert!(body.contains("href=\"/sales/deep-dive/"), "{path} leads on");
        }
    }

    #[tokio::test]
    async fn a_panic_costs_its_own_request() {
        let app = ready_app(&[]);
        let broken = make(|_| async { if true { panic!("a mistake") } else { Response::default() } });
        let response = problem::catch(&app, &broken, Request::default()).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = response.into_body().into_string().await.unwrap();
        assert!(body.contains("<!DOCTYPE html>") && !body.contains("a mistake"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowd_is_asked_to_come_back() {
        let app = ready_app(&[("MAX_COMPUTING", "1")]);
        let client = TestClient::new(endpoint(&app));
        client.get("/definitions").send().await.assert_status_is_ok();
        for room in [&app.computing, &app.sending] {
            let turn = room.acquire().await.unwrap();
            client.get("/definitions").send().await.assert_status_is_ok();
            let response = client.get("/export/customers.csv").send().await;
            response.assert_status(StatusCode::SERVICE_UNAVAILABLE);
            response.assert_header(header::RETRY_AFTER, "5");
            drop(turn);
        }
        client.get("/export/customers.csv").send().await.assert_status_is_ok();
    }

    #[tokio::test]
    async fn htmx_gets_the_part_that_it_swaps() {
        let client = TestClient::new(endpoint(&ready_app(&[])));
        let body = client.get("/nowhere").header("HX-Request", "true").send().await.0.into_body();
        assert!(!body.into_string().await.unwrap().contains("<!DOCTYPE"));
    }

    #[tokio::test]
    async fn a_failed_refresh_shows_on_every_page() {
        let app = ready_app(&[]);
        app.host.fail("timeout".to_owned(), "2026-01-01T00:00:00Z".parse().unwrap());
        let body = TestClient::new(endpoint(&app)).get("/nowhere").send().await.0.into_body();
        assert!(body.into_string().await.unwrap().contains("The last refresh failed."));
    }
}
