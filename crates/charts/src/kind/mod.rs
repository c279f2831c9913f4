//! Chart kinds: what a user would call each of them, made of scales and marks.

pub mod cell_bar;
pub mod movers;
pub mod pareto;
pub mod ranked_bars;
pub mod share_strip;
pub mod sparkline;
pub mod trend;

/// With more marks than this, the tab key stops only at the ones worth it; the table is the keyboard's way.
pub(crate) const MAX_TAB_STOPS: usize = 24;
