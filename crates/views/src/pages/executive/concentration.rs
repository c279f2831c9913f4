//! How concentrated customers are: the ABC staircase and its classes.

use analytics::answers::breakdown::Dimension;
use analytics::ranking::Class;
use charts::{Cut, Figure, Pareto, ParetoItem, ParetoRow};
use maud::{Markup, Render};

use super::ExecutivePage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::{amount, percent_tick};
use crate::scope_words::{count, listed};

/// The staircase and the table of classes.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    Panel::around(Span::Third, chart(page).on_page(page.format)).render()
}

/// The staircase with its words.
pub(super) fn chart(page: &ExecutivePage<'_>) -> Chart {
    let format = page.format;
    let concentration = &page.answers.concentration;
    let figure = Figure {
        id: "concentration".to_owned(),
        title: "How concentrated customers are (ABC)".to_owned(),
        sentence: sentence(page),
        links: page
            .link("Table", "/deep-dive/customers")
            .into_iter()
            .chain(page.files("customers", ChartFile::CustomerPareto))
            .collect(),
        controls: None,
        note: evenness(page),
    };
    let items = concentration.customers.iter().map(|&(customer, cents, class)| ParetoItem {
        name: page.name(Dimension::Customers, Some(customer)),
        href: page.href(Dimension::Customers, Some(customer)),
        amount: amount(cents, format),
        class: drawn(class),
    });
    let cut = |percent: u32, class: Class| Cut {
        percent: f64::from(percent),
        label: format!("{} ends class {}", percent_tick(f64::from(percent), format), class.letter()),
    };
    let pareto = Pareto {
        heading: "Customer".to_owned(),
        measure: "Revenue".to_owned(),
        items: items.collect(),
        cuts: vec![
            cut(page.view.policy.abc_a_percent, Class::A),
            cut(page.view.policy.abc_b_percent, Class::B),
        ],
        classes: classes(page),
    };
    Chart { figure, drawing: Drawing::Pareto(pareto) }
}

/// `The top fifth, 19 buyers, bring 40.3 %. As concentrated as 61.2 buyers of equal size (HHI 163 of 10,000, Gini 36.1 %).`
fn evenness(page: &ExecutivePage<'_>) -> Option<String> {
    let format = page.format;
    let concentration = &page.answers.concentration;
    let spread = concentration.spread();
    let (num_top, percent) = concentration.top_fifth()?;
    Some(format!(
        "The top fifth, {}, {} {}. As concentrated as {} of equal size (HHI {} of {}, Gini {}).",
        count(num_top as i128, "buyer", format),
        if num_top == 1 { "brings" } else { "bring" },
        format.percent(percent, 1),
        format.decimal(spread.num_equal_items()?, 1),
        format.decimal(spread.hhi?, 0),
        format.integer(10_000),
        format.percent(spread.gini_percent?, 1)
    ))
}

fn drawn(class: Class) -> charts::Class {
    match class {
        Class::A => charts::Class::A,
        Class::B => charts::Class::B,
        Class::C => charts::Class::C,
    }
}

fn classes(page: &ExecutivePage<'_>) -> Vec<ParetoRow> {
    let format = page.format;
    let concentration = &page.answers.concentration;
    let customers = |number: usize| count(number as i128, "customer", format);
    let mut rows: Vec<ParetoRow> = concentration
        .classes()
        .into_iter()
        .map(|sum| ParetoRow {
            class: Some(drawn(sum.class)),
            name: customers(sum.num_customers),
            href: class_href(page, sum.class).filter(|_| sum.num_customers > 0),
            part: sum
                .percent_of_buyers
                .map_or(String::new(), |percent| format!("{} of buyers", format.percent(percent, 1))),
            amount: Some(amount(sum.revenue_cents, format)),
            share: sum.percent_of_revenue.map_or(String::new(), |percent| format.percent(percent, 1)),
        })
        .collect();
    for (name, number) in
        [("No revenue", concentration.num_without_revenue()), ("No order", concentration.num_without_order())]
    {
        if number > 0 {
            rows.push(ParetoRow { name: name.to_owned(), part: customers(number), ..ParetoRow::default() });
        }
    }
    rows
}

/// The customers of a class, under the same scope.
fn class_href(page: &ExecutivePage<'_>, class: Class) -> Option<String> {
    let scope = page.address.scope_query();
    let query = format!("{scope}{}class={}", if scope.is_empty() { "" } else { "&" }, class.letter());
    page.site.link("", "/deep-dive/customers", &query).map(|link| link.href)
}

fn sentence(page: &ExecutivePage<'_>) -> String {
    let format = page.format;
    let concentration = &page.answers.concentration;
    let [class_a, ..] = concentration.classes();
    let Some(percent) = class_a.percent_of_revenue else {
        return "No customer brings revenue in this scope.".to_owned();
    };
    let (few, buyers) = (class_a.num_customers as i128, concentration.num_buyers as i128);
    let mut words = format!(
        "{} of {} {} {} of revenue",
        format.integer(few),
        count(buyers, "buyer", format),
        if few == 1 { "brings" } else { "bring" },
        format.percent(percent, 1)
    );
    if let Some(percent) = concentration.percent_of_first(2) {
        let best = concentration.customers.iter().take(2);
        let names: Vec<String> =
            best.map(|(customer, ..)| page.name(Dimension::Customers, Some(*customer))).collect();
        words += &format!("; the best two, {}, alone {}", listed(&names), format.percent(percent, 1));
    }
    words + "."
}
