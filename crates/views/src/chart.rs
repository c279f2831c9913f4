//! A chart with its words: one value that is drawn on a page and as a file of its own, so that both say the same.

use charts::{
    Choropleth, Figure, HeatMap, Movers, OrgTree, Pareto, RankedBars, Scatter, Share, StackedBars, Trend,
    Waterfall, standalone,
};
use maud::Markup;
use units::Format;

use crate::measure::{money_tick, percent_tick};
use crate::theme::{Shade, resolve};

/// What the axis of a trend counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisUnit {
    /// Currency units.
    Money,
    /// Things.
    Count,
    /// Per cent.
    Percent,
}

impl AxisUnit {
    /// A round number of the axis.
    fn tick(self, value: f64, format: &Format) -> String {
        match self {
            AxisUnit::Money => money_tick(value, format),
            AxisUnit::Count => count_tick(value, format),
            AxisUnit::Percent => percent_tick(value, format),
        }
    }
}

/// What a chart draws; axes and classes are of money where nothing else is said, those of a staircase of per cent, those of a heat map of counts.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Months.
    Trend(Trend, AxisUnit),
    /// Items, the greatest first.
    RankedBars(RankedBars),
    /// Shares, added up.
    Pareto(Pareto),
    /// A map.
    Choropleth(Choropleth),
    /// A table coloured by its values.
    HeatMap(HeatMap),
    /// Two amounts against each other.
    Scatter(Scatter),
    /// Who reports to whom.
    OrgTree(OrgTree),
    /// What rose and what fell.
    Movers(Movers),
    /// Parts of several wholes.
    StackedBars(StackedBars),
    /// Parts of one whole.
    ShareStrip(Vec<Share>),
    /// From one total to another.
    Waterfall(Waterfall),
}

/// A chart with title, sentence and note.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What stands around it.
    pub figure: Figure,
    /// What it draws.
    pub drawing: Drawing,
}

impl Chart {
    /// A chart that says why there is nothing to draw.
    pub fn nothing(title: &str, why: &str) -> Chart {
        let figure = Figure { title: title.to_owned(), sentence: why.to_owned(), ..Figure::default() };
        Chart { figure, drawing: Drawing::RankedBars(RankedBars::default()) }
    }

    /// The chart as part of a page.
    pub fn on_page(&self, format: &Format) -> Markup {
        let figure = &self.figure;
        match &self.drawing {
            Drawing::Trend(trend, unit) => charts::trend(figure, trend, &|value| unit.tick(value, format)),
            Drawing::RankedBars(bars) => charts::ranked_bars(figure, bars),
            Drawing::Pareto(pareto) => charts::pareto(figure, pareto, &|value| percent_tick(value, format)),
            Drawing::Choropleth(map) => charts::choropleth(figure, map, &|edge| money_tick(edge, format)),
            Drawing::HeatMap(map) => charts::heat_map(figure, map, &|edge| count_tick(edge, format)),
            Drawing::Scatter(scatter) => {
                let tick = |value: f64| money_tick(value, format);
                charts::scatter(figure, scatter, &tick, &tick)
            }
            Drawing::OrgTree(tree) => charts::org_tree(figure, tree),
            Drawing::Movers(movers) => charts::movers(figure, movers),
            Drawing::StackedBars(bars) => charts::stacked_bars(figure, bars),
            // A strip is a part of a card or panel, which have title and links already.
            Drawing::ShareStrip(shares) => charts::share_strip(&figure.sentence, shares),
            Drawing::Waterfall(waterfall) => charts::waterfall(figure, waterfall),
        }
    }

    /// The chart as an SVG document in the colours of a theme; `origin` says below it what a page around it would: scope, age of the data, source.
    pub fn as_file(&self, origin: &str, shade: Shade, format: &Format) -> String {
        let colours =
            |meaning: &str| resolve(meaning, shade).expect("every meaning of the charts has a colour");

        let notes: Vec<&str> = self.figure.note.as_deref().into_iter().chain([origin]).collect();
        let figure = &Figure { note: Some(notes.join(" ")), ..self.figure.clone() };
        match &self.drawing {
            Drawing::Trend(trend, unit) => {
                standalone::trend(figure, trend, &|value| unit.tick(value, format), &colours)
            }
            Drawing::RankedBars(bars) => standalone::ranked_bars(figure, bars, &colours),
            Drawing::Pareto(pareto) => {
                standalone::pareto(figure, pareto, &|value| percent_tick(value, format), &colours)
            }
            Drawing::Choropleth(map) => {
                standalone::choropleth(figure, map, &|edge| money_tick(edge, format), &colours)
            }
            Drawing::HeatMap(map) => {
                standalone::heat_map(figure, map, &|edge| count_tick(edge, format), &colours)
            }
            Drawing::Scatter(scatter) => {
                let tick = |value: f64| money_tick(value, format);
                standalone::scatter(figure, scatter, &tick, &tick, &colours)
            }
            Drawing::OrgTree(tree) => standalone::org_tree(figure, tree, &colours),
            Drawing::Movers(movers) => standalone::movers(figure, movers, &colours),
            Drawing::StackedBars(bars) => standalone::stacked_bars(figure, bars, &colours),
            Drawing::ShareStrip(shares) => standalone::share_strip(figure, shares, &colours),
            Drawing::Waterfall(waterfall) => standalone::waterfall(figure, waterfall, &colours),
        }
    }
}

/// A border between two counts: the first whole number beyond it.
fn count_tick(value: f64, format: &Format) -> String {
    format.integer(value.ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_that_a_file_asks_for_has_a_colour() {
        for meaning in standalone::meanings() {
            for shade in [Shade::Dark, Shade::Light] {
                let colour = resolve(meaning, shade);
                assert!(colour.is_some_and(|colour| colour.len() == 7), "{meaning} in {shade:?}: {colour:?}");
            }
        }
    }
}
