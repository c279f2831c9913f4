//! Chart kinds: what a user would call each of them, made of scales and marks.

pub mod cell_bar;
pub mod choropleth;
pub mod donut;
pub mod heat_map;
pub mod legend;
pub mod movers;
pub mod org_tree;
pub mod pareto;
pub mod ranked_bars;
pub mod scatter;
pub mod share_strip;
pub mod sparkline;
pub mod stacked_bars;
pub mod trend;
pub mod waterfall;

/// With more marks than this, the tab key stops only at the ones worth it; the table is the keyboard's way.
pub(crate) const MAX_TAB_STOPS: usize = 24;
