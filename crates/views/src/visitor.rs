//! Who a page is made for.

/// Who a page is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visitor {
    /// Whoever reaches the address: there are no accounts.
    Anybody,
    /// Somebody who proved who they are.
    User {
        /// Their name.
        name: String,
        /// Whether they logged in here, and so can log out here.
        can_log_out: bool,
    },
    /// Somebody who proved nothing: they see a form or an error, and nothing of the data.
    #[default]
    Stranger,
}

impl Visitor {
    /// The name, of those who have one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Visitor::User { name, .. } => Some(name),
            Visitor::Anybody | Visitor::Stranger => None,
        }
    }
}
