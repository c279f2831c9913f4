//! How pages write numbers, money and dates.

use anyhow::Result;

use super::Layers;

/// Language, country and currency of pages; exports stay plain.
#[derive(Clone, Debug)]
pub struct DisplaySettings {
    /// Language and country, such as `en-US`.
    pub locale: String,
    /// ISO 4217 code, such as `USD`.
    pub currency: String,
}

impl DisplaySettings {
    pub(super) fn judge(layers: &Layers) -> Result<DisplaySettings> {
        let locale = layers.get("display.locale")?.read("a language and a country such as en-US", |text| {
            let (language, country) = text.split_once('-')?;
            let fits = matches!(language.len(), 2 | 3)
                && language.bytes().all(|byte| byte.is_ascii_lowercase())
                && country.len() == 2
                && country.bytes().all(|byte| byte.is_ascii_uppercase());
            fits.then(|| text.to_owned())
        })?;
        let currency =
            layers.get("display.currency")?.read("a three-letter code such as USD or EUR", |text| {
                (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| text.to_owned())
            })?;
        Ok(DisplaySettings { locale, currency })
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_refused;

    #[test]
    fn refuses_what_is_no_locale_or_currency() {
        check_refused("LOCALE", &[("en", "en-US"), ("en_US", "en-US"), ("../etc", "en-US")]);
        check_refused("CURRENCY", &[("usd", "USD"), ("$", "USD"), ("EURO", "USD")]);
    }
}
