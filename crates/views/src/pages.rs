//! The pages: from answers to the content of the frame, one file each, and one for each of their sections.

pub mod deep_dive;
pub mod empty_scope;
pub mod executive;
