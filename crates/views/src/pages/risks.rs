//! Risks & Diagnostics: which customers and amounts are at risk, why, and which orders and credit limits want a look.

mod anomalies;
mod cards;
mod countries;
mod credit;
mod customers;
mod empty;
mod orders;
mod outliers;

use analytics::answers::breakdown::Dimension;
use analytics::answers::risk_overview::RiskOverview;
use analytics::policy::Policy;
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{Span, WhatIf, stack};
use crate::export_links::{chart_links, export_links};
use crate::frame::Site;
use crate::item;
use crate::threshold_words::credit_factor_words;
use crate::what_if::Tryout;

/// Title of the page.
pub const TITLE: &str = "Risks & diagnostics";

/// The page has no options of its own.
pub const OPTIONS: &[PageOption] = &[];

/// Filters that do not apply to how things stand.
pub const NOT_APPLYING: &[&str] = &["period", "compare", "line"];

/// Why they do not.
pub const WHY_NOT: &str = "A state, not a flow: period, comparison and line do not apply here";

/// In place of chips.
pub const UNFILTERED: &str = "No filters: every country, rep and status";

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct RisksPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope, with the thresholds in force on this page.
    pub view: &'a View<'a>,
    /// The thresholds of the configuration.
    pub configured: &'a Policy,
    /// The answers.
    pub answers: &'a RiskOverview,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl RisksPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        if self.answers.num_customers == 0 {
            return empty::section(self);
        }
        html! {
            (cards::section(self))
            (credit::section(self))
            (stack(Span::Five, &[countries::section(self), anomalies::section(self)]))
            (customers::section(self))
            (stack(Span::Third, &[orders::section(self), outliers::section(self)]))
        }
    }

    /// Amount at risk by country.
    pub fn map_chart(&self) -> Chart {
        countries::chart(self)
    }

    /// Revenue against credit limit.
    pub fn credit_chart(&self) -> Chart {
        credit::chart(self)
    }

    /// Credit limits at the ends.
    pub fn outliers_chart(&self) -> Chart {
        outliers::chart(self)
    }

    /// Countries with much or little credit against revenue.
    pub fn anomalies_chart(&self) -> Chart {
        anomalies::chart(self)
    }

    /// Links to a dataset and a chart as files under the same scope, where the server answers.
    fn files(&self, dataset: &str, chart: ChartFile) -> Vec<charts::Link> {
        chart_links(self.site, dataset, chart, &self.address.scope_query())
    }

    /// Links to the files of a dataset under the same scope, where the server answers.
    fn exports(&self, dataset: &str) -> Vec<crate::Link> {
        export_links(self.site, dataset, &self.address.scope_query())
    }

    /// A link to another page under the same scope, if the server answers there.
    fn link(&self, label: &str, path: &str) -> Option<crate::Link> {
        self.site.link(label, path, &self.address.scope_query())
    }

    /// The thresholds of the credit chart, to be tried out beside it.
    fn what_if(&self) -> WhatIf {
        let &RisksPage { site, address, configured, format, .. } = self;
        Tryout { site, address, configured, format }.line(&["credit_factor", "stale_days"])
    }

    fn customer(&self, customer: usize) -> String {
        item::name(self.view.snapshot, Dimension::Customers, Some(customer))
    }

    fn customer_href(&self, customer: usize) -> Option<String> {
        item::href(self.site, self.address, self.view.snapshot, Dimension::Customers, Some(customer))
    }

    /// A customer's name, linked where the customer has a page.
    fn customer_link(&self, customer: usize) -> Markup {
        let name = self.customer(customer);
        match self.customer_href(customer) {
            Some(href) => html! { a href=(href) { (name) } },
            None => html! { (name) },
        }
    }

    fn country(&self, country: usize) -> String {
        item::name(self.view.snapshot, Dimension::Countries, Some(country))
    }

    /// This page filtered by a country, or the country's own page where it already is.
    fn country_href(&self, country: usize) -> Option<String> {
        let (snapshot, index) = (self.view.snapshot, Some(country));
        item::filtered_href(self.site, self.address, snapshot, Dimension::Countries, index)
            .or_else(|| item::href(self.site, self.address, snapshot, Dimension::Countries, index))
    }

    /// The credit factor in force: `2`, `2.5`.
    fn factor_words(&self) -> String {
        credit_factor_words(self.view.policy, self.format)
    }
}
