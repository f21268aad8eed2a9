//! A driver in virtual time: runs a workflow against a sandbox, and counts.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use telwire::workflow::{Input, Output, RequestId, Workflow};
use telwire::{Failure, Misuse, Request, Response, SignedRequest, Timestamp};
use telwire_sandbox::Sandbox;

/// When every rehearsal begins.
const START: Timestamp = Timestamp::from_unix_millis(1_795_000_000_000);

/// How long every answer takes.
const LATENCY: Duration = Duration::from_millis(100);

/// What a workflow came to, and what it took.
#[derive(Debug)]
pub struct Rehearsed<T> {
    /// What the workflow ended with.
    pub report: T,
    /// How many requests it sent.
    pub requests: u64,
    /// How many of them were in flight at once, at most.
    pub most_in_flight: usize,
    /// How long it took in virtual time.
    pub took: Duration,
    /// How long the core itself was at work, in real time.
    pub own_time: Duration,
}

/// Runs `workflow` to its end; every answer comes a tenth of a second after its request.
///
/// # Errors
/// [`Misuse`] if the workflow takes an input for a breach of its contract, or waits for something that will not come.
pub fn rehearse<W: Workflow>(
    workflow: &mut W,
    sandbox: &mut Sandbox,
    sign: impl Fn(Request<W::Service>) -> SignedRequest,
    mut on_item: impl FnMut(u64, W::Item),
) -> Result<Rehearsed<W::Report>, Misuse> {
    let mut now = START;
    let (mut requests, mut most_in_flight, mut own_time) = (0, 0, Duration::ZERO);
    let mut in_flight: BTreeMap<(Timestamp, RequestId), Result<Response, Failure>> = BTreeMap::new();
    loop {
        let began = Instant::now();
        let output = workflow.poll(now);
        own_time += began.elapsed();
        let input = match output {
            Output::Done(report) => {
                let took = now.since(START);
                return Ok(Rehearsed { report, requests, most_in_flight, took, own_time });
            }
            Output::Item { index, item } => {
                on_item(index, item);
                continue;
            }
            Output::Progress(_) => continue,
            Output::Save { seq, .. } => Input::Saved { seq },
            Output::Send { id, request, .. } => {
                let answer = sandbox.handle(now, &sign(request)).into_response().ok_or(Failure::NoAnswer);
                in_flight.insert((now + LATENCY, id), answer);
                requests += 1;
                most_in_flight = most_in_flight.max(in_flight.len());
                continue;
            }
            Output::Wait(wait) => {
                let wake = wait.map(|wait| now + wait);
                match in_flight.first_entry() {
                    Some(first) if wake.is_none_or(|wake| first.key().0 <= wake) => {
                        let ((due, id), answer) = first.remove_entry();
                        now = now.max(due);
                        answered(id, answer)
                    }
                    _ => {
                        now = wake.ok_or(Misuse::new("stuck", "the workflow waits for nothing"))?;
                        continue;
                    }
                }
            }
        };
        let began = Instant::now();
        workflow.handle(now, input)?;
        own_time += began.elapsed();
    }
}

fn answered(id: RequestId, answer: Result<Response, Failure>) -> Input {
    match answer {
        Ok(response) => Input::Response { id, response },
        Err(failure) => Input::Failed { id, failure },
    }
}
