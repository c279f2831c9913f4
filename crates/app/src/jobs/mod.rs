//! What happens without being asked for, one file each.

pub mod refresh;
