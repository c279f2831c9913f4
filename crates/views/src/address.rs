//! Addresses of pages: a path, a scope, and the page's own options, parsed from a query string and written back canonically.
//!
//! Parse, then mean, then write: every link of a page is its own address with one thing changed.

use analytics::scope::{BadParameter, Scope};
use analytics::thresholds::Threshold;
use form_urlencoded::byte_serialize;

use crate::frame::Site;
use crate::what_if::{carried, is_used_at};

/// An option of a page beside the scope, such as which dimension a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageOption {
    /// Name of the parameter.
    pub name: &'static str,
    /// Values that it takes, the default first; none where any text will do.
    pub values: &'static [&'static str],
}

/// A page in a certain state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Path below the base path, such as `/deep-dive/customers`.
    pub path: String,
    /// The filters.
    pub scope: Scope,
    /// The page's options, in their canonical order.
    options: &'static [PageOption],
    /// Value of each option; empty for the default.
    chosen: Vec<String>,
    /// What is searched for in the lists of filters, by the name of the filter. It is part of this page, but of no link.
    searches: Vec<(&'static str, String)>,
}

/// Filters whose list of choices can be searched, as `find-rep` does, because data may have hundreds of them.
const SEARCHED: [(&str, &str); 3] = [("country", "find-country"), ("line", "find-line"), ("rep", "find-rep")];

/// Name of the parameter that searches the choices of a filter; none where there are never many.
pub fn search_parameter(filter: &str) -> Option<&'static str> {
    SEARCHED.iter().find(|(name, _)| *name == filter).map(|(_, parameter)| *parameter)
}

impl Address {
    /// The page with nothing filtered and every option at its default.
    pub fn new(path: impl Into<String>, options: &'static [PageOption]) -> Address {
        let chosen = vec![String::new(); options.len()];
        Address { path: path.into(), scope: Scope::default(), options, chosen, searches: Vec::new() }
    }

    /// Reads a query string (without `?`). Unknown parameters and thresholds that the page does not use are dropped, of repeated
    /// options the last counts.
    ///
    /// # Errors
    /// The first value that cannot be understood.
    pub fn parse(
        path: impl Into<String>,
        options: &'static [PageOption],
        query: &str,
    ) -> Result<Address, BadParameter> {
        let mut address = Address::new(path, options);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if Threshold::find(&name).is_some_and(|threshold| !is_used_at(threshold, &address.path)) {
                continue;
            }
            if address.scope.take(&name, &value)? {
                continue;
            }
            if let Some((filter, _)) = SEARCHED.iter().find(|(_, parameter)| *parameter == name) {
                address.searches.retain(|(searched, _)| searched != filter);
                address.searches.push((filter, value.trim().to_owned()));
                continue;
            }
            let Some(index) = options.iter().position(|option| option.name == name) else { continue };
            let option = options[index];
            if value.is_empty() || option.values.is_empty() || option.values.contains(&&*value) {
                let is_default = option.values.first() == Some(&&*value);
                address.chosen[index] = if is_default { String::new() } else { value.into_owned() };
            } else {
                return Err(BadParameter {
                    name: name.into_owned(),
                    value: value.into_owned(),
                    problem: format!("it takes {}", option.values.join(", ")),
                });
            }
        }
        Ok(address)
    }

    /// What is searched for in the list of a filter; empty for nothing.
    pub fn search(&self, filter: &str) -> &str {
        self.searches.iter().find(|(searched, _)| *searched == filter).map_or("", |(_, text)| text)
    }

    /// The value of an option: as chosen, or its default.
    ///
    /// # Panics
    /// If the page has no such option: a mistake in the page that any request of it shows.
    pub fn option(&self, name: &str) -> &str {
        let index = self.index(name);
        match self.chosen[index].as_str() {
            "" => self.options[index].values.first().copied().unwrap_or_default(),
            chosen => chosen,
        }
    }

    /// The same page with an option set; the empty text stands for its default.
    ///
    /// # Panics
    /// If the page has no such option.
    #[must_use]
    pub fn with_option(&self, name: &str, value: &str) -> Address {
        let mut address = self.clone();
        let index = self.index(name);
        let is_default = address.options[index].values.first() == Some(&value);
        address.chosen[index] = if is_default { String::new() } else { value.to_owned() };
        address
    }

    /// The same page with the scope changed.
    #[must_use]
    pub fn with_scope(&self, change: impl FnOnce(&mut Scope)) -> Address {
        let mut address = self.clone();
        change(&mut address.scope);
        address
    }

    /// The canonical query string without `?`: scope, then options, defaults left out; empty for none.
    pub fn query(&self) -> String {
        write_query(self.parameters())
    }

    /// Scope and options as parameters in canonical order, defaults left out.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let scope = self.scope.parameters().into_iter();
        scope.map(|(name, value)| (name.to_owned(), value)).chain(self.chosen_options()).collect()
    }

    /// The scope alone as a canonical query string without `?`.
    pub fn scope_query(&self) -> String {
        write_query(self.scope.parameters())
    }

    /// The complete address, base path included.
    pub fn href(&self, site: &Site) -> String {
        href(site, &self.path, &self.query())
    }

    /// Path and canonical query below the base path, with what is searched for in filters: equal pages have equal ones.
    pub fn below_base(&self) -> String {
        let searches =
            SEARCHED.iter().map(|(filter, parameter)| (*parameter, self.search(filter).to_owned()));
        let searches = searches.filter(|(_, text)| !text.is_empty());
        let searches = searches.map(|(parameter, text)| (parameter.to_owned(), text));
        let query = write_query(self.parameters().into_iter().chain(searches));
        href(&Site::default(), &self.path, &query)
    }

    /// Another page of the site under the same scope.
    pub fn scoped_href(&self, site: &Site, path: &str) -> String {
        href(site, path, &self.scope_query())
    }

    /// The parameters that a filter form must send besides the filters: thresholds that are tried out, and the options that are
    /// not at their default.
    pub fn parameters_besides_filters(&self) -> Vec<(String, String)> {
        let tried = self.scope.what_if.parameters().map(|(name, value)| (name.to_owned(), value));
        tried.chain(self.chosen_options()).collect()
    }

    /// The options that are not at their default.
    fn chosen_options(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let options = self.options.iter().zip(&self.chosen);
        options
            .filter(|(_, value)| !value.is_empty())
            .map(|(option, value)| (option.name.to_owned(), value.clone()))
    }

    fn index(&self, name: &str) -> usize {
        let index = self.options.iter().position(|option| option.name == name);
        index.unwrap_or_else(|| panic!("the page {} has no option {name}", self.path))
    }
}

/// A text as one part of a path: there a blank is %20, and a plus sign would be a plus sign.
pub fn path_segment(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

fn href(site: &Site, path: &str, query: &str) -> String {
    let query = carried(path, query);
    let path = site.href(path);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// `name=value&…`, with what does not belong into a query encoded.
fn write_query(parameters: impl IntoIterator<Item = (impl AsRef<str>, String)>) -> String {
    let mut query = String::new();
    for (name, value) in parameters {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name.as_ref());
        query.push('=');
        query.extend(byte_serialize(value.as_bytes()));
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: &[PageOption] = &[
        PageOption { name: "top", values: &["countries", "products"] },
        PageOption { name: "q", values: &[] },
    ];

    fn check(query: &str, canonical: &str) {
        let address = Address::parse("/", OPTIONS, query).unwrap();
        assert_eq!(address.query(), canonical, "{query}");
        assert_eq!(
            Address::parse("/", OPTIONS, &address.query()).unwrap(),
            address,
            "it reads what it writes"
        );
    }

    #[test]
    fn addresses_are_written_canonically() {
        check("", "");
        check("?", "");
        check("top=countries&period=all&utm=1", "");
        check("top=products&country=Spain&country=France", "country=France&country=Spain&top=products");
        check("line=Trucks+and+Buses&q=a%26b+c", "line=Trucks+and+Buses&q=a%26b+c");
        check("rep=12&period=2004-Q3&compare=previous", "period=2004-Q3&compare=previous&rep=12");
    }

    #[test]
    fn unknown_values_are_errors() {
        for query in ["top=planets", "period=soon", "rep=x"] {
            assert!(Address::parse("/", OPTIONS, query).is_err(), "{query}");
        }
    }

    #[test]
    fn a_path_keeps_what_a_name_has() {
        for (text, expected) in
            [("Hong Kong", "Hong%20Kong"), ("A/B", "A%2FB"), ("a+b", "a%2Bb"), ("é?", "%C3%A9%3F")]
        {
            assert_eq!(path_segment(text), expected);
        }
    }

    #[test]
    fn links_stay_below_the_base_path() {
        let site = Site { base_path: "/sales".to_owned(), ..Site::default() };
        let address = Address::parse("/risks", OPTIONS, "country=USA&top=products").unwrap();
        assert_eq!(address.href(&site), "/sales/risks?country=USA&top=products");
        assert_eq!(address.scoped_href(&site, "/"), "/sales/?country=USA");
        assert_eq!(address.with_option("top", "").href(&site), "/sales/risks?country=USA");
        assert_eq!(address.with_scope(|scope| scope.countries.clear()).query(), "top=products");
    }
}
