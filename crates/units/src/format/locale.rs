//! How a language and country write numbers and dates: the rows of a small table.

/// Where the currency sign goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignPlace {
    /// `$9.60`
    Before,
    /// `R$ 9,60`
    BeforeSpaced,
    /// `9,60 €`
    After,
}

/// The order of the parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// `31 May 2005`
    DayMonthYear,
    /// `31. Mai 2005`
    DayDotMonthYear,
    /// `2005年5月31日`
    YearMonthDayMarked,
}

/// An abbreviation of a power of ten.
#[derive(Clone, Copy, Debug)]
pub(super) struct Magnitude {
    /// Power of ten.
    pub(super) power: u32,
    /// What follows the number, its space included.
    pub(super) suffix: &'static str,
}

/// The customs of one locale.
#[derive(Debug)]
pub(super) struct Locale {
    /// BCP 47 tag, as configured: `de-DE`.
    pub(super) tag: &'static str,
    /// Between whole and decimals.
    pub(super) decimal: &'static str,
    /// Between groups of three digits.
    pub(super) group: &'static str,
    /// Fewest whole digits that are grouped; Spanish leaves four together.
    pub(super) group_from_digits: usize,
    pub(super) sign_place: SignPlace,
    pub(super) date_order: DateOrder,
    /// Ascending by power.
    pub(super) magnitudes: [Magnitude; 3],
    pub(super) months: [&'static str; 12],
    pub(super) months_short: [&'static str; 12],
}

const fn magnitude(power: u32, suffix: &'static str) -> Magnitude {
    Magnitude { power, suffix }
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ENGLISH_MAGNITUDES: [Magnitude; 3] = [magnitude(3, "K"), magnitude(6, "M"), magnitude(9, "B")];
const JAPANESE_MONTHS: [&str; 12] =
    ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];

/// Every locale that can be configured; the first is the default.
pub(super) const LOCALES: [Locale; 9] = [
    Locale {
        tag: "en-US",
        decimal: ".",
        group: ",",
        group_from_digits: 4,
        sign_place: SignPlace::Before,
        date_order: DateOrder::DayMonthYear,
        magnitudes: ENGLISH_MAGNITUDES,
        months: ENGLISH,
        months_short: ENGLISH_SHORT,
    },
    Locale {
        tag: "en-GB",
        decimal: ".",
        group: ",",
        group_from_digits: 4,
        sign_place: SignPlace::Before,
        date_order: DateOrder::DayMonthYear,
        magnitudes: ENGLISH_MAGNITUDES,
        months: ENGLISH,
        months_short: ENGLISH_SHORT,
    },
    Locale {
        tag: "de-DE",
        decimal: ",",
        group: ".",
        group_from_digits: 4,
        sign_place: SignPlace::After,
        date_order: DateOrder::DayDotMonthYear,
        magnitudes: [magnitude(3, "\u{a0}Tsd."), magnitude(6, "\u{a0}Mio."), magnitude(9, "\u{a0}Mrd.")],
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        months_short: ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
    },
    Locale {
        tag: "fr-FR",
        decimal: ",",
        group: "\u{202f}",
        group_from_digits: 4,
        sign_place: SignPlace::After,
        date_order: DateOrder::DayMonthYear,
        magnitudes: [magnitude(3, "\u{a0}k"), magnitude(6, "\u{a0}M"), magnitude(9, "\u{a0}Md")],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        months_short: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
    },
    Locale {
        tag: "es-ES",
        decimal: ",",
        group: ".",
        group_from_digits: 5,
        sign_place: SignPlace::After,
        date_order: DateOrder::DayMonthYear,
        magnitudes: [magnitude(3, "\u{a0}mil"), magnitude(6, "\u{a0}M"), magnitude(9, "\u{a0}mil\u{a0}M")],
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        months_short: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    },
    Locale {
        tag: "it-IT",
        decimal: ",",
        group: ".",
        group_from_digits: 4,
        sign_place: SignPlace::After,
        date_order: DateOrder::DayMonthYear,
        magnitudes: [magnitude(3, "\u{a0}mila"), magnitude(6, "\u{a0}Mln"), magnitude(9, "\u{a0}Mrd")],
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        months_short: ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    },
    Locale {
        tag: "ja-JP",
        decimal: ".",
        group: ",",
        group_from_digits: 4,
        sign_place: SignPlace::Before,
        date_order: DateOrder::YearMonthDayMarked,
        magnitudes: [magnitude(4, "万"), magnitude(8, "億"), magnitude(12, "兆")],
        months: JAPANESE_MONTHS,
        months_short: JAPANESE_MONTHS,
    },
    Locale {
        tag: "nl-NL",
        decimal: ",",
        group: ".",
        group_from_digits: 4,
        sign_place: SignPlace::BeforeSpaced,
        date_order: DateOrder::DayMonthYear,
        magnitudes: [magnitude(3, "K"), magnitude(6, "\u{a0}mln."), magnitude(9, "\u{a0}mld.")],
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        months_short: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    },
    Locale {
        tag: "pt-BR",
        decimal: ",",
        group: ".",
        group_from_digits: 4,
        sign_place: SignPlace::BeforeSpaced,
        date_order: DateOrder::DayMonthYear,
        magnitudes: [magnitude(3, "\u{a0}mil"), magnitude(6, "\u{a0}mi"), magnitude(9, "\u{a0}bi")],
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        months_short: ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
    },
];
