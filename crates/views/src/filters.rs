//! The filter bar of a page: what its scope is, what else there is, and the address of each change.

use analytics::answers::cancelled::{CANCELLED, Cancelled};
use analytics::answers::facets::{Choice as FacetChoice, Facets};
use analytics::scope::Scope;
use analytics::view::View;
use maud::{Markup, html};
use units::{Compare, Format, Money, Period};

use crate::address::{Address, search_parameter};
use crate::filter_bar::{Chip, Choice, DaysForm, FilterBar, FilterField, FilterOption, OptionSearch};
use crate::frame::Site;
use crate::link::{Link, LiveLink};
use crate::scope_words::{count, period_name, rep_name, status_words};

/// So many values of one filter have a chip each; more share one.
const CHIPS_EACH: usize = 3;

/// A longer list of choices shows so many of them, and is searched for the others.
const LISTED: usize = 40;

/// Periods that are offered whatever the data.
const RUNNING: [Period; 5] =
    [Period::All, Period::MonthToDate, Period::QuarterToDate, Period::YearToDate, Period::TrailingYear];

/// What the filter bar is made of.
#[derive(Clone, Copy, Debug)]
pub struct Filters<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// What each filter offers.
    pub facets: &'a Facets,
    /// The cancelled orders that the scope includes.
    pub cancelled: Cancelled,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl Filters<'_> {
    /// The filter bar of a page to which some filters do not apply: they are shown with the reason, or left out where there is
    /// none to tell, and what they are set to is kept for the next page.
    pub fn bar_without(&self, not_applying: &[&str], reason: &str) -> FilterBar {
        let mut bar = self.bar();
        let applying = without(&self.address.scope, not_applying);
        bar.chips = self.chips(&applying);
        bar.days = bar.days.filter(|_| !not_applying.contains(&"period"));
        bar.clear_href = bar.clear_href.filter(|_| applying != applying.unfiltered());
        if reason.is_empty() {
            bar.fields.retain(|field| !not_applying.contains(&field.name.as_str()));
        } else {
            for field in bar.fields.iter_mut().filter(|field| not_applying.contains(&field.name.as_str())) {
                field.disabled_reason = Some(reason.to_owned());
            }
            bar.note = Some(html! { (reason) });
        }
        let kept = self.address.scope.parameters().into_iter();
        let kept = kept.filter(|(name, _)| not_applying.contains(name));
        bar.hidden.extend(kept.map(|(name, value)| (name.to_owned(), value)));
        bar
    }

    /// The filter bar.
    pub fn bar(&self) -> FilterBar {
        let facets = self.facets;
        let bare = self.address.with_scope(|scope| *scope = scope.unfiltered());
        let is_filtered = self.address.scope != bare.scope;
        FilterBar {
            action: self.site.href(&self.address.path),
            fields: vec![
                self.period(),
                self.compare(),
                self.several("region", "Region", &facets.regions, |scope| scope.regions.clear()),
                self.several("country", "Country", &facets.countries, |scope| scope.countries.clear()),
                self.several("line", "Line", &facets.lines, |scope| scope.lines.clear()),
                self.several("rep", "Rep", &facets.reps, |scope| scope.reps.clear()),
                self.several("status", "Status", &facets.statuses, |scope| scope.statuses.clear()),
            ],
            chips: self.chips(&self.address.scope),
            clear_href: is_filtered.then(|| bare.href(self.site)),
            unfiltered_words: "No filters: all periods, every status".to_owned(),
            note: self.cancelled_note(),
            days: Some(self.days()),
            hidden: self.address.parameters_besides_filters(),
        }
    }

    /// The page with its scope changed.
    fn changed(&self, change: impl FnOnce(&mut Scope)) -> String {
        self.address.with_scope(change).href(self.site)
    }

    fn period(&self) -> FilterField {
        let snapshot = self.view.snapshot;
        let chosen = self.address.scope.period;
        let name = |period: Period| {
            period_name(period, period.days(snapshot.first_order_day(), snapshot.as_of), self.format)
        };
        let option = |period: Period, group: &str| FilterOption {
            value: if period == Period::default() { String::new() } else { period.to_string() },
            label: name(period),
            count: None,
            selected: period == chosen,
            group: Some(group.to_owned()),
        };
        let mut options: Vec<FilterOption> =
            RUNNING.into_iter().map(|period| option(period, "Up to the last order")).collect();
        let (first, last) = (snapshot.first_order_day().year(), snapshot.as_of.year());
        if !snapshot.orders.is_empty() {
            options.extend((first..=last).rev().map(|year| option(Period::Year(year), "Years")));
        }
        if !options.iter().any(|option| option.selected) {
            options.push(option(chosen, "As chosen"));
        }
        FilterField { options, ..self.field("period", "Period", Choice::One, None) }
    }

    /// The period by its days, and the last whole month, quarter and year before as-of's.
    fn days(&self) -> DaysForm {
        let snapshot = self.view.snapshot;
        let days = self.view.days();
        let (year, month) = (snapshot.as_of.year(), snapshot.as_of.month());
        let quarter = month.plus(-3);
        let quick = [
            Period::Month(month.plus(-1)),
            Period::Quarter(quarter.year(), quarter.quarter()),
            Period::Year(year - 1),
        ];
        let named = |period: Period| {
            let words =
                period_name(period, period.days(snapshot.first_order_day(), snapshot.as_of), self.format);
            Link::new(words, self.changed(|scope| scope.period = period))
        };
        let kept = self
            .address
            .scope
            .parameters()
            .into_iter()
            .filter(|(name, _)| Scope::PARAMETERS.contains(name) && *name != "period");
        let kept = kept.map(|(name, value)| (name.to_owned(), value));
        DaysForm {
            chosen: [days.start.to_string(), days.end.to_string()],
            known: [snapshot.first_order_day().to_string(), snapshot.as_of.to_string()],
            quick: quick.into_iter().map(named).collect(),
            hidden: kept.chain(self.address.parameters_besides_filters()).collect(),
        }
    }

    fn compare(&self) -> FilterField {
        let option = |compare: Compare, value: &str, label: &str| FilterOption {
            value: value.to_owned(),
            label: label.to_owned(),
            selected: self.address.scope.compare == compare,
            ..FilterOption::default()
        };
        let options = vec![
            option(Compare::Year, "", "Year before"),
            option(Compare::Previous, "previous", "Period before"),
        ];
        FilterField { options, ..self.field("compare", "Against", Choice::One, None) }
    }

    fn several(
        &self,
        name: &str,
        label: &str,
        choices: &[FacetChoice],
        clear: impl FnOnce(&mut Scope),
    ) -> FilterField {
        let search = search_parameter(name).filter(|_| choices.len() > LISTED);
        let text = self.address.search(name);
        let listed = match search {
            Some(_) => listed(choices, text),
            None => choices.iter().collect(),
        };
        let search = search.map(|parameter| OptionSearch {
            parameter,
            text: text.to_owned(),
            num_all: choices.len(),
            words: self.search_words(choices, &listed, text),
        });
        let options: Vec<FilterOption> = listed
            .into_iter()
            .map(|choice| FilterOption {
                value: choice.value.clone(),
                label: choice.label.clone(),
                count: Some(self.format.integer(choice.num_orders)),
                selected: choice.is_chosen,
                group: choice.group.clone(),
            })
            .collect();
        let is_set = options.iter().any(|option| option.selected);
        let clear_href = is_set.then(|| self.changed(clear));
        FilterField { options, search, ..self.field(name, label, Choice::Many, clear_href) }
    }

    /// What a list shows of all choices: `40 of 312, those with most orders`.
    fn search_words(&self, choices: &[FacetChoice], listed: &[&FacetChoice], text: &str) -> String {
        let number = |number: usize| self.format.integer(number as i128);
        let num_found = choices.iter().filter(|choice| is_found(choice, &text.to_lowercase())).count();
        let num_listed = listed.iter().filter(|choice| is_found(choice, &text.to_lowercase())).count();
        match (text, num_found) {
            ("", _) => format!("{} of {}, those with most orders", number(num_listed), number(choices.len())),
            (text, 0) => format!("None of {} has “{text}”", number(choices.len())),
            (text, _) if num_listed < num_found => {
                format!("{} of {} with “{text}”", number(num_listed), number(num_found))
            }
            (text, _) => format!("{} with “{text}”", number(num_found)),
        }
    }

    fn field(&self, name: &str, label: &str, choice: Choice, clear_href: Option<String>) -> FilterField {
        FilterField {
            name: name.to_owned(),
            label: label.to_owned(),
            choice,
            options: Vec::new(),
            search: None,
            disabled_reason: None,
            clear_href,
        }
    }

    /// A chip for each filter of `scope`, the page's own or a part of it.
    fn chips(&self, scope: &Scope) -> Vec<Chip> {
        let mut chips = Vec::new();
        if scope.period != Period::default() {
            let name = period_name(scope.period, self.view.days(), self.format);
            chips.push(Chip {
                label: format!("Period: {name}"),
                remove_href: self.changed(|scope| scope.period = Period::default()),
            });
        }
        if scope.compare != Compare::default() {
            chips.push(Chip {
                label: "Against: period before".to_owned(),
                remove_href: self.changed(|scope| scope.compare = Compare::default()),
            });
        }
        self.chips_of("Region", &scope.regions, "regions", |scope| &mut scope.regions, &mut chips);
        self.chips_of("Country", &scope.countries, "countries", |scope| &mut scope.countries, &mut chips);
        self.chips_of("Line", &scope.lines, "product lines", |scope| &mut scope.lines, &mut chips);
        if scope.reps.len() > CHIPS_EACH {
            chips.push(Chip {
                label: format!("Rep: {} reps", scope.reps.len()),
                remove_href: self.changed(|scope| scope.reps.clear()),
            });
        } else {
            chips.extend(scope.reps.iter().map(|&number| Chip {
                label: format!("Rep: {}", rep_name(self.view.snapshot, number)),
                remove_href: self.changed(|scope| scope.reps.retain(|&other| other != number)),
            }));
        }
        chips.extend(status_words(scope, self.view.snapshot).map(|words| Chip {
            label: format!("Status: {words}"),
            remove_href: self.changed(|scope| scope.statuses.clear()),
        }));
        chips
    }

    fn chips_of(
        &self,
        label: &str,
        values: &[String],
        plural: &str,
        of: fn(&mut Scope) -> &mut Vec<String>,
        chips: &mut Vec<Chip>,
    ) {
        if values.len() > CHIPS_EACH {
            chips.push(Chip {
                label: format!("{label}: {} {plural}", values.len()),
                remove_href: self.changed(|scope| of(scope).clear()),
            });
        } else {
            chips.extend(values.iter().map(|value| Chip {
                label: format!("{label}: {value}"),
                remove_href: self.changed(|scope| of(scope).retain(|other| other != value)),
            }));
        }
    }

    /// How many cancelled orders the scope includes, and the page without them; none where there are none or nothing else.
    pub fn cancelled_note(&self) -> Option<Markup> {
        if self.cancelled.num_orders == 0 {
            return None;
        }
        let scope = &self.address.scope;
        let others: Vec<String> = if scope.statuses.is_empty() {
            self.view.snapshot.statuses.iter().map(|status| status.to_string()).collect()
        } else {
            scope.statuses.clone()
        };
        let others: Vec<String> =
            others.into_iter().filter(|status| !status.is_empty() && status != CANCELLED).collect();
        if others.is_empty() {
            return None;
        }
        let href = self.changed(|scope| scope.statuses = others);
        let revenue = Money::from_cents(self.cancelled.revenue_cents);
        Some(html! {
            "Includes " (count(self.cancelled.num_orders, "cancelled order", self.format))
            " worth " (self.format.money(revenue)) ". "
            (LiveLink { href: &href, id: Some("without-cancelled"), ..LiveLink::default() }.around("Leave them out"))
        })
    }
}

/// Whether a choice has a text, in lower case, in its label, its value or its group.
fn is_found(choice: &FacetChoice, needle: &str) -> bool {
    let texts = [Some(&choice.label), Some(&choice.value), choice.group.as_ref()];
    texts.into_iter().flatten().any(|text| text.to_lowercase().contains(needle))
}

/// Of many choices those that are chosen, and of those with the text the ones with most orders, in their own order.
fn listed<'a>(choices: &'a [FacetChoice], text: &str) -> Vec<&'a FacetChoice> {
    let needle = text.to_lowercase();
    let mut found: Vec<usize> =
        (0..choices.len()).filter(|&index| is_found(&choices[index], &needle)).collect();
    found.sort_by_key(|&index| std::cmp::Reverse(choices[index].num_orders));
    found.truncate(LISTED);
    let chosen = (0..choices.len()).filter(|&index| choices[index].is_chosen);
    let shown: std::collections::BTreeSet<usize> = found.into_iter().chain(chosen).collect();
    shown.into_iter().map(|index| &choices[index]).collect()
}

/// The scope with these filters cleared.
fn without(scope: &Scope, filters: &[&str]) -> Scope {
    let mut left = scope.clone();
    for filter in filters {
        match *filter {
            "period" => left.period = Period::default(),
            "compare" => left.compare = Compare::default(),
            "region" => left.regions.clear(),
            "country" => left.countries.clear(),
            "rep" => left.reps.clear(),
            "line" => left.lines.clear(),
            "status" => left.statuses.clear(),
            _ => {}
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 reps, each with one order more than the one before.
    fn reps() -> Vec<FacetChoice> {
        let rep = |number: i64| FacetChoice {
            value: (1000 + number).to_string(),
            label: format!("Rep {number:02}"),
            group: None,
            num_orders: number,
            is_chosen: number == 3,
        };
        (0..60).map(rep).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let reps = reps();
        let labels: Vec<&str> = listed(&reps, text).iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, expected, "{text}");
    }

    #[test]
    fn a_search_finds_names_and_numbers_and_keeps_what_is_chosen() {
        check(
            "REP 5",
            &[
                "Rep 03", "Rep 50", "Rep 51", "Rep 52", "Rep 53", "Rep 54", "Rep 55", "Rep 56", "Rep 57",
                "Rep 58", "Rep 59",
            ],
        );
        check("1017", &["Rep 03", "Rep 17"]);
        check("nobody", &["Rep 03"]);
    }

    #[test]
    fn a_long_list_shows_those_with_most_orders() {
        let reps = reps();
        let shown = listed(&reps, "");
        assert_eq!(shown.len(), LISTED + 1);
        assert_eq!((shown[0].label.as_str(), shown[1].label.as_str()), ("Rep 03", "Rep 20"));
    }
}
