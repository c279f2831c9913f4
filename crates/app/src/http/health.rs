//! Whether the process lives, and whether it has data to serve.

use poem::http::{StatusCode, header};
use poem::{Response, handler};

use crate::app::App;

/// `/healthz`: the process answers.
#[handler]
pub(crate) async fn alive() -> Response {
    plain(StatusCode::OK, "alive\n")
}

/// `/readyz`: a snapshot is being served, be it the saved one.
pub(crate) fn ready(app: &App) -> Response {
    match &app.host.state().served {
        Some(served) if served.is_saved => {
            plain(StatusCode::OK, "ready, stale: the saved data is served until the database can be read\n")
        }
        Some(_) => plain(StatusCode::OK, "ready\n"),
        None => plain(StatusCode::SERVICE_UNAVAILABLE, "waiting for the first snapshot\n"),
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(header::CONTENT_LENGTH, text.len())
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}
