//! A scope as people type it, on the command line or into the configuration.

use analytics::scope::Scope;
use analytics::thresholds::THRESHOLDS;
use anyhow::{Result, bail};
use url::form_urlencoded;

/// Reads a scope. What a page would drop is an error here: a typing error must not mean everything.
///
/// # Errors
/// The first filter that there is not, or that has no value or an impossible one.
pub(crate) fn parse(query: &str) -> Result<Scope> {
    let mut scope = Scope::default();
    for (name, value) in form_urlencoded::parse(query.trim().trim_start_matches('?').as_bytes()) {
        if value.trim().is_empty() {
            bail!("the filter {name} has no value; write {name}=VALUE or leave it out");
        }
        if !scope.take(&name, &value)? {
            bail!(
                "there is no filter {name}; there are {}, and the thresholds {}",
                Scope::PARAMETERS.join(", "),
                THRESHOLDS.map(|threshold| threshold.parameter).join(", ")
            );
        }
    }
    Ok(scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blanks_plain_or_encoded() {
        let expected = parse("line=Classic Cars&country=USA").unwrap();
        for query in [
            "line=Classic+Cars&country=USA",
            "?country=USA&line=Classic%20Cars",
            " country=USA&line=Classic Cars",
        ] {
            assert_eq!(parse(query).unwrap(), expected, "{query}");
        }
        assert_eq!(parse("").unwrap(), Scope::default());
    }

    #[test]
    fn a_typing_error_is_an_error() {
        for (query, expected) in [
            ("contry=USA", "there is no filter contry; there are period, compare, region"),
            ("country=", "the filter country has no value"),
            ("country", "the filter country has no value"),
            ("period=20004", "period=20004"),
            ("rep=Ann", "rep=Ann"),
        ] {
            let message = format!("{:#}", parse(query).unwrap_err());
            assert!(message.contains(expected), "{query} gives {message}");
        }
    }
}
