//! Where a purchase comes from.

use std::time::Duration;

use telwire::Timestamp;

/// Who bought a number, when, and from when on the account's listings show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// When it was bought.
    pub at: Timestamp,
    /// Who bought it.
    pub by: Buyer,
    /// From when on listings show it.
    pub listed_from: Timestamp,
}

impl Origin {
    /// Bought by somebody else on the same account, and listed at once.
    pub(crate) fn rival(at: Timestamp) -> Self {
        Self { at, by: Buyer::Rival, listed_from: at }
    }

    /// The same, everything so much later.
    pub(crate) fn delayed(self, delay: Duration) -> Self {
        Self { at: self.at + delay, listed_from: self.listed_from + delay, ..self }
    }

    /// Listed from `now` on at the latest.
    pub(crate) fn list(&mut self, now: Timestamp) {
        self.listed_from = self.listed_from.min(now);
    }

    pub(crate) fn is_listed(&self, now: Timestamp) -> bool {
        self.listed_from <= now
    }
}

/// Who buys on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buyer {
    /// The request of this position among all that the sandbox has seen, from 0.
    Request(u64),
    /// Somebody else on the same account.
    Rival,
}
