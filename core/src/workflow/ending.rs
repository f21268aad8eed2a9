//! Whether a workflow is over, and why.

use crate::workflow::Stopped;

/// The end of a workflow. The first reason stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    is_over: bool,
    stopped: Option<Stopped>,
}

impl Ending {
    /// Ends it: `None` if its work is done.
    pub(crate) fn end(&mut self, stopped: Option<Stopped>) {
        if !self.is_over {
            *self = Self { is_over: true, stopped };
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Why it ended early, if it did.
    pub(crate) fn stopped(&self) -> Option<Stopped> {
        self.stopped.clone()
    }
}
