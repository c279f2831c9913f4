//! The countries that customers live in, with some of their cities.

use super::names::Culture::{self, *};

/// Which sales force looks after a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Territory {
    /// The Americas.
    Americas,
    /// Europe, the Middle East and Africa.
    Emea,
    /// Asia and the Pacific.
    Apac,
}

/// A country with customers.
#[derive(Debug)]
pub(super) struct Country {
    /// Its name.
    pub(super) name: &'static str,
    /// How many of the 122 customers of scale 1 live there.
    pub(super) weight: i64,
    /// In which language its companies and people are named.
    pub(super) culture: Culture,
    /// Who looks after it.
    pub(super) territory: Territory,
    /// International phone prefix.
    pub(super) dial: &'static str,
    /// How many orders in a hundred are shipped late: customs take their time in a few countries.
    pub(super) late_percent: i64,
    /// City, state if the country has any in addresses, and the pattern of its postal codes (`#` is a digit).
    pub(super) cities: &'static [City],
}

/// City, state and pattern of postal codes.
pub(super) type City = (&'static str, Option<&'static str>, &'static str);

use Territory::{Americas, Apac, Emea};

/// Late orders in a hundred where nothing is the matter.
const RARELY: i64 = 2;
/// Late orders in a hundred where customs hold the goods.
const OFTEN: i64 = 36;

macro_rules! country {
    ($name:literal, $weight:literal, $culture:ident, $territory:ident, $dial:literal, $late:ident, [$(($($city:expr),*)),* $(,)?]) => {
        Country {
            name: $name,
            weight: $weight,
            culture: $culture,
            territory: $territory,
            dial: $dial,
            late_percent: $late,
            cities: &[$(($($city),*)),*],
        }
    };
}

/// Every country with customers; one of them lies outside the configured regions.
pub(super) const COUNTRIES: &[Country] = &[
    country!(
        "USA",
        34,
        English,
        Americas,
        "+1",
        RARELY,
        [
            ("Albany", Some("NY"), "122##"),
            ("Boise", Some("ID"), "837##"),
            ("Burlington", Some("VT"), "054##"),
            ("Cleveland", Some("OH"), "441##"),
            ("Des Moines", Some("IA"), "503##"),
            ("Duluth", Some("MN"), "558##"),
            ("Eugene", Some("OR"), "974##"),
            ("Hartford", Some("CT"), "061##"),
            ("Madison", Some("WI"), "537##"),
            ("Oakland", Some("CA"), "946##"),
            ("Pittsburgh", Some("PA"), "152##"),
            ("Providence", Some("RI"), "029##"),
            ("Sacramento", Some("CA"), "958##"),
            ("Savannah", Some("GA"), "314##"),
            ("Tacoma", Some("WA"), "984##"),
            ("Tucson", Some("AZ"), "857##"),
        ]
    ),
    country!(
        "Germany",
        12,
        German,
        Emea,
        "+49",
        RARELY,
        [
            ("Augsburg", None, "861##"),
            ("Bremen", None, "281##"),
            ("Dresden", None, "010##"),
            ("Essen", None, "451##"),
            ("Kiel", None, "241##"),
            ("Mannheim", None, "681##"),
            ("Nürnberg", None, "904##"),
        ]
    ),
    country!(
        "France",
        12,
        French,
        Emea,
        "+33",
        RARELY,
        [
            ("Amiens", None, "800##"),
            ("Bordeaux", None, "330##"),
            ("Dijon", None, "210##"),
            ("Grenoble", None, "380##"),
            ("Nantes", None, "440##"),
            ("Rennes", None, "350##"),
            ("Toulouse", None, "310##"),
        ]
    ),
    country!(
        "Spain",
        7,
        Iberian,
        Emea,
        "+34",
        OFTEN,
        [
            ("Bilbao", None, "480##"),
            ("Granada", None, "180##"),
            ("Madrid", None, "280##"),
            ("Valencia", None, "460##"),
            ("Zaragoza", None, "500##"),
        ]
    ),
    country!(
        "UK",
        6,
        English,
        Emea,
        "+44",
        RARELY,
        [
            ("Bristol", None, "BS# #QT"),
            ("Glasgow", None, "G# #LN"),
            ("Leeds", None, "LS# #PB"),
            ("Norwich", None, "NR# #HD"),
            ("York", None, "YO# #JW"),
        ]
    ),
    country!(
        "Australia",
        5,
        English,
        Apac,
        "+61",
        RARELY,
        [
            ("Adelaide", Some("SA"), "50##"),
            ("Brisbane", Some("QLD"), "40##"),
            ("Geelong", Some("VIC"), "32##"),
            ("Hobart", Some("TAS"), "70##"),
            ("Newcastle", Some("NSW"), "23##"),
        ]
    ),
    country!(
        "Italy",
        5,
        Italian,
        Emea,
        "+39",
        OFTEN,
        [
            ("Bergamo", None, "241##"),
            ("Bologna", None, "401##"),
            ("Padova", None, "351##"),
            ("Torino", None, "101##"),
        ]
    ),
    country!(
        "New Zealand",
        4,
        English,
        Apac,
        "+64",
        RARELY,
        [("Christchurch", None, "80##"), ("Dunedin", None, "90##"), ("Wellington", None, "60##"),]
    ),
    country!(
        "Canada",
        4,
        English,
        Americas,
        "+1",
        RARELY,
        [
            ("Halifax", Some("NS"), "B3H #K#"),
            ("Montréal", Some("QC"), "H2X #L#"),
            ("Vancouver", Some("BC"), "V5K #G#"),
            ("Winnipeg", Some("MB"), "R3C #A#"),
        ]
    ),
    country!(
        "Norway",
        3,
        Nordic,
        Emea,
        "+47",
        RARELY,
        [("Bergen", None, "50##"), ("Stavanger", None, "40##"), ("Trondheim", None, "70##")]
    ),
    country!(
        "Finland",
        3,
        Nordic,
        Emea,
        "+358",
        RARELY,
        [("Oulu", None, "901##"), ("Tampere", None, "331##"), ("Turku", None, "201##")]
    ),
    country!("Singapore", 3, Asian, Apac, "+65", RARELY, [("Singapore", None, "06####")]),
    country!(
        "Japan",
        3,
        Japanese,
        Apac,
        "+81",
        RARELY,
        [("Kobe", None, "650-00##"), ("Nagoya", None, "460-00##"), ("Sendai", None, "980-00##")]
    ),
    country!(
        "Brazil",
        3,
        Iberian,
        Americas,
        "+55",
        OFTEN,
        [
            ("Curitiba", Some("PR"), "800##-###"),
            ("Recife", Some("PE"), "500##-###"),
            ("Santos", Some("SP"), "110##-###")
        ]
    ),
    country!(
        "Sweden",
        2,
        Nordic,
        Emea,
        "+46",
        RARELY,
        [("Göteborg", None, "411 ##"), ("Uppsala", None, "752 ##")]
    ),
    country!("Denmark", 2, Nordic, Emea, "+45", RARELY, [("Aarhus", None, "80##"), ("Odense", None, "50##")]),
    country!(
        "Switzerland",
        2,
        German,
        Emea,
        "+41",
        RARELY,
        [("Basel", None, "40##"), ("Winterthur", None, "84##")]
    ),
    country!(
        "Ireland",
        2,
        English,
        Emea,
        "+353",
        RARELY,
        [("Cork", None, "T12 X#W#"), ("Galway", None, "H91 E#K#")]
    ),
    country!("Belgium", 2, Dutch, Emea, "+32", RARELY, [("Brugge", None, "80##"), ("Gent", None, "90##")]),
    country!("Austria", 2, German, Emea, "+43", RARELY, [("Graz", None, "80##"), ("Linz", None, "40##")]),
    country!(
        "Poland",
        1,
        Slavic,
        Emea,
        "+48",
        RARELY,
        [("Gdańsk", None, "80-###"), ("Wrocław", None, "50-###")]
    ),
    country!(
        "Netherlands",
        1,
        Dutch,
        Emea,
        "+31",
        RARELY,
        [("Eindhoven", None, "56## KA"), ("Utrecht", None, "35## GL")]
    ),
    country!(
        "Portugal",
        1,
        Iberian,
        Emea,
        "+351",
        RARELY,
        [("Braga", None, "47##-###"), ("Porto", None, "40##-###")]
    ),
    country!(
        "South Africa",
        1,
        English,
        Emea,
        "+27",
        RARELY,
        [("Durban", None, "40##"), ("Gqeberha", None, "60##")]
    ),
    country!(
        "Mexico",
        1,
        Iberian,
        Americas,
        "+52",
        RARELY,
        [("Guadalajara", Some("JAL"), "441##"), ("Puebla", Some("PUE"), "720##")]
    ),
    country!("India", 1, Asian, Apac, "+91", RARELY, [("Kochi", None, "6820##"), ("Pune", None, "4110##")]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countries_hold_the_customers_of_scale_1() {
        assert_eq!(COUNTRIES.iter().map(|country| country.weight).sum::<i64>(), 122);
        assert!(COUNTRIES.iter().all(|country| !country.cities.is_empty()));
    }
}
