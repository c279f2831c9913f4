//! Writes made-up pages with every component, to look at: `cargo run -p views --example frame -- DIRECTORY [HTMX]`.
use std::error::Error;
use std::path::PathBuf;

use charts::{Sparkline, gallery, sparkline};
use maud::{Markup, Render, html};
use units::{Day, Format, Fraction, Money};
use views::components::*;
use views::filter_bar::{Chip, Choice, FilterField, FilterOption};
use views::theme::Theme;
use views::{
    FilterBar, Frame, Freshness, Link, Moment, Notice, NoticeKind, Page, ScopeLine, Site, stylesheet,
};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("name the directory to write to")?);
    std::fs::create_dir_all(&directory)?;
    std::fs::write(directory.join("style.css"), stylesheet())?;
    let site = Site {
        name: "Classic Models".to_owned(),
        css_href: "style.css".to_owned(),
        htmx_href: std::env::args().nth(2),
        routes: [&Page::VIEWS[..], &Page::SUPPORT]
            .concat()
            .into_iter()
            .map(|page| page.path().to_owned())
            .chain(["/search".to_owned()])
            .collect(),
        ..Site::default()
    };
    let format = Format::default();
    for theme in Theme::ALL {
        let write = |name: &str, frame: Frame<'_>, content: Markup| {
            let frame = Frame { theme, ..frame };
            let file = |kind: &str| directory.join(format!("{name}-{}{kind}.html", theme.name()));
            std::fs::write(file(".fragment"), frame.fragment(&content).into_string())?;
            std::fs::write(file(""), frame.document(&content).into_string())
        };
        write("cards", framed(&site, Page::Executive, "Executive view", &format), cards(&format))?;
        write("table", framed(&site, Page::DeepDive, "Deep dive", &format), table(&format))?;
        let mut states = framed(&site, Page::Risks, "Risks & diagnostics", &format);
        states.notices = notices();
        write("states", states, empty_scope())?;
        write("error", Frame::new(&site, "No such country"), error().render())?;
    }
    Ok(())
}

fn framed<'a>(site: &'a Site, page: Page, title: &str, format: &Format) -> Frame<'a> {
    Frame {
        page: Some(page),
        scope: ScopeLine {
            words: "Last 12 months, 1 Jun 2004 – 31 May 2005 · France, Spain · all lines and reps".to_owned(),
            result: "31 orders, $1.02M".to_owned(),
        },
        scope_query: "period=ttm&country=France&country=Spain".to_owned(),
        filter_bar: Some(filters(page == Page::Risks)),
        freshness: Some(Freshness {
            as_of: Moment::of_day(Day::from_number(12_934), format),
            loaded: Moment::of_instant(1_795_359_971, format),
            next_refresh: Some(Moment::clock_of_instant(1_795_360_271)),
            source: "SQLite, classicmodels".to_owned(),
            version: "7d2f0c1b9ae4".to_owned(),
        }),
        ..Frame::new(site, title)
    }
}

fn filters(is_state: bool) -> FilterBar {
    let field =
        |name: &str, label: &str, choice: Choice, labels: &[(&str, &str)], selected: &[&str]| FilterField {
            name: name.to_owned(),
            label: label.to_owned(),
            choice,
            search: None,
            options: labels
                .iter()
                .map(|(label, group)| FilterOption {
                    value: (*label).to_owned(),
                    label: (*label).to_owned(),
                    count: (choice == Choice::Many).then(|| label.len().to_string()),
                    selected: selected.contains(label),
                    group: (!group.is_empty()).then(|| (*group).to_owned()),
                })
                .collect(),
            disabled_reason: (is_state && matches!(name, "period" | "line"))
                .then(|| "A state, not a flow: period and line do not apply here".to_owned()),
            clear_href: (choice == Choice::Many && !selected.is_empty()).then(|| "?".to_owned()),
        };
    let plain = |labels: &[&'static str]| labels.iter().map(|label| (*label, "")).collect::<Vec<_>>();
    let countries = [
        ("France", "Europe"),
        ("Germany", "Europe"),
        ("Italy", "Europe"),
        ("Norway", "Europe"),
        ("Spain", "Europe"),
        ("Sweden", "Europe"),
        ("UK", "Europe"),
        ("Canada", "North America"),
        ("USA", "North America"),
        ("Australia", "Asia-Pacific"),
        ("Hong Kong", "Asia-Pacific"),
        ("Japan", "Asia-Pacific"),
        ("New Zealand", "Asia-Pacific"),
        ("Philippines", "Asia-Pacific"),
        ("Singapore", "Asia-Pacific"),
    ];
    let periods = [
        ("All", ""),
        ("Month to date", "Running"),
        ("Quarter to date", "Running"),
        ("Year to date", "Running"),
        ("Last 12 months", "Running"),
        ("2005", "Years"),
        ("2004", "Years"),
        ("2003", "Years"),
    ];
    let lines = plain(&[
        "Classic Cars",
        "Motorcycles",
        "Planes",
        "Ships",
        "Trains",
        "Trucks and Buses",
        "Vintage Cars",
    ]);
    let statuses = plain(&["Cancelled", "Disputed", "In Process", "On Hold", "Resolved", "Shipped"]);
    FilterBar {
        action: "cards-auto.html".to_owned(),
        fields: vec![
            field("period", "Period", Choice::One, &periods, &["Last 12 months"]),
            field(
                "compare",
                "Against",
                Choice::One,
                &plain(&["Year before", "Period before"]),
                &["Year before"],
            ),
            field(
                "region",
                "Region",
                Choice::Many,
                &plain(&["Asia-Pacific", "Europe", "North America"]),
                &[],
            ),
            field("country", "Country", Choice::Many, &countries, &["France", "Spain"]),
            field("line", "Line", Choice::Many, &lines, &[]),
            field(
                "rep",
                "Rep",
                Choice::Many,
                &plain(&["Gerard Hernandez", "Leslie Jennings", "Pamela Castillo"]),
                &[],
            ),
            field("status", "Status", Choice::Many, &statuses, &[]),
        ],
        chips: ["Period: last 12 months", "Country: France", "Country: Spain"]
            .map(|label| Chip { label: label.to_owned(), remove_href: "?".to_owned() })
            .into(),
        clear_href: Some("?".to_owned()),
        unfiltered_words: "No filters: all periods, every status".to_owned(),
        note: Some(
            html! { "Includes 3 cancelled orders worth $130,278.28. " a href="?" { "Leave them out" } },
        ),
        days: None,
        hidden: Vec::new(),
    }
}

fn cards(format: &Format) -> Markup {
    let spark = |seed: i32| {
        let values = (0..12).map(|month| Some(f64::from((month * seed * 7 + seed) % 11 + month))).collect();
        sparkline(&Sparkline { values, label: "Monthly, made up".to_owned(), is_last_running: seed == 3 })
    };
    let percent = |tenths: i32, decimals| {
        format.percent(Fraction::percent(tenths, 1000).unwrap_or_else(|| unreachable!()), decimals)
    };
    let card = |index: i32, label: &str, short: String, exact: String, change: Option<Change>| Kpi {
        id: format!("kpi-{index}"),
        label: label.to_owned(),
        value: KpiValue::Shown { short, exact, unit: String::new() },
        href: None,
        lead: String::new(),
        change,
        comparison: "vs 1 Jun 2003 – 31 May 2004".to_owned(),
        sparkline: Some(spark(index + 1)),
        target: (index % 4 == 3)
            .then(|| Target { words: format!("Target {}", percent(980, 1)), is_met: index == 3 }),
        definition: Definition {
            text: "What was ordered, at the price agreed, every status.".to_owned(),
            formula: "Σ quantity × price each".to_owned(),
            exact: "Now $5,051,361.84 · before $3,781,931.08".to_owned(),
            link: Some(Link::new("Revenue in the definitions", "#")),
            files: Vec::new(),
        },
    };
    let change = |direction, judgement, words: String| Some(Change { direction, judgement, words });
    let revenue = Money::from_cents(505_136_184);
    let mut cards = vec![
        card(
            0,
            "Revenue",
            format.money_short(revenue),
            format.money(revenue),
            change(Direction::Up, Judgement::Good, percent(336, 1)),
        ),
        card(
            1,
            "Orders",
            "170".into(),
            String::new(),
            change(Direction::Up, Judgement::Good, percent(318, 1)),
        ),
        card(
            2,
            "Average order value",
            "$29.7K".into(),
            "$29,713.89".into(),
            change(Direction::Up, Judgement::Good, percent(14, 1)),
        ),
        card(
            3,
            "On-time shipping",
            percent(1000, 1),
            String::new(),
            change(Direction::Same, Judgement::Good, "unchanged".into()),
        ),
        card(
            4,
            "Top-10 product share",
            percent(175, 1),
            String::new(),
            change(Direction::Down, Judgement::Neutral, "0.7\u{202f}pp".into()),
        ),
        card(
            5,
            "Gross margin",
            percent(397, 1),
            String::new(),
            change(Direction::Down, Judgement::Bad, "0.2\u{202f}pp".into()),
        ),
        card(
            6,
            "Active customers",
            "84".into(),
            String::new(),
            change(Direction::Up, Judgement::Good, percent(12, 1)),
        ),
        card(7, "Payment coverage", String::new(), String::new(), None),
    ];
    if let Some(card) = cards.get_mut(7) {
        let way_out = Some(Link::new("Leave out the line filter", "?"));
        card.value =
            KpiValue::Missing { reason: "Payments cannot be split by product line".to_owned(), way_out };
        (card.sparkline, card.target) = (None, None);
    }
    let chart =
        |id: &str| gallery().into_iter().find(|entry| entry.id.contains(id)).map(|entry| entry.markup);
    let switch = Segmented {
        label: "Ranking by".to_owned(),
        id: "top-by".to_owned(),
        choices: ["Countries", "Products", "Reps", "Lines"].map(|label| Link::new(label, "?")).into(),
        current: 0,
    };
    html! {
        (KpiGrid { cards })
        @if let Some(trend) = chart("trend") { (Panel::around(Span::TwoThirds, trend)) }
        @if let Some(bars) = chart("rank") { (Panel::around(Span::Third, html! { (switch) (bars) })) }
        @if let Some(pareto) = chart("pareto") { (Panel::around(Span::Third, pareto)) }
        @if let Some(movers) = chart("movers") { (Panel::around(Span::Third, movers)) }
        (stack(Span::Third, &[
            Panel {
                sentence: "What one would read first about an entity.".to_owned(),
                links: vec![Link::new("Table", "#"), Link::new("CSV", "#")],
                ..Panel::new(Span::Full, "Facts", DefinitionList { entries: [
                    ("Sales rep", "Gerard Hernandez"), ("Credit limit", "$227,600.00"), ("Last order", "31 May 2005"), ("Country", "Spain"),
                ].map(|(term, value)| (term.to_owned(), html! { (value) })).into() }.render())
            },
            Panel { note: "Badges say it in words too.".to_owned(), ..Panel::new(Span::Full, "Badges", html! { p { (badges()) } }) },
        ]))
    }
}

fn badges() -> Markup {
    html! {
        @for (kind, label) in [
            (BadgeKind::ClassA, "A"), (BadgeKind::ClassB, "B"), (BadgeKind::ClassC, "C"), (BadgeKind::Plain, "–"), (BadgeKind::Good, "on track"),
            (BadgeKind::Warn, "silent 455 d"), (BadgeKind::Bad, "over limit 108 %"), (BadgeKind::Chance, "under-credited"),
        ] { (Badge::new(kind, label)) " " }
    }
}

fn table(format: &Format) -> Markup {
    let names = [
        "Customer",
        "Class",
        "Revenue",
        "Share",
        "Cumulative",
        "Rank",
        "Country",
        "Orders",
        "Units",
        "Products",
        "Avg order",
        "Units / order",
    ];
    let columns = names
        .iter()
        .enumerate()
        .map(|(index, label)| Column {
            key: label.to_lowercase().replace([' ', '/'], "-"),
            label: (*label).to_owned(),
            is_number: !matches!(index, 0 | 1 | 6),
            sort: Some(Sort { href: "?".to_owned(), order: (index == 2).then_some(SortOrder::Descending) }),
            ..Column::default()
        })
        .collect();
    let row = |index: i64| {
        let revenue = Money::from_cents(82_068_954 / (index + 1));
        let class = if index < 12 { BadgeKind::ClassA } else { BadgeKind::ClassB };
        let bar = charts::cell_bar(&charts::CellBar {
            value: 1.0 / (index + 1) as f64,
            greatest: 1.0,
            ..Default::default()
        });
        Row::Cells(vec![
            Cell::link(
                ["Euro+ Shopping Channel", "Mini Gifts Distributors Ltd.", "Down Under Souveniers, Inc"]
                    [index as usize % 3],
                "#",
            ),
            Cell::text(Badge::new(class, if index < 12 { "A" } else { "B" })),
            Cell::text(format.money(revenue)),
            Cell::bar(bar, "8.55\u{202f}%"),
            Cell::text("47.54\u{202f}%"),
            Cell::text(index + 1),
            Cell::text("New Zealand"),
            Cell::text("26"),
            Cell::text(format.integer(9327 - index)),
            Cell::text("106"),
            Cell::text("$31,564.98"),
            if index == 3 { Cell::none() } else { Cell::text("358.73") },
        ])
    };
    let mut rows: Vec<Row> = (0..25).map(row).collect();
    rows.push(Row::Note("No sales: Netherlands, Poland, Portugal, Russia".to_owned()));
    let total = [
        "All 122",
        "",
        "$9,604,190.61",
        "100.00\u{202f}%",
        "",
        "",
        "",
        "326",
        "105,516",
        "109",
        "$29,460.71",
        "323.67",
    ];
    let body = html! {
        (TableTools {
            action: "table-auto.html".to_owned(), hidden: vec![("sort".to_owned(), "-revenue".to_owned())], query: String::new(),
            placeholder: "Search 122 customers".to_owned(), exports_label: "All 122 rows".to_owned(),
            exports: ["CSV", "XLSX", "JSON"].map(|label| Link::new(label, "#")).into(),
        })
        (DataTable { caption: "Customers".to_owned(), columns, rows, total: total.map(Cell::text).into(), is_wide: true })
        (Pager { words: "Rows 1–25 of 122, by revenue, largest first".to_owned(), hrefs: vec!["?".to_owned(); 5], current: 0 })
    };
    let tabs = [
        "Customers",
        "Products",
        "Sales reps",
        "Next orders",
        "Cross-sell",
        "Orders",
        "Product lines",
        "Receivables",
    ];
    html! {
        (Tabs { label: "Tables".to_owned(), choices: tabs.map(|label| Link::new(label, "?")).into(), current: 0 })
        (Panel {
            sentence: "48 customers bring 70 % of revenue (class A), 27 the next 20 % (B), 23 the last 10 % (C). 24 have never ordered.".to_owned(),
            ..Panel::new(Span::Full, "Customers", body)
        })
    }
}

fn notices() -> Vec<Notice> {
    let notice = |kind, title: &str, words: &str| Notice {
        kind,
        title: title.to_owned(),
        words: words.to_owned(),
        link: Some(Link::new("See the status", "#")),
    };
    vec![
        notice(
            NoticeKind::Failed,
            "The last refresh failed.",
            "What you see was loaded on 22 Nov 2026 at 15:06 (UTC); the database did not answer.",
        ),
        notice(NoticeKind::Stale, "The data is 3 hours old.", "A refresh is promised every 5 minutes."),
        notice(
            NoticeKind::WhatIf,
            "What if:",
            "credit factor 2.5 in place of 2.0, stale after 120 days in place of 180.",
        ),
        notice(NoticeKind::Info, "As things stand on 31 May 2005.", "Period and line do not apply here."),
    ]
}

fn empty_scope() -> Markup {
    let field = |name: &str, label: &str, value: &str, unit: &str| ThresholdField {
        name: name.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        unit: unit.to_owned(),
        min: "0".to_owned(),
        max: "999".to_owned(),
        step: "any".to_owned(),
        ..ThresholdField::default()
    };
    let what_if = WhatIf {
        action: "states-auto.html".to_owned(),
        hidden: Vec::new(),
        fields: vec![
            field("factor", "factor", "2.5", ""),
            field("stale_days", "silent after", "120", "days"),
        ],
        reset_href: Some("?".to_owned()),
        id: "try".to_owned(),
        is_line: true,
        ..WhatIf::default()
    };
    html! {
        (EmptyState {
            title: "No orders in this scope".to_owned(),
            words: "There are orders in Norway and orders of Trains, but none of both.".to_owned(),
            ways_out: vec![Link::new("Leave out Norway (12 orders)", "?"), Link::new("Leave out Trains (32 orders)", "?")],
        })
        (Panel { controls: Some(what_if.render()), ..Panel::new(Span::Full, "Credit against revenue", html! { p .say { "A chart." } }) })
    }
}

fn error() -> ErrorPage {
    ErrorPage {
        message: "The filter country knows no “Atlantis”. The other filters of the address are in order."
            .to_owned(),
        known: ["Australia", "Austria", "Belgium", "Canada"].map(|label| Link::new(label, "?")).into(),
        ways_out: vec![Link::new("The page without this filter", "?"), Link::new("Executive view", "#")],
    }
}
