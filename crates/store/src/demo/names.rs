//! Names of invented companies and people, in the manner of their country and never twice the same.

use super::words::{self, Words};

/// The language in which companies and people are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Culture {
    English,
    German,
    French,
    Iberian,
    Italian,
    Nordic,
    Dutch,
    Slavic,
    Japanese,
    Asian,
}

impl Culture {
    /// The words of the culture.
    pub(super) const fn words(self) -> &'static Words {
        match self {
            Culture::English => &words::ENGLISH,
            Culture::German => &words::GERMAN,
            Culture::French => &words::FRENCH,
            Culture::Iberian => &words::IBERIAN,
            Culture::Italian => &words::ITALIAN,
            Culture::Nordic => &words::NORDIC,
            Culture::Dutch => &words::DUTCH,
            Culture::Slavic => &words::SLAVIC,
            Culture::Japanese => &words::JAPANESE,
            Culture::Asian => &words::ASIAN,
        }
    }

    /// The name of company `index` of the culture: one founder first, then two, and numbered branches when those are used up.
    pub(super) fn company(self, index: usize, shuffle: usize) -> String {
        let words = self.words();
        let (families, trades) = (words.family.len(), words.trade.len());
        let in_block = families * trades;
        let (block, place) = (index / in_block, scatter(index % in_block, in_block, shuffle));
        let (trade, founder) = (words.trade[place % trades], words.family[place / trades]);
        let partner = words.family[(place / trades + block) % families];
        let founders = if founder == partner {
            founder.to_owned()
        } else {
            format!("{founder} {} {partner}", words.and)
        };
        let form = words.form[(place / trades + place) % words.form.len()];
        let branch = block / families;
        let number = if branch == 0 { String::new() } else { format!(" {}", branch + 1) };
        format!("{}{number}{form}", trade.replace('~', &founders))
    }

    /// Given and family name of person `index` of the culture; every pair comes up before one comes up again.
    pub(super) fn person(self, index: usize, shuffle: usize) -> (&'static str, &'static str) {
        let words = self.words();
        let pairs = words.given.len() * words.family.len();
        let place = scatter(index % pairs, pairs, shuffle);
        (words.given[place % words.given.len()], words.family[place / words.given.len()])
    }
}

/// Moves `index` to another place below `size`, two different ones to two different places: a shuffle that needs no list.
pub(super) fn scatter(index: usize, size: usize, shuffle: usize) -> usize {
    // The golden section spreads neighbours widest; the next step that shares no divisor with the size reaches every place.
    let mut step = (size * 618 / 1000).max(1);
    while common_divisor(step, size) != 1 {
        step += 1;
    }
    (index * step + shuffle % size) % size
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const ALL: [Culture; 10] = [
        Culture::English,
        Culture::German,
        Culture::French,
        Culture::Iberian,
        Culture::Italian,
        Culture::Nordic,
        Culture::Dutch,
        Culture::Slavic,
        Culture::Japanese,
        Culture::Asian,
    ];

    #[test]
    fn twenty_thousand_companies_have_names_of_their_own_that_fit_their_column() {
        let names: HashSet<String> =
            ALL.iter().flat_map(|culture| (0..20_000).map(|index| culture.company(index, 11))).collect();
        assert_eq!(names.len(), ALL.len() * 20_000);
        assert_eq!(names.iter().find(|name| name.chars().count() > 50), None);
    }

    #[test]
    fn people_repeat_only_when_all_pairs_are_used_up() {
        for culture in ALL {
            let pairs = culture.words().given.len() * culture.words().family.len();
            let people: HashSet<_> = (0..pairs).map(|index| culture.person(index, 5)).collect();
            assert_eq!(people.len(), pairs, "{culture:?}");
        }
    }

    #[test]
    fn scatter_reaches_every_place() {
        for size in [1, 2, 10, 98, 122, 7113] {
            let places: HashSet<usize> = (0..size).map(|index| scatter(index, size, 3)).collect();
            assert_eq!(places.len(), size);
        }
    }
}
