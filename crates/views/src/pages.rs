//! The pages: from answers to the content of the frame, one file each, and one for each of their sections.

pub mod data_quality;
pub mod deep_dive;
pub mod definitions;
pub mod empty_scope;
pub mod entity;
pub mod executive;
pub mod gallery;
pub mod insights;
pub mod login;
pub mod opportunities;
pub mod organization;
pub mod recommendations;
pub mod regional;
pub mod risks;
pub mod search;
pub mod status;
pub mod what_changed;
