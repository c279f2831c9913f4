//! The days of a period as a form sends them: `from` and `to`, which the canonical address writes as one `period`.

use analytics::scope::BadParameter;
use analytics::snapshot::Snapshot;
use units::{Day, DayRange, Period};
use url::form_urlencoded;

/// Names of the two parameters.
const FROM: &str = "from";
const TO: &str = "to";

/// Whether a query gives days.
pub(crate) fn are_asked(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == FROM || name == TO)
}

/// The period from one day to another; a day that is left out is the first or the last of the data. None without either.
///
/// # Errors
/// What is no day, and a period that ends before it begins.
pub(super) fn period(query: &str, snapshot: &Snapshot) -> Result<Option<Period>, BadParameter> {
    let day = |wanted: &str| {
        let pair = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == wanted).last();
        let Some(text) = pair.map(|(_, value)| value.trim().to_owned()).filter(|text| !text.is_empty())
        else {
            return Ok(None);
        };
        match Day::parse(&text) {
            Some(day) => Ok(Some(day)),
            None => Err(BadParameter {
                name: wanted.to_owned(),
                value: text,
                problem: "it takes a day, such as 2004-05-31".to_owned(),
            }),
        }
    };
    let (from, to) = (day(FROM)?, day(TO)?);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let (start, end) = (from.unwrap_or(snapshot.first_order_day()), to.unwrap_or(snapshot.as_of));
    if start > end {
        let (name, value) = if to.is_some() { (TO, end) } else { (FROM, start) };
        return Err(BadParameter {
            name: name.to_owned(),
            value: value.to_string(),
            problem: format!("a period cannot begin on {start} and end on {end}"),
        });
    }
    Ok(Some(Period::Range(DayRange::new(start, end))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fixture;

    fn check(query: &str, expected: Result<Option<&str>, &str>) {
        let snapshot = fixture::with_orders(150);
        let found = period(query, &snapshot);
        let found = found.map(|period| period.map(|period| period.to_string())).map_err(|bad| bad.name);
        assert_eq!(found, expected.map(|text| text.map(str::to_owned)).map_err(str::to_owned), "{query}");
    }

    #[test]
    fn days_make_a_period() {
        let snapshot = fixture::with_orders(150);
        let (first, last) = (snapshot.first_order_day(), snapshot.as_of);
        check("", Ok(None));
        check("from=&to=", Ok(None));
        check("from=2004-01-01&to=2004-05-31", Ok(Some("2004-01-01..2004-05-31")));
        check(&format!("from={first}"), Ok(Some(&format!("{first}..{last}"))));
        check(&format!("to={last}"), Ok(Some(&format!("{first}..{last}"))));
    }

    #[test]
    fn what_are_no_days_is_named() {
        check("from=2004-02-30&to=2004-05-31", Err("from"));
        check("from=2004-01-01&to=soon", Err("to"));
        check("from=2004-01-02&to=2004-01-01", Err("to"));
    }
}
