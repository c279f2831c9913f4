//! The pages, and the navigation that leads to them: a rail on a wide screen, a bar of five at the bottom of a phone.
use maud::{Markup, html};

use crate::frame::Site;
use crate::icon::{Icon, icon};
use crate::what_if::carried;

/// A page of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Executive View.
    Executive,
    /// Regional View.
    Regional,
    /// Risks & Diagnostics.
    Risks,
    /// Opportunities.
    Opportunities,
    /// The tables.
    DeepDive,
    /// What stands out.
    Insights,
    /// Why revenue changed.
    WhatChanged,
    /// What to do.
    Recommendations,
    /// Reporting lines, offices, coverage.
    Organization,
    /// The checks and the offending rows.
    DataQuality,
    /// Each metric explained.
    Definitions,
    /// Data as of, refreshes, versions.
    Status,
}

impl Page {
    /// The views of sales, first in the navigation.
    pub const VIEWS: [Page; 5] =
        [Page::Executive, Page::Regional, Page::Risks, Page::Opportunities, Page::DeepDive];

    /// What supports them, under "More" on a phone.
    pub const SUPPORT: [Page; 7] = [
        Page::Insights,
        Page::WhatChanged,
        Page::Recommendations,
        Page::Organization,
        Page::DataQuality,
        Page::Definitions,
        Page::Status,
    ];

    /// Short label.
    pub const fn label(self) -> &'static str {
        match self {
            Page::Executive => "Executive",
            Page::Regional => "Regional",
            Page::Risks => "Risks",
            Page::Opportunities => "Opportunities",
            Page::DeepDive => "Deep Dive",
            Page::Insights => "Insights",
            Page::WhatChanged => "Changes",
            Page::Recommendations => "What to do",
            Page::Organization => "Organization",
            Page::DataQuality => "Data quality",
            Page::Definitions => "Definitions",
            Page::Status => "Status",
        }
    }

    /// Path below the base path.
    pub const fn path(self) -> &'static str {
        match self {
            Page::Executive => "/",
            Page::Regional => "/regional",
            Page::Risks => "/risks",
            Page::Opportunities => "/opportunities",
            Page::DeepDive => "/deep-dive/customers",
            Page::Insights => "/insights",
            Page::WhatChanged => "/what-changed",
            Page::Recommendations => "/recommendations",
            Page::Organization => "/organization",
            Page::DataQuality => "/data-quality",
            Page::Definitions => "/definitions",
            Page::Status => "/status",
        }
    }

    /// Whether the page answers for a scope; the others ignore it and their links do not carry it.
    pub const fn keeps_scope(self) -> bool {
        matches!(
            self,
            Page::Executive
                | Page::Regional
                | Page::Risks
                | Page::Opportunities
                | Page::DeepDive
                | Page::Insights
                | Page::WhatChanged
                | Page::Recommendations
        )
    }

    const fn icon(self) -> Icon {
        match self {
            Page::Executive => Icon::Gauge,
            Page::Regional => Icon::Map,
            Page::Risks => Icon::Warning,
            Page::Opportunities => Icon::Rising,
            Page::DeepDive => Icon::Inspect,
            Page::Insights => Icon::Bulb,
            Page::WhatChanged => Icon::Steps,
            Page::Recommendations => Icon::Flag,
            Page::Organization => Icon::Tree,
            Page::DataQuality => Icon::Checklist,
            Page::Definitions => Icon::Book,
            Page::Status => Icon::Pulse,
        }
    }

    /// Complete address, with the scope where the page keeps one.
    pub fn href(self, site: &Site, scope_query: &str) -> String {
        let path = site.href(self.path());
        let query = carried(self.path(), scope_query);
        if self.keeps_scope() && !query.is_empty() { format!("{path}?{query}") } else { path }
    }
}

/// The navigation to the pages that are there; `current` is none on pages that are not part of it, such as a customer's.
pub(crate) fn navigation(site: &Site, current: Option<Page>, scope_query: &str) -> Markup {
    // On a phone the last of the views makes room for "More" and moves below it.
    let moved = Page::DeepDive;
    let entry = |page: Page| {
        html! {
            a .rail-link href=(page.href(site, scope_query)) aria-current=[(current == Some(page)).then_some("page")] {
                (icon(page.icon())) (page.label())
            }
        }
    };
    let there =
        |pages: &[Page]| pages.iter().copied().filter(|page| site.has(page.path())).collect::<Vec<_>>();
    let (views, support) = (there(&Page::VIEWS), there(&Page::SUPPORT));
    let has_more = views.contains(&moved) || !support.is_empty();
    let current_is_below_more = current.is_some_and(|page| page == moved || Page::SUPPORT.contains(&page));
    html! {
        nav .rail aria-label="Pages" {
            a .rail-home href=(Page::Executive.href(site, scope_query)) aria-label={ (site.name) ", home" } { (icon(Icon::Brand)) }
            ul {
                @for page in views.iter().copied() {
                    li .rail-moved[page == moved] { (entry(page)) }
                }
                @if has_more {
                    li .rail-more {
                        button .rail-link.is-current[current_is_below_more] type="button" popovertarget="more-pages" {
                            (icon(Icon::More)) "More" span .vh { " pages" }
                        }
                    }
                }
            }
            @if has_more {
                ul .rail-rest #more-pages popover {
                    @if views.contains(&moved) { li .rail-moved { (entry(moved)) } }
                    @for page in support {
                        li { (entry(page)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_carry_the_scope_only_where_it_means_something() {
        let site = Site { base_path: "/sales".to_owned(), ..Site::default() };
        for (page, expected) in [
            (Page::Executive, "/sales/?country=France"),
            (Page::DeepDive, "/sales/deep-dive/customers?country=France"),
            (Page::Status, "/sales/status"),
        ] {
            assert_eq!(page.href(&site, "country=France"), expected);
        }
    }
}
