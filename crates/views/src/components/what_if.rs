//! Thresholds to try out on the page that uses them, without touching the configuration.
use maud::{Markup, Render, html};

use crate::link::LiveLink;

/// One threshold.
#[derive(Clone, Debug)]
pub struct NumberField {
    /// Name in the query string.
    pub name: String,
    /// `silent after`.
    pub label: String,
    /// Value in force, as a plain number.
    pub value: String,
    /// Words after it: `days`; mostly empty.
    pub unit: String,
    /// Least value.
    pub min: String,
    /// Greatest value.
    pub max: String,
    /// Step.
    pub step: String,
}

/// A form of thresholds.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Path of the page, complete, without query.
    pub action: String,
    /// The page's other parameters.
    pub hidden: Vec<(String, String)>,
    /// The thresholds.
    pub fields: Vec<NumberField>,
    /// The page with the configured values; none when those are in force.
    pub reset_href: Option<String>,
}

impl Render for WhatIf {
    fn render(&self) -> Markup {
        html! {
            form .whatif aria-label="What if" action=(self.action) hx-get=(self.action) hx-target="#page"
                hx-swap="outerHTML show:none" hx-push-url="true" hx-indicator="#busy" {
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                span { "What if:" }
                @for field in &self.fields {
                    label {
                        (field.label)
                        input .field #{ "whatif-" (field.name) } type="number" name=(field.name) value=(field.value)
                            min=(field.min) max=(field.max) step=(field.step);
                        (field.unit)
                    }
                }
                button .btn { "Try" }
                @if let Some(href) = &self.reset_href {
                    (LiveLink { href, id: Some("whatif-reset"), ..LiveLink::default() }.around("Back to the configured values"))
                }
            }
        }
    }
}
