//! The filters of a page: one GET form, what is active as removable chips, and a remark about the scope.
//!
//! Without script a list of choices opens as a popover and its button sends the form. With htmx a single choice applies at
//! once; several choices wait for their button, because applying the first would close the list before the second.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon_small};
use crate::link::{Link, LiveLink};

/// With this and the name of a filter begins the identifier of its list of choices, which a search swaps alone.
pub const OPTIONS_ID: &str = "options-";

/// How many names the closed filter shows before it counts them.
const NAMES_SHOWN: usize = 2;

/// One choice of a filter.
#[derive(Clone, Debug, Default)]
pub struct FilterOption {
    /// As in the query string; empty for the default of a single choice.
    pub value: String,
    /// What it says.
    pub label: String,
    /// How much it stands for, written already: `12`.
    pub count: Option<String>,
    /// Whether it is chosen.
    pub selected: bool,
    /// Heading that it stands under; options of one group follow each other.
    pub group: Option<String>,
}

/// Whether one or several options can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Exactly one, such as the period.
    One,
    /// Any number; none means all.
    Many,
}

/// A filter.
#[derive(Clone, Debug)]
pub struct FilterField {
    /// Name in the query string.
    pub name: String,
    /// What it says: `Country`.
    pub label: String,
    /// One or several.
    pub choice: Choice,
    /// What can be chosen, or the part of it that a list shows.
    pub options: Vec<FilterOption>,
    /// How the rest is found, where the list shows a part.
    pub search: Option<OptionSearch>,
    /// Why the filter does not apply to the page; it is shown but cannot be used.
    pub disabled_reason: Option<String>,
    /// The page without this filter; none when nothing is chosen.
    pub clear_href: Option<String>,
}

/// The search of a list of choices that is too long to be shown whole.
#[derive(Clone, Debug)]
pub struct OptionSearch {
    /// Name of its parameter: `find-rep`.
    pub parameter: &'static str,
    /// What is searched for; empty for nothing.
    pub text: String,
    /// How many choices there are.
    pub num_all: usize,
    /// What the list shows: `40 of 312, those with most orders`.
    pub words: String,
}

/// An active filter.
#[derive(Clone, Debug)]
pub struct Chip {
    /// What it says: `Country: France`.
    pub label: String,
    /// The page without it.
    pub remove_href: String,
}

/// A period by its first and last day, as a form of its own, so that it never contradicts the choice of a named period.
#[derive(Clone, Debug, Default)]
pub struct DaysForm {
    /// First and last day of the present period, ISO.
    pub chosen: [String; 2],
    /// First and last day of the data, ISO.
    pub known: [String; 2],
    /// Periods that people often want, each the page with it.
    pub quick: Vec<Link>,
    /// Everything else that the page's address has.
    pub hidden: Vec<(String, String)>,
}

/// The filters of a page.
#[derive(Clone, Debug, Default)]
pub struct FilterBar {
    /// Path of the page, complete, without query.
    pub action: String,
    /// The filters, in order.
    pub fields: Vec<FilterField>,
    /// What is active.
    pub chips: Vec<Chip>,
    /// The page without filters; none when none is active.
    pub clear_href: Option<String>,
    /// Shown in place of chips: `No filters: all periods, every status`.
    pub unfiltered_words: String,
    /// A remark: how many cancelled orders the scope includes, or that period and line do not apply here.
    pub note: Option<Markup>,
    /// The period by its days; none where it does not apply.
    pub days: Option<DaysForm>,
    /// Further parameters of the page that the form must keep: sort order, search of the table.
    pub hidden: Vec<(String, String)>,
}

impl FilterField {
    fn chosen(&self) -> impl Iterator<Item = &FilterOption> {
        self.options.iter().filter(|option| option.selected)
    }

    /// What the closed filter says: `All`, `France, Spain`, `3 of 21`.
    fn summary(&self) -> String {
        let names: Vec<&str> = self.chosen().map(|option| option.label.as_str()).collect();
        match names.len() {
            0 => "All".to_owned(),
            count if count <= NAMES_SHOWN => names.join(", "),
            count => {
                format!(
                    "{count} of {}",
                    self.search.as_ref().map_or(self.options.len(), |search| search.num_all)
                )
            }
        }
    }

    /// Options that follow each other under one heading.
    fn groups(&self) -> impl Iterator<Item = (Option<&str>, &[FilterOption])> {
        self.options
            .chunk_by(|one, next| one.group == next.group)
            .map(|options| (options[0].group.as_deref(), options))
    }

    fn render(&self, action: &str) -> Markup {
        match (&self.disabled_reason, self.choice) {
            (Some(reason), _) => html! {
                div .pick.pick-off title=(reason) {
                    span .pick-label { (self.label) }
                    span .pick-value { "All" span .vh { " (" (reason) ")" } }
                }
            },
            (None, Choice::One) => self.single(action),
            (None, Choice::Many) => self.several(action),
        }
    }

    fn single(&self, action: &str) -> Markup {
        let option = |option: &FilterOption| {
            html! { option value=(option.value) selected[option.selected] { (option.label) } }
        };
        html! {
            label .pick {
                span .pick-label { (self.label) }
                select #{ "pick-" (self.name) } name=(self.name) data-hx-get=(action) data-hx-include="closest form"
                    data-hx-trigger="change delay:300ms" data-hx-target="#page" data-hx-swap="outerHTML show:none" data-hx-push-url="true" data-hx-indicator="#busy" {
                    @for (group, options) in self.groups() {
                        @if let Some(group) = group {
                            optgroup label=(group) { @for each in options { (option(each)) } }
                        } @else {
                            @for each in options { (option(each)) }
                        }
                    }
                }
                (icon_small(Icon::ChevronDown))
            }
        }
    }

    fn search(&self, action: &str, search: &OptionSearch) -> Markup {
        let list = format!("#{OPTIONS_ID}{}", self.name);
        html! {
            div .choices-search {
                input .field #{ "search-" (self.name) } type="search" name=(search.parameter) value=(search.text)
                    aria-label={ "Search " (search.num_all) " choices of " (self.label) } placeholder={ "Search " (search.num_all) }
                    data-hx-get=(action) data-hx-include="closest form" data-hx-trigger="input changed delay:300ms" data-hx-target=(list)
                    data-hx-select=(list) data-hx-swap="outerHTML ignoreTitle:true" data-hx-push-url="false" data-hx-indicator="#busy";
                button .btn { "Find" }
            }
        }
    }

    fn several(&self, action: &str) -> Markup {
        let list_id = format!("choose-{}", self.name);
        let is_set = self.chosen().next().is_some();
        html! {
            div .pick.is-set[is_set] {
                button .pick-button #{ "pick-" (self.name) } type="button" popovertarget=(list_id) {
                    span .pick-label { (self.label) }
                    span .pick-value { (self.summary()) }
                    (icon_small(Icon::ChevronDown))
                }
                fieldset .choices #(list_id) popover {
                    legend .choices-head { (self.label) }
                    @if let Some(search) = &self.search { (self.search(action, search)) }
                    ul .choices-list #{ (OPTIONS_ID) (self.name) } tabindex="-1" {
                        @if let Some(search) = &self.search { li .choices-group role="status" { (search.words) } }
                        @for (group, options) in self.groups() {
                            @if let Some(group) = group { li .choices-group { (group) } }
                            @for option in options {
                                li { label .choice {
                                    input type="checkbox" name=(self.name) value=(option.value) checked[option.selected];
                                    span .choice-label { (option.label) }
                                    @if let Some(count) = &option.count { span .choice-count { (count) } }
                                } }
                            }
                        }
                    }
                    div .choices-foot {
                        @if let Some(href) = &self.clear_href {
                            (LiveLink { href, ..LiveLink::default() }.around("Clear"))
                        }
                        button .btn.btn-main { "Apply" }
                    }
                }
            }
        }
    }
}

impl DaysForm {
    fn render(&self, action: &str) -> Markup {
        let input = |name: &str, label: &str, value: &str| {
            html! {
                label { (label)
                    input .field #{ "days-" (name) } type="date" name=(name) value=(value) min=(self.known[0]) max=(self.known[1]);
                }
            }
        };
        html! {
            button .btn.days-open #days-open type="button" popovertarget="days" { "Choose days" (icon_small(Icon::ChevronDown)) }
            form .choices.days #days popover action=(action) aria-label="Period by its days" data-hx-get=(action)
                data-hx-target="#page" data-hx-swap="outerHTML show:none" data-hx-push-url="true" data-hx-indicator="#busy" {
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                div .days-ends { (input("from", "From", &self.chosen[0])) (input("to", "to", &self.chosen[1])) }
                @if !self.quick.is_empty() {
                    ul .days-quick aria-label="Common periods" {
                        @for link in &self.quick {
                            li { (LiveLink { href: &link.href, ..LiveLink::default() }.around(&link.label)) }
                        }
                    }
                }
                div .choices-foot { button .btn.btn-main { "Show these days" } }
            }
        }
    }
}

impl Render for FilterBar {
    fn render(&self) -> Markup {
        html! {
            form .filters #filters popover action=(self.action) aria-label="Filters" data-hx-get=(self.action) data-hx-target="#page"
                data-hx-swap="outerHTML show:none" data-hx-push-url="true" data-hx-indicator="#busy" {
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                div .filters-row {
                    @for field in &self.fields { (field.render(&self.action)) }
                    button .btn.filters-apply { "Apply" }
                }
            }
            div .active {
                button .btn.filters-open #filters-open type="button" popovertarget="filters" {
                    (icon_small(Icon::Funnel)) "Filters"
                    @if !self.chips.is_empty() { " (" (self.chips.len()) ")" }
                }
                @if self.chips.is_empty() {
                    span { (self.unfiltered_words) }
                } @else {
                    ul .chips aria-label="Active filters" {
                        @for (index, chip) in self.chips.iter().enumerate() {
                            @let id = format!("chip-{index}");
                            @let label = format!("Remove filter {}", chip.label);
                            li { (LiveLink {
                                href: &chip.remove_href, class: Some("chip"), id: Some(&id), label: Some(&label), ..LiveLink::default()
                            }.around(html! { (chip.label) (icon_small(Icon::Close)) })) }
                        }
                    }
                }
                @if let Some(href) = &self.clear_href {
                    (LiveLink { href, class: Some("clear"), ..LiveLink::default() }.around("Clear all"))
                }
                @if let Some(days) = &self.days { (days.render(&self.action)) }
                @if let Some(note) = &self.note { p .note { (note) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(selected: &[&str]) -> FilterField {
        let option = |(label, group): (&str, &str)| FilterOption {
            value: label.to_owned(),
            label: label.to_owned(),
            count: None,
            selected: selected.contains(&label),
            group: Some(group.to_owned()),
        };
        FilterField {
            name: "country".to_owned(),
            label: "Country".to_owned(),
            choice: Choice::Many,
            options: [("France", "Europe"), ("Spain", "Europe"), ("USA", "North America")].map(option).into(),
            search: None,
            disabled_reason: None,
            clear_href: None,
        }
    }

    #[test]
    fn a_closed_filter_says_what_is_chosen() {
        for (selected, expected) in [
            (&[] as &[&str], "All"),
            (&["Spain"], "Spain"),
            (&["France", "USA"], "France, USA"),
            (&["France", "Spain", "USA"], "3 of 3"),
        ] {
            assert_eq!(country(selected).summary(), expected);
        }
    }

    #[test]
    fn a_heading_stands_once_above_its_options() {
        let markup = country(&["Spain"]).render("/").into_string();
        assert_eq!(markup.matches("Europe").count(), 1);
        assert_eq!(markup.matches(" checked").count(), 1);
    }

    #[test]
    fn a_filter_that_does_not_apply_sends_nothing_and_says_why() {
        let mut field = country(&["Spain"]);
        field.disabled_reason = Some("a state, not a flow".to_owned());
        let markup = field.render("/").into_string();
        assert!(markup.contains("a state, not a flow") && !markup.contains("name="), "{markup}");
    }
}
