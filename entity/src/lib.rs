//! The eight Classic Models tables as sea-orm entities: their names, columns, types, keys and relations.
//!
//! Invariant: no logic. A test in `store` asserts that names, order, kinds and nullability agree with what the snapshot expects.

pub mod customers;
pub mod employees;
pub mod offices;
pub mod orderdetails;
pub mod orders;
pub mod payments;
pub mod productlines;
pub mod products;
