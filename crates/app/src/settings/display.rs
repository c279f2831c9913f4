//! How pages write numbers, money and dates.

use anyhow::Result;
use units::Format;

use super::Layers;

/// Language, country and currency of pages; exports stay plain.
#[derive(Clone, Debug)]
pub(crate) struct DisplaySettings {
    /// Writes numbers, money and dates.
    pub format: Format,
}

impl DisplaySettings {
    pub(super) fn judge(layers: &Layers) -> Result<DisplaySettings> {
        let locale = layers.get("display.locale")?;
        let currency = layers.get("display.currency")?;
        let default = Format::default();
        Format::new(&locale.text, default.currency_code()).map_err(|why| locale.refuse(&why))?;
        let format = Format::new(&locale.text, &currency.text).map_err(|why| currency.refuse(&why))?;
        Ok(DisplaySettings { format })
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_refused;

    #[test]
    fn refuses_what_is_no_locale_or_currency() {
        check_refused("LOCALE", &[("en", "en-US"), ("../etc", "en-US")]);
        check_refused("CURRENCY", &[("$", "USD"), ("EURO", "USD")]);
    }
}
