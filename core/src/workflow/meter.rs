//! How far a workflow is, said once each time it moves.

use crate::workflow::{Output, Progress, Stage};

/// Remembers what was said last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    settled: u64,
}

impl Meter {
    /// The progress to report, if `settled` has moved since the last one.
    pub(crate) fn poll<S, I, T>(&mut self, stage: Stage, settled: u64, total: Option<u64>) -> Option<Output<S, I, T>> {
        if self.settled == settled {
            return None;
        }
        self.settled = settled;
        Some(Output::Progress(Progress { stage, settled, total }))
    }
}
