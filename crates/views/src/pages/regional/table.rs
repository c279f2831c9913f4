//! Regions and their countries: rank, revenue, share, orders, buyers, average order, change.

use std::cmp::Ordering;

use analytics::answers::breakdown::Dimension;
use analytics::answers::regional::{CountryRow, Figures, RegionRow};
use charts::{CellBar, Tone, cell_bar};
use maud::{Markup, Render, html};
use units::Money;

use super::RegionalPage;
use super::cards::countries_words;
use crate::address::Address;
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Sort, SortOrder, Span};
use crate::item;
use crate::link::LiveLink;
use crate::measure::money_change;
use crate::scope_words::{before_name, capitalized, change_period_name, listed, no_comparison};

/// What the table can be sorted by, the default first; a minus sign is for the greatest first.
pub(super) const SORTS: &[&str] = &[
    "-revenue", "revenue", "country", "-country", "-orders", "orders", "-buyers", "buyers", "-aov", "aov",
    "-change", "change",
];

/// The table.
pub(super) fn section(page: &RegionalPage<'_>, span: Span) -> Markup {
    let (answers, format) = (page.answers, page.format);
    let mut rows = Vec::new();
    for region in sorted(page, &answers.regions, |region| region.figures, |region| region_name(page, region))
    {
        rows.push(Row::Group(region_cells(page, region)));
        let (buying, silent): (Vec<CountryRow>, Vec<CountryRow>) =
            region.countries.iter().partition(|row| row.figures.sales.num_orders > 0);
        rows.extend(
            sorted(page, &buying, |row| row.figures, |row| country_name(page, row))
                .into_iter()
                .map(|row| Row::Cells(country_cells(page, row))),
        );
        if !silent.is_empty() {
            let names: Vec<String> = silent.iter().map(|row| country_name(page, row)).collect();
            rows.push(Row::Note(format!("No orders: {}", names.join(", "))));
        }
    }
    let is_filtered = page.view.scope.has_customer_filter();
    let mut total = vec![Cell::text(if is_filtered { "All shown" } else { "World" }), Cell::text("")];
    total.extend(figures(page, &answers.total, None, page.address));
    let table = DataTable {
        caption: "Regions and countries".to_owned(),
        columns: columns(page),
        rows,
        total,
        is_wide: false,
    };
    Panel {
        id: "countries".to_owned(),
        sentence: sentence(page),
        links: page.exports("countries"),
        note: match answers.change.before {
            Some(before) => format!(
                "Change: {} against {}.",
                format.day_range(answers.change.days),
                format.day_range(before)
            ),
            None => capitalized(&format!("{}.", no_comparison(page.view.snapshot, format))),
        },
        ..Panel::new(span, "Regions and countries", table.render())
    }
    .render()
}

fn columns(page: &RegionalPage<'_>) -> Vec<Column> {
    let change = change_period_name(&page.answers.change, page.format);
    let column = |key: &str, label: &str, priority, sort: Option<&str>| Column {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        is_number: key != "country",
        priority,
        sort: sort.map(|sort| self::sort(page, sort)),
    };
    vec![
        column("country", "Country", 0, Some("country")),
        column("rank", "Rank", 2, None),
        column("revenue", "Revenue", 0, Some("-revenue")),
        column("share", "Share", 0, None),
        column("orders", "Orders", 3, Some("-orders")),
        column("buyers", "Buyers", 3, Some("-buyers")),
        column("aov", "Avg order", 2, Some("-aov")),
        Column {
            hint: format!("Revenue of {change} against that of the {}", before_name(page.view.scope.compare)),
            ..column("change", "Change", 1, Some("-change"))
        },
    ]
}

/// How a column sorts: its first order, or the other one where that is in force.
fn sort(page: &RegionalPage<'_>, first: &str) -> Sort {
    let chosen = page.address.option("sort");
    let key = first.trim_start_matches('-');
    let order = (chosen.trim_start_matches('-') == key)
        .then(|| if chosen.starts_with('-') { SortOrder::Descending } else { SortOrder::Ascending });
    let next = match order {
        None => first.to_owned(),
        Some(SortOrder::Descending) => key.to_owned(),
        Some(SortOrder::Ascending) => format!("-{key}"),
    };
    Sort { href: page.address.with_option("sort", &next).href(page.site), order }
}

/// The rows in the order in force; what has no value comes last, equals stay as they are.
fn sorted<'r, T>(
    page: &RegionalPage<'_>,
    rows: &'r [T],
    figures: impl Fn(&T) -> Figures,
    name: impl Fn(&T) -> String,
) -> Vec<&'r T> {
    let chosen = page.address.option("sort");
    let (key, is_descending) = match chosen.strip_prefix('-') {
        Some(key) => (key, true),
        None => (chosen, false),
    };
    let directed = |order: Ordering| if is_descending { order.reverse() } else { order };
    let compare = |one: &T, other: &T| {
        let (a, b) = (figures(one), figures(other));
        match key {
            "country" => directed(name(one).cmp(&name(other))),
            "orders" => directed(a.sales.num_orders.cmp(&b.sales.num_orders)),
            "buyers" => directed(a.sales.num_buyers.cmp(&b.sales.num_buyers)),
            "aov" => values_first(a.average_order_cents, b.average_order_cents, directed),
            "change" => values_first(a.change_percent(), b.change_percent(), directed),
            _ => directed(a.sales.revenue_cents.cmp(&b.sales.revenue_cents)),
        }
    };
    let mut sorted: Vec<&T> = rows.iter().collect();
    sorted.sort_by(|one, other| compare(one, other));
    sorted
}

fn values_first<V: Ord>(a: Option<V>, b: Option<V>, directed: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => directed(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn region_name(page: &RegionalPage<'_>, region: &RegionRow) -> String {
    page.view.snapshot.regions[region.region].to_string()
}

fn country_name(page: &RegionalPage<'_>, row: &CountryRow) -> String {
    item::name(page.view.snapshot, Dimension::Countries, Some(row.country))
}

fn region_cells(page: &RegionalPage<'_>, region: &RegionRow) -> Vec<Cell> {
    let name = region_name(page, region);
    let filtered = page.address.with_scope(|scope| {
        scope.regions = vec![name.clone()];
        scope.countries.clear();
    });
    let cell = if filtered == *page.address {
        Cell::text(&name)
    } else {
        Cell(LiveLink { href: &filtered.href(page.site), ..LiveLink::default() }.around(&name))
    };
    let mut cells = vec![cell, Cell::text("")];
    cells.extend(figures(page, &region.figures, None, &filtered));
    cells
}

fn country_cells(page: &RegionalPage<'_>, row: &CountryRow) -> Vec<Cell> {
    let &RegionalPage { site, address, view, format, .. } = page;
    let name = country_name(page, row);
    let index = Some(row.country);
    let filtered = item::filtered_href(site, address, view.snapshot, Dimension::Countries, index);
    let entity = || item::href(site, address, view.snapshot, Dimension::Countries, index);
    let named = match (&filtered, entity()) {
        (Some(href), _) => LiveLink { href, ..LiveLink::default() }.around(&name),
        (None, Some(href)) => html! { a href=(href) { (name) } },
        (None, None) => html! { (name) },
    };
    let mut cells = vec![
        Cell(html! {
            span .wrap {
                (named)
                @if row.is_bottom_quarter { " " (Badge::new(BadgeKind::Plain, "bottom quarter")) }
            }
        }),
        row.rank.map_or_else(Cell::none, |rank| Cell::text(format.integer(rank as i128))),
    ];
    let greatest = page.answers.countries().first().map_or(0, |first| first.figures.sales.revenue_cents);
    let of_country = address.with_scope(|scope| {
        if !view.snapshot.countries[row.country].name.is_empty() {
            scope.countries = vec![name.clone()];
        }
    });
    cells.extend(figures(page, &row.figures, Some(greatest), &of_country));
    cells
}

/// Revenue, share, orders, buyers, average order, change; the share with a bar where the greatest is given, revenue and counts with
/// links to their rows in the scope of an address.
fn figures(
    page: &RegionalPage<'_>,
    figures: &Figures,
    greatest_cents: Option<i64>,
    rows_of: &Address,
) -> Vec<Cell> {
    let format = page.format;
    let share = figures.percent.map(|percent| format.percent(percent, 1));
    let share = match (share, greatest_cents) {
        (None, _) => Cell::none(),
        (Some(share), None) => Cell::text(share),
        (Some(share), Some(greatest_cents)) => {
            let bar = CellBar {
                value: figures.sales.revenue_cents as f64,
                before: None,
                least: 0.0,
                greatest: greatest_cents as f64,
                tone: Tone::Mark,
            };
            Cell::bar(cell_bar(&bar), &share)
        }
    };
    let num_orders = figures.sales.num_orders;
    let rows_link = |path: &str, words: String| match page
        .site
        .link(&*words, path, &rows_of.scope_query())
        .filter(|_| num_orders > 0)
    {
        Some(link) => Cell::text(&link),
        None => Cell::text(words),
    };
    let change = money_change(figures.change_cents, figures.before_cents, format);
    vec![
        rows_link("/deep-dive/orders", format.money(Money::from_cents(figures.sales.revenue_cents))),
        share,
        rows_link("/deep-dive/orders", format.integer(num_orders)),
        rows_link("/deep-dive/customers", format.integer(figures.sales.num_buyers)),
        figures.average_order_cents.map_or_else(Cell::none, |mean| Cell::text(format.mean_money(mean))),
        change.map_or_else(Cell::none, |change| Cell::text(&change)),
    ]
}

/// `Europe and North America bring 83.3 % of revenue; 9 of 21 countries grew.`
fn sentence(page: &RegionalPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let mut words: Vec<String> = Vec::new();
    let with_share: Vec<String> = answers
        .regions
        .iter()
        .filter(|region| region.figures.sales.revenue_cents > 0)
        .filter_map(|region| {
            Some(format!("{} {}", region_name(page, region), format.percent(region.figures.percent?, 1)))
        })
        .collect();
    if with_share.len() > 1 {
        words.push(format!("{}.", listed(&with_share)));
    }
    if answers.change.before.is_some() {
        let (grown, all) = answers.num_grown();
        if all > 1 {
            words.push(format!(
                "{} of {} grew, {}.",
                format.integer(grown as i128),
                countries_words(all, format),
                change_period_name(&answers.change, format)
            ));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_value_comes_last_in_either_order() {
        let check = |directed: fn(Ordering) -> Ordering, expected: [Option<i32>; 4]| {
            let mut values = [None, Some(2), Some(1), None];
            values.sort_by(|a, b| values_first(*a, *b, directed));
            assert_eq!(values, expected);
        };
        check(|order| order, [Some(1), Some(2), None, None]);
        check(Ordering::reverse, [Some(2), Some(1), None, None]);
    }
}
