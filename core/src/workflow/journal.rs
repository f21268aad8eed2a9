//! What a workflow that costs money owes its journal: everything is saved before anything else happens.

use std::time::Duration;

use crate::error::Misuse;
use crate::time::Timestamp;
use crate::workflow::{Checkpoint, Output};

/// How often a save is tried again.
const MAX_RETRIES: u32 = 4;

/// How long to wait before the first of these; each wait is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The code of a journal that somebody else has.
const IN_USE: &str = "journal_in_use";

/// The journal as a workflow sees it.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    /// The number of the last save that is in the journal.
    saved: u64,
    state: State,
    /// Whether something happened that is not in the save at hand.
    is_behind: bool,
}

#[derive(Clone, Debug)]
enum State {
    /// Nothing to save.
    Clean,
    /// To be saved, once `due`.
    Due { due: Timestamp, failures: u32 },
    /// Handed to the host.
    Writing { failures: u32 },
    /// Nothing can be saved any more.
    Lost(Misuse),
}

impl Journal {
    /// An empty journal, or one that holds the save of that number.
    pub(crate) fn new(saved: u64) -> Self {
        Self { saved, state: State::Clean, is_behind: false }
    }

    /// Something happened that must be saved.
    pub(crate) fn mark(&mut self, now: Timestamp) {
        match self.state {
            State::Clean => self.state = State::Due { due: now, failures: 0 },
            State::Writing { .. } => self.is_behind = true,
            State::Due { .. } | State::Lost(_) => {}
        }
    }

    /// The number of the last save that is in the journal.
    pub(crate) fn seq(&self) -> u64 {
        self.saved
    }

    fn next(&self) -> u64 {
        self.saved.saturating_add(1)
    }

    /// What must come before anything else: a save, or waiting for one. `checkpoint` writes the state with the number of
    /// the save that will hold it.
    pub(crate) fn poll<S, I, T>(
        &mut self,
        now: Timestamp,
        checkpoint: impl FnOnce(u64) -> Checkpoint,
    ) -> Option<Output<S, I, T>> {
        match self.state {
            State::Clean | State::Lost(_) => None,
            State::Due { due, failures } if due <= now => {
                self.state = State::Writing { failures };
                self.is_behind = false;
                let seq = self.next();
                Some(Output::Save { seq, checkpoint: checkpoint(seq) })
            }
            State::Due { due, .. } => Some(Output::Wait(Some(due.since(now)))),
            State::Writing { .. } => Some(Output::Wait(None)),
        }
    }

    /// Whether everything that happened is saved.
    pub(crate) fn is_clean(&self) -> bool {
        matches!(self.state, State::Clean)
    }

    /// Whether no save is under way, and the next can be made.
    pub(crate) fn is_at_rest(&self) -> bool {
        matches!(self.state, State::Clean | State::Due { .. })
    }

    /// Whether somebody else has it.
    pub(crate) fn is_in_use(&self) -> bool {
        self.lost().is_some_and(|lost| lost.code() == IN_USE)
    }

    /// Why nothing can be saved any more.
    pub(crate) fn lost(&self) -> Option<&Misuse> {
        match &self.state {
            State::Lost(misuse) => Some(misuse),
            _ => None,
        }
    }

    pub(crate) fn saved(&mut self, now: Timestamp, seq: u64) -> Result<(), Misuse> {
        self.written(seq)?;
        self.saved = seq;
        self.state = match self.is_behind {
            true => State::Due { due: now, failures: 0 },
            false => State::Clean,
        };
        Ok(())
    }

    pub(crate) fn failed(&mut self, now: Timestamp, seq: u64, conflict: bool) -> Result<(), Misuse> {
        let failures = self.written(seq)?;
        self.state = match failures {
            _ if conflict => State::Lost(Misuse::new(
                IN_USE,
                "the journal holds something else than was saved last: another driver is at it; leave the work to it",
            )),
            MAX_RETRIES.. => State::Lost(Misuse::new(
                "journal_failed",
                "the journal could not be written: keep this report, and resume from the journal when it can be",
            )),
            _ => State::Due { due: now + FIRST_PAUSE * 2_u32.pow(failures), failures: failures + 1 },
        };
        Ok(())
    }

    /// How often the save at hand has failed, if it is that one.
    fn written(&self, seq: u64) -> Result<u32, Misuse> {
        match self.state {
            State::Writing { failures } if seq == self.next() => Ok(failures),
            _ => Err(Misuse::new("unexpected_saved", "no save with this number is under way")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aql;

    const NOW: Timestamp = Timestamp::from_unix_millis(0);

    fn poll(journal: &mut Journal, now: Timestamp) -> Option<Output<aql::Service, (), ()>> {
        journal.poll(now, |seq| Checkpoint::from_bytes(seq.to_string()))
    }

    fn save(seq: u64) -> Option<Output<aql::Service, (), ()>> {
        Some(Output::Save { seq, checkpoint: Checkpoint::from_bytes(seq.to_string()) })
    }

    #[test]
    fn what_happens_while_a_save_is_under_way_is_saved_next() {
        let mut journal = Journal::new(0);
        assert_eq!(poll(&mut journal, NOW), None);
        journal.mark(NOW);
        assert_eq!(poll(&mut journal, NOW), save(1));
        journal.mark(NOW);
        assert_eq!(poll(&mut journal, NOW), Some(Output::Wait(None)));
        journal.saved(NOW, 1).unwrap();
        assert!(!journal.is_clean());
        assert_eq!(poll(&mut journal, NOW), save(2));
        journal.saved(NOW, 2).unwrap();
        assert!(journal.is_clean());
    }

    #[test]
    fn a_save_that_fails_is_tried_again_and_given_up_in_the_end() {
        let mut journal = Journal::new(7);
        let mut now = NOW;
        journal.mark(now);
        for seconds in [1, 2, 4, 8] {
            assert_eq!(poll(&mut journal, now), save(8));
            journal.failed(now, 8, false).unwrap();
            assert_eq!(poll(&mut journal, now), Some(Output::Wait(Some(Duration::from_secs(seconds)))));
            now = now + Duration::from_secs(seconds);
        }
        assert_eq!(poll(&mut journal, now), save(8));
        journal.failed(now, 8, false).unwrap();
        assert_eq!(poll(&mut journal, now), None);
        assert_eq!(journal.lost().unwrap().code(), "journal_failed");
    }

    #[test]
    fn a_conflict_ends_it_at_once() {
        let mut journal = Journal::new(0);
        journal.mark(NOW);
        assert_eq!(poll(&mut journal, NOW), save(1));
        journal.failed(NOW, 1, true).unwrap();
        assert_eq!(journal.lost().unwrap().code(), "journal_in_use");
        assert!(!journal.is_clean());
    }

    #[test]
    fn a_confirmation_that_nobody_waits_for_is_misuse() {
        let mut journal = Journal::new(0);
        let message = "no save with this number is under way";
        assert_eq!(journal.saved(NOW, 1).unwrap_err().to_string(), message);
        journal.mark(NOW);
        assert_eq!(poll(&mut journal, NOW), save(1));
        assert_eq!(journal.failed(NOW, 2, false).unwrap_err().code(), "unexpected_saved");
    }
}
