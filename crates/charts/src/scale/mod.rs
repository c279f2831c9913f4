//! Scales: from what is measured to where it is drawn. A scale never draws, a mark never scales.

mod band;
mod linear;
mod log;
mod months;
mod ordinal;
mod thresholds;

pub use band::Band;
pub use linear::{Linear, ticks};
pub use log::{Log, log_ticks};
pub(crate) use months::is_labelled;
pub use months::{NARROW_ROOM, WIDE_ROOM, label_step};
pub use ordinal::Ordinal;
pub use thresholds::Thresholds;
