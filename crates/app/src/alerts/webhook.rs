//! Posts a message as JSON, to the one address that is configured and nowhere else.

use std::time::Duration;

use ureq::Agent;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;

use super::Undelivered;
use super::guard::PublicResolver;
use super::outbox::Parcel;
use crate::settings::{WebhookSettings, mask_path};

/// Longest time of one attempt.
const PATIENCE: Duration = Duration::from_secs(10);

/// What these answers say is about this very message: another attempt would be answered alike.
const REFUSED_FOR_GOOD: [u16; 4] = [400, 410, 413, 422];

/// Posts a message; blocks up to ten seconds.
///
/// # Errors
/// Why it was not taken.
pub(super) fn post(settings: &WebhookSettings, parcel: &Parcel) -> Result<(), Undelivered> {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        // Whoever answers must not choose where the message goes, and a proxy would look up the name in our place.
        .max_redirects(0)
        .proxy(None)
        .user_agent(concat!("dashboard/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = if settings.allow_internal {
        Agent::with_parts(config, DefaultConnector::default(), DefaultResolver::default())
    } else {
        Agent::with_parts(config, DefaultConnector::default(), PublicResolver::default())
    };
    let answer = agent
        .post(settings.url.as_str())
        .header("Content-Type", "application/json")
        .header("X-Delivery-Id", &parcel.id)
        .send(parcel.payload.to_string());
    let shown = mask_path(&settings.url);
    match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => {
            let status = answer.status();
            let why = if status.is_redirection() { "; redirects are not followed" } else { "" };
            Err(Undelivered {
                message: format!("{shown} answers {}{why}", status.as_u16()),
                is_final: REFUSED_FOR_GOOD.contains(&status.as_u16()),
            })
        }
        Err(error) => {
            let error = error.to_string().replace(&settings.url, &shown);
            Err(Undelivered { message: format!("{shown} cannot be reached: {error}"), is_final: false })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::super::rule::Channel;
    use super::*;

    /// What comes of posting to a server that answers once with these lines; `{}` is its own address.
    fn answered(lines: &'static str) -> Result<(), Undelivered> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"}") {
                let mut bytes = [0; 1024];
                let num_bytes = stream.read(&mut bytes).unwrap();
                request.extend_from_slice(&bytes[..num_bytes]);
            }
            let lines = lines.replace("{}", &address.to_string());
            let answer = format!("HTTP/1.1 {lines}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).unwrap();
            // Whoever comes again is taken by nobody: the listener is gone.
        });
        let settings = WebhookSettings { url: format!("http://{address}/s3cret"), allow_internal: true };
        let parcel = Parcel {
            id: "0123".to_owned(),
            channel: Channel::Webhook,
            subject: String::new(),
            text: String::new(),
            html: None,
            payload: serde_json::json!({"status": "firing"}),
            made_ms: 0,
            num_failures: 0,
            next_attempt_ms: 0,
            error: None,
        };
        post(&settings, &parcel)
    }

    #[test]
    fn answers_say_whether_another_attempt_helps() {
        for (lines, expected) in [
            ("200 OK", None),
            ("204 No Content", None),
            (
                "302 Found\r\nLocation: http://{}/elsewhere",
                Some(("answers 302; redirects are not followed", false)),
            ),
            (
                "307 Temporary Redirect\r\nLocation: http://{}/elsewhere",
                Some(("answers 307; redirects", false)),
            ),
            ("400 Bad Request", Some(("answers 400", true))),
            ("404 Not Found", Some(("answers 404", false))),
            ("429 Too Many Requests", Some(("answers 429", false))),
            ("503 Service Unavailable", Some(("answers 503", false))),
            ("nonsense", Some(("cannot be reached", false))),
        ] {
            match (answered(lines), expected) {
                (Ok(()), None) => {}
                (Err(undelivered), Some((words, is_final))) => {
                    assert!(undelivered.message.contains(words), "{lines}: {undelivered:?}");
                    assert!(!undelivered.message.contains("s3cret"), "{undelivered:?}");
                    assert_eq!(undelivered.is_final, is_final, "{lines}");
                }
                (result, _) => panic!("{lines}: {result:?}"),
            }
        }
    }
}
