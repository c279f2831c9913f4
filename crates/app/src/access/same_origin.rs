//! Whether another site made the reader's browser send a request.

use poem::http::{HeaderMap, Method};

/// Whether a request may change something: none that another site made the reader's browser send may.
///
/// Browsers say so themselves, or name the origin of a POST; a program that says neither acts for its own user.
pub(super) fn is_harmless(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else { return true };
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    // A proxy may have rewritten Host; other sites cannot make a browser send the second one.
    !authority.is_empty()
        && ["host", "x-forwarded-host"].into_iter().filter_map(text).any(|host| host == authority)
}

#[cfg(test)]
mod tests {
    use poem::Request;

    use super::*;

    #[test]
    fn other_sites_cannot_change_anything() {
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://here:8050")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://here:8050")], true),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "null")], false),
            (&[("origin", "https://board.example"), ("x-forwarded-host", "board.example")], true),
            (&[("origin", "https://")], false),
        ];
        for (pairs, expected) in cases {
            let request =
                pairs.iter().fold(Request::builder().header("host", "here:8050"), |request, pair| {
                    request.header(pair.0, pair.1)
                });
            let request = request.finish();
            assert_eq!(is_harmless(&Method::POST, request.headers()), expected, "{pairs:?}");
            assert_eq!(is_harmless(&Method::DELETE, request.headers()), expected, "{pairs:?}");
            assert!(
                is_harmless(&Method::GET, request.headers()) && is_harmless(&Method::HEAD, request.headers())
            );
        }
    }
}
