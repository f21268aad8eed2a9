//! Drivers: what carries out what a workflow wants, one that blocks and one that does not. They are made to be copied.

use std::fmt;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use futures_util::future::FusedFuture;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use telwire::workflow::{Checkpoint, Input, Output, Progress, RequestId, Workflow};
use telwire::{Failure, Misuse, Request, Response, SignedRequest};

use crate::clock::Clock;
use crate::host;
use crate::journal::JournalError;

/// How soon a blocking driver notices that it is to stop.
const ATTENTION: Duration = Duration::from_millis(200);

/// What a driver tells while the workflow runs.
#[derive(Debug)]
pub enum Event<I> {
    /// A piece of the result; at least once for each index, the last one counts.
    Item {
        /// Its position, from 0.
        index: u64,
        /// The piece.
        item: I,
    },
    /// The journal did not take a save. The workflow tries again, or stops.
    NotSaved(JournalError),
    /// How far the workflow is.
    Progress(Progress),
}

/// A line for whoever watches; it holds nothing of the piece.
impl<I> fmt::Display for Event<I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item { index, .. } => write!(formatter, "{index} is settled"),
            Self::NotSaved(error) => write!(formatter, "{error}"),
            Self::Progress(Progress { stage, settled, total: Some(total) }) => {
                write!(formatter, "{stage}: {settled} of {total}")
            }
            Self::Progress(Progress { stage, settled, total: None }) => write!(formatter, "{stage}: {settled}"),
        }
    }
}

/// Runs a workflow to its end on this thread, one request at a time. What makes it go on after that, such as sealing an
/// order, is driven by another call.
///
/// `sign` makes a request ready to be sent, `save` writes to the journal, and `stop` may be set at any moment.
///
/// # Errors
/// [`Misuse`] if this driver breaks the contract.
pub fn blocking<W: Workflow>(
    workflow: &mut W,
    clock: Clock,
    sign: impl Fn(Request<W::Service>) -> SignedRequest,
    mut save: impl FnMut(u64, &Checkpoint) -> Result<(), JournalError>,
    mut tell: impl FnMut(Event<W::Item>),
    stop: &AtomicBool,
) -> Result<W::Report, Misuse> {
    let mut is_stopping = false;
    loop {
        if !is_stopping && stop.load(Ordering::Relaxed) {
            is_stopping = true;
            workflow.handle(clock.now(), Input::Stop)?;
        }
        match workflow.poll(clock.now()) {
            Output::Done(report) => return Ok(report),
            Output::Item { index, item } => tell(Event::Item { index, item }),
            Output::Progress(progress) => tell(Event::Progress(progress)),
            Output::Save { seq, checkpoint } => {
                let input = saved(seq, save(seq, &checkpoint), &mut tell);
                workflow.handle(clock.now(), input)?;
            }
            Output::Send { id, request, timeout, .. } => {
                let input = answered(id, host::send(&sign(request), timeout));
                workflow.handle(clock.now(), input)?;
            }
            Output::Wait(duration) => {
                thread::sleep(clock.real(duration.unwrap_or(ATTENTION)).min(ATTENTION));
            }
        }
    }
}

/// Runs a workflow to its end on tokio, with as many requests in flight as it wants.
///
/// `client` is one of [`host::asynchronous::client`]; `sign` makes a request ready to be sent, `save` writes to the
/// journal, and the workflow stops when `stop` is done; it may have been done in an earlier call.
///
/// # Errors
/// [`Misuse`] if this driver breaks the contract.
pub async fn asynchronous<W: Workflow>(
    workflow: &mut W,
    clock: Clock,
    client: &reqwest::Client,
    sign: impl Fn(Request<W::Service>) -> SignedRequest,
    mut save: impl FnMut(u64, &Checkpoint) -> Result<(), JournalError>,
    mut tell: impl FnMut(Event<W::Item>),
    stop: impl FusedFuture<Output = ()>,
) -> Result<W::Report, Misuse> {
    let mut in_flight = FuturesUnordered::new();
    let mut stop = pin!(stop);
    loop {
        match workflow.poll(clock.now()) {
            Output::Done(report) => return Ok(report),
            Output::Item { index, item } => tell(Event::Item { index, item }),
            Output::Progress(progress) => tell(Event::Progress(progress)),
            // On this thread: nothing else may happen meanwhile, and what arrives can wait for the disk.
            Output::Save { seq, checkpoint } => {
                let input = saved(seq, save(seq, &checkpoint), &mut tell);
                workflow.handle(clock.now(), input)?;
            }
            Output::Send { id, request, timeout, .. } => {
                let request = sign(request);
                in_flight.push(async move { answered(id, host::asynchronous::send(client, &request, timeout).await) });
            }
            Output::Wait(duration) => {
                let input = tokio::select! {
                    Some(input) = in_flight.next() => input,
                    () = &mut stop, if !stop.is_terminated() => Input::Stop,
                    () = pass(clock, duration) => continue,
                };
                workflow.handle(clock.now(), input)?;
            }
        }
    }
}

/// Lets so much time pass; without a number, all of it.
async fn pass(clock: Clock, duration: Option<Duration>) {
    match duration {
        Some(duration) => tokio::time::sleep(clock.real(duration)).await,
        None => std::future::pending().await,
    }
}

fn saved<I>(seq: u64, saved: Result<(), JournalError>, tell: &mut impl FnMut(Event<I>)) -> Input {
    match saved {
        Ok(()) => Input::Saved { seq },
        Err(error) => {
            let conflict = matches!(error, JournalError::Conflict { .. });
            tell(Event::NotSaved(error));
            Input::SaveFailed { seq, conflict }
        }
    }
}

fn answered(id: RequestId, answer: Result<Response, Failure>) -> Input {
    match answer {
        Ok(response) => Input::Response { id, response },
        Err(failure) => Input::Failed { id, failure },
    }
}
