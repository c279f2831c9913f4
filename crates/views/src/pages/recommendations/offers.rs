//! Offer the other product of pairs that belong together.

use analytics::datasets::cross_sell_offers::Offer;

use super::{Advice, LISTED, RecommendationsPage, column, name_cell, table};
use crate::components::{Cell, Row};
use crate::scope_words::count;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let offers = &answers.offers;
    let row = |offer: &Offer| {
        let lift =
            offer.pair.lift().map_or(String::new(), |lift| format!("{}\u{202f}×", format.decimal(lift, 1)));
        Row::Cells(vec![
            page.customer(offer.customer),
            name_cell(&page.links().product(offer.bought)),
            name_cell(&page.links().product(offer.offered)),
            page.integer(offer.pair.num_both),
            Cell::text(lift),
            page.rep(offer.customer),
            page.whole(offer.expected_cents),
        ])
    };
    let columns = vec![
        column("Customer", false, 0),
        column("Bought", false, 1),
        column("Offer", false, 0),
        column("Together (n)", true, 2),
        column("Lift", true, 2),
        column("Sales rep", false, 3),
        column("Expected", true, 0),
    ];
    let (pairs, strong) =
        (format.integer(offers.num_pairs as i128), format.integer(offers.num_strong_pairs as i128));
    let sentence = match (offers.num_pairs, offers.num_strong_pairs, offers.offers.len()) {
        (0, ..) => "No two products stand together in enough orders of this scope.".to_owned(),
        (_, 0, _) => format!(
            "Of {} none is bought together more often than chance would have it.",
            count(offers.num_pairs as i64, "pair", format)
        ),
        (_, _, 0) => format!(
            "{strong} of {pairs} pairs are no chance, but no active customer lacks the other product of one."
        ),
        _ => format!(
            "{} of {} bought one product of a strong pair and never the other; {strong} of {pairs} pairs are stronger than chance.",
            format.integer(answers.num_offered() as i128),
            count(answers.num_customers as i64, "customer", format)
        ),
    };
    Advice {
        id: "cross-sell",
        title: "Cross-sell",
        sentence,
        stake: (!offers.offers.is_empty()).then(|| page.short(answers.offers_cents())),
        formula: "Share of the orders with the bought product that have the offered one × mean revenue of an order line of the offered one, summed over the best offers of each customer. A pair is strong when its lift is above 1 and Fisher’s exact test, times the number of pairs that there could be, leaves no more than the configured chance.",
        body: table("Products to offer", columns, offers.offers.iter().take(LISTED).map(row).collect()),
        links: page.ways("All pairs", Some("/deep-dive/cross-sell"), &["cross_sell_offers"]),
        note: format!(
            "{}Pairs and what was bought are of the scope; that a product was never bought holds for all time. At most {} a customer.",
            page.left_out(offers.offers.len()),
            count(page.view.policy.offers_per_customer, "offer", format)
        ),
    }
}
