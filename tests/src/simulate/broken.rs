//! Broken orders: each does one thing that a hasty programmer would do, and the simulation must catch it.
//!
//! They are the real orders behind a breakage that alters what they ask for and what they are told.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use telwire::aculab::{self, TelListNumbers};
use telwire::aql::{self, AssignNumbers, CheckNumbers};
use telwire::workflow::{Checkpoint, Input, Output, RequestId, Workflow};
use telwire::{Effect, Endpoint as _, Failure, InvalidInput, Misuse, Request, ServerEndpoint as _, Service, Timestamp};

use super::claims::{Claims, Subject};
use super::worlds;
use super::{Simulate, World};

/// How long a lost purchase is given before somebody hasty looks for it.
const SETTLE: Duration = Duration::from_secs(10);

/// A broken order, in the world that shows it.
pub struct Case {
    /// What it does wrong.
    pub name: &'static str,
    /// The rule that it breaks.
    pub rule: &'static str,
    /// How much must go wrong until that shows.
    pub faults: usize,
    /// Where it runs.
    pub world: Box<dyn Simulate>,
}

impl fmt::Debug for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Case").field("name", &self.name).field("rule", &self.rule).finish_non_exhaustive()
    }
}

/// All of them.
#[must_use]
pub fn cases() -> Vec<Case> {
    const TWICE: &str = "no slot is bought twice";
    vec![
        Case {
            name: "retries a lost purchase",
            rule: TWICE,
            faults: 1,
            world: broken(worlds::aculab("aculab-1"), SendsInstead::new(the_same)),
        },
        Case {
            name: "substitutes before searching the users",
            rule: TWICE,
            faults: 1,
            world: broken(worlds::aql("aql-1-substitute"), SendsInstead::new(neighbour)),
        },
        Case {
            name: "filters the listing by region",
            rule: "everything that was bought is reported",
            faults: 1,
            world: broken(worlds::aculab("aculab-1-exclusive"), FiltersByRegion),
        },
        Case {
            name: "is done before its save",
            rule: "the end comes after its save",
            faults: 0,
            world: broken(worlds::aql("aql-1"), EndsUnsaved::default()),
        },
        Case {
            name: "rechecks without `smsEnabled=ignore`",
            rule: "where nothing goes wrong everything is bought",
            faults: 0,
            world: broken(worlds::aql("aql-1-without-sms"), RechecksWithSms),
        },
        Case {
            name: "buys again after the settle time",
            rule: TWICE,
            faults: 1,
            world: broken(worlds::aculab("aculab-1-exclusive"), BuysAgain::default()),
        },
    ]
}

type OutputOf<F> = Output<<F as Workflow>::Service, <F as Workflow>::Item, <F as Workflow>::Report>;

/// What is wrong with an order: it stands between it and its driver.
trait Breakage<F: Workflow>: Clone + fmt::Debug + Send + Sync + 'static {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        flow.poll(now)
    }

    fn handle(&mut self, flow: &mut F, now: Timestamp, input: Input) -> Result<(), Misuse> {
        flow.handle(now, input)
    }
}

/// A workflow behind its breakage.
#[derive(Clone, Debug)]
struct Behind<F, B> {
    flow: F,
    breakage: B,
}

impl<F: Workflow, B: Breakage<F>> Workflow for Behind<F, B> {
    type Service = F::Service;
    type Item = F::Item;
    type Report = F::Report;

    fn poll(&mut self, now: Timestamp) -> OutputOf<F> {
        self.breakage.poll(&mut self.flow, now)
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        self.breakage.handle(&mut self.flow, now, input)
    }

    fn checkpoint(&self) -> Checkpoint {
        self.flow.checkpoint()
    }
}

#[derive(Clone, Debug)]
struct Broken<S, B> {
    subject: S,
    breakage: B,
}

impl<S: Subject, B: Breakage<S::Flow>> Subject for Broken<S, B> {
    type Flow = Behind<S::Flow, B>;

    fn start(&self) -> Self::Flow {
        Behind { flow: self.subject.start(), breakage: self.breakage.clone() }
    }

    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self::Flow, InvalidInput> {
        Ok(Behind { flow: self.subject.resume(checkpoint)?, breakage: self.breakage.clone() })
    }

    fn claims(&self, report: <S::Flow as Workflow>::Report) -> Claims {
        self.subject.claims(report)
    }
}

fn broken<S: Subject, B: Breakage<S::Flow>>(world: World<S>, breakage: B) -> Box<dyn Simulate> {
    let World { name, sandbox, goal, subject } = world;
    Box::new(Arc::new(World { name, sandbox, goal, subject: Broken { subject, breakage } }))
}

/// A request that may be sent again.
#[derive(Clone, Debug)]
struct Again<S> {
    id: RequestId,
    request: Request<S>,
    timeout: Duration,
}

impl<S: Service> Again<S> {
    /// Remembers a purchase that leaves.
    fn of<I, T>(output: &Output<S, I, T>) -> Option<Self> {
        match output {
            Output::Send { id, request, effect: Effect::Purchase, timeout } => {
                Some(Self { id: *id, request: request.clone(), timeout: *timeout })
            }
            _ => None,
        }
    }

    fn into_output<I, T>(self) -> Output<S, I, T> {
        let Self { id, request, timeout } = self;
        Output::Send { id, request, effect: Effect::Purchase, timeout }
    }
}

/// Whether it is the word that no answer to that request came.
fn is_loss(input: &Input, of: RequestId) -> bool {
    matches!(input, Input::Failed { id, failure: Failure::NoAnswer } if *id == of)
}

/// Sends something else, or the same again, where a purchase got no answer, and says nothing of it to the order.
#[derive(Clone, Debug)]
struct SendsInstead<S> {
    instead: fn(&Again<S>) -> Option<Again<S>>,
    sent: Option<Again<S>>,
    again: Option<Again<S>>,
}

impl<S> SendsInstead<S> {
    fn new(instead: fn(&Again<S>) -> Option<Again<S>>) -> Self {
        Self { instead, sent: None, again: None }
    }
}

impl<S: Service + Send + Sync + 'static, F: Workflow<Service = S>> Breakage<F> for SendsInstead<S> {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        if let Some(again) = self.again.take() {
            return again.into_output();
        }
        let output = flow.poll(now);
        self.sent = Again::of(&output).or(self.sent.take());
        output
    }

    fn handle(&mut self, flow: &mut F, now: Timestamp, input: Input) -> Result<(), Misuse> {
        let lost = self.sent.take_if(|sent| is_loss(&input, sent.id));
        self.again = lost.as_ref().and_then(self.instead);
        if self.again.is_some() { Ok(()) } else { flow.handle(now, input) }
    }
}

/// The same purchase once more, as HTTP libraries do.
fn the_same(lost: &Again<aculab::Service>) -> Option<Again<aculab::Service>> {
    Some(lost.clone())
}

/// The purchase of the next number: the lost one is taken for gone.
fn neighbour(lost: &Again<aql::Service>) -> Option<Again<aql::Service>> {
    let assign = AssignNumbers::decode(&lost.request).ok()?;
    let mut item = assign.items().first()?.clone();
    let next = item.number.subscriber().parse::<u64>().ok()? + 1;
    item.number = format!("{}-{}-{next}", item.number.country(), item.number.area_code()).parse().ok()?;
    let request = AssignNumbers::new(assign.protocol(), vec![item]).ok()?.request();
    Some(Again { id: lost.id, request, timeout: lost.timeout })
}

/// Asks only for the numbers of the region that it bought in.
#[derive(Clone, Debug)]
struct FiltersByRegion;

impl<F: Workflow<Service = aculab::Service>> Breakage<F> for FiltersByRegion {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        match flow.poll(now) {
            Output::Send { id, request, effect, timeout } if TelListNumbers::decode(&request).is_ok() => {
                let filtered = TelListNumbers::new().region(worlds::REGION).map(|list| list.request());
                Output::Send { id, request: filtered.unwrap_or(request), effect, timeout }
            }
            output => output,
        }
    }
}

/// Comes to its end without saving what it was told.
#[derive(Clone, Debug, Default)]
struct EndsUnsaved {
    has_bought: bool,
}

impl<F: Workflow> Breakage<F> for EndsUnsaved {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        match flow.poll(now) {
            Output::Save { seq, .. } if self.has_bought && flow.handle(now, Input::Saved { seq }).is_ok() => {
                self.poll(flow, now)
            }
            output => {
                self.has_bought |= matches!(output, Output::Send { effect: Effect::Purchase, .. });
                output
            }
        }
    }
}

/// Leaves out what makes the gateway show numbers without SMS.
#[derive(Clone, Debug)]
struct RechecksWithSms;

impl<F: Workflow<Service = aql::Service>> Breakage<F> for RechecksWithSms {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        match flow.poll(now) {
            Output::Send { id, request, effect, timeout } => {
                let request = CheckNumbers::decode(&request).map_or(request, |check| {
                    let bare = CheckNumbers::new(check.pattern().clone());
                    bare.skip(check.skipped()).show(check.shown()).request()
                });
                Output::Send { id, request, effect, timeout }
            }
            output => output,
        }
    }
}

/// Looks for a lost purchase once, after the settle time, and if the listing shows nothing new, buys again.
#[derive(Clone, Debug, Default)]
struct BuysAgain {
    sent: Option<Again<aculab::Service>>,
    lost: Option<Lost>,
    again: Option<Again<aculab::Service>>,
    /// How many numbers the account had before.
    owned: usize,
}

/// A purchase that got no answer, and when to look for it.
#[derive(Clone, Debug)]
struct Lost {
    purchase: Again<aculab::Service>,
    due: Timestamp,
    is_looking: bool,
}

impl BuysAgain {
    /// The id of the look; no order comes so far.
    fn look() -> RequestId {
        RequestId::from_number(u64::MAX)
    }

    fn count(input: &Input) -> Option<usize> {
        match input {
            Input::Response { response, .. } => TelListNumbers::new().parse(response).ok().map(|owned| owned.len()),
            _ => None,
        }
    }
}

impl<F: Workflow<Service = aculab::Service>> Breakage<F> for BuysAgain {
    fn poll(&mut self, flow: &mut F, now: Timestamp) -> OutputOf<F> {
        if let Some(again) = self.again.take() {
            return again.into_output();
        }
        let Some(lost) = &mut self.lost else {
            let output = flow.poll(now);
            self.sent = Again::of(&output).or(self.sent.take());
            return output;
        };
        if lost.is_looking || now < lost.due {
            return Output::Wait(Some(lost.due.since(now).max(Duration::from_secs(1))));
        }
        lost.is_looking = true;
        let request = TelListNumbers::new().request();
        Output::Send { id: Self::look(), request, effect: Effect::Read, timeout: SETTLE }
    }

    fn handle(&mut self, flow: &mut F, now: Timestamp, input: Input) -> Result<(), Misuse> {
        if let Some(purchase) = self.sent.take_if(|sent| is_loss(&input, sent.id)) {
            self.lost = Some(Lost { purchase, due: now + SETTLE, is_looking: false });
            return Ok(());
        }
        let count = Self::count(&input);
        match self.lost.take() {
            None => {
                self.owned = count.unwrap_or(self.owned);
                flow.handle(now, input)
            }
            Some(Lost { purchase, .. }) if count == Some(self.owned) => {
                self.again = Some(purchase);
                Ok(())
            }
            Some(Lost { purchase, .. }) => {
                flow.handle(now, Input::Failed { id: purchase.id, failure: Failure::NoAnswer })
            }
        }
    }
}
