//! What a request may weigh and how long it may take.

use poem::http::{HeaderMap, StatusCode, header};
use poem::{Endpoint, Error, Request, Response, Result};

use crate::settings::LimitSettings;

/// The most lines that the header of a request may have.
pub(crate) const MAX_HEADER_LINES: usize = 100;

/// Mark of a request on a connection beyond `MAX_CONNECTIONS`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crowded;

/// What is answered even then, so that a crowd does not look like a server that is down.
const FOR_OPERATORS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Answers within the time that a request may take.
///
/// # Errors
/// 504 when the time is up, and those of `answer`.
pub(crate) async fn in_time(
    limits: &LimitSettings,
    answer: impl Future<Output = Result<Response>>,
) -> Result<Response> {
    tokio::time::timeout(limits.request_timeout, answer)
        .await
        .unwrap_or_else(|_| Err(Error::from_status(StatusCode::GATEWAY_TIMEOUT)))
}

/// Calls `inner` with a request of the size that is allowed, on a connection that there is room for.
///
/// # Errors
/// 503 in a crowd, 414, 431 or 413 for a request that is too large, and those of `inner`.
pub(crate) async fn weigh(
    limits: &LimitSettings,
    inner: &impl Endpoint<Output = Response>,
    request: Request,
) -> Result<Response> {
    let too_large = |what: &str, max_bytes: usize, status| {
        Err(Error::from_string(format!("its {what} has more than {max_bytes} bytes"), status))
    };
    if request.data::<Crowded>().is_some()
        && !FOR_OPERATORS.iter().any(|address| request.uri().path().ends_with(address))
    {
        return Err(Error::from_status(StatusCode::SERVICE_UNAVAILABLE));
    }
    let uri_bytes = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if uri_bytes > limits.max_uri_bytes {
        return too_large("address", limits.max_uri_bytes, StatusCode::URI_TOO_LONG);
    }
    if num_bytes(request.headers()) > limits.max_header_bytes {
        return too_large("header", limits.max_header_bytes, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    if request.headers().len() > MAX_HEADER_LINES {
        let too_many = format!("its header has more than {MAX_HEADER_LINES} lines");
        return Err(Error::from_string(too_many, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
    }
    // A body without a length is counted by whoever reads it.
    let body_bytes = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if body_bytes.is_some_and(|bytes| bytes > limits.max_body_bytes) {
        return too_large("body", limits.max_body_bytes, StatusCode::PAYLOAD_TOO_LARGE);
    }
    inner.call(request).await
}

/// The size of the header lines, with `: ` and their ends.
fn num_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use poem::test::TestClient;

    use super::*;
    use crate::app::App;
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    #[tokio::test]
    async fn what_is_too_large_is_refused() {
        let settings = settings_of(&[
            ("MAX_URI_BYTES", "1000"),
            ("MAX_HEADER_BYTES", "2000"),
            ("MAX_BODY_BYTES", "3000"),
        ]);
        let app = App::new(settings.unwrap(), Box::new(|_| Box::pin(async { Ok(served()) })));
        let client = TestClient::new(endpoint(&app));
        let of = |num_bytes: usize| "x".repeat(num_bytes);
        for (request, status) in [
            (client.get(format!("/healthz?{}", of(990))), StatusCode::OK),
            (client.get(format!("/healthz?{}", of(1000))), StatusCode::URI_TOO_LONG),
            (client.get("/healthz").header("x-a", of(1900)), StatusCode::OK),
            (client.get("/healthz").header("x-a", of(2000)), StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
            (client.post("/theme").body(of(3000)), StatusCode::SEE_OTHER),
            (client.post("/theme").body(of(3001)), StatusCode::PAYLOAD_TOO_LARGE),
            (
                client.post("/theme").header(header::CONTENT_LENGTH, 3001).body(of(1)),
                StatusCode::PAYLOAD_TOO_LARGE,
            ),
        ] {
            let response = request.send().await;
            assert_eq!(response.0.status(), status);
            if !status.is_success() && !status.is_redirection() {
                assert!(response.0.into_body().into_string().await.unwrap().contains("<!DOCTYPE html>"));
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_takes_too_long_is_given_up() {
        let limits = settings_of(&[("REQUEST_TIMEOUT", "3s")]).unwrap().limits;
        for (duration_s, is_in_time) in [(2, true), (4, false)] {
            let answer = async {
                tokio::time::sleep(Duration::from_secs(duration_s)).await;
                Ok(Response::default())
            };
            match in_time(&limits, answer).await {
                Ok(_) => assert!(is_in_time),
                Err(error) => assert_eq!((is_in_time, error.status()), (false, StatusCode::GATEWAY_TIMEOUT)),
            }
        }
    }
}
