//! What a request says about who reads the answer: theme, page or fragment, the address.

use poem::Request;
use poem::http::{HeaderMap, Method, header};
use views::Visitor;
use views::theme::Theme;

use super::theme;

/// Who reads an answer.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    /// Their choice of colours.
    pub theme: Theme,
    /// Whether htmx asks, which swaps a part of the page that is there.
    pub wants_fragment: bool,
    /// Whether a program asks that would rather have JSON than a page; only the status has both.
    pub wants_json: bool,
    /// Who they are; the gate knows.
    pub visitor: Visitor,
    /// Path and query as they were asked for.
    pub address: String,
}

impl Reader {
    /// The reader of the answer to this request.
    pub(crate) fn of(request: &Request) -> Reader {
        let address = request.uri();
        Reader {
            theme: theme::of(request),
            wants_fragment: request.method() != Method::POST && wants_fragment(request.headers()),
            wants_json: wants_json(request.headers()),
            visitor: request.data::<Visitor>().cloned().unwrap_or_default(),
            address: address.path_and_query().map_or("/", |address| address.as_str()).to_owned(),
        }
    }

    /// How pages for this reader differ from those for others, as a part of their keys.
    pub(crate) fn variant(&self) -> String {
        let part = if self.wants_fragment { "fragment" } else { "page" };
        format!("{}.{part}.{}", self.theme.name(), self.visitor.name().unwrap_or_default())
    }
}

/// Browsers accept everything and name HTML; who names JSON and not HTML wants JSON.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let accepted: Vec<&str> = accepted.collect();
    let has = |kind: &str| accepted.iter().any(|text| text.contains(kind));
    has("application/json") && !has("text/html")
}

/// A boosted link, a step back in the history, and a swap of the whole body all need the whole page.
fn wants_fragment(headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|header| header == value);
    says("hx-request", "true")
        && !says("hx-boosted", "true")
        && !says("hx-history-restore-request", "true")
        && !says("hx-request-type", "full")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_swap_gets_a_fragment() {
        let cases: [(&[&str], bool); 5] = [
            (&[], false),
            (&["hx-request"], true),
            (&["hx-request", "hx-boosted"], false),
            (&["hx-request", "hx-history-restore-request"], false),
            (&["hx-history-restore-request"], false),
        ];
        for (names, expected) in cases {
            let request =
                names.iter().fold(Request::builder(), |request, name| request.header(*name, "true"));
            assert_eq!(Reader::of(&request.finish()).wants_fragment, expected, "{names:?}");
        }
        let request =
            Request::builder().header("HX-Request", "true").header("HX-Request-Type", "full").finish();
        assert!(!Reader::of(&request).wants_fragment);
    }
}
