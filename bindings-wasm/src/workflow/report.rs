//! What the reports of workflows share.

use serde::{Serialize, Serializer};
use telwire::workflow::Stopped;

use crate::errors::ErrorView;

/// Why a workflow ended early: `by_caller`, or the error.
pub(crate) struct StoppedView<'a>(&'a Stopped);

impl<'a> StoppedView<'a> {
    pub(crate) fn of(stopped: Option<&'a Stopped>) -> Option<Self> {
        stopped.map(Self)
    }
}

impl Serialize for StoppedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Stopped::ByError(error) => ErrorView::of(error).serialize(serializer),
            _ => serializer.serialize_str("by_caller"),
        }
    }
}
