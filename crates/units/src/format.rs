//! How numbers, money and dates are written on a page, by locale and currency.
//!
//! Every figure is rounded once, here, half away from zero, from integers or exact fractions; no binary float is involved.
//! Exports do not pass through here: they stay plain.
mod currency;
mod locale;

use crate::{Day, DayRange, Fraction, Money, Month};
use currency::Currency;
use locale::{DateOrder, LOCALES, Locale, SignPlace};

/// What stands where there is no value.
pub const NO_VALUE: &str = "–";

/// U+2212, as wide as a plus sign.
const MINUS: &str = "−";

/// U+202F, keeps a number and its unit on one line.
const NARROW_SPACE: &str = "\u{202f}";

/// U+00A0, keeps an amount and its currency on one line.
const NO_BREAK_SPACE: &str = "\u{a0}";

/// A figure has this many significant digits on cards and charts.
const SIGNIFICANT: i128 = 1000;

/// The number, money and date formats in force.
#[derive(Clone, Debug)]
pub struct Format {
    locale: &'static Locale,
    currency: Currency,
}

impl Default for Format {
    /// `en-US` and `USD`.
    fn default() -> Format {
        Format::new("en-US", "USD").expect("the default locale and currency are in the tables")
    }
}

impl Format {
    /// The formats of a locale (`de-DE`, case and `_` do not matter) and a currency (ISO 4217).
    ///
    /// # Errors
    /// When the locale is not in the table, with the list of those that are, or the currency is no code of three letters.
    pub fn new(locale: &str, currency: &str) -> Result<Format, String> {
        let wanted = locale.replace('_', "-");
        let Some(known) = LOCALES.iter().find(|known| known.tag.eq_ignore_ascii_case(&wanted)) else {
            let tags: Vec<&str> = LOCALES.iter().map(|locale| locale.tag).collect();
            return Err(format!("LOCALE `{locale}` is not known, write one of {}", tags.join(", ")));
        };
        let code = currency.to_ascii_uppercase();
        let currency = Currency::parse(&code).ok_or_else(|| {
            format!("CURRENCY `{currency}` is no ISO 4217 code, write three letters such as USD")
        })?;
        Ok(Format { locale: known, currency })
    }

    /// Language tag for the `lang` of dates and numbers: `de-DE`.
    pub fn locale_tag(&self) -> &'static str {
        self.locale.tag
    }

    /// ISO 4217 code of the currency.
    pub fn currency_code(&self) -> &str {
        &self.currency.code
    }

    /// In full: `$9,604,190.61`.
    pub fn money(&self, amount: Money) -> String {
        self.money_with(amount, self.currency.decimals)
    }

    /// Without cents: `$9,604,191`.
    pub fn money_whole(&self, amount: Money) -> String {
        self.money_with(amount, 0)
    }

    /// Three significant digits: `$5.05M`, `$563K`, `$45.5K`, `$812`, `$45.50`.
    pub fn money_short(&self, amount: Money) -> String {
        let digits = self.short(i128::from(amount.cents()).abs(), 100, self.currency.decimals, false);
        signed(amount.cents(), self.with_sign(&digits))
    }

    /// As on an axis, without idle zeros: `$1M`, `$2.5M`, `$250K`, `$0`.
    pub fn money_tick(&self, amount: Money) -> String {
        let digits = self.short(i128::from(amount.cents()).abs(), 100, self.currency.decimals, true);
        signed(amount.cents(), self.with_sign(&digits))
    }

    /// A quotient of money in full, such as a mean: `$29,460.71`.
    pub fn mean_money(&self, cents: Fraction) -> String {
        self.money(rounded_cents(cents))
    }

    /// A quotient of money with three significant digits: `$29.5K`.
    pub fn mean_money_short(&self, cents: Fraction) -> String {
        self.money_short(rounded_cents(cents))
    }

    /// With its sign: `+$238K`, `−$1.62M`.
    pub fn signed_money_short(&self, amount: Money) -> String {
        plus(amount.cents(), self.money_short(amount))
    }

    /// With its sign, in full: `+$238,112.04`.
    pub fn signed_money(&self, amount: Money) -> String {
        plus(amount.cents(), self.money(amount))
    }

    /// Grouped: `105,516`.
    pub fn integer(&self, number: impl Into<i128>) -> String {
        let number = number.into();
        signed(number, self.grouped(number.unsigned_abs()))
    }

    /// Grouped, with its sign: `+1,204`, `−3`.
    pub fn signed_integer(&self, number: impl Into<i128>) -> String {
        let number = number.into();
        plus(number, self.integer(number))
    }

    /// Three significant digits: `105K`, `9.33K`, `31`.
    pub fn integer_short(&self, number: impl Into<i128>) -> String {
        let number = number.into();
        signed(number, self.short(number.abs(), 1, 0, false))
    }

    /// So many decimals: `323.67`.
    pub fn decimal(&self, number: Fraction, decimals: u32) -> String {
        let scaled = number.scaled(decimals);
        signed(scaled, self.digits(scaled.unsigned_abs(), decimals))
    }

    /// A percentage (the fraction is in per cent already, as [`Fraction::percent`] gives): `33.6 %`.
    pub fn percent(&self, percent: Fraction, decimals: u32) -> String {
        self.decimal(percent, decimals) + NARROW_SPACE + "%"
    }

    /// A percentage with its sign: `+88.0 %`, `−0.4 %`.
    pub fn signed_percent(&self, percent: Fraction, decimals: u32) -> String {
        plus(percent.scaled(decimals), self.percent(percent, decimals))
    }

    /// A difference of two percentages: `0.7 pp`.
    pub fn points(&self, points: Fraction, decimals: u32) -> String {
        self.decimal(points, decimals) + NARROW_SPACE + "pp"
    }

    /// A difference of two percentages with its sign: `−10.7 pp`.
    pub fn signed_points(&self, points: Fraction, decimals: u32) -> String {
        plus(points.scaled(decimals), self.points(points, decimals))
    }

    /// Days: `56 d`.
    pub fn days(&self, days: impl Into<i128>) -> String {
        self.integer(days) + NARROW_SPACE + "d"
    }

    /// How an amount or count became another, in words short enough for a column.
    ///
    /// `+88 %`; more than ten-fold `× 53`; from zero `new`; to zero `lost`; zero both times, or from below zero, `–`.
    pub fn change(&self, before: impl Into<i128>, now: impl Into<i128>, decimals: u32) -> String {
        let (before, now) = (before.into(), now.into());
        if before < 0 || (before == 0 && now == 0) {
            return NO_VALUE.to_owned();
        }
        if before == 0 {
            return "new".to_owned();
        }
        if now == 0 {
            return "lost".to_owned();
        }
        if now > 10 * before {
            let ratio = Fraction::new(now, before).map_or(0, |ratio| ratio.scaled(0));
            return format!("×{NARROW_SPACE}{}", self.integer(ratio));
        }
        Fraction::percent(now - before, before)
            .map_or_else(|| NO_VALUE.to_owned(), |percent| self.signed_percent(percent, decimals))
    }

    /// `31 May 2005`.
    pub fn day(&self, day: Day) -> String {
        self.day_in_year(day, Some(day.year()))
    }

    /// Both ends, what they share written once: `1 Jan – 31 May 2005`.
    pub fn day_range(&self, range: DayRange) -> String {
        if range.start == range.end {
            return self.day(range.end);
        }
        let year_once =
            range.start.year() == range.end.year() && self.locale.date_order != DateOrder::YearMonthDayMarked;
        let start_year = (!year_once).then(|| range.start.year());
        format!("{} – {}", self.day_in_year(range.start, start_year), self.day(range.end))
    }

    /// `May 2005`.
    pub fn month(&self, month: Month) -> String {
        self.month_with(month, &self.locale.months_short)
    }

    /// `November 2004`.
    pub fn month_long(&self, month: Month) -> String {
        self.month_with(month, &self.locale.months)
    }

    /// `November`, whatever the year.
    pub fn month_name(&self, month: Month) -> &'static str {
        self.locale.months[month.month_of_year() as usize - 1]
    }

    /// `Nov`, as under an axis.
    pub fn month_name_short(&self, month: Month) -> &'static str {
        self.locale.months_short[month.month_of_year() as usize - 1]
    }

    fn day_in_year(&self, day: Day, year: Option<i32>) -> String {
        let (month, number) = (self.month_name_short(day.month()), day.day_of_month());
        let year =
            |before: &str, after: &str| year.map_or(String::new(), |year| format!("{before}{year}{after}"));
        match self.locale.date_order {
            DateOrder::DayMonthYear => format!("{number} {month}{}", year(" ", "")),
            DateOrder::DayDotMonthYear => format!("{number}. {month}{}", year(" ", "")),
            DateOrder::YearMonthDayMarked => format!("{}{month}{number}日", year("", "年")),
        }
    }

    fn month_with(&self, month: Month, names: &[&'static str; 12]) -> String {
        let (name, year) = (names[month.month_of_year() as usize - 1], month.year());
        match self.locale.date_order {
            DateOrder::YearMonthDayMarked => format!("{year}年{name}"),
            DateOrder::DayMonthYear | DateOrder::DayDotMonthYear => format!("{name} {year}"),
        }
    }

    fn money_with(&self, amount: Money, decimals: u32) -> String {
        let scaled = in_currency_units(amount).scaled(decimals).unsigned_abs();
        let shown_sign = if scaled == 0 { 0 } else { amount.cents() };
        signed(shown_sign, self.with_sign(&self.digits(scaled, decimals)))
    }

    fn with_sign(&self, digits: &str) -> String {
        let sign = &self.currency.sign;
        match self.locale.sign_place {
            SignPlace::Before if !self.currency.is_word() => format!("{sign}{digits}"),
            SignPlace::Before | SignPlace::BeforeSpaced => format!("{sign}{NO_BREAK_SPACE}{digits}"),
            SignPlace::After => format!("{digits}{NO_BREAK_SPACE}{sign}"),
        }
    }

    /// Three significant digits of `units / per_whole`, which is not negative; `small_decimals` are those of a number below a hundred.
    fn short(&self, units: i128, per_whole: i128, small_decimals: u32, trimmed: bool) -> String {
        let magnitudes = &self.locale.magnitudes;
        let in_power = |power: u32| {
            Fraction::new(units, per_whole * 10_i128.pow(power)).expect("a power of ten is not 0")
        };
        let number = in_power(0);
        if number.scaled(0) < 10_i128.pow(magnitudes[0].power) {
            let cents = number.scaled(small_decimals);
            let unit = 10_i128.pow(small_decimals);
            let decimals = if cents < 100 * unit && cents % unit != 0 { small_decimals } else { 0 };
            return self.digits(number.scaled(decimals).unsigned_abs(), decimals);
        }
        for (index, magnitude) in magnitudes.iter().enumerate() {
            let in_magnitude = in_power(magnitude.power);
            let room =
                magnitudes.get(index + 1).map_or(i128::MAX, |next| 10_i128.pow(next.power - magnitude.power));
            if in_magnitude.scaled(0) >= room {
                continue;
            }
            let decimals =
                (0..=2).rev().find(|&decimals| in_magnitude.scaled(decimals) < SIGNIFICANT).unwrap_or(0);
            let mut text = self.digits(in_magnitude.scaled(decimals).unsigned_abs(), decimals);
            if trimmed && decimals > 0 {
                let kept = text.trim_end_matches('0').trim_end_matches(self.locale.decimal).len();
                text.truncate(kept);
            }
            return text + magnitude.suffix;
        }
        self.digits(number.scaled(0).unsigned_abs(), 0)
    }

    /// A number times `10^decimals`, written with so many decimals.
    fn digits(&self, scaled: u128, decimals: u32) -> String {
        let unit = 10_u128.pow(decimals);
        let whole = self.grouped(scaled / unit);
        if decimals == 0 {
            return whole;
        }
        format!("{whole}{}{:0width$}", self.locale.decimal, scaled % unit, width = decimals as usize)
    }

    fn grouped(&self, number: u128) -> String {
        let digits = number.to_string();
        if digits.len() < self.locale.group_from_digits {
            return digits;
        }
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 * self.locale.group.len());
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.locale.group);
            }
            text.push(digit);
        }
        text
    }
}

/// The amount without its sign, in whole currency units.
fn in_currency_units(amount: Money) -> Fraction {
    Fraction::new(i128::from(amount.cents()).abs(), 100).expect("the denominator is 100")
}

fn rounded_cents(cents: Fraction) -> Money {
    Money::from_cents(i64::try_from(cents.scaled(0)).unwrap_or(i64::MAX))
}

/// The digits with a minus where the number is negative.
fn signed(number: impl Into<i128>, digits: String) -> String {
    if number.into() < 0 { format!("{MINUS}{digits}") } else { digits }
}

/// The text with a plus where the number is positive.
fn plus(number: impl Into<i128>, text: String) -> String {
    if number.into() > 0 { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plain blanks for the two kinds of space that do not break, so that the rows below can be read.
    fn plain(text: &str) -> String {
        text.replace(['\u{202f}', '\u{a0}'], " ")
    }

    fn money(text: &str) -> Money {
        let cents: i64 = text.replace('.', "").parse().unwrap();
        Money::from_cents(cents)
    }

    #[test]
    fn money_in_every_length() {
        let format = Format::default();
        for (amount, full, whole, short, tick, signed) in [
            ("9604190.61", "$9,604,190.61", "$9,604,191", "$9.60M", "$9.6M", "+$9.60M"),
            ("5051361.84", "$5,051,361.84", "$5,051,362", "$5.05M", "$5.05M", "+$5.05M"),
            ("-1620000.00", "−$1,620,000.00", "−$1,620,000", "−$1.62M", "−$1.62M", "−$1.62M"),
            ("563000.00", "$563,000.00", "$563,000", "$563K", "$563K", "+$563K"),
            ("999499.99", "$999,499.99", "$999,500", "$999K", "$999K", "+$999K"),
            ("999500.00", "$999,500.00", "$999,500", "$1.00M", "$1M", "+$1.00M"),
            ("45480.79", "$45,480.79", "$45,481", "$45.5K", "$45.5K", "+$45.5K"),
            ("99950.00", "$99,950.00", "$99,950", "$100K", "$100K", "+$100K"),
            ("1000.00", "$1,000.00", "$1,000", "$1.00K", "$1K", "+$1.00K"),
            ("999.50", "$999.50", "$1,000", "$1.00K", "$1K", "+$1.00K"),
            ("812.40", "$812.40", "$812", "$812", "$812", "+$812"),
            ("45.50", "$45.50", "$46", "$45.50", "$45.50", "+$45.50"),
            ("-0.40", "−$0.40", "$0", "−$0.40", "−$0.40", "−$0.40"),
            ("0.00", "$0.00", "$0", "$0", "$0", "$0"),
            (
                "1234567890123.00",
                "$1,234,567,890,123.00",
                "$1,234,567,890,123",
                "$1,235B",
                "$1,235B",
                "+$1,235B",
            ),
        ] {
            let amount_money = money(amount);
            assert_eq!(format.money(amount_money), full, "{amount} in full");
            assert_eq!(format.money_whole(amount_money), whole, "{amount} whole");
            assert_eq!(format.money_short(amount_money), short, "{amount} short");
            assert_eq!(format.money_tick(amount_money), tick, "{amount} tick");
            assert_eq!(format.signed_money_short(amount_money), signed, "{amount} signed");
        }
    }

    #[test]
    fn locales_and_currencies() {
        let day = Day::from_ymd(2005, 5, 31).unwrap();
        let (percent, amount) = (Fraction::new(336, 10).unwrap(), money("9604190.61"));
        for (locale, currency, full, short, share, date, month) in [
            ("en-US", "USD", "$9,604,190.61", "$9.60M", "33.6 %", "31 May 2005", "May 2005"),
            ("en_gb", "gbp", "£9,604,190.61", "£9.60M", "33.6 %", "31 May 2005", "May 2005"),
            ("de-DE", "EUR", "9.604.190,61 €", "9,60 Mio. €", "33,6 %", "31. Mai 2005", "Mai 2005"),
            ("fr-FR", "EUR", "9 604 190,61 €", "9,60 M €", "33,6 %", "31 mai 2005", "mai 2005"),
            ("es-ES", "EUR", "9.604.190,61 €", "9,60 M €", "33,6 %", "31 may 2005", "may 2005"),
            ("it-IT", "EUR", "9.604.190,61 €", "9,60 Mln €", "33,6 %", "31 mag 2005", "mag 2005"),
            ("ja-JP", "JPY", "¥9,604,191", "¥960万", "33.6 %", "2005年5月31日", "2005年5月"),
            ("nl-NL", "EUR", "€ 9.604.190,61", "€ 9,60 mln.", "33,6 %", "31 mei 2005", "mei 2005"),
            ("pt-BR", "BRL", "R$ 9.604.190,61", "R$ 9,60 mi", "33,6 %", "31 mai 2005", "mai 2005"),
            ("en-US", "CHF", "CHF 9,604,190.61", "CHF 9.60M", "33.6 %", "31 May 2005", "May 2005"),
        ] {
            let format = Format::new(locale, currency).unwrap();
            assert_eq!(plain(&format.money(amount)), full, "{locale} {currency}");
            assert_eq!(plain(&format.money_short(amount)), short, "{locale} {currency}");
            assert_eq!(plain(&format.percent(percent, 1)), share, "{locale}");
            assert_eq!(plain(&format.day(day)), date, "{locale}");
            assert_eq!(plain(&format.month(day.month())), month, "{locale}");
        }
        let spanish = Format::new("es-ES", "EUR").unwrap();
        assert_eq!(spanish.integer(9604), "9604", "Spanish leaves four digits together");
        assert_eq!(spanish.integer(19604), "19.604");
    }

    #[test]
    fn unknown_settings_say_what_is_known() {
        let error = Format::new("xx-XX", "USD").unwrap_err();
        assert!(error.contains("`xx-XX`") && error.contains("en-US, en-GB, de-DE"), "{error}");
        let error = Format::new("en-US", "dollar").unwrap_err();
        assert!(error.contains("`dollar`") && error.contains("ISO 4217"), "{error}");
    }

    #[test]
    fn changes_in_words() {
        let format = Format::default();
        for (before, now, expected) in [
            (100, 188, "+88 %"),
            (188, 100, "−47 %"),
            (100, 100, "0 %"),
            (100, 1000, "+900 %"),
            (100, 5349, "× 53"),
            (1, 1_234_567, "× 1,234,567"),
            (0, 5, "new"),
            (5, 0, "lost"),
            (0, 0, NO_VALUE),
            (-5, 10, NO_VALUE),
        ] {
            assert_eq!(plain(&format.change(before, now, 0)), expected, "{before} to {now}");
        }
    }

    #[test]
    fn signs_and_shares() {
        let format = Format::default();
        let fraction = |numerator: i128, denominator: i128| Fraction::new(numerator, denominator).unwrap();
        assert_eq!(plain(&format.signed_points(fraction(-107, 10), 1)), "−10.7 pp");
        assert_eq!(plain(&format.signed_percent(fraction(-1, 1000), 1)), "0.0 %", "no minus before a zero");
        assert_eq!(
            plain(&format.percent(fraction(874_488, 10_000), 1)),
            "87.4 %",
            "rounded once, from the exact value"
        );
        assert_eq!(format.signed_integer(-1204), "−1,204");
        assert_eq!(format.integer_short(105_516), "106K");
        assert_eq!(format.mean_money(fraction(960_419_061, 326)), "$29,460.71");
        assert_eq!(format.mean_money_short(fraction(960_419_061, 326)), "$29.5K");
        assert_eq!(plain(&format.days(184)), "184 d");
    }

    #[test]
    fn ranges_of_days_write_the_year_once() {
        let day = |text: &str| Day::parse(text).unwrap();
        for (locale, start, end, expected) in [
            ("en-US", "2004-06-01", "2005-05-31", "1 Jun 2004 – 31 May 2005"),
            ("en-US", "2004-01-01", "2004-05-31", "1 Jan – 31 May 2004"),
            ("en-US", "2004-01-01", "2004-01-01", "1 Jan 2004"),
            ("de-DE", "2004-01-01", "2004-05-31", "1. Jan – 31. Mai 2004"),
            ("ja-JP", "2004-01-01", "2004-05-31", "2004年1月1日 – 2004年5月31日"),
        ] {
            let format = Format::new(locale, "EUR").unwrap();
            assert_eq!(format.day_range(DayRange::new(day(start), day(end))), expected, "{locale}");
        }
    }
}
