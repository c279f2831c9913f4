//! The frame around every page: head, navigation, header, notices, content, footer.
//!
//! A page is the same markup twice over: [`Frame::document`] for a browser that asks for an address, [`Frame::fragment`]
//! for htmx, which swaps `#page` and with it everything that depends on the scope.
use maud::{DOCTYPE, Markup, Render, html};

use crate::components::WhatIf;
use crate::filter_bar::FilterBar;
use crate::icon::{Icon, icon_small, sprite};
use crate::link::Link;
use crate::moment::Moment;
use crate::nav::{Page, navigation};
use crate::notice::Notice;
use crate::theme::Theme;
use crate::visitor::Visitor;
use crate::what_if::carried;

/// What htmx may do: swap every answer but an empty one (error pages help on), evaluate nothing, add no style of its own,
/// and keep no pages in the browser's storage, so that "back" asks the server for the full page.
const HTMX_CONFIG: &str = concat!(
    r#"{"allowEval":false,"allowScriptTags":false,"includeIndicatorStyles":false,"includeIndicatorCSS":false,"#,
    r#""selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"history":"reload","#,
    r#""responseHandling":[{"code":"204","swap":false},{"code":"...","swap":true}]}"#
);

/// What is the same on every page of a running server.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Name of the dashboard, in the window title and beside the home link.
    pub name: String,
    /// Path prefix behind a proxy, without a slash at its end; empty for none.
    pub base_path: String,
    /// Address of the style sheet, with the digest of its content.
    pub css_href: String,
    /// Address of htmx; none when the build carries none, then every link and form loads a page.
    pub htmx_href: Option<String>,
    /// Address of the window icon.
    pub icon_href: Option<String>,
    /// Every route that the server answers, below the base path: `/regional`, `/customers/:number`.
    pub routes: Vec<String>,
}

impl Site {
    /// A path of ours below the base path.
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// Whether the server answers at this path, so that no page links to one that is not there.
    pub fn has(&self, path: &str) -> bool {
        self.routes.iter().any(|route| {
            let is_alike = |(pattern, part): (&str, &str)| {
                (pattern.starts_with(':') && !part.is_empty()) || pattern == part
            };
            route.split('/').count() == path.split('/').count()
                && route.split('/').zip(path.split('/')).all(is_alike)
        })
    }

    /// A link to a path of ours, if the server answers there.
    pub fn link(&self, label: impl Into<String>, path: &str, query: &str) -> Option<Link> {
        let query = carried(path, query);
        let question_mark = if query.is_empty() { "" } else { "?" };
        self.has(path).then(|| Link::new(label, format!("{}{question_mark}{query}", self.href(path))))
    }
}

/// How old the data is and where it comes from.
#[derive(Clone, Debug)]
pub struct Freshness {
    /// Last day of the data, ISO and in words.
    pub as_of: Moment,
    /// When the snapshot was loaded.
    pub loaded: Moment,
    /// When the next refresh is planned; none when refreshing is off.
    pub next_refresh: Option<Moment>,
    /// Database in a few words: `SQLite, classicmodels`.
    pub source: String,
    /// Digest of the snapshot.
    pub version: String,
}

/// The scope in words: `Last 12 months, 1 Jun 2004 – 31 May 2005 · all countries` and `170 orders, $5.05M`.
#[derive(Clone, Debug, Default)]
pub struct ScopeLine {
    /// What the page is about.
    pub words: String,
    /// What it amounts to; empty where the page has no such sum.
    pub result: String,
}

/// One page without its content.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// Entry of the navigation; none on pages that are not part of it.
    pub page: Option<Page>,
    /// The h1.
    pub title: String,
    /// Links above the h1 on pages below another: `Deep Dive › Customers`.
    pub trail: Vec<Link>,
    /// Second line of the header.
    pub scope: ScopeLine,
    /// The scope as a canonical query string without `?`, carried by the navigation.
    pub scope_query: String,
    /// Path and query of this very page, where the theme switch returns to.
    pub address: String,
    /// The theme in force.
    pub theme: Theme,
    /// Who the page is for: a stranger gets the content without what leads further.
    pub visitor: Visitor,
    /// What was searched for, on the search page.
    pub search: String,
    /// Filters; none on pages that ignore the scope.
    pub filter_bar: Option<FilterBar>,
    /// Thresholds to try out; none on pages that use none.
    pub what_if: Option<WhatIf>,
    /// Stale data, a failed refresh, a what-if.
    pub notices: Vec<Notice>,
    /// Age of the data; none before the first snapshot.
    pub freshness: Option<Freshness>,
    /// Drawings that the content refers to; they come with the document and outlive every swap.
    pub drawings: Option<Markup>,
    /// Seconds after which the browser asks again, on the page that waits for the first snapshot.
    pub reload_after_s: Option<u32>,
}

impl<'a> Frame<'a> {
    /// A frame with nothing but a title; set what else the page has.
    pub fn new(site: &'a Site, title: impl Into<String>) -> Frame<'a> {
        Frame {
            site,
            page: None,
            title: title.into(),
            trail: Vec::new(),
            scope: ScopeLine::default(),
            scope_query: String::new(),
            address: site.href("/"),
            theme: Theme::Auto,
            visitor: Visitor::Anybody,
            search: String::new(),
            filter_bar: None,
            what_if: None,
            notices: Vec::new(),
            freshness: None,
            drawings: None,
            reload_after_s: None,
        }
    }

    /// The whole page.
    pub fn document(&self, content: &impl Render) -> Markup {
        let forced_theme = (self.theme != Theme::Auto).then(|| self.theme.name());
        // The Apply buttons beside choices that htmx applies at once are hidden only where htmx is there to do so.
        let live = self.site.htmx_href.is_some().then_some("live");
        html! {
            (DOCTYPE)
            html lang="en" data-theme=[forced_theme] class=[live] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="color-scheme" content=(if self.theme == Theme::Auto { "dark light" } else { self.theme.name() });
                    @if let Some(seconds) = self.reload_after_s {
                        meta http-equiv="refresh" content=(seconds);
                    }
                    title { (self.window_title()) }
                    link rel="stylesheet" href=(self.site.css_href);
                    // The first half of a page is not shown before the second is there, lest that move it.
                    link rel="expect" href="#foot" blocking="render";
                    @if let Some(href) = &self.site.icon_href {
                        link rel="icon" type="image/svg+xml" href=(href);
                    }
                    @if let Some(href) = &self.site.htmx_href {
                        meta name="htmx-config" content=(HTMX_CONFIG);
                        script defer src=(href) {}
                    }
                }
                body {
                    a .skip href="#content" { "Skip to content" }
                    (sprite())
                    @if let Some(drawings) = &self.drawings { (drawings) }
                    div #busy .busy aria-hidden="true" {}
                    p #live .vh role="status" aria-live="polite" {}
                    (self.swapped(content))
                }
            }
        }
    }

    /// What htmx asked for: the window title, the sentence to be read aloud, and the part of the page that is swapped.
    pub fn fragment(&self, content: &impl Render) -> Markup {
        html! {
            title { (self.window_title()) }
            (self.swapped(content))
            p #live data-hx-swap-oob="innerHTML" { (self.title) ": " (self.scope.words) " " (self.scope.result) }
        }
    }

    fn window_title(&self) -> String {
        let words = [&self.title, &self.scope.words, &self.site.name];
        words.into_iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }

    /// All that depends on page, scope and data, with the version of the data.
    fn swapped(&self, content: &impl Render) -> Markup {
        let version = self.freshness.as_ref().map(|freshness| &freshness.version);
        html! {
            div #page .page.page-bare[self.is_bare()] data-snapshot=[version] {
                @if !self.is_bare() { (navigation(self.site, self.page, &self.scope_query)) }
                div .shell {
                    (self.header())
                    main #content .grid tabindex="-1" { (content) }
                    (self.footer())
                }
            }
        }
    }

    fn header(&self) -> Markup {
        html! {
            header {
                div .top {
                    div .top-title {
                        @if !self.trail.is_empty() {
                            nav .trail aria-label="Above this page" {
                                @for link in &self.trail { (link) span aria-hidden="true" { "›" } }
                            }
                        }
                        h1 { (self.title) }
                        @if !self.scope.words.is_empty() {
                            p .scope {
                                (self.scope.words)
                                @if !self.scope.result.is_empty() { ": " strong { (self.scope.result) } }
                            }
                        }
                        @if let Some(freshness) = &self.freshness {
                            p .print-only { "Data as of " (freshness.as_of.words) " · " (self.site.name) }
                        }
                    }
                    @if !self.is_bare() {
                        @if self.site.has("/search") { (self.search_form()) }
                        (self.theme_switch())
                        (self.account())
                    }
                }
                @if let Some(filter_bar) = &self.filter_bar { (filter_bar) }
                @if let Some(what_if) = &self.what_if { (what_if) }
                @if !self.notices.is_empty() {
                    div .notices { @for notice in &self.notices { (notice) } }
                }
            }
        }
    }

    /// Who is not in sees nothing of the data, and no way that ends at the login again.
    fn is_bare(&self) -> bool {
        self.visitor == Visitor::Stranger
    }

    fn account(&self) -> Markup {
        let Visitor::User { name, can_log_out } = &self.visitor else { return html! {} };
        html! {
            div .account {
                span .account-name title=(name) { span .vh { "Logged in as " } (name) }
                @if *can_log_out {
                    form method="post" action=(self.site.href("/logout")) { button .btn { "Log out" } }
                }
            }
        }
    }

    fn search_form(&self) -> Markup {
        html! {
            form .search role="search" action=(self.site.href("/search")) {
                input .field #search type="search" name="q" value=(self.search) aria-label="Search the dashboard"
                    placeholder="Customer, product, order, person";
                button .btn aria-label="Search" { (icon_small(Icon::Search)) }
            }
        }
    }

    fn theme_switch(&self) -> Markup {
        let choice = |theme: Theme| match theme {
            Theme::Auto => (Icon::HalfDisc, "System theme"),
            Theme::Light => (Icon::Sun, "Light theme"),
            Theme::Dark => (Icon::Moon, "Dark theme"),
        };
        html! {
            form .seg.seg-tall.theme-switch method="post" action=(self.site.href("/theme")) aria-label="Theme" {
                input type="hidden" name="back" value=(self.address);
                @for theme in Theme::ALL {
                    button name="theme" value=(theme.name()) aria-pressed=(if theme == self.theme { "true" } else { "false" })
                        aria-label=(choice(theme).1) title=(choice(theme).1) { (icon_small(choice(theme).0)) }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let site = self.site;
        html! {
            footer .foot #foot {
                @match &self.freshness {
                    Some(freshness) => p {
                        "Data as of " (freshness.as_of) " · loaded " (freshness.loaded) " (UTC)"
                        @if let Some(next) = &freshness.next_refresh { " · next refresh " (next) }
                        " · source: " (freshness.source)
                        " · version " span title=(freshness.version) { (freshness.version.chars().take(8).collect::<String>()) }
                    },
                    None if self.is_bare() => p { (site.name) },
                    None => p { "No data loaded yet" },
                }
                @if !self.is_bare() {
                    ul {
                        @for page in [Page::Definitions, Page::DataQuality, Page::Status].into_iter().filter(|page| site.has(page.path())) {
                            li { a href=(page.href(site, &self.scope_query)) { (page.label()) } }
                        }
                        @if let Some(gallery) = site.link("Chart gallery", "/gallery", "") { li { (gallery) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            name: "Classic Models".to_owned(),
            base_path: "/sales".to_owned(),
            css_href: "/sales/assets/style.1.css".to_owned(),
            htmx_href: Some("/sales/assets/htmx.1.js".to_owned()),
            icon_href: None,
            routes: ["/", "/risks", "/search", "/customers/:number", "/status"].map(str::to_owned).into(),
        }
    }

    #[test]
    fn only_what_the_server_answers_is_linked() {
        for (path, expected) in [
            ("/", true),
            ("/risks", true),
            ("/customers/12", true),
            ("/customers", false),
            ("/customers/", false),
            ("/customers/12/orders", false),
            ("/regional", false),
        ] {
            assert_eq!(site().has(path), expected, "{path}");
        }
        let site = site();
        let document = Frame::new(&site, "Status").document(&html! {}).into_string();
        assert!(document.contains("/sales/risks") && !document.contains("/sales/regional"));
    }

    #[test]
    fn a_document_and_its_fragment_hold_the_same_page() {
        let site = site();
        let mut frame = Frame::new(&site, "Risks & diagnostics");
        frame.page = Some(Page::Risks);
        frame.scope.words = "All periods".to_owned();
        let moment = Moment { iso: String::new(), words: String::new() };
        frame.freshness = Some(Freshness {
            as_of: moment.clone(),
            loaded: moment,
            next_refresh: None,
            source: "SQLite, test".to_owned(),
            version: "0123abcd".to_owned(),
        });
        let content = html! { p { "content" } };
        let (document, fragment) =
            (frame.document(&content).into_string(), frame.fragment(&content).into_string());
        let start = fragment.find("<div class=\"page\"").expect("the fragment has the page");
        let end = fragment.find("<p id=\"live\"").expect("the fragment has the sentence");
        assert!(document.contains(&fragment[start..end]));
        assert!(fragment[start..end].contains("data-snapshot=\"0123abcd\""));
        assert!(
            fragment.starts_with("<title>Risks &amp; diagnostics · All periods · Classic Models</title>")
        );
        assert_eq!(document.matches("<h1").count(), 1);
        assert_eq!(document.matches("aria-current=\"page\"").count(), 1);
    }

    #[test]
    fn a_stranger_sees_the_content_and_no_way_on() {
        let site = site();
        let mut frame = Frame::new(&site, "Log in");
        frame.visitor = Visitor::Stranger;
        let bare = frame.document(&html! { p { "form" } }).into_string();
        assert!(bare.contains("<p>form</p>") && bare.contains("page-bare") && bare.contains("id=\"foot\""));
        for absent in ["<nav", "/sales/risks", "/sales/search", "/sales/theme", "/sales/logout", "No data"] {
            assert!(!bare.contains(absent), "{absent}");
        }
        for (can_log_out, num_forms) in [(true, 1), (false, 0)] {
            frame.visitor = Visitor::User { name: "ann<b>".to_owned(), can_log_out };
            let page = frame.document(&html! {}).into_string();
            assert!(page.contains("ann&lt;b&gt;</span>") && page.contains("<nav"));
            assert_eq!(page.matches("method=\"post\" action=\"/sales/logout\"").count(), num_forms);
        }
    }

    #[test]
    fn nothing_inline_and_no_script_but_htmx() {
        let mut site = site();
        let content = html! {};
        let with = Frame::new(&site, "Status").document(&content).into_string();
        assert_eq!(with.matches("<script").count(), 1);
        assert!(with.contains("<script defer src=\"/sales/assets/htmx.1.js\"></script>"));
        site.htmx_href = None;
        let without = Frame::new(&site, "Status").document(&content).into_string();
        for forbidden in ["<script", "<style", " style=", " onclick=", "javascript:"] {
            assert!(!without.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn every_address_stays_below_the_base_path() {
        let site = site();
        let document = Frame::new(&site, "Status").document(&html! {}).into_string();
        for attribute in ["href=\"", "action=\"", "src=\""] {
            for rest in document.split(attribute).skip(1) {
                let address = rest.split('"').next().unwrap_or_default();
                assert!(address.starts_with("/sales/") || address.starts_with('#'), "{attribute}{address}");
            }
        }
    }

    #[test]
    fn what_people_typed_is_escaped() {
        let site = site();
        let mut frame = Frame::new(&site, "Search");
        frame.search = "\"><script>alert(1)</script>".to_owned();
        assert!(!frame.document(&html! {}).into_string().contains("<script>"));
    }
}
