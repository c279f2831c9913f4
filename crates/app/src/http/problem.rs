//! Turns whatever goes wrong below into an error page.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, PathPattern, Request, Response};

use super::reader::Reader;
use super::refusal::Refusal;
use crate::app::App;

/// The answer of `inner`, or an error page if there is none; a panic costs no more than its own request.
pub(crate) async fn catch(app: &App, inner: &impl Endpoint<Output = Response>, request: Request) -> Response {
    let reader = Reader::of(&request);
    let method = request.method().clone();
    let error = match AssertUnwindSafe(inner.call(request)).catch_unwind().await {
        Ok(Ok(response)) => return response,
        Ok(Err(error)) if error.is_from_response() => return error.into_response(),
        Ok(Err(error)) => error,
        // The panic hook has written message and place to standard error.
        Err(_) => return Refusal::internal().respond(app, &reader),
    };
    let path = reader.address.split('?').next().unwrap_or_default();
    let mut response = match error.status() {
        StatusCode::NOT_FOUND => {
            Refusal::not_found(format!("There is no page at {path}.")).respond(app, &reader)
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            let mut refusal =
                Refusal::bad_request(format!("{path} does not answer to {method}."), Vec::new());
            refusal.status = StatusCode::METHOD_NOT_ALLOWED;
            let mut response = refusal.respond(app, &reader);
            // An address either shows something or does something, so what was refused tells what is allowed.
            let allowed = if matches!(method, Method::GET | Method::HEAD) { "POST" } else { "GET, HEAD" };
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
            response
        }
        StatusCode::GATEWAY_TIMEOUT => {
            tracing::warn!(path, "request given up: it took longer than REQUEST_TIMEOUT");
            Refusal::too_slow().respond(app, &reader)
        }
        StatusCode::SERVICE_UNAVAILABLE => Refusal::busy().respond(app, &reader),
        status if status.is_client_error() => {
            let mut refusal =
                Refusal::bad_request(format!("The request cannot be answered: {error}."), Vec::new());
            refusal.status = status;
            refusal.respond(app, &reader)
        }
        _ => {
            tracing::error!(path, error = %error, "request failed");
            Refusal::internal().respond(app, &reader)
        }
    };
    // Which route it was, for those who count.
    if let Some(route) = error.data::<PathPattern>() {
        response.set_data(route.clone());
    }
    response
}
