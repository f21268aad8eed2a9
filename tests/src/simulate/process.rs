//! A process that drives a workflow: what it was told, what it asked for last, what is on its way to it.

use std::time::Duration;

use telwire::workflow::{RequestId, Workflow};
use telwire::{Failure, InvalidInput, Request, Response, Timestamp};

use super::carrier::Receipt;
use super::claims::{Claims, Subject};
use super::journal::{Journal, Saved};

/// An output that something can go wrong with.
#[derive(Clone, Debug)]
pub(super) enum Point<S> {
    Done(Claims),
    Save { seq: u64, saved: Saved, heard: u32 },
    Send { id: RequestId, request: Request<S>, timeout: Duration },
}

/// What comes of a request.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    pub(super) id: RequestId,
    pub(super) due: Timestamp,
    pub(super) seen: Result<Response, Failure>,
    /// Of a purchase or release: which, among all that were sent.
    pub(super) sent: Option<usize>,
    /// What it says to be bought.
    pub(super) receipts: Vec<Receipt>,
    /// Whether it tells what became of the purchase.
    pub(super) settles: bool,
    /// Of an undisturbed listing: everything that it showed.
    pub(super) shows: Vec<String>,
}

#[derive(Clone)]
pub(super) struct Process<F: Workflow> {
    /// Which of all processes it is, from 0.
    pub(super) number: usize,
    pub(super) flow: F,
    pub(super) born: Timestamp,
    /// The save that it went on from.
    pub(super) from: u64,
    /// The last save that it was told is stored.
    pub(super) saved: u64,
    pub(super) point: Option<Point<F::Service>>,
    pub(super) inbox: Vec<Arrival>,
    /// Everything that answers told it, or the processes before it, as far as they saved it.
    pub(super) receipts: Vec<Receipt>,
    /// The numbers of the account that it was shown.
    pub(super) shown: Vec<String>,
    /// How many answers to purchases it heard, and how many of them are in the journal.
    pub(super) heard: u32,
    pub(super) heard_saved: u32,
    /// Whether a save was stored since the last purchase left.
    pub(super) has_intent: bool,
    pub(super) is_stopping: bool,
    pub(super) polls: u32,
    pub(super) sends: u32,
}

impl<F: Workflow> Process<F> {
    /// One that takes up what the journal holds.
    pub(super) fn new<S: Subject<Flow = F>>(
        subject: &S,
        journal: &Journal,
        number: usize,
        born: Timestamp,
    ) -> Result<Self, InvalidInput> {
        let held = journal.held();
        let resumed = held.map(|saved| subject.resume(&saved.checkpoint)).transpose()?;
        Ok(Self {
            number,
            flow: resumed.unwrap_or_else(|| subject.start()),
            born,
            from: journal.seq(),
            saved: journal.seq(),
            point: None,
            inbox: Vec::new(),
            receipts: held.map(|saved| saved.receipts.clone()).unwrap_or_default(),
            shown: Vec::new(),
            heard: 0,
            heard_saved: 0,
            has_intent: false,
            is_stopping: false,
            polls: 0,
            sends: 0,
        })
    }

    /// When the next answer is there.
    pub(super) fn next_arrival(&self) -> Option<Timestamp> {
        self.inbox.iter().map(|arrival| arrival.due).min()
    }

    /// Takes the answer that is there first.
    pub(super) fn take_arrival(&mut self) -> Option<Arrival> {
        let first = self.next_arrival()?;
        let position = self.inbox.iter().position(|arrival| arrival.due == first)?;
        Some(self.inbox.remove(position))
    }

    /// Whether a purchase of its own is without an answer.
    pub(super) fn has_purchase_in_flight(&self) -> bool {
        self.inbox.iter().any(|arrival| arrival.sent.is_some())
    }
}
