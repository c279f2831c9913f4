//! Plain HTTP requests, answered as they came over the wire: no redirect followed, nothing unpacked, no status an error.

use std::io::{Read, Write};
use std::net::TcpStream;
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
    send(method, address, headers, ())
}

/// Sends a form as a browser does, with the fields written as in a query string.
pub(crate) fn post_form(address: &str, fields: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    send("POST", address, &[&form, headers].concat(), fields)
}

fn send(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: impl ureq::AsSendBody,
) -> Result<Answer, String> {
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
    let request = request.body(body).map_err(|error| format!("{method} {address}: {error}"))?;
    let answer = agent.run(request).map_err(|error| format!("{method} {address}: {error}"))?;
    let (parts, mut body) = answer.into_parts();
    let bytes = body.read_to_vec().map_err(|error| format!("{method} {address}: {error}"))?;
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, bytes })
}

/// Sends exactly this request target, which no client library has tidied, and reads the whole answer, headers included.
///
/// # Errors
/// When the server cannot be reached or does not answer.
pub(crate) fn raw(address: &str, target: &str) -> Result<String, String> {
    let host = address.trim_start_matches("http://");
    let talk = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        // A server that refuses a long request may close before it has read it all; what it answered counts.
        let sent = write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if answer.is_empty() => Err(error),
            _ if answer.is_empty() => sent.map(|()| answer),
            _ => Ok(answer),
        }
    };
    let answer = talk().map_err(|error| format!("GET {target:.80}: {error}"))?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
