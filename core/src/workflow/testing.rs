//! A driver for the tests of workflows: virtual time, a journal that takes everything, and a carrier that is a closure.

use std::collections::VecDeque;
use std::time::Duration;

use crate::error::{Failure, Misuse};
use crate::http::{Request, Response};
use crate::time::Timestamp;
use crate::workflow::{Checkpoint, Fingerprint, Input, Output, Progress, RequestId, Setup, Workflow};

/// What a carrier says: an answer, or none.
pub(crate) type Answer = Result<Response, Failure>;

/// A setup like any other.
pub(crate) fn setup() -> Setup {
    Setup::new(Fingerprint::new(["carrier", "reseller"]), 7)
}

/// An answer with status 200.
pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Answer {
    Ok(Response::new(200, body))
}

pub(crate) const LOST: Answer = Err(Failure::NoAnswer);
pub(crate) const NEVER_LEFT: Answer = Err(Failure::NotSent);

/// What a workflow wants that a test decides about.
#[derive(Debug, PartialEq)]
pub(crate) enum Next<T> {
    Done(T),
    /// A request, by its form.
    Send(RequestId, String),
    Wait(Option<Duration>),
}

/// Runs a workflow, and notes what it says.
pub(crate) struct Driver<W: Workflow> {
    pub(crate) workflow: W,
    pub(crate) now: Timestamp,
    pub(crate) items: Vec<(u64, W::Item)>,
    pub(crate) progress: Vec<Progress>,
    /// The form of each request, and when it was sent.
    pub(crate) sent: Vec<(Timestamp, String)>,
    /// The last save.
    pub(crate) saved: Option<(u64, Checkpoint)>,
    /// How many requests were in flight at most.
    pub(crate) most_in_flight: usize,
}

impl<W: Workflow> Driver<W> {
    pub(crate) fn new(workflow: W) -> Self {
        Self {
            workflow,
            now: Timestamp::from_unix_millis(1_000_000),
            items: Vec::new(),
            progress: Vec::new(),
            sent: Vec::new(),
            saved: None,
            most_in_flight: 0,
        }
    }

    /// Polls once, without doing anything about it.
    pub(crate) fn poll(&mut self) -> Output<W::Service, W::Item, W::Report> {
        self.workflow.poll(self.now)
    }

    pub(crate) fn handle(&mut self, input: Input) -> Result<(), Misuse> {
        self.workflow.handle(self.now, input)
    }

    /// What the workflow wants next, once it has said what it has to say and saved what it has to save.
    pub(crate) fn next(&mut self) -> Next<W::Report> {
        loop {
            match self.poll() {
                Output::Item { index, item } => self.items.push((index, item)),
                Output::Progress(progress) => self.progress.push(progress),
                Output::Save { seq, checkpoint } => {
                    let expected = self.saved.as_ref().map(|(seq, _)| seq + 1);
                    assert_eq!(seq, expected.unwrap_or(seq), "the number of a save");
                    self.saved = Some((seq, checkpoint));
                    self.handle(Input::Saved { seq }).unwrap();
                }
                Output::Send { id, request, .. } => return self.send(id, &request),
                Output::Wait(pause) => return Next::Wait(pause),
                Output::Done(report) => return Next::Done(report),
            }
        }
    }

    fn send(&mut self, id: RequestId, request: &Request<W::Service>) -> Next<W::Report> {
        self.sent.push((self.now, request.form().to_owned()));
        Next::Send(id, request.form().to_owned())
    }

    /// The id of the request that comes next.
    pub(crate) fn next_id(&mut self) -> RequestId
    where
        W::Report: std::fmt::Debug,
    {
        match self.next() {
            Next::Send(id, _) => id,
            other => panic!("expected a request, got {other:?}"),
        }
    }

    /// Lets the wait pass that comes next.
    pub(crate) fn pass(&mut self) -> Duration
    where
        W::Report: std::fmt::Debug,
    {
        match self.next() {
            Next::Wait(Some(pause)) => {
                self.now = self.now + pause;
                pause
            }
            other => panic!("expected a wait, got {other:?}"),
        }
    }

    pub(crate) fn answer(&mut self, id: RequestId, answer: Answer) {
        let input = match answer {
            Ok(response) => Input::Response { id, response },
            Err(failure) => Input::Failed { id, failure },
        };
        self.handle(input).unwrap();
    }

    /// Runs to the end. The carrier answers the oldest request whenever the workflow has nothing to send.
    pub(crate) fn run(&mut self, mut carrier: impl FnMut(&str) -> Answer) -> W::Report {
        let mut flying = VecDeque::new();
        loop {
            match self.next() {
                Next::Send(id, form) => flying.push_back((id, form)),
                Next::Wait(pause) => match flying.pop_front() {
                    Some((id, form)) => self.answer(id, carrier(&form)),
                    None => self.now = self.now + pause.expect("the workflow waits for nothing"),
                },
                Next::Done(report) => return report,
            }
            self.most_in_flight = self.most_in_flight.max(flying.len());
        }
    }

    /// The forms that were sent.
    pub(crate) fn forms(&self) -> Vec<&str> {
        self.sent.iter().map(|(_, form)| form.as_str()).collect()
    }
}
