//! A grammar of charts: accessible, script-free inline SVG and tables for pages, and SVG files on their own.
//!
//! ```text
//! figure ─ title, sentence, links                    Figure
//! │ 100 % ┤ ░░░░░░░░░░  tip strip  ░░░░░░░░░░        every tip of a chart prints here
//! │  50 % ┤───────────╱╲─────────────────── grid     axis: marks from a scale's ticks
//! │   0 % ┤──────────╱──╲────────────────── zero     mark: bar, curve, dot, rule, text, hit
//! │         Jun 2004      Jan 2005                   labels thin out by container width
//! └ "Show as table"                                  the same numbers, one keystroke away
//! ```
//!
//! The pipeline is fixed: a [`kind`] takes numbers with their texts, [`scale`]s turn numbers into places, marks
//! are drawn at places. A mark never scales, a scale never draws.
//!
//! Invariants: draws what it is given, and knows nothing about sales; no clock, no randomness, no failure: the
//! same input is the same bytes. Writes no measured number itself (only ranks, counts of items and years):
//! values come with their texts, and the labels of axes from a function of the caller. No inline style and no script, so that a strict content security policy
//! holds: colours come from classes in `assets/css/charts.css`, or, in [`standalone`] files, from attributes.

mod amount;
mod axis;
mod coordinate;
mod figure;
mod gallery;
pub mod kind;
mod mark;
mod placement;
pub mod scale;
pub mod standalone;
mod tone;

pub use amount::Amount;
pub use coordinate::{Pct, Px, pct, px};
pub use figure::{Figure, Link};
pub use gallery::{GalleryEntry, gallery, standalone_gallery};
pub use kind::cell_bar::{CellBar, cell_bar};
pub use kind::choropleth::{Area, Choropleth, Inset, choropleth};
pub use kind::donut::donut;
pub use kind::heat_map::{HeatCell, HeatMap, HeatRow, heat_map};
pub use kind::legend::Key;
pub use kind::movers::{Mover, Movers, movers};
pub use kind::org_tree::{OrgRow, OrgTree, org_tree};
pub use kind::pareto::{Cut, Pareto, ParetoItem, ParetoRow, pareto};
pub use kind::ranked_bars::{RankedBars, RankedRow, ranked_bars};
pub use kind::scatter::{Scatter, ScatterLine, ScatterPoint, scatter};
pub use kind::share_strip::{Share, share_strip};
pub use kind::sparkline::{Sparkline, sparkline};
pub use kind::stacked_bars::{StackedBars, StackedRow, stacked_bars};
pub use kind::trend::{Trend, TrendMonth, trend};
pub use kind::waterfall::{Waterfall, WaterfallRow, waterfall};
pub use mark::Shape;
pub use tone::{Class, Tone};
