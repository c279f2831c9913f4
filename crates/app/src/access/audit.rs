//! The audit log: who came in, who did not, who took which rows. Lines of the target `audit`, whatever `LOG_LEVEL` says.
//!
//! Each carries the id of its request. No password is ever among them, nor a name that no user has: people type passwords there.

use std::net::IpAddr;

/// Somebody logged in.
pub(super) fn logged_in(user: &str, address: IpAddr) {
    tracing::info!(target: "audit", user, %address, "logged in");
}

/// Somebody gave a wrong password, or the name of no user.
pub(super) fn login_failed(user: Option<&str>, address: IpAddr) {
    tracing::warn!(target: "audit", user = user.unwrap_or("(unknown)"), %address, "login failed");
}

/// Somebody tried too often and has to wait.
pub(super) fn login_delayed(user: Option<&str>, address: IpAddr, wait_s: u64) {
    tracing::warn!(target: "audit", user = user.unwrap_or("(unknown)"), %address, wait_s, "login delayed");
}

/// Somebody logged out.
pub(super) fn logged_out(user: &str, address: IpAddr) {
    tracing::info!(target: "audit", user, %address, "logged out");
}

/// A request was refused though, or because, a proxy spoke for it.
pub(super) fn refused(address: IpAddr, why: &str) {
    tracing::warn!(target: "audit", %address, why, "refused");
}

/// Rows leave as a file.
pub(crate) fn exported(user: Option<&str>, dataset: &str, format: &str, scope: &str, rows: usize) {
    tracing::info!(target: "audit", user, dataset, format, scope, rows, "exported");
}
