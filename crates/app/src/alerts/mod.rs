//! Alerts and digests: rules that are looked at after each refresh, what is said about them, and how it gets to people.
//!
//! [`rule`] is what is configured, [`finding`] how a rule stands on the data, [`ledger`] what was said already and what is
//! still to be delivered (kept on disk by [`ledger_file`]), [`watch`] the job that brings them together.

mod digest;
mod finding;
mod guard;
pub(crate) mod ledger;
mod ledger_file;
mod mail;
mod message;
pub(crate) mod outbox;
pub(crate) mod rule;
pub(crate) mod watch;
mod webhook;

pub(crate) use guard::is_public;
pub(crate) use watch::Alerts;

/// Why something could not be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undelivered {
    /// What went wrong, in one line, without secrets.
    pub message: String,
    /// Whether the receiver refuses this message for good, so that another attempt is in vain.
    pub is_final: bool,
}
