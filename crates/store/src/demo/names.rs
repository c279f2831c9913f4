//! Names of invented companies and people, in the manner of their country and never twice the same.

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

/// The words of one culture.
#[derive(Debug)]
pub(super) struct Words {
    /// Given names.
    pub(super) given: &'static [&'static str],
    /// Family names; companies are called after their founders.
    pub(super) family: &'static [&'static str],
    /// What a company does; `~` stands for the founders.
    pub(super) trade: &'static [&'static str],
    /// Legal form, at the end of a company's name.
    pub(super) form: &'static [&'static str],
    /// Streets; `#` stands for the house number.
    pub(super) street: &'static [&'static str],
    /// The word between two founders.
    pub(super) and: &'static str,
}

impl Culture {
    /// The words of the culture.
    pub(super) const fn words(self) -> &'static Words {
        match self {
            Culture::English => &ENGLISH,
            Culture::German => &GERMAN,
            Culture::French => &FRENCH,
            Culture::Iberian => &IBERIAN,
            Culture::Italian => &ITALIAN,
            Culture::Nordic => &NORDIC,
            Culture::Dutch => &DUTCH,
            Culture::Slavic => &SLAVIC,
            Culture::Japanese => &JAPANESE,
            Culture::Asian => &ASIAN,
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

const ENGLISH: Words = Words {
    given: &[
        "Adele", "Amos", "Audrey", "Brenna", "Calvin", "Carys", "Dorian", "Edith", "Ellis", "Fergus", "Gwen",
        "Harriet", "Imogen", "Jasper", "Keira", "Lionel", "Maeve", "Nolan", "Odette", "Percy", "Rhona",
        "Silas", "Tamsin", "Wesley",
    ],
    family: &[
        "Abernethy",
        "Ashdown",
        "Barrowby",
        "Birkett",
        "Blackwater",
        "Brightwell",
        "Calloway",
        "Carrick",
        "Coldstream",
        "Cranmore",
        "Dunmore",
        "Eastlake",
        "Elmhurst",
        "Fairbairn",
        "Fenwick",
        "Foxhall",
        "Garrity",
        "Glenholm",
        "Greystone",
        "Hadleigh",
        "Harbourne",
        "Hathersage",
        "Holloway",
        "Ironside",
        "Kettering",
        "Kingsley",
        "Langford",
        "Larkspur",
        "Lockhart",
        "Marlowe",
        "Merrick",
        "Millbrook",
        "Norwood",
        "Oakhurst",
        "Pemberton",
        "Penrose",
        "Quimby",
        "Ravenscroft",
        "Redfern",
        "Rockwell",
        "Rushton",
        "Seabrook",
        "Shackleford",
        "Stonebridge",
        "Tillery",
        "Thornbury",
        "Underhill",
        "Wainwright",
        "Westbrook",
        "Winslow",
    ],
    trade: &[
        "~ Hobbies",
        "~ Collectors' Corner",
        "~ Scale Models",
        "~ Toys & Trains",
        "~ Miniatures",
        "~ Gift Gallery",
        "~ Trading",
        "~ Model Works",
        "~ Diecast",
        "~ Novelties",
        "The ~ Emporium",
        "~ Replicas",
        "~ Craft Supply",
        "~ Souvenirs",
        "~ Imports",
        "~ Motor Memorabilia",
        "~ Museum Shops",
        "~ Department Stores",
        "The ~ Toy Box",
        "~ Distributors",
    ],
    form: &[" Ltd.", ", Inc.", "", " Co.", " LLC", ""],
    street: &[
        "# Mill Lane",
        "# Harbour Street",
        "# Station Road",
        "# Orchard Avenue",
        "# Kiln Row",
        "# Foundry Street",
        "# Lakeview Drive",
    ],
    and: "&",
};

const GERMAN: Words = Words {
    given: &[
        "Anselm", "Beate", "Detlef", "Elke", "Frieda", "Gerlinde", "Hanno", "Ilse", "Jörg", "Katja",
        "Lorenz", "Meike", "Ottmar", "Silke", "Uwe", "Wiebke",
    ],
    family: &[
        "Albrecht",
        "Brandstetter",
        "Dornbusch",
        "Eichinger",
        "Falkenberg",
        "Gruber",
        "Haberland",
        "Hollerbach",
        "Kaltenbach",
        "Kirchner",
        "Lindenau",
        "Morgenroth",
        "Niedermeier",
        "Obermoser",
        "Pfeiffer",
        "Rosenthal",
        "Sandhagen",
        "Steinbrück",
        "Tannhäuser",
        "Vogelsang",
        "Wendland",
        "Zeller",
    ],
    trade: &[
        "~ Modellbau",
        "Spielwaren ~",
        "~ Sammlerbedarf",
        "~ Miniaturen",
        "Modellwelt ~",
        "~ Geschenke",
        "~ Handelshaus",
        "Modellbahn ~",
        "Kaufhaus ~",
        "~ Hobbymarkt",
    ],
    form: &[" GmbH", " KG", " & Co. KG", " AG", " OHG"],
    street: &[
        "Lindenallee #",
        "Am Güterbahnhof #",
        "Hafenstraße #",
        "Mühlgasse #",
        "Schillerplatz #",
        "Werkstraße #",
    ],
    and: "&",
};

const FRENCH: Words = Words {
    given: &[
        "Apolline",
        "Bastien",
        "Clémence",
        "Damien",
        "Éloïse",
        "Florent",
        "Gaëlle",
        "Hugues",
        "Isaure",
        "Jocelyn",
        "Lucie",
        "Maxence",
        "Noémie",
        "Olivier",
        "Pascaline",
        "Rémi",
    ],
    family: &[
        "Aubertin",
        "Beaumont",
        "Carpentier",
        "Chastel",
        "Delacour",
        "Desrosiers",
        "Fontaine",
        "Garnier",
        "Hautefeuille",
        "Jolivet",
        "Lachance",
        "Marchand",
        "Montclar",
        "Noiret",
        "Perrault",
        "Quesnel",
        "Rochefort",
        "Sauvage",
        "Tavernier",
        "Vaillant",
        "Verdier",
    ],
    trade: &[
        "Maquettes ~",
        "~ Miniatures",
        "Jouets ~",
        "Atelier ~",
        "~ Modélisme",
        "Comptoir ~",
        "Galerie ~",
        "Bazar ~",
        "Cadeaux ~",
        "Collections ~",
    ],
    form: &[" SARL", " SA", " et Fils", " SAS", ""],
    street: &[
        "#, rue des Tanneurs",
        "#, quai de la Gare",
        "#, place du Marché",
        "#, avenue des Tilleuls",
        "#, rue du Moulin",
    ],
    and: "et",
};

const IBERIAN: Words = Words {
    given: &[
        "Amparo", "Benito", "Catalina", "Diogo", "Elvira", "Fermín", "Graça", "Hernán", "Inês", "Joaquín",
        "Leonor", "Matías", "Nuria", "Otávio", "Pilar", "Rodrigo",
    ],
    family: &[
        "Alcántara",
        "Barrientos",
        "Cabral",
        "Cifuentes",
        "Dávila",
        "Escobedo",
        "Figueira",
        "Galindo",
        "Herrero",
        "Iglesias",
        "Linares",
        "Montenegro",
        "Navarrete",
        "Olivares",
        "Pacheco",
        "Quintana",
        "Rebelo",
        "Salvatierra",
        "Tavares",
        "Urrutia",
        "Valverde",
        "Zamora",
    ],
    trade: &[
        "Miniaturas ~",
        "Juguetes ~",
        "Modelismo ~",
        "~ Colecciones",
        "Bazar ~",
        "Almacenes ~",
        "Casa ~",
        "~ Regalos",
        "Galería ~",
    ],
    form: &[" S.A.", " S.L.", " e Hijos", "", " Ltda."],
    street: &[
        "Calle del Puerto, #",
        "Plaza Mayor, #",
        "Avenida de la Estación, #",
        "Paseo del Río, #",
        "Calle de la Fuente, #",
    ],
    and: "y",
};

const ITALIAN: Words = Words {
    given: &[
        "Agnese", "Bruno", "Cosima", "Dario", "Elettra", "Fabrizio", "Ginevra", "Ilario", "Lavinia",
        "Nicolò", "Ottavia", "Pietro",
    ],
    family: &[
        "Albanesi",
        "Bellandi",
        "Castellani",
        "Donati",
        "Falconieri",
        "Gualtieri",
        "Lombardini",
        "Marchesini",
        "Novelli",
        "Orsetti",
        "Pellegrini",
        "Rinaldi",
        "Santoro",
        "Tedeschi",
        "Vianello",
        "Zanetti",
    ],
    trade: &[
        "Modellismo ~",
        "~ Miniature",
        "Giocattoli ~",
        "Bottega ~",
        "~ Collezioni",
        "Regali ~",
        "Magazzini ~",
        "Officina ~",
    ],
    form: &[" S.r.l.", " S.p.A.", " e Figli", ""],
    street: &["Via della Stazione #", "Corso del Porto #", "Piazza dei Mercanti #", "Via dei Mulini #"],
    and: "e",
};

const NORDIC: Words = Words {
    given: &[
        "Aksel", "Birgit", "Eero", "Frida", "Gudrun", "Halvor", "Ingrid", "Jarmo", "Kirsi", "Leif", "Merete",
        "Nils", "Oona", "Sigrid", "Torben", "Ylva",
    ],
    family: &[
        "Aalto",
        "Bakkevig",
        "Dahlgren",
        "Enqvist",
        "Fjellheim",
        "Grönlund",
        "Halvorsen",
        "Isaksen",
        "Jokinen",
        "Kallasvuo",
        "Lindqvist",
        "Mortensgaard",
        "Nygård",
        "Ovesen",
        "Rautio",
        "Solberg",
        "Strömsund",
        "Tuominen",
        "Vestergaard",
        "Westerlund",
    ],
    trade: &["~ Modell", "~ Hobby", "~ Miniatyr", "~ Leker", "~ Handel", "~ Samler", "~ Gaver", "~ Trading"],
    form: &[" AS", " AB", " Oy", " A/S", ""],
    street: &["Havnegata #", "Kvarnvägen #", "Stationsvej #", "Rantakatu #", "Torget #"],
    and: "&",
};

const DUTCH: Words = Words {
    given: &[
        "Anneke", "Bram", "Coen", "Dieuwke", "Evert", "Femke", "Gijs", "Hilde", "Joost", "Lotte", "Maarten",
        "Saskia",
    ],
    family: &[
        "Achterberg",
        "Boogaard",
        "Claessens",
        "Dijkhuis",
        "Eikelboom",
        "Goossens",
        "Hoogland",
        "Kuipers",
        "Lammens",
        "Molenaar",
        "Overbeek",
        "Roelofs",
        "Terpstra",
        "Verstraete",
        "Wouters",
        "Zandstra",
    ],
    trade: &[
        "~ Modelbouw",
        "~ Miniaturen",
        "Speelgoed ~",
        "~ Verzamelaars",
        "~ Handel",
        "Warenhuis ~",
        "~ Hobby",
    ],
    form: &[" BV", " NV", " & Zonen", ""],
    street: &["Havenkade #", "Stationsplein #", "Molenstraat #", "Markt #"],
    and: "&",
};

const SLAVIC: Words = Words {
    given: &[
        "Agnieszka",
        "Bogdan",
        "Celina",
        "Dobrosław",
        "Ewelina",
        "Grzegorz",
        "Halina",
        "Jacek",
        "Kalina",
        "Ludwik",
        "Mirosława",
        "Zbigniew",
    ],
    family: &[
        "Bielecki",
        "Czerwonka",
        "Dąbek",
        "Falkowski",
        "Gajda",
        "Jaworek",
        "Krasicki",
        "Leśniak",
        "Mazurek",
        "Nowicki",
        "Olszowy",
        "Piotrkowicz",
        "Rybarczyk",
        "Sokołowski",
        "Wilczek",
        "Zalewski",
    ],
    trade: &["~ Modele", "Zabawki ~", "~ Miniatury", "Galeria ~", "~ Handel", "~ Hobby"],
    form: &[" Sp. z o.o.", " S.A.", " i Synowie", ""],
    street: &["ul. Portowa #", "ul. Młyńska #", "ul. Dworcowa #", "Rynek #"],
    and: "i",
};

const JAPANESE: Words = Words {
    given: &[
        "Akemi", "Daichi", "Emiko", "Fumio", "Haruka", "Isamu", "Kaede", "Makoto", "Naoki", "Reiko",
        "Shiori", "Takumi",
    ],
    family: &[
        "Aoyagi",
        "Fukushige",
        "Hamasaki",
        "Ishimori",
        "Kageyama",
        "Kurosawa",
        "Minamoto",
        "Nishikawa",
        "Okabe",
        "Sakuraba",
        "Takeshita",
        "Uesugi",
        "Watarai",
        "Yamagata",
    ],
    trade: &["~ Mokei", "~ Hobby", "~ Collection", "~ Shoji", "~ Toys", "~ Miniatures"],
    form: &[" K.K.", " Co., Ltd.", ""],
    street: &["#-2 Minato-cho", "#-5 Ekimae-dori", "#-1 Hondori", "#-8 Sakura-machi"],
    and: "&",
};

const ASIAN: Words = Words {
    given: &[
        "Anjali", "Boon", "Chitra", "Darren", "Esther", "Faisal", "Gita", "Hui Min", "Ishaan", "Jia Wei",
        "Kavita", "Lakshmi",
    ],
    family: &[
        "Ahluwalia",
        "Bhaskar",
        "Chua",
        "Deshpande",
        "Foong",
        "Goh",
        "Hariharan",
        "Iyer",
        "Koh",
        "Lim",
        "Menon",
        "Ng",
        "Ong",
        "Pillai",
        "Seah",
        "Teo",
    ],
    trade: &[
        "~ Hobby House",
        "~ Models",
        "~ Trading",
        "~ Collectibles",
        "~ Gifts",
        "~ Miniatures",
        "~ Toy Mart",
    ],
    form: &[" Pte Ltd", " & Sons", " Enterprises", ""],
    street: &["# Harbour View", "# Temple Street", "# Orchid Road", "# Market Lane"],
    and: "&",
};

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
