//! Where alerts and digests go: a webhook, e-mail, and the address of the dashboard that they link to.

use std::net::IpAddr;

use analytics::policy::Policy;
use analytics::scope::Scope;
use anyhow::Result;
use croner::Cron;
use lettre::SmtpTransport;
use lettre::message::Mailbox;
use url::{Host, Url};

use super::refresh::read_cron;
use super::{Layers, Setting};
use crate::alerts::is_public;
use crate::alerts::rule::Channel;
use crate::typed_scope;

/// Where alerts and digests go.
#[derive(Clone, Debug)]
pub(crate) struct DeliverySettings {
    /// Address under which readers reach the dashboard, base path included, without a slash at its end.
    pub public_url: Option<String>,
    /// Where JSON is posted to.
    pub webhook: Option<WebhookSettings>,
    /// How e-mails are sent.
    pub mail: Option<MailSettings>,
    /// When the Executive View is sent.
    pub digest: Option<DigestSettings>,
}

/// Where JSON is posted to.
#[derive(Clone, Debug)]
pub(crate) struct WebhookSettings {
    /// The address; a secret.
    pub url: String,
    /// Whether it may be one that is not of the public internet.
    pub allow_internal: bool,
}

/// How e-mails are sent.
#[derive(Clone, Debug)]
pub(crate) struct MailSettings {
    /// The mail server with its password; a secret.
    pub smtp_url: String,
    /// Who sends.
    pub from: Mailbox,
    /// Who gets them; at least one.
    pub to: Vec<Mailbox>,
}

/// When and of what the Executive View is sent.
#[derive(Clone, Debug)]
pub(crate) struct DigestSettings {
    /// When, in UTC.
    pub cron: Cron,
    /// Of which part of the data.
    pub scope: Scope,
}

impl DeliverySettings {
    pub(super) fn judge(layers: &Layers, policy: &Policy) -> Result<DeliverySettings> {
        let public_url = layers.get("server.public_url")?;
        let public_url = public_url.given().map(|_| {
            public_url.read("an address such as https://sales.example/board", |text| {
                let url =
                    web_address(text).filter(|url| url.query().is_none() && url.fragment().is_none())?;
                Some(url.as_str().trim_end_matches('/').to_owned())
            })
        });
        let mail = mail(layers)?;
        Ok(DeliverySettings {
            public_url: public_url.transpose()?,
            webhook: webhook(layers)?,
            digest: digest(layers, policy, mail.is_some())?,
            mail,
        })
    }

    /// The channels that there are.
    pub(crate) fn channels(&self) -> Vec<Channel> {
        let webhook = self.webhook.as_ref().map(|_| Channel::Webhook);
        let email = self.mail.as_ref().map(|_| Channel::Email);
        webhook.into_iter().chain(email).collect()
    }
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && !has_user).then_some(url)
}

fn webhook(layers: &Layers) -> Result<Option<WebhookSettings>> {
    let allow_internal: bool =
        layers.get("webhook.allow_internal")?.read("true or false", |text| text.parse().ok())?;
    let setting = layers.get("webhook.url")?;
    if setting.given().is_none() {
        return Ok(None);
    }
    let url = setting.read("an http or https address without a user name", web_address)?;
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        _ => None,
    };
    if !allow_internal && literal.is_some_and(|address| !is_public(address)) {
        return Err(setting.refuse(
            "that is an internal address, which WEBHOOK_ALLOW_INTERNAL=true allows if it is really meant",
        ));
    }
    Ok(Some(WebhookSettings { url: url.into(), allow_internal }))
}

fn mail(layers: &Layers) -> Result<Option<MailSettings>> {
    let [url, from, to] = ["smtp.url", "smtp.from", "smtp.to"].map(|key| layers.get(key));
    let (url, from, to) = (url?, from?, to?);
    if url.given().is_none() {
        if let Some(useless) = [from, to].into_iter().find(|setting| setting.given().is_some()) {
            return Err(useless.refuse("nothing can be sent without a mail server; set SMTP_URL too"));
        }
        return Ok(None);
    }
    let smtp_url = url.read(
        "smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST?tls=required, or smtp://HOST without encryption",
        |text| SmtpTransport::from_url(text).is_ok().then(|| text.to_owned()),
    )?;
    let is_encrypted = Url::parse(&smtp_url).is_ok_and(|url| {
        url.password().is_none()
            || url.scheme() == "smtps"
            || url.query_pairs().any(|(name, value)| name == "tls" && value == "required")
    });
    if !is_encrypted {
        return Err(
            url.refuse("the password would be sent in the clear; write smtps:// or add ?tls=required")
        );
    }
    let mailbox = |setting: &Setting, text: &str| {
        text.parse::<Mailbox>().map_err(|error| {
            setting.refuse(&format!("`{text}` is no e-mail address ({error}); accepted is Name <name@host>"))
        })
    };
    let to = to
        .text
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| mailbox(to, text))
        .collect::<Result<Vec<_>>>()
        .and_then(|to_all| {
            if to_all.is_empty() { Err(to.refuse("e-mails need somebody who gets them")) } else { Ok(to_all) }
        })?;
    Ok(Some(MailSettings { smtp_url, from: mailbox(from, &from.text)?, to }))
}

fn digest(layers: &Layers, policy: &Policy, has_mail: bool) -> Result<Option<DigestSettings>> {
    let cron = layers.get("digest.cron")?;
    if cron.given().is_none() {
        return Ok(None);
    }
    if !has_mail {
        return Err(cron.refuse("the digest is an e-mail; set SMTP_URL, SMTP_FROM and SMTP_TO too"));
    }
    let scope = read_scope(layers.get("digest.scope")?, policy)?;
    Ok(Some(DigestSettings { cron: read_cron(cron)?, scope }))
}

/// A scope, and the thresholds in it beside the configured ones.
///
/// # Errors
/// The first part of it that cannot be used. Whether a country or product line exists is known when there is data.
pub(super) fn read_scope(setting: &Setting, policy: &Policy) -> Result<Scope> {
    let mut scope =
        typed_scope::parse(&setting.text).map_err(|error| setting.refuse(&format!("{error:#}")))?;
    scope.what_if.settle(policy).map_err(|error| setting.refuse(&error.to_string()))?;
    Ok(scope)
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    const SMTP: [(&str, &str); 3] = [
        ("SMTP_URL", "smtps://ann:s3cret@mail.example"),
        ("SMTP_FROM", "a@b.example"),
        ("SMTP_TO", "c@d.example, E <e@f.example>"),
    ];

    #[test]
    fn nothing_is_sent_unless_somebody_says_where() {
        let delivery = settings_of(&[]).unwrap().delivery;
        assert!(delivery.webhook.is_none() && delivery.mail.is_none() && delivery.digest.is_none());
    }

    #[test]
    fn webhooks_are_public_unless_allowed() {
        let url = "WEBHOOK_URL";
        check_refused(
            url,
            &[
                ("hooks.example", "http or https"),
                ("ftp://hooks.example", "http or https"),
                ("https://ann:pw@hooks.example", "without a user name"),
                ("http://127.0.0.1/x", "internal"),
                ("http://2130706433/", "internal"),
                ("http://0x7f.1/", "internal"),
                ("http://[::ffff:10.0.0.1]/", "internal"),
                ("http://169.254.169.254/latest", "internal"),
            ],
        );
        assert!(settings_of(&[(url, "http://127.0.0.1/x"), ("WEBHOOK_ALLOW_INTERNAL", "true")]).is_ok());
        check_refused("WEBHOOK_ALLOW_INTERNAL", &[("yes", "true or false")]);
        let settings = settings_of(&[(url, "https://hooks.example/T0/s3cret")]).unwrap();
        assert!(settings.in_force.iter().all(|setting| !format!("{setting:?}").contains("s3cret")));
        let message = settings_of(&[(url, "gopher://hooks.example/s3cret")]).unwrap_err().to_string();
        assert!(!message.contains("s3cret"), "{message}");
    }

    #[test]
    fn mail_needs_a_server_a_sender_and_a_receiver() {
        let mail = settings_of(&SMTP).unwrap().delivery.mail.unwrap();
        assert_eq!((mail.to.len(), &*mail.to[1].to_string()), (2, "E <e@f.example>"));
        check_refused(
            "SMTP_URL",
            &[("mail.example", "smtps://"), ("smtp://ann:pw@mail.example", "in the clear")],
        );
        check_refused("SMTP_FROM", &[("a@b.example", "set SMTP_URL too")]);
        for (variable, value, expected) in [
            ("SMTP_FROM", "nobody", "no e-mail address"),
            ("SMTP_FROM", "a@b.example\r\nBcc: x@y.example", "no e-mail address"),
            ("SMTP_TO", "c@d.example, e", "no e-mail address"),
            ("SMTP_TO", ",", "somebody who gets them"),
        ] {
            let variables: Vec<(&str, &str)> = SMTP
                .into_iter()
                .map(|(name, text)| (name, if name == variable { value } else { text }))
                .collect();
            let message = settings_of(&variables).unwrap_err().to_string();
            assert!(message.contains(expected) && message.contains(variable), "{message}");
        }
    }

    #[test]
    fn digests_are_e_mails_of_a_scope_at_a_time() {
        check_refused("DIGEST_CRON", &[("0 0 7 * * *", "SMTP_URL")]);
        for (cron, scope, expected) in [
            ("every day", "", "six fields"),
            ("0 0 7 * * *", "contry=USA", "there is no filter contry"),
            ("0 0 7 * * *", "period=20004", "period=20004"),
        ] {
            let variables = [&SMTP[..], &[("DIGEST_CRON", cron), ("DIGEST_SCOPE", scope)]].concat();
            let message = settings_of(&variables).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
        let variables =
            [&SMTP[..], &[("DIGEST_CRON", "0 0 7 * * *"), ("DIGEST_SCOPE", "country=USA")]].concat();
        assert_eq!(settings_of(&variables).unwrap().delivery.digest.unwrap().scope.countries, ["USA"]);
    }

    #[test]
    fn the_public_address_is_one_to_put_paths_behind() {
        for (text, expected) in
            [("https://sales.example/", "https://sales.example"), ("http://h/a/", "http://h/a")]
        {
            let delivery = settings_of(&[("PUBLIC_URL", text)]).unwrap().delivery;
            assert_eq!(delivery.public_url.as_deref(), Some(expected));
        }
        check_refused("PUBLIC_URL", &[("sales.example", "https://"), ("https://h/?a=1", "https://")]);
    }
}
