//! Reading pages: their links, their identifiers, their text.

use std::collections::BTreeSet;

use regex::Regex;

use crate::harness::server::Dashboard;

/// What `pattern` captures, everywhere in `html`, with the character references resolved.
pub(crate) fn all(html: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a valid pattern");
    pattern.captures_iter(html).map(|found| unescaped(&found[1])).collect()
}

/// The start tags of this kind. By hand, for pages are long and a test build takes its time with patterns.
fn tags<'a>(html: &'a str, kind: &str) -> impl Iterator<Item = &'a str> {
    html.split(&format!("<{kind} "))
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .collect::<Vec<_>>()
        .into_iter()
}

/// The value of an attribute in a start tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = format!("{name}=\"");
    let at = tag.match_indices(&start).find(|(at, _)| *at == 0 || tag.as_bytes()[at - 1] == b' ')?.0;
    tag[at + start.len()..].split('"').next().map(unescaped)
}

/// The addresses of the links on a page, those of drawings included.
pub(crate) fn links(html: &str) -> Vec<String> {
    tags(html, "a").filter_map(|tag| attribute(tag, "href")).collect()
}

/// Where the forms of a page lead that only ask.
pub(crate) fn questions(html: &str) -> Vec<String> {
    let asks = tags(html, "form").filter(|tag| attribute(tag, "method").as_deref() != Some("post"));
    asks.filter_map(|tag| attribute(tag, "action")).collect()
}

/// The identifiers of a page, as often as they stand there.
pub(crate) fn ids(html: &str) -> Vec<String> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(unescaped).collect()
}

/// Text with its character references resolved; the markup writer knows these.
pub(crate) fn unescaped(text: &str) -> String {
    // The ampersand last, for `&amp;lt;` means the five letters `&lt;`.
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The pages of the navigation.
pub(crate) fn navigation(dashboard: &Dashboard) -> Vec<String> {
    let home = dashboard.get("/");
    assert_eq!(home.status, 200, "{}", home.text());
    let pages: BTreeSet<String> =
        all(home.text(), r#"<a class="rail-link" href="([^"]*)""#).into_iter().collect();
    assert!(pages.contains("/"), "the navigation leads to the Executive View: {pages:?}");
    pages.into_iter().collect()
}

/// What an address is about, whatever the values: `/customers/…?scope` for `/customers/103?country=USA`.
pub(crate) fn shape(address: &str) -> String {
    /// Filters; which of them are set makes no other page.
    const SCOPE: [&str; 7] = ["period", "compare", "region", "country", "line", "rep", "status"];
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let path = match parts[..] {
        ["", kind, _] if !["deep-dive", "export", "assets"].contains(&kind) => format!("/{kind}/…"),
        _ => path.to_owned(),
    };
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    let names: BTreeSet<&str> =
        names.map(|name| if SCOPE.contains(&name) { "scope" } else { name }).collect();
    let names: Vec<&str> = names.into_iter().collect();
    format!("{path}?{}", names.join("&"))
}

#[test]
fn links_are_read_as_a_browser_does() {
    let html = r##"<link href="/no.css"><a class="x" href="/?a=1&amp;b=2">y</a><svg><use href="#i"></use>
                  <a href="/customers/1" id="here"></a></svg><form action="/search"></form>
                  <form class="seg" method="post" action="/theme"></form>"##;
    assert_eq!(links(html), ["/?a=1&b=2", "/customers/1"]);
    assert_eq!(questions(html), ["/search"]);
    assert_eq!(ids(html), ["here"]);
    assert_eq!(unescaped("&amp;lt;b&gt;"), "&lt;b>");
    assert_eq!(shape("/customers/103?sort=name&rep=1&country=USA"), "/customers/…?scope&sort");
    assert_eq!(shape("/deep-dive/orders"), "/deep-dive/orders?");
}
