//! The sign of a currency, and how many decimals it has.

/// A currency as written beside an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// ISO 4217 code.
    pub(super) code: String,
    /// Sign, or the code where there is none.
    pub(super) sign: String,
    /// 2 for most, 0 for the yen and the won.
    pub(super) decimals: u32,
}

const SIGNS: [(&str, &str); 13] = [
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("CAD", "CA$"),
    ("CNY", "CN¥"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("HKD", "HK$"),
    ("INR", "₹"),
    ("JPY", "¥"),
    ("KRW", "₩"),
    ("MXN", "MX$"),
    ("NZD", "NZ$"),
    ("USD", "$"),
];

/// Currencies without a smaller unit in use (ISO 4217 exponent 0).
const WITHOUT_DECIMALS: [&str; 9] = ["CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"];

impl Currency {
    /// Reads an ISO 4217 code; any three capital letters, since a new currency is no error of ours.
    pub(super) fn parse(code: &str) -> Option<Currency> {
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let sign = SIGNS.iter().find(|(known, _)| *known == code).map_or(code, |(_, sign)| sign);
        let decimals = if WITHOUT_DECIMALS.contains(&code) { 0 } else { 2 };
        Some(Currency { code: code.to_owned(), sign: sign.to_owned(), decimals })
    }

    /// Whether the sign is a word that must not touch the digits.
    pub(super) fn is_word(&self) -> bool {
        self.sign.bytes().all(|byte| byte.is_ascii_alphabetic())
    }
}
