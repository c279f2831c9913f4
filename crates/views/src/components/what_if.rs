//! Thresholds to try out on the page that uses them, without touching the configuration.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon_small};
use crate::link::{Link, LiveLink};

/// One threshold.
#[derive(Clone, Debug, Default)]
pub struct ThresholdField {
    /// Name in the query string.
    pub name: String,
    /// `silent after`.
    pub label: String,
    /// Value in force, as a plain number; empty where it follows another threshold.
    pub value: String,
    /// Value in force where the field is empty.
    pub placeholder: String,
    /// Words after it: `days`; mostly empty.
    pub unit: String,
    /// Least value.
    pub min: String,
    /// Greatest value.
    pub max: String,
    /// Step.
    pub step: String,
    /// Values and their words where there are only so many; empty for a number.
    pub choices: Vec<(String, String)>,
}

/// A form of thresholds.
#[derive(Clone, Debug, Default)]
pub struct WhatIf {
    /// First part of the identifiers of its elements, other for each form of a page.
    pub id: String,
    /// Path of the page, complete, without query.
    pub action: String,
    /// The page's other parameters.
    pub hidden: Vec<(String, String)>,
    /// The thresholds.
    pub fields: Vec<ThresholdField>,
    /// Whether the fields stand in a line of their own, or behind one that opens them.
    pub is_line: bool,
    /// Whether it is closed at first, where it can be.
    pub is_closed: bool,
    /// Where the thresholds are explained.
    pub meaning: Option<Link>,
    /// The page with the configured values; none when those are in force.
    pub reset_href: Option<String>,
}

impl Render for WhatIf {
    fn render(&self) -> Markup {
        if self.is_line {
            return self.form(&html! { span { "What if:" } });
        }
        html! {
            details .tryout id=(self.id) open[!self.is_closed] {
                summary { (icon_small(Icon::Sliders)) "What if…" }
                (self.form(&html! {}))
            }
        }
    }
}

impl WhatIf {
    fn form(&self, lead: &Markup) -> Markup {
        html! {
            form .whatif aria-label=(if self.is_line { "What if, in short" } else { "What if" }) action=(self.action) data-hx-get=(self.action) data-hx-target="#page"
                data-hx-swap="outerHTML show:none" data-hx-push-url="true" data-hx-indicator="#busy" {
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                (lead)
                @for field in &self.fields { (self.field(field)) }
                div .whatif-foot {
                    button .btn id={ (self.id) "-go" } { "Try" }
                    @if let Some(href) = &self.reset_href {
                        (LiveLink { href, id: Some(&format!("{}-reset", self.id)), ..LiveLink::default() }.around("Back to the configured values"))
                    }
                    @if let Some(link) = &self.meaning { (link) }
                }
            }
        }
    }

    fn field(&self, field: &ThresholdField) -> Markup {
        let id = format!("{}-{}", self.id, field.name);
        html! {
            label {
                span { (field.label) }
                @if field.choices.is_empty() {
                    input .field id=(id) type="number" name=(field.name) value=(field.value) placeholder=(field.placeholder)
                        min=(field.min) max=(field.max) step=(field.step);
                } @else {
                    select .field id=(id) name=(field.name) {
                        @for (value, words) in &field.choices {
                            option value=(value) selected[*value == field.value] { (words) }
                        }
                    }
                }
                @if !field.unit.is_empty() { span { (field.unit) } }
            }
        }
    }
}
