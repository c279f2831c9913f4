//! An answer to a GET: a body in several codings, its digest, and how long others may keep it.

use poem::http::{HeaderMap, HeaderName, StatusCode, header};
use poem::{Body, Response, ResponseBuilder};
use views::filter_bar::OPTIONS_ID;

use super::encoding::{Encoded, Encoding};

/// How long and by whom an answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// For good: the address changes with the content.
    Forever,
    /// Only as long as the server confirms it.
    WhileConfirmed,
}

impl Keep {
    fn cache_control(self) -> &'static str {
        match self {
            Keep::Forever => "public, max-age=31536000, immutable",
            Keep::WhileConfirmed => "private, no-cache",
        }
    }
}

/// A finished answer, shared by everybody who asks the same.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The body in every coding.
    pub body: Encoded,
    /// Media type with its charset.
    pub content_type: &'static str,
    /// Name under which a browser saves it; none for what is shown.
    pub file_name: Option<String>,
    /// What the entity tag of every coding starts with; hexadecimal.
    pub digest: String,
    /// How long others may keep it.
    pub keep: Keep,
    /// Request headers, other than the coding, that decide about the content.
    pub varies_by: &'static str,
    /// The canonical address of a fragment, which htmx puts into the address bar in place of what a form sent; complete.
    pub canonical_href: Option<String>,
}

impl Answer {
    /// Answers a request with these headers: the body in the coding it likes best, or 304 if it has that already.
    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        let (encoding, body) = self.body.body(accepted(request));
        let head = Head {
            encoding,
            content_type: self.content_type,
            file_name: self.file_name.as_deref(),
            digest: &self.digest,
            keep: self.keep,
            varies_by: self.varies_by,
        };
        if head.is_known(request) {
            return head.not_modified();
        }
        let mut response = head.begin();
        // What is searched for in a filter is not yet chosen: only the list changes, and the address stays.
        let is_list =
            request.get("hx-target").is_some_and(|id| id.as_bytes().starts_with(OPTIONS_ID.as_bytes()));
        if let Some(href) = self.canonical_href.as_ref().filter(|_| !is_list) {
            response = response.header("HX-Push-Url", href);
        }
        response.header(header::CONTENT_LENGTH, body.len()).body(Body::from_bytes(body.clone()))
    }

    /// Memory that the answer takes, about.
    pub(crate) fn num_bytes(&self) -> usize {
        size_of::<Answer>()
            + self.body.num_bytes()
            + self.digest.len()
            + self.file_name.as_ref().map_or(0, String::len)
            + self.canonical_href.as_ref().map_or(0, String::len)
    }
}

/// What the headers of an answer say, whether its body is there already or still to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    /// The coding of the body.
    pub encoding: Encoding,
    /// Media type with its charset.
    pub content_type: &'static str,
    /// Name under which a browser saves it; none for what is shown.
    pub file_name: Option<&'a str>,
    /// What the entity tag of every coding starts with; hexadecimal.
    pub digest: &'a str,
    /// How long others may keep it.
    pub keep: Keep,
    /// Request headers, other than the coding, that decide about the content.
    pub varies_by: &'static str,
}

impl Head<'_> {
    /// A strong tag for each coding: the bytes differ, and a cache must not mix them.
    fn tag(&self) -> String {
        match self.encoding.token() {
            None => format!("\"{}\"", self.digest),
            Some(token) => format!("\"{}-{token}\"", self.digest),
        }
    }

    /// Whether a request with these headers comes from somebody who has this answer.
    pub(crate) fn is_known(&self, request: &HeaderMap) -> bool {
        is_known(text_of(request, &header::IF_NONE_MATCH).as_deref(), &self.tag())
    }

    /// 304: the reader has it.
    pub(crate) fn not_modified(&self) -> Response {
        self.validators().status(StatusCode::NOT_MODIFIED).finish()
    }

    /// The answer but for its body.
    pub(crate) fn begin(&self) -> ResponseBuilder {
        let mut response = self.validators().header(header::CONTENT_TYPE, self.content_type);
        if let Some(token) = self.encoding.token() {
            response = response.header(header::CONTENT_ENCODING, token);
        }
        if let Some(name) = self.file_name {
            response = response.header(header::CONTENT_DISPOSITION, disposition(self.content_type, name));
        }
        response
    }

    /// What tells this answer from others, and how long it may be kept.
    fn validators(&self) -> ResponseBuilder {
        let vary = match self.varies_by {
            "" => "Accept-Encoding".to_owned(),
            headers => format!("Accept-Encoding, {headers}"),
        };
        Response::builder()
            .header(header::ETAG, self.tag())
            .header(header::CACHE_CONTROL, self.keep.cache_control())
            .header(header::VARY, vary)
    }
}

/// The coding that a request with these headers likes best.
pub(crate) fn accepted(request: &HeaderMap) -> Encoding {
    Encoding::negotiate(text_of(request, &header::ACCEPT_ENCODING).as_deref())
}

/// All values of a header, joined as RFC 9110 allows; none if it is absent.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

/// Whether an `If-None-Match` header has this tag; compared weakly, as RFC 9110 says for it.
fn is_known(if_none_match: Option<&str>, tag: &str) -> bool {
    if_none_match.is_some_and(|tags| {
        tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
    })
}

/// RFC 6266: whether it is saved, or, if it is an image, shown; a plain name for old clients, and the name as it is.
fn disposition(content_type: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .collect();
    let encoded: String =
        url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let kind = if content_type.starts_with("image/") { "inline" } else { "attachment" };
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::super::encoding::Effort;
    use super::*;

    fn answer() -> Answer {
        Answer {
            body: Encoded::new(Bytes::from("page ".repeat(1000)), Effort::Page),
            content_type: "text/html; charset=utf-8",
            file_name: None,
            digest: "abc".to_owned(),
            keep: Keep::WhileConfirmed,
            varies_by: "Cookie",
            canonical_href: None,
        }
    }

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    fn check(request: &[(HeaderName, &str)], status: StatusCode, tag: &str, encoding: Option<&str>) {
        let response = answer().respond(&headers(request));
        assert_eq!(response.status(), status, "{request:?}");
        assert_eq!(response.header(header::ETAG), Some(tag), "{request:?}");
        assert_eq!(response.header(header::CONTENT_ENCODING), encoding, "{request:?}");
        assert_eq!(response.header(header::VARY), Some("Accept-Encoding, Cookie"));
    }

    #[test]
    fn each_coding_has_its_own_tag() {
        let (accept, match_) = (header::ACCEPT_ENCODING, header::IF_NONE_MATCH);
        check(&[], StatusCode::OK, "\"abc\"", None);
        check(&[(accept.clone(), "gzip")], StatusCode::OK, "\"abc-gzip\"", Some("gzip"));
        check(&[(accept.clone(), "br")], StatusCode::OK, "\"abc-br\"", Some("br"));
        check(&[(match_.clone(), "\"abc\"")], StatusCode::NOT_MODIFIED, "\"abc\"", None);
        check(&[(match_.clone(), "*")], StatusCode::NOT_MODIFIED, "\"abc\"", None);
        check(&[(match_.clone(), "\"x\", W/\"abc\"")], StatusCode::NOT_MODIFIED, "\"abc\"", None);
        check(&[(match_.clone(), "\"abd\"")], StatusCode::OK, "\"abc\"", None);
        check(
            &[(accept.clone(), "br"), (match_.clone(), "\"abc\"")],
            StatusCode::OK,
            "\"abc-br\"",
            Some("br"),
        );
        check(&[(accept, "br"), (match_, "\"abc-br\"")], StatusCode::NOT_MODIFIED, "\"abc-br\"", None);
    }

    #[test]
    fn file_names_survive() {
        let name = "countries Classic Cars & Ships 2005-05-31.csv";
        assert_eq!(
            disposition("text/csv", name),
            "attachment; filename=\"countries_Classic_Cars___Ships_2005-05-31.csv\"; \
             filename*=UTF-8''countries%20Classic%20Cars%20%26%20Ships%202005-05-31.csv"
        );
        assert!(disposition("image/svg+xml", "map.svg").starts_with("inline; filename=\"map.svg\""));
    }
}
