//! Sends a message as e-mail.

use std::time::Duration;

use anyhow::{Context, Result};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Message, MultiPart, SinglePart};
use lettre::{SmtpTransport, Transport};

use super::Undelivered;
use super::outbox::Parcel;
use crate::settings::MailSettings;

/// Longest time of one step of the conversation with the mail server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends a message; blocks while it talks to the mail server.
///
/// # Errors
/// Why it was not taken.
pub(super) fn send(settings: &MailSettings, parcel: &Parcel) -> Result<(), Undelivered> {
    let message = message(settings, parcel)
        .map_err(|error| Undelivered { message: format!("{error:#}"), is_final: true })?;
    let transport = SmtpTransport::from_url(&settings.smtp_url)
        .map(|builder| builder.timeout(Some(PATIENCE)).build())
        .and_then(|transport| transport.send(&message));
    match transport {
        Ok(_) => Ok(()),
        Err(error) => {
            // What is wrong with the password can be put right, what is wrong with the message cannot.
            let code = error.status().map(u16::from);
            let is_final = error.is_permanent() && !code.is_some_and(|code| (530..540).contains(&code));
            let cause = std::error::Error::source(&error).map(|source| format!(": {source}"));
            let message = format!("the mail server takes nothing: {error}{}", cause.unwrap_or_default());
            Err(Undelivered { message: message.replace(&settings.smtp_url, "SMTP_URL"), is_final })
        }
    }
}

fn message(settings: &MailSettings, parcel: &Parcel) -> Result<Message> {
    let mut builder = Message::builder()
        .from(settings.from.clone())
        .subject(one_line(&parcel.subject))
        .message_id(Some(format!("<{}@{}>", parcel.id, settings.from.email.domain())))
        // No holiday notices, please.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    for to in &settings.to {
        builder = builder.to(to.clone());
    }
    match &parcel.html {
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(parcel.text.clone(), html.clone())),
        None => builder.singlepart(SinglePart::plain(parcel.text.clone())),
    }
    .context("the e-mail cannot be written")
}

/// A header is one line, whatever stands in it.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rule::Channel;
    use super::*;

    fn written(subject: &str, html: Option<&str>) -> String {
        let settings = MailSettings {
            smtp_url: "smtp://mail.example".to_owned(),
            from: "Sales <board@sales.example>".parse().unwrap(),
            to: vec!["ann@sales.example".parse().unwrap(), "Bo <bo@sales.example>".parse().unwrap()],
        };
        let parcel = Parcel {
            id: "0123".to_owned(),
            channel: Channel::Email,
            subject: subject.to_owned(),
            text: "Größe\n.\nBcc: all@sales.example".to_owned(),
            html: html.map(str::to_owned),
            payload: serde_json::Value::Null,
            made_ms: 0,
            num_failures: 0,
            next_attempt_ms: 0,
            error: None,
        };
        String::from_utf8(message(&settings, &parcel).unwrap().formatted()).unwrap()
    }

    fn header_names(message: &str) -> Vec<String> {
        let head = message.split("\r\n\r\n").next().unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap().to_lowercase()).collect()
    }

    #[test]
    fn no_subject_makes_a_header() {
        let plain = header_names(&written("Alert: sales", None));
        assert!(plain.contains(&"message-id".to_owned()) && plain.contains(&"auto-submitted".to_owned()));
        for subject in [
            "Alert\r\nBcc: all@sales.example",
            "Alert\nX-Evil: 1\n\nbody",
            "Alert\r\n\r\n<b>body</b>",
            "Ümläut\r\nBcc: x@y.example\u{2028}z",
            &"long ".repeat(500),
        ] {
            assert_eq!(header_names(&written(subject, None)), plain, "{subject:.40}");
        }
    }

    #[test]
    fn html_comes_with_its_text() {
        let message = written("Digest", Some("<p>Größe</p>"));
        assert!(message.contains("Content-Type: multipart/alternative"), "{message}");
        let (plain, html) = (message.find("text/plain").unwrap(), message.find("text/html").unwrap());
        assert!(plain < html, "the form that is liked best comes last: {message}");
        assert!(message.contains("To: ann@sales.example, Bo <bo@sales.example>"), "{message}");
    }
}
