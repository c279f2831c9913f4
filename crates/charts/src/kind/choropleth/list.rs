//! All areas as a list with their links: the way of the keyboard and of screen readers, and to what no map shows.

use maud::{Markup, html};

use super::Choropleth;
use crate::figure::Figure;

/// The list, folded away, the greatest values first.
pub(super) fn list(frame: &Figure, map: &Choropleth) -> Markup {
    html! {
        @if !map.areas.is_empty() {
            details id={ (frame.id) "-data" } class="data" {
                summary { "Show as table" span class="vh" { ": " (frame.title) } }
                div class="data-box" {
                    table class="bars" {
                        thead {
                            tr {
                                th scope="col" { (map.heading) }
                                th scope="col" { (map.measure) }
                                @if let Some(heading) = &map.share_heading { th scope="col" { (heading) } }
                            }
                        }
                        tbody {
                            @for area in map.by_value() {
                                tr {
                                    th scope="row" {
                                        svg class="key map-key" aria-hidden="true" {
                                            rect class=(map.fill(area)) y="1" width="16" height="10" rx="1" {}
                                        }
                                        @if let Some(href) = &area.href {
                                            a href=(href) aria-current=[area.is_current.then_some("true")] { (area.name) }
                                        } @else { (area.name) }
                                        @if !area.is_drawn() { span class="dim" { " (not on the map)" } }
                                    }
                                    td { (area.amount.exact) }
                                    @if map.share_heading.is_some() { td { (area.share.as_deref().unwrap_or("–")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
