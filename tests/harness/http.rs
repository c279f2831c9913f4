//! Plain HTTP requests, answered as they came over the wire: no redirect followed, nothing unpacked, no status an error.

use std::time::Duration;

/// An answer of a server.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    headers: ureq::http::HeaderMap,
    /// The body as received, compressed if the server compressed it.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The first header of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("headers are plain text"))
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.bytes).expect("the body is UTF-8")
    }
}

/// Sends a request without a body, such as `request("GET", "http://127.0.0.1:8050/", &[("HX-Request", "true")])`.
pub(crate) fn request(method: &str, address: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into();
    let mut request = ureq::http::Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(()).map_err(|error| format!("{method} {address}: {error}"))?;
    let answer = agent.run(request).map_err(|error| format!("{method} {address}: {error}"))?;
    let (parts, mut body) = answer.into_parts();
    let bytes = body.read_to_vec().map_err(|error| format!("{method} {address}: {error}"))?;
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, bytes })
}
