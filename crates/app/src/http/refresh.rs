//! `POST /refresh`: loads the data now, for whoever does not want to wait for the schedule.

use std::time::Duration;

use chrono::{SecondsFormat, Utc};
use poem::http::{StatusCode, header};
use poem::{Request, Response};
use serde_json::json;

use super::reader::Reader;
use super::refusal::Refusal;
use crate::app::App;
use crate::jobs::refresh::{Outcome, TooSoon};

/// How long the answer waits for the load, which goes on after that.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// Starts a refresh or joins the one under way; leads a browser to the status page, tells a program what came of it.
pub(crate) async fn start(app: &App, request: &Request) -> Response {
    let wants_json =
        request.header(header::ACCEPT).is_some_and(|accepted| accepted.contains("application/json"));
    // Data that was refused for having shrunk is accepted by whoever says so.
    let accepts_shrinking = request.uri().query() == Some("accept=shrink");
    if let (false, Some(query)) = (accepts_shrinking, request.uri().query().filter(|query| !query.is_empty()))
    {
        let message = format!("`{query}` means nothing here; the one option is accept=shrink.");
        return refuse(app, request, &Refusal::bad_request(message, Vec::new()), wants_json);
    }
    let max_wait = MAX_WAIT.min(app.settings.limits.request_timeout / 2);
    let (outcome, status) =
        match tokio::time::timeout(max_wait, app.refresher.start_or_join(accepts_shrinking)).await {
            Ok(Err(TooSoon { retry_after })) => {
                let wait_s = retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0);
                let message = format!(
                    "Somebody asked for a refresh a moment ago; the next can be started in {wait_s} s."
                );
                let mut refusal = Refusal::bad_request(message, Vec::new());
                (refusal.status, refusal.title) = (StatusCode::TOO_MANY_REQUESTS, "A moment, please");
                let mut response = refuse(app, request, &refusal, wants_json);
                response.headers_mut().insert(header::RETRY_AFTER, wait_s.into());
                return response;
            }
            Ok(Ok(outcome @ Outcome::Stopped)) => (outcome, StatusCode::SERVICE_UNAVAILABLE),
            Ok(Ok(outcome)) => (outcome, StatusCode::OK),
            Err(_) => (Outcome::Busy, StatusCode::ACCEPTED),
        };
    if wants_json {
        return tell(app, status, outcome.name());
    }
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, format!("{}/status", app.settings.server.base_path))
        .header(header::CACHE_CONTROL, "no-store")
        .finish()
}

/// What is served now, and why it may be older than asked for.
fn tell(app: &App, status: StatusCode, outcome: &str) -> Response {
    let state = app.host.state();
    let served = state.served.as_ref();
    answer(
        status,
        &json!({
            "outcome": outcome,
            "snapshot": served.map(|served| &served.snapshot.version),
            "loaded_at": served.map(|served| served.loaded_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            "failure": state.failure.as_ref().map(|failure| &failure.message),
            "at": Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true),
        }),
    )
}

fn refuse(app: &App, request: &Request, refusal: &Refusal, wants_json: bool) -> Response {
    if wants_json {
        answer(refusal.status, &json!({"outcome": "refused", "why": refusal.message}))
    } else {
        refusal.respond(app, &Reader::of(request))
    }
}

fn answer(status: StatusCode, document: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, "application/json")
        .body(format!("{document:#}\n"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use poem::test::TestClient;

    use super::*;
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    fn app() -> Arc<App> {
        let settings = settings_of(&[("BASE_PATH", "/sales")]).unwrap();
        App::new(settings, Box::new(|_| Box::pin(async { Ok(served()) })))
    }

    #[tokio::test]
    async fn a_form_leads_to_the_status_and_the_next_must_wait() {
        let app = app();
        let client = TestClient::new(endpoint(&app));
        let response = client.get("/sales/refresh").send().await;
        response.assert_status(StatusCode::METHOD_NOT_ALLOWED);
        response.assert_header(header::ALLOW, "POST");
        let response = client.post("/sales/refresh").header("origin", "https://evil.example").send().await;
        response.assert_status(StatusCode::FORBIDDEN);
        assert!(app.host.state().served.is_none(), "nothing was started");

        let response = client.post("/sales/refresh").send().await;
        response.assert_status(StatusCode::SEE_OTHER);
        response.assert_header(header::LOCATION, "/sales/status");
        assert!(app.host.state().served.is_some());
        let response = client.post("/sales/refresh").send().await;
        response.assert_status(StatusCode::TOO_MANY_REQUESTS);
        let wait_s: u64 = response.0.header(header::RETRY_AFTER).unwrap().parse().unwrap();
        assert!((1..=10).contains(&wait_s), "{wait_s}");
    }

    #[tokio::test]
    async fn programs_are_told_what_came_of_it() {
        let app = app();
        let client = TestClient::new(endpoint(&app));
        let ask = async || {
            let response =
                client.post("/sales/refresh").header(header::ACCEPT, "application/json").send().await;
            let status = response.0.status();
            let body = response.0.into_body().into_string().await.unwrap();
            (status, serde_json::from_str::<serde_json::Value>(&body).unwrap())
        };
        let (status, document) = ask().await;
        assert_eq!((status, document["outcome"].as_str()), (StatusCode::OK, Some("loaded")));
        assert_eq!(document["loaded_at"], "2026-01-01T00:00:00Z");
        let (status, document) = ask().await;
        assert_eq!((status, document["outcome"].as_str()), (StatusCode::TOO_MANY_REQUESTS, Some("refused")));
    }
}
