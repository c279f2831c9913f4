//! What a refresh is to bring, and how it can end.

/// What is wanted of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What is new in the source.
    Usual,
    /// Everything, whatever the source says about what is new.
    Full,
    /// The same rows as of another day.
    NewDay,
}

/// How a refresh ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// New data is being served.
    Loaded,
    /// The source holds what is being served.
    Unchanged,
    /// The load failed; the failure is recorded.
    Failed,
    /// The data that was loaded does not look right and was not taken over; the reason is recorded.
    Refused,
    /// Another refresh was under way; nothing was done.
    Busy,
    /// The server is stopping.
    Stopped,
}

impl Outcome {
    /// How a refresh that took place can have ended.
    pub(crate) const OF_REFRESHES: [Outcome; 4] =
        [Outcome::Loaded, Outcome::Unchanged, Outcome::Failed, Outcome::Refused];

    /// One word for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Outcome::Loaded => "loaded",
            Outcome::Unchanged => "unchanged",
            Outcome::Failed => "failed",
            Outcome::Refused => "refused",
            Outcome::Busy => "busy",
            Outcome::Stopped => "stopped",
        }
    }

    /// Whether what is served is now known to be what the source holds.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Outcome::Loaded | Outcome::Unchanged)
    }
}
