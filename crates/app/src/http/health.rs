//! Whether the process lives, and whether it has data to serve.

use chrono::Utc;
use poem::http::{StatusCode, header};
use poem::{Response, handler};

use crate::app::App;

/// `/healthz`: the process answers.
#[handler]
pub(crate) async fn alive() -> Response {
    plain(StatusCode::OK, "alive\n")
}

/// `/readyz`: a snapshot is being served, be it the saved one; says when it is older than it should be.
pub(crate) fn ready(app: &App) -> Response {
    let state = app.host.state();
    let text = match (&state.served, &state.failure) {
        (None, _) => return plain(StatusCode::SERVICE_UNAVAILABLE, "waiting for the first snapshot\n"),
        (Some(served), _) if served.is_saved => {
            "ready, stale: the saved data is served until the database can be read\n"
        }
        (Some(_), Some(failure)) if failure.is_refusal => "ready, stale: the last refresh was refused\n",
        (Some(_), Some(_)) => "ready, stale: the last refresh failed\n",
        (Some(_), None) if state.is_overdue(Utc::now()) => "ready, stale: the refresh is overdue\n",
        (Some(_), None) => "ready\n",
    };
    plain(StatusCode::OK, text)
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(header::CONTENT_LENGTH, text.len())
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}
