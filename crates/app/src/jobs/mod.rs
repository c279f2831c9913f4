//! What happens without being asked for, one file each.

pub(crate) mod keep;
pub(crate) mod refresh;
