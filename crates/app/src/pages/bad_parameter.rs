//! A value in the address that cannot be understood: what is wrong with it, and what would work.

use analytics::scope::BadParameter;
use analytics::snapshot::Snapshot;
use url::form_urlencoded;
use views::Link;
use views::address::{Address, PageOption};

use super::Asked;
use crate::http::refusal::Refusal;

/// At most so many values that would work are offered.
const MOST_KNOWN: usize = 40;

/// At most so many values are set aside one by one: each costs a look at the whole address, which may have thousands.
const MOST_WRONG: usize = 20;

/// 400 with the parameter that cannot be understood, and links to the same page with values that can.
pub(crate) fn refuse(
    asked: &Asked,
    path: &str,
    options: &'static [PageOption],
    bad: &BadParameter,
) -> Refusal {
    let (snapshot, site) = (&asked.served.snapshot, &asked.app.site);
    let rest = rest(asked, path, options, bad);
    let mut known = vec![Link::new(format!("Without {}", bad.name), rest.href(site))];
    known.extend(values(snapshot, options, &bad.name).into_iter().take(MOST_KNOWN).filter_map(
        |(value, label)| {
            let query = format!("{}&{}", rest.query(), query([(&bad.name, &value)]));
            let address = Address::parse(path, options, &query).ok()?;
            Some(Link::new(label, address.href(site)))
        },
    ));
    Refusal::bad_request(format!("The address cannot be answered: {bad}."), known)
}

/// The page without what is wrong, the rest kept as far as it can be understood.
fn rest(asked: &Asked, path: &str, options: &'static [PageOption], bad: &BadParameter) -> Address {
    let mut pairs: Vec<(String, String)> =
        form_urlencoded::parse(asked.query.as_bytes()).into_owned().collect();
    let mut wrong = bad.clone();
    for _ in 0..MOST_WRONG {
        let before = pairs.len();
        pairs.retain(|(name, value)| name != &wrong.name || value.trim() != wrong.value.trim());
        match asked.read(path, options, &query(pairs.iter().map(|(name, value)| (name, value)))) {
            Ok(address) => return address,
            // The value stands in the address in another dress, such as 007 for 7: nothing is kept.
            Err(_) if pairs.len() == before => return Address::new(path, options),
            Err(next) => wrong = next,
        }
    }
    Address::new(path, options)
}

/// What a parameter takes, with how people read it.
fn values(snapshot: &Snapshot, options: &'static [PageOption], name: &str) -> Vec<(String, String)> {
    let plain = |values: Vec<String>| {
        values.into_iter().filter(|value| !value.is_empty()).map(|value| (value.clone(), value)).collect()
    };
    match name {
        "period" => {
            let years = snapshot.first_order_day().year()..=snapshot.as_of.year();
            let running = ["all", "mtd", "qtd", "ytd", "ttm"].map(str::to_owned);
            plain(running.into_iter().chain(years.map(|year| year.to_string())).collect())
        }
        "compare" => plain(["year", "previous"].map(str::to_owned).into()),
        "region" => plain(snapshot.regions.iter().map(|region| region.to_string()).collect()),
        "country" => plain(snapshot.countries.iter().map(|country| country.name.to_string()).collect()),
        "line" => plain(snapshot.product_lines.iter().map(|line| line.name.to_string()).collect()),
        "status" => plain(snapshot.statuses.iter().map(|status| status.to_string()).collect()),
        "rep" => (snapshot.employees.iter().filter(|employee| employee.is_sales_rep()))
            .map(|employee| (employee.number.to_string(), employee.name.to_string()))
            .collect(),
        _ => {
            let option = options.iter().find(|option| option.name == name);
            plain(
                option.map_or(Vec::new(), |option| {
                    option.values.iter().map(|value| (*value).to_owned()).collect()
                }),
            )
        }
    }
}

fn query<'a>(pairs: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
