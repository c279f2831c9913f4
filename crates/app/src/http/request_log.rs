//! One log line for each request, under an id that the answer carries too.

use std::hash::{BuildHasher, RandomState};
use std::time::Instant;

use poem::http::{HeaderName, HeaderValue, header};
use poem::{Endpoint, PathPattern, Request, Response, Result};
use tracing::Instrument;
use views::Visitor;

use crate::traces;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Calls `inner` under a request id, and logs what came of it.
///
/// # Errors
/// Those of `inner`.
pub(crate) async fn follow(inner: &impl Endpoint<Output = Response>, request: Request) -> Result<Response> {
    let begun = Instant::now();
    let id = request.header(REQUEST_ID).filter(|id| is_sane(id)).map_or_else(new_id, str::to_owned);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let span = tracing::info_span!("request", id);
    traces::join(&span, request.headers());
    async {
        let mut response = inner.call(request).await?;
        let status = response.status().as_u16();
        let route = response.data::<PathPattern>().map(|route| &*route.0);
        traces::describe(&tracing::Span::current(), method.as_str(), &path, route, status);
        let duration_ms = begun.elapsed().as_secs_f64() * 1000.0;
        let duration_ms = (duration_ms * 1000.0).round() / 1000.0;
        let bytes = response
            .header(header::CONTENT_LENGTH)
            .and_then(|length| length.parse::<u64>().ok())
            .unwrap_or(0);
        if path.ends_with("/healthz") || path.ends_with("/readyz") {
            // Asked every few seconds by whoever runs the container.
            tracing::debug!(%method, path, status, duration_ms, bytes, "request");
        } else {
            let user = response.data::<Visitor>().and_then(Visitor::name);
            tracing::info!(%method, path, status, duration_ms, bytes, user, "request");
        }
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        Ok(response)
    }
    .instrument(span.clone())
    .await
}

/// A proxy's id is kept, so that its log and ours can be read side by side; anything long or odd is not.
fn is_sane(id: &str) -> bool {
    (8..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Sixteen hexadecimal digits, different for each request; they protect nothing.
fn new_id() -> String {
    format!("{:016x}", RandomState::new().hash_one(Instant::now()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_are_not_taken_over() {
        for (id, expected) in [
            ("0af7651916cd43dd8448eb211c80319c", true),
            ("0af76519-16cd-43dd-8448-eb211c80319c", true),
            ("short", false),
            ("forged\nline of log", false),
            (&"x".repeat(65), false),
        ] {
            assert_eq!(is_sane(id), expected, "{id:?}");
        }
        assert_ne!(new_id(), new_id());
        assert!(is_sane(&new_id()));
    }
}
