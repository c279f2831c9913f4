//! What changed: the biggest changes up and down against the comparison.

use analytics::answers::breakdown::{Dimension, Item};
use charts::{Amount, Figure, Mover, Movers};
use maud::{Markup, Render};
use units::{DayRange, Money};

use super::{ExecutivePage, top};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::link::Link;
use crate::scope_words::{change_period_name, no_comparison};
use crate::top_bars::heading;

/// The movers with their switch.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    Panel::around(Span::Third, chart(page).on_page(page.format)).render()
}

/// The movers with their words.
pub(super) fn chart(page: &ExecutivePage<'_>) -> Chart {
    let answers = page.answers;
    let is_all_time = answers.change.period != page.view.scope.period;
    let title = if is_all_time {
        format!("What changed, {}", change_period_name(&answers.change, page.format))
    } else {
        "What changed".to_owned()
    };
    let sentence = match answers.change.before {
        Some(before) => sentence(page, before),
        None => format!("There is {}.", no_comparison(page.view.snapshot, page.format)),
    };
    let figure = Figure {
        id: "movers".to_owned(),
        title,
        sentence,
        links: why(page)
            .into_iter()
            .chain(ChartFile::Movers(answers.movers_dimension).links(page.site, &page.address.scope_query()))
            .map(Into::into)
            .collect(),
        controls: Some(top::switch(page, "movers", "Changes by").render()),
        note: None,
    };
    let mover = |moved: &Item| mover(page, moved);
    let drawn = Movers {
        heading: heading(answers.movers_dimension).to_owned(),
        up: answers.movers.iter().flat_map(|movers| &movers.up).map(mover).collect(),
        down: answers.movers.iter().flat_map(|movers| &movers.down).map(mover).collect(),
    };
    Chart { figure, drawing: Drawing::Movers(drawn) }
}

/// Where the change is split into its causes, by the same items.
fn why(page: &ExecutivePage<'_>) -> Option<Link> {
    let by = match page.answers.movers_dimension {
        Dimension::Customers => "",
        Dimension::Products => "by=products",
        Dimension::Countries => "by=countries",
        Dimension::Reps => "by=reps",
        Dimension::Lines => "by=lines",
    };
    let scope = page.address.scope_query();
    let query: Vec<&str> = [&*scope, by].into_iter().filter(|part| !part.is_empty()).collect();
    page.site.link("Causes", "/what-changed", &query.join("&"))
}

fn mover(page: &ExecutivePage<'_>, moved: &Item) -> Mover {
    let format = page.format;
    let dimension = page.answers.movers_dimension;
    let change = Money::from_cents(moved.change_cents());
    let [now, before] =
        [moved.revenue_cents, moved.before_cents].map(|cents| format.money(Money::from_cents(cents)));
    Mover {
        name: page.name(dimension, moved.index),
        href: page.href(dimension, moved.index),
        change: Amount::new(
            change.cents() as f64 / 100.0,
            format.signed_money_short(change),
            format!("{}, from {before} to {now}", format.signed_money(change)),
        ),
        relative: format.change(moved.before_cents, moved.revenue_cents, 0),
    }
}

fn sentence(page: &ExecutivePage<'_>, before: DayRange) -> String {
    let format = page.format;
    let Some(movers) = &page.answers.movers else { return String::new() };
    let money = |cents: i64| format.signed_money_short(Money::from_cents(cents));
    let number = |number: usize| format.integer(number as i128);
    let (one, many, verb) = match page.answers.movers_dimension {
        Dimension::Customers => ("customer", "customers", "bought"),
        Dimension::Countries => ("country", "countries", "bought"),
        Dimension::Products => ("product", "products", "sold"),
        Dimension::Reps => ("rep", "reps", "sold"),
        Dimension::Lines => ("line", "lines", "sold"),
    };
    let who = |count: usize| format!("{} {}", number(count), if count == 1 { one } else { many });
    let days = format.day_range(before);
    let mut parts = Vec::new();
    if movers.num_up > 0 {
        parts.push(format!("{} from {} that {verb} more", money(movers.gained_cents), who(movers.num_up)));
    }
    if movers.num_down > 0 {
        let who = if movers.num_up > 0 { number(movers.num_down) } else { who(movers.num_down) };
        parts.push(format!("{} from {who} that {verb} less", money(movers.lost_cents)));
    }
    let mut words = match parts.len() {
        0 => return format!("Nothing changed against {days}."),
        1 => format!("{}, against {days}.", parts.concat()),
        _ => format!("{}: net {} against {days}.", parts.join(", "), money(movers.net_cents())),
    };
    match (movers.num_new, movers.num_gone) {
        (0, 0) => {}
        (new, 0) => words += &format!(" {} had no revenue then.", number(new)),
        (0, gone) => words += &format!(" {} {} no revenue now.", number(gone), has(gone)),
        (new, gone) => {
            words +=
                &format!(" {} had no revenue then, {} {} none now.", number(new), number(gone), has(gone));
        }
    }
    words
}

fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}
