//! A chart with its words: one value that is drawn on a page and as a file of its own, so that both say the same.

use charts::{Choropleth, Figure, Pareto, RankedBars, Trend, standalone};
use maud::Markup;
use units::Format;

use crate::measure::{money_tick, percent_tick};

/// What a chart draws; axes and classes are of money, those of a staircase of per cent.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Months.
    Trend(Trend),
    /// Items, the greatest first.
    RankedBars(RankedBars),
    /// Shares, added up.
    Pareto(Pareto),
    /// A map.
    Choropleth(Choropleth),
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
    /// The chart as part of a page.
    pub fn on_page(&self, format: &Format) -> Markup {
        let figure = &self.figure;
        match &self.drawing {
            Drawing::Trend(trend) => charts::trend(figure, trend, &|value| money_tick(value, format)),
            Drawing::RankedBars(bars) => charts::ranked_bars(figure, bars),
            Drawing::Pareto(pareto) => charts::pareto(figure, pareto, &|value| percent_tick(value, format)),
            Drawing::Choropleth(map) => charts::choropleth(figure, map, &|edge| money_tick(edge, format)),
        }
    }

    /// The chart as an SVG document; `origin` says below it what a page around it would: scope, age of the data, source.
    pub fn as_file(&self, origin: &str, format: &Format) -> String {
        let notes: Vec<&str> = self.figure.note.as_deref().into_iter().chain([origin]).collect();
        let figure = &Figure { note: Some(notes.join(" ")), ..self.figure.clone() };
        match &self.drawing {
            Drawing::Trend(trend) => standalone::trend(figure, trend, &|value| money_tick(value, format)),
            Drawing::RankedBars(bars) => standalone::ranked_bars(figure, bars),
            Drawing::Pareto(pareto) => {
                standalone::pareto(figure, pareto, &|value| percent_tick(value, format))
            }
            Drawing::Choropleth(map) => standalone::choropleth(figure, map, &|edge| money_tick(edge, format)),
        }
    }
}
