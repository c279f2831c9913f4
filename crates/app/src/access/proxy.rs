//! A reverse proxy that knows people says who asks.

use poem::http::{HeaderMap, HeaderName};

/// The longest name that is taken from a header.
const MAX_NAME_CHARS: usize = 128;

/// The headers that say who asks.
#[derive(Debug)]
pub(super) struct ProxyUser {
    /// Has the name.
    pub user_header: HeaderName,
    /// Has the groups, with commas between.
    pub groups_header: HeaderName,
    /// Whoever is in none of these may not come in; everybody may if there are none.
    pub accepted_groups: Vec<String>,
}

impl ProxyUser {
    /// The name of who asks.
    ///
    /// # Errors
    /// Why nobody is believed to ask: not the proxy, no name, more than one, or in no group that may come in.
    pub(super) fn user(&self, headers: &HeaderMap, is_proxy: bool) -> Result<String, String> {
        if !is_proxy {
            return Err(
                "This dashboard is reached by its proxy alone, and the request did not come from there."
                    .to_owned(),
            );
        }
        let mut names = headers.get_all(&self.user_header).iter();
        let (first, second) = (names.next(), names.next());
        // Two of them: one may be the reader's own, which the proxy let through.
        let name = first.filter(|_| second.is_none()).and_then(|name| str::from_utf8(name.as_bytes()).ok());
        let name = name.map(str::trim).filter(|name| is_sane(name)).ok_or_else(|| {
            format!("The proxy has to say who asks, once, in the header {}.", self.user_header)
        })?;
        let is_accepted = |group: &str| self.accepted_groups.iter().any(|accepted| accepted == group);
        if !self.accepted_groups.is_empty() && !self.groups(headers).iter().any(|group| is_accepted(group)) {
            return Err("You are known, but in no group that may use this dashboard.".to_owned());
        }
        Ok(name.to_owned())
    }

    fn groups(&self, headers: &HeaderMap) -> Vec<String> {
        let mut lines = headers.get_all(&self.groups_header).iter();
        match (lines.next().and_then(|line| str::from_utf8(line.as_bytes()).ok()), lines.next()) {
            (Some(line), None) => line.split(',').map(|group| group.trim().to_owned()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Whether a name can be shown and logged.
fn is_sane(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= MAX_NAME_CHARS
        && name.chars().all(|c| c.is_alphanumeric() || " ._-@+'".contains(c))
}

#[cfg(test)]
mod tests {
    use poem::http::HeaderValue;

    use super::*;

    fn check(accepted_groups: &[&str], lines: &[(&str, &str)], is_proxy: bool, expected: Result<&str, &str>) {
        let proxy = ProxyUser {
            user_header: HeaderName::from_static("remote-user"),
            groups_header: HeaderName::from_static("remote-groups"),
            accepted_groups: accepted_groups.iter().map(|group| (*group).to_owned()).collect(),
        };
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        match (proxy.user(&headers, is_proxy), expected) {
            (Ok(name), Ok(expected)) => assert_eq!(name, expected, "{lines:?}"),
            (Err(why), Err(expected)) => assert!(why.contains(expected), "{lines:?}: {why}"),
            (found, expected) => panic!("{lines:?}: {found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn the_proxy_alone_says_who_asks() {
        let ann = ("remote-user", "ann@example.org");
        check(&[], &[ann], true, Ok("ann@example.org"));
        check(&[], &[ann], false, Err("by its proxy alone"));
        check(&[], &[], true, Err("remote-user"));
        check(&[], &[("remote-user", "")], true, Err("remote-user"));
        check(&[], &[("remote-user", "Łukasz Zoë")], true, Ok("Łukasz Zoë"));
        check(&[], &[("remote-user", "a\"><b>")], true, Err("remote-user"));
        check(&[], &[("remote-user", &"x".repeat(129))], true, Err("remote-user"));
        check(&[], &[("remote-user", "eve"), ann], true, Err("once"));
        check(&[], &[("remote_user", "eve")], true, Err("remote-user"));
    }

    #[test]
    fn groups_may_be_asked_for() {
        let ann = ("remote-user", "ann");
        check(&["sales"], &[ann, ("remote-groups", "staff, sales")], true, Ok("ann"));
        check(&["sales"], &[ann, ("remote-groups", "salesforce")], true, Err("in no group"));
        check(&["sales"], &[ann], true, Err("in no group"));
        check(
            &["sales"],
            &[ann, ("remote-groups", "sales"), ("remote-groups", "staff")],
            true,
            Err("in no group"),
        );
        check(&[], &[ann, ("remote-groups", "staff")], true, Ok("ann"));
    }
}
