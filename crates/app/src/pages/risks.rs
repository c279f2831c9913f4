//! `/risks`: Risks & Diagnostics, under the configured thresholds or some that are tried out.

use analytics::answers::cancelled::Cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::risk_overview::RiskOverview;
use analytics::policy::Policy;
use analytics::scope::BadParameter;
use analytics::view::View;
use units::{Format, Money};
use views::ScopeLine;
use views::address::Address;
use views::filters::Filters;
use views::pages::risks::{NOT_APPLYING, OPTIONS, RisksPage, TITLE, UNFILTERED, WHY_NOT, notice};
use views::scope_words::{count, state_line};
use views::world_map::outlines;

use super::{Asked, Content, Page, PageKind, Question, bad_parameter};
use crate::http::refusal::Refusal;

const PATH: &str = "/risks";

/// The page.
pub(crate) const PAGE: Page = Page { address: PATH, kind: PageKind::Page, warm: &[""], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PATH, OPTIONS)?;
    let (address, tried) = try_out(address, &asked.app.settings.meaning.policy)
        .map_err(|bad| bad_parameter::refuse(asked, PATH, OPTIONS, &bad))?;
    Ok(Question::new(format!("{PATH}?{}", address.query()), move |asked| Ok(show(asked, &address, &tried))))
}

/// The thresholds that an address tries out, and the address with what is configured anyway left out.
fn try_out(mut address: Address, configured: &Policy) -> Result<(Address, Policy), BadParameter> {
    let mut tried = configured.clone();
    let bad = |name: &str, value: &str, problem: &str| BadParameter {
        name: name.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
    };
    let factor = address.option("credit_factor").trim().to_owned();
    if !factor.is_empty() {
        tried.credit_factor_hundredths = hundredths(&factor)
            .filter(|hundredths| (101..=10_000).contains(hundredths))
            .ok_or_else(|| {
                bad(
                    "credit_factor",
                    &factor,
                    "it takes a number from 1.01 to 100 with up to two decimals, such as 2.5",
                )
            })?;
        let is_configured = tried.credit_factor_hundredths == configured.credit_factor_hundredths;
        let canonical = if is_configured { String::new() } else { written(tried.credit_factor_hundredths) };
        address = address.with_option("credit_factor", &canonical);
    }
    let days = address.option("stale_days").trim().to_owned();
    if !days.is_empty() {
        tried.stale_days = digits(&days).filter(|days| (1..=3_650).contains(days)).ok_or_else(|| {
            bad("stale_days", &days, "it takes a whole number of days from 1 to 3650, such as 180")
        })?;
        let is_configured = tried.stale_days == configured.stale_days;
        let canonical = if is_configured { String::new() } else { tried.stale_days.to_string() };
        address = address.with_option("stale_days", &canonical);
    }
    Ok((address, tried))
}

/// A number of at most six plain digits; a plus sign or blanks inside make it none.
fn digits(text: &str) -> Option<u32> {
    let is_plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// `2`, `2.5` or `2.25` in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let decimals = match decimals.len() {
        1 => 10 * digits(decimals)?,
        2 => digits(decimals)?,
        _ => return None,
    };
    Some(100 * digits(whole)? + decimals)
}

/// The shortest way to write hundredths.
fn written(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn show(asked: &Asked, address: &Address, tried: &Policy) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let configured = &app.settings.meaning.policy;
    let view = View::new(&asked.served.snapshot, &address.scope, tried);
    let answers = RiskOverview::of(&view);
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: Cancelled::default(), format };
    let mut filter_bar = filters.bar_without(NOT_APPLYING, WHY_NOT);
    filter_bar.unfiltered_words = UNFILTERED.to_owned();
    let mut frame = asked.frame(TITLE);
    frame.page = Some(views::Page::Risks);
    frame.scope = scope_line(&view, &answers, format);
    frame.drawings = Some(outlines());
    frame.scope_query = address.scope_query();
    frame.filter_bar = Some(filter_bar);
    frame.notices.extend(notice(site, address, tried, configured, format));
    let page = RisksPage { site, address, view: &view, configured, answers: &answers, format };
    Content::page(asked, &frame, &page.content())
}

/// What the page is about, and what it amounts to.
pub(super) fn scope_line(view: &View<'_>, answers: &RiskOverview, format: &Format) -> ScopeLine {
    state_line(view, true, result(answers, format), format)
}

/// `23 of 122 customers at risk, $1.43M`.
fn result(answers: &RiskOverview, format: &Format) -> String {
    format!(
        "{} of {} at risk, {}",
        format.integer(answers.risks.len() as i128),
        count(answers.num_customers as i128, "customer", format),
        format.money_short(Money::from_cents(answers.amount_cents))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: Result<(&str, u32, u32), &str>) {
        let address = Address::parse(PATH, OPTIONS, query).unwrap();
        let found = try_out(address, &Policy::default());
        let found = found
            .as_ref()
            .map(|(address, tried)| (address.query(), tried.credit_factor_hundredths, tried.stale_days))
            .map_err(|bad| bad.name.as_str());
        let expected = expected.map(|(query, factor, days)| (query.to_owned(), factor, days));
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn thresholds_are_read_and_written_canonically() {
        check("", Ok(("", 200, 180)));
        check("credit_factor=2.00&stale_days=180", Ok(("", 200, 180)));
        check("credit_factor=2.50&stale_days=090", Ok(("credit_factor=2.5&stale_days=90", 250, 90)));
        check("stale_days=+90+&country=Spain", Ok(("country=Spain&stale_days=90", 200, 90)));
        check("credit_factor=1.01", Ok(("credit_factor=1.01", 101, 180)));
    }

    #[test]
    fn what_is_no_threshold_is_named() {
        for value in
            ["1", "0", "-2", "2,5", "1e3", "100.01", "2.555", "NaN", "two", "2.", ".5", "99999999999"]
        {
            check(&format!("credit_factor={value}"), Err("credit_factor"));
        }
        for value in ["0", "-1", "3651", "1.5", "soon", "99999999999"] {
            check(&format!("stale_days={value}"), Err("stale_days"));
        }
    }
}
