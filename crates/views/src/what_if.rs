//! Trying out thresholds: which page uses which, the form in which they are changed, and the notice that says so.

use analytics::policy::Policy;
use analytics::thresholds::{THRESHOLDS, Threshold, Unit};
use analytics::what_if::write;
use units::Format;

use crate::address::Address;
use crate::components::{ThresholdField, WhatIf};
use crate::frame::Site;
use crate::link::Link;
use crate::notice::{Notice, NoticeKind};
use crate::pages::deep_dive::TABLES;
use crate::scope_words::listed;
use crate::threshold_words::threshold_words;

/// Path of the definitions, where all thresholds are in force.
const DEFINITIONS: &str = "/definitions";

/// The datasets whose thresholds decide what the page at a path (below the base path) shows.
fn datasets_at(path: &str) -> Vec<&str> {
    let datasets: &[&str] = match path {
        "/" => &["customers"],
        "/regional" => &["countries"],
        "/risks" => &["high_risk_customers", "credit_misalignment", "churn_risk"],
        "/opportunities" => {
            &["customer_rfm", "next_orders", "credit_misalignment", "product_demand_trend", "cross_sell"]
        }
        "/organization" => &["customers_without_rep"],
        "/insights" => &[
            "customers",
            "credit_misalignment",
            "high_risk_customers",
            "customer_rfm",
            "next_orders",
            "product_demand_trend",
            "cross_sell",
            "stock",
        ],
        "/recommendations" => &[
            "churn_calls",
            "country_potential",
            "credit_proposals",
            "cross_sell_offers",
            "delivery_watch",
            "rep_balance",
            "rep_moves",
        ],
        "/what-changed" => &["revenue_change"],
        "/charts/customer-pareto.svg" | "/charts/customer-pareto.png" => &["customers"],
        "/charts/risk-map.svg" | "/charts/risk-map.png" => &["high_risk_customers"],
        "/charts/credit-scatter.svg" | "/charts/credit-scatter.png" => {
            &["high_risk_customers", "credit_misalignment", "churn_risk"]
        }
        "/charts/change-causes.svg"
        | "/charts/change-causes.png"
        | "/charts/change-contributors.svg"
        | "/charts/change-contributors.png" => &["revenue_change"],
        "/charts/rep-balance.svg" | "/charts/rep-balance.png" => &["rep_balance", "rep_moves"],
        "/charts/credit-outliers.svg" | "/charts/credit-outliers.png" => &["credit_outliers"],
        "/charts/credit-anomalies.svg" | "/charts/credit-anomalies.png" => &["geo_credit_anomalies"],
        "/charts/rfm-tiers.svg"
        | "/charts/rfm-tiers.png"
        | "/charts/rfm-grid.svg"
        | "/charts/rfm-grid.png" => &["customer_rfm"],
        _ => {
            let (folder, name) = path.trim_start_matches('/').split_once('/').unwrap_or((path, ""));
            match folder {
                "deep-dive" => {
                    return TABLES
                        .iter()
                        .filter(|table| table.slug == name)
                        .map(|table| table.dataset.name)
                        .collect();
                }
                "export" => return vec![name.rsplit_once('.').map_or(name, |(dataset, _)| dataset)],
                "charts" | "offices" => &["company_monthly"],
                "countries" => &["countries"],
                "customers" => &["customers", "customer_rfm", "next_orders", "high_risk_customers"],
                "products" => &["products", "product_demand_trend", "cross_sell"],
                "sales-reps" => &["sales_reps"],
                _ => &[],
            }
        }
    };
    datasets.to_vec()
}

/// Whether what the page or file at a path (below the base path) shows depends on a threshold.
pub fn is_used_at(threshold: &Threshold, path: &str) -> bool {
    path == DEFINITIONS
        || threshold.pages.contains(&path)
        || datasets_at(path).iter().any(|name| threshold.datasets.contains(name))
}

/// A canonical query string for a link to a path: without the thresholds that are not used there.
pub fn carried<'a>(path: &str, query: &'a str) -> std::borrow::Cow<'a, str> {
    let is_kept = |parameter: &str| {
        let name = parameter.split_once('=').map_or(parameter, |(name, _)| name);
        Threshold::find(name).is_none_or(|threshold| is_used_at(threshold, path))
    };
    if query.split('&').all(is_kept) {
        return query.into();
    }
    query.split('&').filter(|parameter| is_kept(parameter)).collect::<Vec<_>>().join("&").into()
}

/// The thresholds of a page.
#[derive(Clone, Copy, Debug)]
pub struct Tryout<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page with what it tries out.
    pub address: &'a Address,
    /// The thresholds of the configuration.
    pub configured: &'a Policy,
    /// Writes numbers.
    pub format: &'a Format,
}

impl Tryout<'_> {
    /// All thresholds of the page in a form behind a line that opens it; none where the page uses none.
    pub fn form(&self) -> Option<WhatIf> {
        let used: Vec<&Threshold> =
            THRESHOLDS.iter().filter(|threshold| is_used_at(threshold, &self.address.path)).collect();
        (!used.is_empty()).then(|| WhatIf {
            id: "whatif".to_owned(),
            is_line: false,
            is_closed: self.address.scope.what_if.is_empty(),
            meaning: self
                .definitions_link()
                .map(|link| Link { href: format!("{}#thresholds", link.href), ..link }),
            ..self.form_of(&used)
        })
    }

    fn definitions_link(&self) -> Option<Link> {
        let tried = Address::new(DEFINITIONS, &[])
            .with_scope(|scope| scope.what_if.clone_from(&self.address.scope.what_if));
        self.site.link("What they mean", DEFINITIONS, &tried.scope_query())
    }

    /// Some thresholds of the page, by their parameters, in a line beside what they decide.
    pub fn line(&self, parameters: &[&str]) -> WhatIf {
        let some: Vec<&Threshold> = parameters.iter().filter_map(|name| Threshold::find(name)).collect();
        // The notice above leads back.
        WhatIf { reset_href: None, ..self.form_of(&some) }
    }

    fn form_of(&self, thresholds: &[&Threshold]) -> WhatIf {
        let is_field = |name: &str| thresholds.iter().any(|threshold| threshold.parameter == name);
        // Under other thresholds a table has other rows, and other pages of them.
        let others = self.address.parameters().into_iter();
        let hidden = others.filter(|(name, _)| !is_field(name) && name != "page").collect();
        WhatIf {
            id: "try".to_owned(),
            action: self.site.href(&self.address.path),
            hidden,
            fields: thresholds.iter().map(|threshold| self.field(threshold)).collect(),
            is_closed: false,
            is_line: true,
            meaning: None,
            reset_href: self.is_what_if().then(|| self.as_configured().href(self.site)),
        }
    }

    fn field(&self, threshold: &Threshold) -> ThresholdField {
        let in_force = self.address.scope.policy(self.configured);
        let own = (threshold.own)(&in_force).map(|number| write(threshold.unit, number));
        let unit = match threshold.unit {
            Unit::Percent => "%",
            Unit::Hundredths => "×",
            Unit::Days => "days",
            Unit::Orders => "orders",
            Unit::OneOrderIn => "",
            Unit::Items | Unit::Score | Unit::Counted => "",
        };
        // What is configured can be tried whatever it is.
        let configured = threshold.value(self.configured);
        let (least, greatest) = threshold.bounds;
        let choices: &[(&str, &str)] = match threshold.unit {
            Unit::Counted => &[("yes", "counted"), ("no", "left out")],
            _ => &[],
        };
        ThresholdField {
            name: threshold.parameter.to_owned(),
            label: match threshold.unit {
                Unit::OneOrderIn => format!("{} 1 order in", threshold.label),
                _ => threshold.label.to_owned(),
            },
            // A class without a factor of its own follows the one of all: an empty field.
            placeholder: write(threshold.unit, threshold.value(&in_force)),
            value: own.unwrap_or_default(),
            unit: unit.to_owned(),
            min: write(threshold.unit, least.min(configured)),
            max: write(threshold.unit, greatest.max(configured)),
            step: if threshold.unit == Unit::Hundredths { "0.01" } else { "1" }.to_owned(),
            choices: choices.iter().map(|&(value, words)| (value.to_owned(), words.to_owned())).collect(),
        }
    }

    /// That the page is computed with other thresholds than the configured ones, and which; none where it is not.
    pub fn notice(&self) -> Option<Notice> {
        let words = |unit: Unit, number: u32| threshold_words(unit, number, self.format);
        let differences: Vec<String> = self
            .address
            .scope
            .what_if
            .differences(self.configured)
            .map(|difference| {
                let (unit, label) = (difference.threshold.unit, difference.threshold.label);
                format!(
                    "{label} {} instead of {}",
                    words(unit, difference.tried),
                    words(unit, difference.configured)
                )
            })
            .collect();
        (!differences.is_empty()).then(|| Notice {
            kind: NoticeKind::WhatIf,
            title: "This is a what-if.".to_owned(),
            words: format!("Computed with {}.", listed(&differences)),
            link: Some(Link::new("Back to the configured values", self.as_configured().href(self.site))),
        })
    }

    /// Whether anything is tried out.
    fn is_what_if(&self) -> bool {
        !self.address.scope.what_if.is_empty()
    }

    /// The page with nothing tried out.
    fn as_configured(&self) -> Address {
        self.address.with_scope(|scope| scope.what_if = analytics::what_if::WhatIf::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::deep_dive;

    fn address(path: &str, query: &str) -> Address {
        let mut address = Address::parse(path, deep_dive::OPTIONS, query).unwrap();
        address.scope.what_if.settle(&Policy::default()).unwrap();
        address
    }

    fn with<T>(address: &Address, read: impl Fn(&Tryout<'_>) -> T) -> T {
        let (site, format, configured) = (Site::default(), Format::default(), Policy::default());
        read(&Tryout { site: &site, address, configured: &configured, format: &format })
    }

    #[test]
    fn a_page_keeps_the_thresholds_that_it_uses() {
        let query = "country=Spain&credit_factor=3&stale_days=90&due_soon_days=7&count_cancelled=no";
        for (path, expected) in [
            ("/risks", "country=Spain&credit_factor=3&stale_days=90&count_cancelled=no"),
            ("/opportunities", "country=Spain&credit_factor=3&due_soon_days=7&count_cancelled=no"),
            ("/deep-dive/next-orders", "country=Spain&due_soon_days=7&count_cancelled=no"),
            ("/deep-dive/receivables", "country=Spain"),
            ("/export/churn_risk.csv", "country=Spain&stale_days=90&count_cancelled=no"),
            ("/charts/risk-map.svg", "country=Spain&credit_factor=3&stale_days=90&count_cancelled=no"),
            ("/regional", "country=Spain&count_cancelled=no"),
            ("/orders/10100", "country=Spain"),
            ("/status", "country=Spain"),
            ("/definitions", query),
        ] {
            assert_eq!(carried(path, query), expected, "{path}");
            assert_eq!(address(path, query).query(), expected, "{path}");
        }
        assert_eq!(carried("/status", "stale_days=90"), "");
        assert_eq!(address("/status", "stale_days=soon").query(), "", "what is not used is not read");
    }

    #[test]
    fn a_form_has_the_fields_of_the_page_and_keeps_the_rest() {
        let asked =
            address("/deep-dive/next-orders", "country=Spain&sort=-num_orders&page=2&overdue_days=30");
        let form = with(&asked, |tryout| tryout.form().unwrap());
        let names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["overdue_days", "lapsed_days", "due_soon_days", "count_cancelled"]);
        assert_eq!((form.fields[0].value.as_str(), form.fields[1].value.as_str()), ("30", "365"));
        let hidden: Vec<&str> = form.hidden.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(hidden, ["country", "sort"]);
        assert!(!form.is_closed);
        assert!(with(&address("/status", ""), |tryout| tryout.form().is_none()));
        let line = with(&address("/risks", "stale_days=90"), |tryout| tryout.line(&["credit_factor"]));
        assert_eq!(line.hidden, [("stale_days".to_owned(), "90".to_owned())]);
    }

    #[test]
    fn a_class_without_a_factor_has_an_empty_field() {
        let form = with(&address("/risks", "credit_factor=3&credit_factor_b=4"), |tryout| {
            tryout.line(&["credit_factor_a", "credit_factor_b"])
        });
        let shown = |index: usize| (form.fields[index].value.clone(), form.fields[index].placeholder.clone());
        assert_eq!(shown(0), (String::new(), "3".to_owned()));
        assert_eq!(shown(1), ("4".to_owned(), "4".to_owned()));
    }

    #[test]
    fn a_what_if_says_what_differs_and_leads_back() {
        let notice = |query| with(&address("/risks", query), |tryout| tryout.notice());
        assert!(notice("country=Spain&stale_days=180").is_none());
        let notice = notice("country=Spain&stale_days=90&count_cancelled=no").unwrap();
        assert_eq!(
            notice.words,
            "Computed with silent after 90 days instead of 180 days and cancelled orders left out instead of counted."
        );
        assert_eq!(notice.link.unwrap().href, "/risks?country=Spain");
    }
}
