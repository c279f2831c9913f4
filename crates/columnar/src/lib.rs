//! Columns, dictionaries and selections.
//!
//! Invariant: depends on nothing of ours and knows nothing about sales.
mod bits;
mod dictionary;
mod matrix;

pub use bits::BitSet;
pub use dictionary::Dictionary;
pub use matrix::BitMatrix;
