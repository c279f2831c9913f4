//! Passwords out of everything that is printed.

use url::Url;

/// What stands in place of a secret.
pub(super) const MASK: &str = "***";

/// The text with the password of a URL, and every query parameter that sounds like a secret, replaced by `***`.
///
/// Text that is no URL comes back as it is, unless it looks like one with a user: then all of it is hidden, since nobody
/// can say where the password ends.
pub(crate) fn mask(text: &str) -> String {
    let Ok(mut url) = Url::parse(text) else {
        return if text.contains("://") && text.contains('@') { MASK.to_owned() } else { text.to_owned() };
    };
    if url.password().is_some() && url.set_password(Some(MASK)).is_err() {
        return MASK.to_owned();
    }
    if url.query_pairs().any(|(name, _)| is_secret(&name)) {
        let pairs: Vec<(String, String)> = url
            .query_pairs()
            .map(|(name, value)| {
                let value = if is_secret(&name) { MASK.to_owned() } else { value.into_owned() };
                (name.into_owned(), value)
            })
            .collect();
        url.query_pairs_mut().clear().extend_pairs(pairs);
    } else if url.password().is_none() {
        return text.to_owned();
    }
    url.into()
}

/// The text with everything behind the host of a URL replaced by `***`.
pub(crate) fn mask_path(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if url.has_host() => {
            let origin = url.origin().ascii_serialization();
            if url.path().len() > 1 || url.query().is_some() { format!("{origin}/{MASK}") } else { origin }
        }
        _ => MASK.to_owned(),
    }
}

fn is_secret(parameter: &str) -> bool {
    let name = parameter.to_lowercase();
    ["password", "passwd", "pwd", "secret", "token", "sslkey"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_can_be_a_secret() {
        for (text, expected) in [
            ("https://hooks.example/services/T0/s3cret", "https://hooks.example/***"),
            ("https://ann:s3cret@hooks.example:8443/?s3cret", "https://hooks.example:8443/***"),
            ("https://hooks.example", "https://hooks.example"),
            ("s3cret", "***"),
        ] {
            assert_eq!(mask_path(text), expected, "{text}");
        }
    }

    #[test]
    fn hides_secrets_and_nothing_else() {
        let cases = [
            ("postgres://ann:s3cret@db.example/sales", "postgres://ann:***@db.example/sales"),
            ("mysql://ann@db.example/sales", "mysql://ann@db.example/sales"),
            ("postgres://db/sales?user=ann&password=x%26y", "postgres://db/sales?user=ann&password=***"),
            ("postgres://ann:p@ss:w@rd@db/sales", "postgres://ann:***@db/sales"),
            ("postgres://ann:pa/ss@db:bad/sales", "***"),
            ("sqlite:/data/my sales.db", "sqlite:/data/my sales.db"),
            ("8050", "8050"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mask(text), expected, "{text}");
        }
    }
}
