//! A journal in memory.

use std::sync::Arc;

use telwire::workflow::Checkpoint;

use super::carrier::Receipt;

/// A journal that takes a save only if it holds the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    seq: u64,
    held: Option<Arc<Saved>>,
    is_dead: bool,
}

/// A save, and the receipts that must be in it.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    pub(super) checkpoint: Checkpoint,
    pub(super) receipts: Vec<Receipt>,
}

impl Journal {
    pub(super) fn seq(&self) -> u64 {
        self.seq
    }

    pub(super) fn held(&self) -> Option<&Saved> {
        self.held.as_deref()
    }

    /// From now on every save fails.
    pub(super) fn die(&mut self) {
        self.is_dead = true;
    }

    pub(super) fn is_dead(&self) -> bool {
        self.is_dead
    }

    /// Takes a save by compare-and-set. `false` if it holds another one than the one before.
    pub(super) fn store(&mut self, seq: u64, saved: Arc<Saved>) -> bool {
        let is_next = self.seq + 1 == seq;
        if is_next {
            self.seq = seq;
            self.held = Some(saved);
        }
        is_next
    }
}
