//! Scopes and periods in words: the second line of every page, its chips, its comparisons.

use analytics::answers::Change;
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::view::View;
use units::{Compare, Day, DayRange, Format, Money, Period};

use crate::frame::ScopeLine;

/// So many values of a filter are named; more are counted.
const NAMED: usize = 3;

/// The line below the title: `Last 12 months, 1 Jun 2004 – 31 May 2005 · France, Spain · Classic Cars` and `31 orders, $1.02M`.
pub fn scope_line(view: &View<'_>, num_orders: i64, revenue: Money, format: &Format) -> ScopeLine {
    line(view, Some("all countries, lines and reps"), num_orders, revenue, format)
}

/// The line below the title of a page about one entity: only the filters that there are.
pub fn entity_line(view: &View<'_>, num_orders: i64, revenue: Money, format: &Format) -> ScopeLine {
    line(view, None, num_orders, revenue, format)
}

fn line(
    view: &View<'_>,
    unfiltered: Option<&str>,
    num_orders: i64,
    revenue: Money,
    format: &Format,
) -> ScopeLine {
    let scope = view.scope;
    let mut parts = vec![period_and_days(scope.period, view.days(), format)];
    if scope.has_customer_filter() || !scope.lines.is_empty() {
        parts.extend(named_filters(view, true));
    } else {
        parts.extend(unfiltered.map(str::to_owned));
    }
    parts.extend(status_words(scope, view.snapshot));
    ScopeLine {
        words: parts.join(" · "),
        result: format!("{}, {}", count(num_orders, "order", format), format.money_short(revenue)),
    }
}

/// The line below the title of a page about how things stand: `As things stand on 31 May 2005 · France, Spain`, and
/// what that amounts to. `has_status` says whether the page obeys the status filter.
pub fn state_line(
    view: &View<'_>,
    has_status: bool,
    result: impl Into<String>,
    format: &Format,
) -> ScopeLine {
    let mut parts = vec![format!("As things stand on {}", format.day(view.snapshot.as_of))];
    if view.scope.has_customer_filter() {
        parts.extend(named_filters(view, false));
    } else {
        parts.push("all countries and reps".to_owned());
    }
    parts.extend(status_words(view.scope, view.snapshot).filter(|_| has_status));
    ScopeLine { words: parts.join(" · "), result: result.into() }
}

/// The filters of customers, and of product lines where they apply: their values, or how many.
fn named_filters(view: &View<'_>, has_lines: bool) -> Vec<String> {
    let scope = view.scope;
    let reps: Vec<String> = scope.reps.iter().map(|&number| rep_name(view.snapshot, number)).collect();
    let lines: &[String] = if has_lines { &scope.lines } else { &[] };
    [
        (&*scope.regions, "regions"),
        (&*scope.countries, "countries"),
        (lines, "product lines"),
        (&*reps, "reps"),
    ]
    .into_iter()
    .filter(|(values, _)| !values.is_empty())
    .map(|(values, plural)| match values.len() {
        ..=NAMED => values.join(", "),
        count => format!("{count} {plural}"),
    })
    .collect()
}

/// The status filter in words: `all but Cancelled`, `Shipped, Resolved`; none without one.
pub fn status_words(scope: &Scope, snapshot: &Snapshot) -> Option<String> {
    if scope.statuses.is_empty() {
        return None;
    }
    let left_out: Vec<&str> = snapshot
        .statuses
        .iter()
        .map(|status| &**status)
        .filter(|status| !status.is_empty() && !scope.statuses.iter().any(|chosen| chosen == status))
        .collect();
    Some(match left_out.as_slice() {
        [] => "every status".to_owned(),
        few if few.len() <= 2 && few.len() < scope.statuses.len() => format!("all but {}", few.join(" and ")),
        _ => scope.statuses.join(", "),
    })
}

/// A period as people call it: `Last 12 months`, `2004`, `2005 to date`; a range of days by its days.
pub fn period_name(period: Period, days: DayRange, format: &Format) -> String {
    let named = |name: String, last: Day| if days.end < last { format!("{name} to date") } else { name };
    match period {
        Period::All => "All periods".to_owned(),
        Period::MonthToDate => "Month to date".to_owned(),
        Period::QuarterToDate => "Quarter to date".to_owned(),
        Period::YearToDate => "Year to date".to_owned(),
        Period::TrailingYear => "Last 12 months".to_owned(),
        Period::Year(year) => named(year.to_string(), units::Month::new(year, 12).last_day()),
        Period::Quarter(year, quarter) => {
            named(format!("Q{quarter} {year}"), units::Month::new(year, 3 * quarter).last_day())
        }
        Period::Month(month) => named(format.month_long(month), month.last_day()),
        Period::Range(_) => format.day_range(days),
    }
}

/// A period with its days, unless its name says them: `Last 12 months, 1 Jun 2004 – 31 May 2005`, but `2004`.
fn period_and_days(period: Period, days: DayRange, format: &Format) -> String {
    let name = period_name(period, days, format);
    let is_calendar = matches!(period, Period::Year(_) | Period::Quarter(..) | Period::Month(_));
    if matches!(period, Period::Range(_)) || (is_calendar && !name.ends_with("to date")) {
        return name;
    }
    format!("{name}, {}", format.day_range(days))
}

/// The period that a page's changes speak of, inside a sentence: `2005 to date`, `last 12 months`, `Q3 2004`.
pub fn change_period_name(change: &Change, format: &Format) -> String {
    let days = change.days;
    match change.period {
        Period::MonthToDate => format!("{} to date", format.month_long(days.start.month())),
        Period::QuarterToDate => format!("Q{} {} to date", days.start.month().quarter(), days.start.year()),
        Period::YearToDate => format!("{} to date", days.start.year()),
        Period::TrailingYear => "last 12 months".to_owned(),
        period => period_name(period, days, format),
    }
}

/// What the ticks and grey lines of the page's charts are.
pub fn before_name(compare: Compare) -> &'static str {
    match compare {
        Compare::Year => "year before",
        Compare::Previous => "period before",
    }
}

/// Why changes cannot be shown: `the data begin on 6 Jan 2003`.
pub fn no_comparison(snapshot: &Snapshot, format: &Format) -> String {
    format!("no comparison: the data begin on {}", format.day(snapshot.first_order_day()))
}

/// A rep's name by employee number.
pub fn rep_name(snapshot: &Snapshot, number: i64) -> String {
    let name = snapshot.employee(number).map(|index| snapshot.employees[index].name.to_string());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("Employee {number}"))
}

/// A number of things: `1 order`, `326 orders`; the noun takes an s.
pub fn count(number: impl Into<i128>, noun: &str, format: &Format) -> String {
    let number = number.into();
    format!("{} {noun}{}", format.integer(number), if number == 1 { "" } else { "s" })
}

/// Names in a sentence: `A`, `A and B`, `A, B and C`.
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sentence with a capital first letter.
pub fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(period: &str, expected: &str) {
        let (first, as_of) = (Day::parse("2003-01-06").unwrap(), Day::parse("2005-05-31").unwrap());
        let period: Period = period.parse().unwrap();
        assert_eq!(period_and_days(period, period.days(first, as_of), &Format::default()), expected);
    }

    #[test]
    fn periods_say_their_days_unless_their_name_does() {
        check("all", "All periods, 6 Jan 2003 – 31 May 2005");
        check("ttm", "Last 12 months, 1 Jun 2004 – 31 May 2005");
        check("mtd", "Month to date, 1 May – 31 May 2005");
        check("2004", "2004");
        check("2005", "2005 to date, 1 Jan – 31 May 2005");
        check("2005-Q2", "Q2 2005 to date, 1 Apr – 31 May 2005");
        check("2004-11", "November 2004");
        check("2003-07-01..2004-06-30", "1 Jul 2003 – 30 Jun 2004");
    }

    #[test]
    fn lists_read_as_in_a_sentence() {
        for (names, expected) in
            [(&[] as &[&str], ""), (&["A"], "A"), (&["A", "B"], "A and B"), (&["A", "B", "C"], "A, B and C")]
        {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(listed(&names), expected);
        }
    }
}
