//! The products, from the most wanted to the one that nobody ever bought.

use units::Money;

use super::dice::{Dice, Topic};
use super::names::scatter;
use super::product_lines::{PRODUCT_LINES, ProductLine};
use super::rotation::Rotation;

/// One product; its place in the catalogue is how much it is wanted, 0 the most.
#[derive(Debug)]
pub(super) struct Product {
    /// Product code, the key.
    pub(super) code: String,
    pub(super) name: String,
    /// Index into [`PRODUCT_LINES`].
    pub(super) line: usize,
    /// `1:18`.
    pub(super) scale: String,
    pub(super) vendor: &'static str,
    pub(super) description: String,
    /// Units in stock.
    pub(super) stock: i64,
    pub(super) buy_price: Money,
    /// What the maker recommends, the highest price that is asked.
    pub(super) msrp: Money,
    /// How demand for it develops.
    pub(super) career: Career,
    /// Place of the product that is often bought along with it.
    pub(super) companion: Option<usize>,
}

/// How demand for a product develops towards the end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Career {
    /// As ever.
    Steady,
    /// Several times what it was a year before.
    Growing,
    /// A fraction of what it was a year before.
    Declining,
    /// On sale since last autumn only.
    Launched,
    /// Not sold any more for half a year.
    Retired,
    /// Never sold at all.
    NeverSold,
}

const CAREERS: [(Career, i64); 5] = [
    (Career::Steady, 60),
    (Career::Growing, 14),
    (Career::Declining, 15),
    (Career::Launched, 5),
    (Career::Retired, 6),
];

const VENDORS: [&str; 13] = [
    "Alder & Finch Diecast",
    "Bluebell Miniatures",
    "Cobalt Bay Studio",
    "Drumlin Model Works",
    "Eastgate Replicas",
    "Fernhill Precision",
    "Gantry Lane Design",
    "Hawthorn Castings",
    "Ivory Tower Collectibles",
    "Juniper Street Studio",
    "Kiln & Anvil",
    "Lantern Row Models",
    "Mistwood Classics",
];

/// How many products there are: 110 at scale 1, half as many again for every step of the scale's square root.
pub(super) fn num_products(scale: u32) -> usize {
    55 + 55 * scale.max(1).isqrt() as usize
}

/// The catalogue, the most wanted product first.
pub(super) fn products(scale: u32, seed: u64) -> Vec<Product> {
    let count = num_products(scale);
    let shuffle = Dice::new(seed, Topic::Names, 2).below(1 << 20) as usize;
    let mut lines = Rotation::new(PRODUCT_LINES.iter().map(|line| line.weight));
    let mut careers = Rotation::new(CAREERS.iter().map(|(_, weight)| *weight));
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); PRODUCT_LINES.len()];
    let mut products = Vec::with_capacity(count);
    for rank in 0..count {
        let line = lines.turn();
        let in_line = members[line].len();
        members[line].push(rank);
        // One product in 110 was a mistake: the least wanted ones.
        let career = if count - rank <= count / 110 { Career::NeverSold } else { CAREERS[careers.turn()].0 };
        let number = 1000 + scatter(rank, count, shuffle);
        products.push(product(seed, shuffle, number, line, in_line, career));
    }
    for ranks in members {
        // Two neighbours of every four in a line belong together, like a car and its racing version.
        for pair in ranks.chunks(4).filter_map(|four| four.get(..2)) {
            products[pair[0]].companion = Some(pair[1]);
            products[pair[1]].companion = Some(pair[0]);
        }
    }
    products
}

fn product(seed: u64, shuffle: usize, number: usize, line: usize, in_line: usize, career: Career) -> Product {
    let mut dice = Dice::new(seed, Topic::Product, number as u64);
    let of = &PRODUCT_LINES[line];
    let denominator = *dice.pick(of.scales);
    let name = name(of, in_line, shuffle);
    let mut msrp_cents = dice.between(3319, 15_500);
    if dice.chance(12) {
        msrp_cents += dice.between(0, 5930);
    }
    let buy_price_cents = msrp_cents * dice.between(400, 700) / 1000;
    let stock = match career {
        Career::Growing => dice.between(15, 900),
        Career::NeverSold => dice.between(9000, 9997),
        _ => dice.between(300, 9600),
    };
    let detail = dice.pick(of.details);
    Product {
        code: format!("{}{denominator}-{number}", of.prefix),
        description: format!("A 1:{denominator} model of the {name}. {detail}"),
        name,
        line,
        scale: format!("1:{denominator}"),
        vendor: dice.pick::<&str>(&VENDORS),
        stock,
        buy_price: Money::from_cents(buy_price_cents),
        msrp: Money::from_cents(msrp_cents),
        career,
        companion: None,
    }
}

/// The name of product `index` of a line; names repeat only after every combination of year, maker, model and variant.
fn name(line: &ProductLine, index: usize, shuffle: usize) -> String {
    let (makers, models, variants) = (line.makers.len(), line.models.len(), line.variants.len());
    let combinations = makers * models * variants;
    let place = scatter(index % combinations, combinations, shuffle);
    let years = (line.years.1 - line.years.0 + 1).unsigned_abs() as usize;
    let year =
        line.years.0 as usize + (scatter(place % years, years, shuffle) + index / combinations) % years;
    let (maker, model) = (line.makers[place % makers], line.models[place / makers % models]);
    format!("{year} {maker} {model}{}", line.variants[place / makers / models])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_catalogue_has_its_size_and_no_name_or_code_twice() {
        for (scale, count) in [(1, 110), (100, 605), (3400, 3245)] {
            let products = products(scale, 1);
            assert_eq!(products.len(), count);
            assert_eq!(products.iter().map(|product| &product.code).collect::<HashSet<_>>().len(), count);
            assert_eq!(products.iter().map(|product| &product.name).collect::<HashSet<_>>().len(), count);
            for product in &products {
                assert!(product.code.len() <= 15 && product.name.chars().count() <= 70, "{product:?}");
            }
        }
    }

    #[test]
    fn prices_keep_a_margin() {
        for product in products(1, 1) {
            let share = 100 * product.buy_price.cents() / product.msrp.cents();
            assert!((39..=70).contains(&share), "{product:?}");
            assert!((3319..=21_430).contains(&product.msrp.cents()), "{product:?}");
        }
    }

    #[test]
    fn every_career_occurs_and_one_product_never_sells() {
        let products = products(1, 1);
        let of = |career| products.iter().filter(|product| product.career == career).count();
        for (career, _) in CAREERS {
            assert!(of(career) > 0, "{career:?}");
        }
        assert_eq!(of(Career::NeverSold), 1);
    }
}
