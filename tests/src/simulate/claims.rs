//! What a report says, in words that are the same for every workflow.

use std::fmt;

use telwire::SipPassword;
use telwire::workflow::{Checkpoint, Stopped, Workflow};
use telwire::{Error, InvalidInput};

use super::carrier::{Carrier, Receipt};

/// What a report says of a slot or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the reports")]
pub enum Standing {
    Bought,
    Gone,
    Kept,
    NotBought,
    NotOurs,
    NotTried,
    OnAccount,
    Released,
    Unknown,
}

/// One entry of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What became of it.
    pub standing: Standing,
    /// Its number.
    pub number: Option<String>,
    /// Its password.
    pub password: Option<SipPassword>,
    /// The numbers that purchases for it were sent for.
    pub tried: Vec<String>,
}

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// One for each slot or number, in order.
    pub items: Vec<Claim>,
    /// What was received and fits no slot.
    pub others: Vec<Receipt>,
    /// Numbers that may have been bought.
    pub candidates: Vec<String>,
    /// The code of what stopped it; empty for the caller's wish.
    pub stopped: Option<&'static str>,
}

impl Claims {
    /// Whether the report comes from a process that could not save any more.
    pub(super) fn has_lost_its_journal(&self) -> bool {
        matches!(self.stopped, Some("journal_failed" | "journal_in_use"))
    }

    /// How many entries have that standing.
    pub(super) fn count(&self, standing: Standing) -> usize {
        self.items.iter().filter(|claim| claim.standing == standing).count()
    }

    /// Whether the receipt is in the report.
    pub(super) fn hold(&self, receipt: &Receipt) -> bool {
        let is_item = |claim: &Claim| {
            claim.standing == Standing::Bought
                && claim.number.as_ref() == Some(&receipt.number)
                && claim.password == receipt.password
        };
        self.items.iter().any(is_item) || self.others.contains(receipt)
    }
}

/// The code of what stopped a workflow.
#[must_use]
pub fn stop_code(stopped: Option<&Stopped>) -> Option<&'static str> {
    stopped.map(|stopped| match stopped {
        Stopped::ByError(error) => Error::code(error),
        _ => "",
    })
}

/// How a workflow is started, taken up again, and read.
pub trait Subject: Clone + Send + Sync + 'static {
    /// The workflow.
    type Flow: Workflow<Service: Carrier> + Clone + fmt::Debug + Send;

    /// A new one.
    fn start(&self) -> Self::Flow;

    /// One that goes on with a checkpoint.
    ///
    /// # Errors
    /// What the workflow's own `resume` says.
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self::Flow, InvalidInput>;

    /// What its report says.
    fn claims(&self, report: <Self::Flow as Workflow>::Report) -> Claims;
}
