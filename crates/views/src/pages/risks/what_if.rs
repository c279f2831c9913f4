//! Thresholds to try out: the form, and the notice that the page does not show the configured state.

use analytics::policy::Policy;
use units::{Format, Fraction};

use super::{OPTIONS, RisksPage};
use crate::address::Address;
use crate::components::{NumberField, WhatIf};
use crate::frame::Site;
use crate::link::Link;
use crate::notice::{Notice, NoticeKind};
use crate::scope_words::listed;

/// The inputs.
pub(super) fn form(page: &RisksPage<'_>) -> WhatIf {
    let policy = page.view.policy;
    let field = |name: &str, label: &str, value: String, unit: &str, (min, max, step): (&str, &str, &str)| {
        NumberField {
            name: name.to_owned(),
            label: label.to_owned(),
            value,
            unit: unit.to_owned(),
            min: min.to_owned(),
            max: max.to_owned(),
            step: step.to_owned(),
        }
    };
    WhatIf {
        action: page.site.href(&page.address.path),
        hidden: page
            .address
            .scope
            .parameters()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        fields: vec![
            field("credit_factor", "credit factor", plain_factor(policy), "", ("1.01", "100", "0.01")),
            field("stale_days", "silent after", policy.stale_days.to_string(), "days", ("1", "3650", "1")),
        ],
        reset_href: page.is_what_if().then(|| configured(page.address).href(page.site)),
    }
}

/// The notice of a page under thresholds that are being tried out; none when those of the configuration are in force.
pub fn notice(
    site: &Site,
    address: &Address,
    tried: &Policy,
    configured_policy: &Policy,
    format: &Format,
) -> Option<Notice> {
    if tried == configured_policy {
        return None;
    }
    let mut differences = Vec::new();
    if tried.credit_factor_hundredths != configured_policy.credit_factor_hundredths {
        differences.push(format!(
            "credit factor {} instead of {}",
            factor_words(tried, format),
            factor_words(configured_policy, format)
        ));
    }
    if tried.stale_days != configured_policy.stale_days {
        differences.push(format!(
            "silent after {} instead of {}",
            format.days(tried.stale_days),
            format.days(configured_policy.stale_days)
        ));
    }
    Some(Notice {
        kind: NoticeKind::WhatIf,
        title: "This is a what-if.".to_owned(),
        words: format!(
            "The page is computed with {}; other pages and files keep the configured values.",
            listed(&differences)
        ),
        link: Some(Link::new("Back to the configured values", configured(address).href(site))),
    })
}

/// The page with nothing tried out.
fn configured(address: &Address) -> Address {
    OPTIONS.iter().fold(address.clone(), |address, option| address.with_option(option.name, ""))
}

/// As the address and the form have it: `2`, `2.5`, `2.25`.
fn plain_factor(policy: &Policy) -> String {
    let hundredths = policy.credit_factor_hundredths;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// As people read it: `2`, `2.5`.
pub(super) fn factor_words(policy: &Policy, format: &Format) -> String {
    let hundredths = policy.credit_factor_hundredths;
    let decimals = match hundredths {
        whole if whole % 100 == 0 => 0,
        tenths if tenths % 10 == 0 => 1,
        _ => 2,
    };
    Fraction::new(hundredths, 100).map_or_else(String::new, |factor| format.decimal(factor, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_has_no_idle_zeros() {
        for (credit_factor_hundredths, plain) in [(200, "2"), (250, "2.5"), (225, "2.25"), (1000, "10")] {
            let policy = Policy { credit_factor_hundredths, ..Policy::default() };
            assert_eq!(plain_factor(&policy), plain);
            assert_eq!(factor_words(&policy, &Format::default()), plain);
        }
    }

    #[test]
    fn a_what_if_says_what_differs_and_leads_back() {
        let (site, format, configured) = (Site::default(), Format::default(), Policy::default());
        let address = Address::parse("/risks", OPTIONS, "country=Spain&stale_days=90").unwrap();
        assert!(notice(&site, &address, &configured, &configured, &format).is_none());
        let tried = Policy { stale_days: 90, ..Policy::default() };
        let notice = notice(&site, &address, &tried, &configured, &format).unwrap();
        assert!(notice.words.contains("90") && notice.words.contains("180"), "{}", notice.words);
        assert!(!notice.words.contains("factor"), "{}", notice.words);
        assert_eq!(notice.link.unwrap().href, "/risks?country=Spain");
    }
}
