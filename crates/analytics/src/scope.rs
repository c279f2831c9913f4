//! Which part of the data a question is about: the filters of the address bar.

use std::fmt;

use units::{Compare, Period};

use crate::policy::Policy;
use crate::snapshot::Snapshot;
use crate::what_if::WhatIf;

/// A set of filters. Values of one filter are alternatives, filters combine with "and"; an empty one filters nothing.
/// With them go the thresholds that are tried out: they too make it another question.
///
/// Canonical: values are sorted and distinct, so equal scopes are written alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Order dates.
    pub period: Period,
    /// What the period is compared with.
    pub compare: Compare,
    /// Regions of customers.
    pub regions: Vec<String>,
    /// Countries of customers.
    pub countries: Vec<String>,
    /// Product lines.
    pub lines: Vec<String>,
    /// Employee numbers of the customers' sales reps.
    pub reps: Vec<i64>,
    /// Order statuses.
    pub statuses: Vec<String>,
    /// Thresholds that are tried out; no filter.
    pub what_if: WhatIf,
}

/// A parameter of the address that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadParameter {
    /// Name of the parameter.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What is wrong, and what would be right.
    pub problem: String,
}

impl fmt::Display for BadParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}: {}", self.name, self.value, self.problem)
    }
}

impl std::error::Error for BadParameter {}

impl Scope {
    /// The filters, in canonical order; after them come the [thresholds](crate::thresholds) that are tried out.
    pub const PARAMETERS: [&str; 7] = ["period", "compare", "region", "country", "line", "rep", "status"];

    /// Takes one parameter of a query; false if it is none of ours. An empty value filters nothing.
    ///
    /// # Errors
    /// A value that cannot be understood. Whether a country, line or rep exists is asked of a snapshot: [`Scope::check`].
    pub fn take(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        let bad = |problem: String| BadParameter { name: name.to_owned(), value: value.to_owned(), problem };
        let value = value.trim();
        if value.is_empty() {
            return Ok(Scope::PARAMETERS.contains(&name) || self.what_if.take(name, value)?);
        }
        match name {
            "period" => self.period = value.parse().map_err(bad)?,
            "compare" => self.compare = value.parse().map_err(bad)?,
            "region" => insert(&mut self.regions, value.to_owned()),
            "country" => insert(&mut self.countries, value.to_owned()),
            "line" => insert(&mut self.lines, value.to_owned()),
            "status" => insert(&mut self.statuses, value.to_owned()),
            "rep" => {
                let number = value.parse().map_err(|_| bad(format!("`{value}` is no employee number")))?;
                insert(&mut self.reps, number);
            }
            _ => return self.what_if.take(name, value),
        }
        Ok(true)
    }

    /// The parameters in canonical order, defaults left out.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if self.period != Period::default() {
            parameters.push(("period", self.period.to_string()));
        }
        if self.compare != Compare::default() {
            parameters.push(("compare", self.compare.to_string()));
        }
        for (name, values) in [("region", &self.regions), ("country", &self.countries), ("line", &self.lines)]
        {
            parameters.extend(values.iter().map(|value| (name, value.clone())));
        }
        parameters.extend(self.reps.iter().map(|number| ("rep", number.to_string())));
        parameters.extend(self.statuses.iter().map(|value| ("status", value.clone())));
        parameters.extend(self.what_if.parameters());
        parameters
    }

    /// Whether every value of a filter occurs in the data.
    ///
    /// # Errors
    /// The first value that does not, with what there is.
    pub fn check(&self, snapshot: &Snapshot) -> Result<(), BadParameter> {
        let unknown = |name: &str, value: &str, known: Vec<String>| BadParameter {
            name: name.to_owned(),
            value: value.to_owned(),
            problem: format!("there is no such {name} in the data; there are {}", list(&known)),
        };
        let known =
            |texts: Vec<&str>| texts.into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect();
        for value in &self.regions {
            snapshot.region(value).ok_or_else(|| {
                unknown("region", value, known(snapshot.regions.iter().map(|region| &**region).collect()))
            })?;
        }
        for value in &self.countries {
            snapshot.country(value).ok_or_else(|| {
                unknown(
                    "country",
                    value,
                    known(snapshot.countries.iter().map(|country| &*country.name).collect()),
                )
            })?;
        }
        for value in &self.lines {
            snapshot.product_line(value).ok_or_else(|| {
                unknown("line", value, known(snapshot.product_lines.iter().map(|line| &*line.name).collect()))
            })?;
        }
        for &value in &self.reps {
            let reps = || {
                let reps = snapshot.employees.iter().filter(|employee| employee.is_sales_rep());
                reps.map(|employee| employee.number.to_string()).collect()
            };
            snapshot.employee(value).ok_or_else(|| unknown("rep", &value.to_string(), reps()))?;
        }
        for value in &self.statuses {
            snapshot.status(value).ok_or_else(|| {
                unknown("status", value, known(snapshot.statuses.iter().map(|status| &**status).collect()))
            })?;
        }
        Ok(())
    }

    /// The same question without filters.
    #[must_use]
    pub fn unfiltered(&self) -> Scope {
        Scope { what_if: self.what_if.clone(), ..Scope::default() }
    }

    /// Whether nothing is filtered; neither the comparison nor a threshold filters.
    pub fn is_everything(&self) -> bool {
        *self == Scope { compare: self.compare, ..self.unfiltered() }
    }

    /// The thresholds in force: those that are tried out, the others as configured.
    pub fn policy(&self, configured: &Policy) -> Policy {
        self.what_if.applied(configured)
    }

    /// Whether a filter restricts customers.
    pub fn has_customer_filter(&self) -> bool {
        !(self.regions.is_empty() && self.countries.is_empty() && self.reps.is_empty())
    }
}

/// Inserts a value into a sorted list of distinct ones.
fn insert<T: Ord>(values: &mut Vec<T>, value: T) {
    if let Err(position) = values.binary_search(&value) {
        values.insert(position, value);
    }
}

/// The first few of a list, in words.
fn list(values: &[String]) -> String {
    const SHOWN: usize = 12;
    match values {
        [] => "none".to_owned(),
        _ if values.len() <= SHOWN => values.join(", "),
        _ => format!("{} and {} more", values[..SHOWN].join(", "), values.len() - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(parameters: &[(&str, &str)]) -> Scope {
        let mut scope = Scope::default();
        for (name, value) in parameters {
            assert!(scope.take(name, value).unwrap(), "{name}");
        }
        scope
    }

    #[test]
    fn order_and_repetition_of_parameters_do_not_matter() {
        let one = scope(&[
            ("country", "Spain"),
            ("rep", "12"),
            ("country", "France"),
            ("country", "Spain"),
            ("line", ""),
        ]);
        let other = scope(&[("rep", "12"), ("country", "France"), ("country", " Spain ")]);
        assert_eq!(one, other);
        let written: Vec<_> =
            one.parameters().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(written, ["country=France", "country=Spain", "rep=12"]);
    }

    #[test]
    fn values_that_cannot_be_understood_are_named() {
        for (name, value) in [("period", "20004"), ("compare", "never"), ("rep", "Ann")] {
            let error = Scope::default().take(name, value).unwrap_err();
            assert_eq!((&*error.name, &*error.value), (name, value));
        }
        assert_eq!(Scope::default().take("utm_source", "x"), Ok(false));
    }
}
