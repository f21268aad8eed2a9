//! What a careful person would do with the calls, as state machines: search, order, list, configure, release, retry.
//!
//! # The manual
//!
//! A workflow never sends anything. It says what it wants by [`poll`](Workflow::poll), one [`Output`] at a time, and is
//! told what happened by [`handle`](Workflow::handle), one [`Input`] at a time. The program around it, the *driver*, owns
//! the clock, the connection and the journal. A blocking driver is no more than this:
//!
//! ```
//! use telwire::workflow::order::aql::{Order, Report, Slot, Spec};
//! use telwire::workflow::{Checkpoint, Input, Output, Setup, Workflow};
//! use telwire::{Failure, Response, Timestamp, aql};
//!
//! fn drive(
//!     mut order: Order,
//!     now: impl Fn() -> Timestamp,
//!     sleep: impl Fn(Option<std::time::Duration>),
//!     send: impl Fn(aql::Request, std::time::Duration) -> Result<Response, Failure>,
//!     mut save: impl FnMut(u64, &Checkpoint) -> bool,
//! ) -> Result<Report, telwire::Error> {
//!     loop {
//!         let input = match order.poll(now()) {
//!             Output::Save { seq, checkpoint } if save(seq, &checkpoint) => Input::Saved { seq },
//!             Output::Save { seq, .. } => Input::SaveFailed { seq, conflict: false },
//!             Output::Send { id, request, timeout, .. } => match send(request, timeout) {
//!                 Ok(response) => Input::Response { id, response },
//!                 Err(failure) => Input::Failed { id, failure },
//!             },
//!             Output::Wait(duration) => { sleep(duration); continue }
//!             Output::Item { .. } | Output::Progress(_) => continue,
//!             Output::Done(report) => return Ok(report),
//!         };
//!         order.handle(now(), input)?;
//!     }
//! }
//! # let account = aql::Account::new("reseller", "secret")?;
//! # let gateway = aql::Gateway::default();
//! # let spec = Spec::new(aql::Protocol::Sip, vec![Slot::of("44-113-3120120".parse()?)])?;
//! # let order = Order::new(spec, Setup::new(account.fingerprint(&gateway), 1));
//! # let send = |request: aql::Request, _| Ok(Response::new(200, match request.path() {
//! #     "/telecoms/checknumberapi.php" => "AQVOIP_OK\n44-113-3120120\n",
//! #     "/telecoms/assignnumberapi.php" => "AQVOIP_OK\n44-113-3120120_612345_98765\n",
//! #     _ => "612345\n",
//! # }));
//! # let report = drive(order, Timestamp::default, |_| (), send, |_, _| true)?;
//! # assert_eq!(report.items[0].voipnumber.as_ref().unwrap().as_str(), "612345");
//! # assert_eq!(report.items[0].password.as_ref().unwrap().reveal(), "98765");
//! # Ok::<(), telwire::Error>(())
//! ```
//!
//! What a driver owes the workflow:
//!
//! - **After `Save` nothing but `Wait` comes** until the host says [`Saved`](Input::Saved) or
//!   [`SaveFailed`](Input::SaveFailed): then it is tried again, four times, and after that the order stops. Orders and
//!   releases save; the others never do, and are written down by [`checkpoint`](Workflow::checkpoint) whenever you like. A
//!   save is durable before it is confirmed, and it is compare-and-set: the journal
//!   takes `seq` only if it holds `seq - 1`, and nothing if `seq` is 1. If it holds anything else, another driver has
//!   it: that is a conflict. One order has one driver.
//! - **Every `Send` is answered once**, by [`Response`](Input::Response) or [`Failed`](Input::Failed), at the latest
//!   after its timeout. Several may be in flight. [`Failure::NotSent`] is said only where the request certainly never
//!   left. A body that broke off is a response that is [`incomplete`](crate::Response::incomplete). Requests are sent
//!   once: no retry, no redirect, and for a purchase a fresh connection.
//! - **`Wait`** says how long nothing will happen by itself; an input may end it sooner, and `Wait(None)` lasts until one
//!   comes: an answer, here, or [`Stop`](Input::Stop). Waits are relative: a clock that is set back delays nothing.
//! - **`Stop`** ends it at the next safe point: at once, or when a purchase in flight is answered, 120 seconds at most.
//!   What is saved can be resumed.
//! - **`Done` is the end**, and stays it. An answer to a purchase that comes even later is taken all the same: then
//!   another `Save`, whatever it leaves to do beside buying, and another `Done` follow. Nothing is bought after `Done`
//!   unless the caller [resolves](order::aql::Order::resolve) what was unknown.
//!
//! What the workflow owes its driver: the same inputs at the same times give the same outputs; the seed of the
//! [`Setup`] is its only chance. Items are numbered, and come at least once: after a resumption again. Breaking the
//! contract is answered with [`Misuse`], never with a panic:
//!
//! | code | meaning |
//! |---|---|
//! | `unknown_request` | an answer to a request that was not sent |
//! | `unexpected_saved` | a word about a save that is not under way |
//! | `journal_in_use` | in a report: another driver has the journal; leave the work to it |
//! | `journal_failed` | in a report: the journal could not be written; keep the report |
//! | `not_open`, `not_finished` | nothing to [resolve](order::aql::Order::resolve), or not yet; nothing to [seal](order::aql::Order::seal) yet |
//!
//! # Resuming
//!
//! Every workflow can be written to bytes at any moment ([`checkpoint`](Workflow::checkpoint)) and go on elsewhere, by
//! the `resume` of its type: `Order::new(spec, setup).resume(&checkpoint)?`. What was in flight counts as unanswered
//! then, and the first thing that an order wants is another save: it claims the journal. A checkpoint belongs to one account at one
//! gateway, its [`Fingerprint`]; a foreign or damaged one is refused. It holds no account's secret, but an order's
//! holds the SIP passwords that came: keep it as safe as them.

mod calls;
mod checkpoint;
mod configure;
mod ending;
mod engine;
mod inventory;
mod journal;
mod meter;
mod release;
mod report;
mod retry;
mod search;
mod setup;
#[cfg(test)]
mod testing;

pub mod order;

pub use checkpoint::Checkpoint;
pub use configure::{Configure, ConfigureReport, Difference};
pub use inventory::{AculabInventory, AqlInventory, AqlUser, FailedUser, InventoryReport};
pub use release::{Release, ReleaseItem, ReleaseReport, Released};
pub use retry::Retry;
pub use search::{Search, SearchReport};
pub use setup::{Fingerprint, Setup};

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::endpoint::Effect;
use crate::error::{Error, Failure, Misuse};
use crate::http::{Request, Response, Service};
use crate::saved::saved_struct;
use crate::time::Timestamp;

/// A state machine that a driver runs.
pub trait Workflow {
    /// The carrier's services that its requests are for.
    type Service: Service;
    /// What comes piece by piece.
    type Item;
    /// What comes at the end.
    type Report;

    /// What the workflow wants now. `now` is the host's clock; if it runs backwards, time stands still.
    fn poll(&mut self, now: Timestamp) -> Output<Self::Service, Self::Item, Self::Report>;

    /// Tells the workflow what happened.
    ///
    /// # Errors
    /// [`Misuse`] if the contract is broken: `unknown_request`, `unexpected_saved`. Nothing has changed then.
    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse>;

    /// The state as bytes, to go on elsewhere.
    fn checkpoint(&self) -> Checkpoint;
}

/// What a workflow wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<S, I, T> {
    /// The end.
    Done(T),
    /// A piece of the result, once it is settled, and again if it changes or after a resumption; the last one of an
    /// index counts. The report at the end tells of every piece, those that were not settled included.
    Item {
        /// Its position, from 0.
        index: u64,
        /// The piece.
        item: I,
    },
    /// How far it is, for whoever watches.
    Progress(Progress),
    /// Write the checkpoint to the journal, durably, before anything else happens.
    Save {
        /// The number of this save, from 1; the journal must hold the one before.
        seq: u64,
        /// What to write.
        checkpoint: Checkpoint,
    },
    /// Sign and send a request, once.
    Send {
        /// Comes back with the answer.
        id: RequestId,
        /// What to send.
        request: Request<S>,
        /// What sending it twice would mean.
        effect: Effect,
        /// When to give up on an answer.
        timeout: Duration,
    },
    /// Nothing to do for so long; `None`: until an input comes.
    Wait(Option<Duration>),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A request got no answer.
    Failed {
        /// Which request.
        id: RequestId,
        /// Whether it never left, or may have arrived.
        failure: Failure,
    },
    /// A request was answered, whole or not.
    Response {
        /// Which request.
        id: RequestId,
        /// The answer.
        response: Response,
    },
    /// The checkpoint is not in the journal.
    SaveFailed {
        /// Which save.
        seq: u64,
        /// Whether the journal holds something else than the save before: another driver is at it.
        conflict: bool,
    },
    /// The checkpoint is in the journal, durably.
    Saved {
        /// Which save.
        seq: u64,
    },
    /// Stop at the next safe point: nothing new is bought, what is in flight is waited for.
    Stop,
}

/// Which request an answer belongs to. An order and a release never use one twice, not even after a resumption, so the
/// answer to a purchase finds its place however late it comes; one to a read of an earlier process is taken and not needed.
/// The other workflows use one again if the same checkpoint is resumed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(u64);

impl RequestId {
    fn new(run: u32, number: u32) -> Self {
        Self(u64::from(run) << 32 | u64::from(number))
    }

    /// The id with this number, which came from [`number`](Self::number).
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// The id as a number, for hosts that keep it elsewhere.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

saved_struct!(RequestId { 0 });

/// Which run of the workflow, and the number within it: `2.7`.
impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.0 >> 32, self.0 & u64::from(u32::MAX))
    }
}

/// How far a workflow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How many pieces are settled.
    pub settled: u64,
    /// How many there are to be; `None` where nobody knows yet.
    pub total: Option<u64>,
}

/// What a workflow is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Sending a purchase, or waiting for its answer.
    Buying,
    /// Changing what is configured.
    Changing,
    /// Looking for numbers, or whether they are still to be had.
    Choosing,
    /// An answer was lost: finding out what became of the request.
    FindingOut,
    /// Reading lists.
    Listing,
    /// Giving numbers back.
    Releasing,
    /// Comparing the result with what the carrier lists.
    Verifying,
}

impl Stage {
    /// The stable text, such as `finding_out`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Buying => "buying",
            Self::Changing => "changing",
            Self::Choosing => "choosing",
            Self::FindingOut => "finding_out",
            Self::Listing => "listing",
            Self::Releasing => "releasing",
            Self::Verifying => "verifying",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Buying => "buying",
            Self::Changing => "changing",
            Self::Choosing => "choosing",
            Self::FindingOut => "finding out",
            Self::Listing => "listing",
            Self::Releasing => "releasing",
            Self::Verifying => "verifying",
        })
    }
}

/// Why a workflow ended before its work was done. Its report says how far it came.
///
/// As JSON: `{"by": "caller"}`, or `{"by": "error", "kind": …, "code": …, "outcome": …, "message": …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by")]
#[non_exhaustive]
pub enum Stopped {
    /// The host said [`Input::Stop`].
    #[serde(rename = "caller")]
    ByCaller,
    /// Something that no waiting mends.
    #[serde(rename = "error")]
    ByError(Error),
}

impl fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByCaller => formatter.write_str("the caller asked for it"),
            Self::ByError(error) => write!(formatter, "{error}"),
        }
    }
}
