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
