//! The small drawing of an insight: a strip of shares, amounts beside each other, or the course of months.

use analytics::insights::{Bar, Figure, Share};
use charts::{CellBar, Sparkline, Tone, cell_bar, share_strip, sparkline};
use maud::{Markup, html};
use units::{Fraction, Month};

use super::Insights;

/// Parts that are named below their strip; of more only those that the sentence speaks of.
const NAMED: usize = 4;

impl Insights<'_> {
    /// The drawing, with what it shows in words below.
    pub(super) fn figure(&self, figure: &Figure) -> Markup {
        match figure {
            Figure::Shares(shares) => self.shares(shares),
            Figure::Bars(bars) => self.bars(bars),
            Figure::Season(indices) => {
                let times = |index: Fraction| format!("{}\u{202f}×", self.format.decimal(index, 1));
                let named = (1..).zip(indices).map(|(month, index)| {
                    format!("{} {}", self.format.month_name_short(Month::new(2000, month)), times(*index))
                });
                let label = named.collect::<Vec<_>>().join(", ");
                let values = indices.iter().map(|index| Some(index.to_f64())).collect();
                let (first, last) = (Month::new(2000, 1), Month::new(2000, 12));
                let caption = format!(
                    "{} to {}, an average month is 1",
                    self.format.month_name(first),
                    self.format.month_name(last)
                );
                drawn(&Sparkline { values, label, is_last_running: false }, &caption)
            }
        }
    }

    /// A name, its amount, and the bar beside: the words say all that is drawn.
    fn bars(&self, bars: &[Bar]) -> Markup {
        let sizes = bars.iter().map(|bar| bar.size.to_f64());
        let (least, greatest) = (sizes.clone().fold(0.0, f64::min), sizes.fold(0.0, f64::max));
        let drawn = |bar: &Bar| {
            let (value, tone) = (bar.size.to_f64(), tone(bar.is_meant));
            cell_bar(&CellBar { value, before: None, least, greatest, tone })
        };
        html! {
            div .insight-figure.insight-bars {
                @for bar in bars { p { (self.plain(&bar.name)) " " (self.part(&bar.value)) } (drawn(bar)) }
            }
        }
    }

    fn shares(&self, shares: &[Share]) -> Markup {
        let whole: i128 = shares.iter().map(|share| i128::from(share.size.max(0))).sum();
        if whole == 0 {
            return html! {};
        }
        let words = |share: &Share| {
            let percent = Fraction::percent(share.size.max(0), whole);
            let percent = percent.map_or_else(String::new, |percent| self.format.percent(percent, 1));
            format!("{} {percent}", self.plain(&share.name))
        };
        let all: Vec<String> = shares.iter().map(words).collect();
        let named: Vec<&str> = shares
            .iter()
            .zip(&all)
            .filter(|(share, _)| shares.len() <= NAMED || share.is_meant)
            .map(|(_, words)| words.as_str())
            .collect();
        // What is written below need not be said of the strip again.
        let is_said = named.len() == all.len();
        let parts: Vec<charts::Share> = shares
            .iter()
            .zip(&all)
            .map(|(share, label)| charts::Share {
                label: if is_said { String::new() } else { label.clone() },
                value: share.size as f64,
                tone: tone(share.is_meant),
            })
            .collect();
        html! {
            div .insight-figure {
                (share_strip(&if is_said { String::new() } else { all.join(", ") }, &parts))
                p aria-hidden=[(!is_said).then_some("true")] { (named.join(" · ")) }
            }
        }
    }
}

fn tone(is_meant: bool) -> Tone {
    if is_meant { Tone::Mark } else { Tone::Context }
}

fn drawn(spark: &Sparkline, caption: &str) -> Markup {
    html! { div .insight-figure { (sparkline(spark)) p aria-hidden="true" { (caption) } } }
}
