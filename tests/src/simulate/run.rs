//! One run: workflows, carrier, journal and virtual time as a value, which stops wherever something may go wrong.

use std::sync::Arc;
use std::time::Duration;

use telwire::workflow::{Checkpoint, Input, Output, RequestId, Workflow};
use telwire::{Failure, Request, Response, SignedRequest, Timestamp};
use telwire_sandbox::{Fault, Sandbox};

use super::carrier::{Call, Carrier};
use super::choice::{Answer, Budget, Choice, Deed, Downtime, Exchange, Extra, Place, SaveFault, Turns};
use super::claims::Subject;
use super::journal::Saved;
use super::process::{Arrival, Point, Process};
use super::rules::{self, Ended, Sent, Violation};
use super::{Goal, World};

/// How long an exchange takes.
const LATENCY: Duration = Duration::from_millis(200);

/// How long nothing happens when all is over: beyond every wait.
const AFTERWARDS: Duration = Duration::from_secs(7 * 86_400);

/// How often a process may be asked before it counts as endless.
const POLLS: u32 = 2_000;

type ServiceOf<S> = <<S as Subject>::Flow as Workflow>::Service;

/// A run at some point of it. A copy goes its own way from there.
#[derive(Clone)]
pub(super) struct Run<S: Subject> {
    pub(super) world: Arc<World<S>>,
    pub(super) now: Timestamp,
    pub(super) sandbox: Sandbox,
    /// When the order began that the journal holds.
    pub(super) started: Timestamp,
    pub(super) journal: super::journal::Journal,
    /// The process whose turn it is.
    pub(super) process: Process<S::Flow>,
    /// The one that waits for its turn.
    other: Option<Process<S::Flow>>,
    do_alternate: bool,
    processes: usize,
    held: Vec<Held<ServiceOf<S>>>,
    /// Answers whose processes are no more.
    orphans: Vec<Arrival>,
    pub(super) sent: Vec<Sent>,
    pub(super) ended: Vec<Ended>,
    pub(super) violations: Vec<Violation>,
    step: u32,
    pub(super) events: Vec<(u32, Choice)>,
    pub(super) spent: Budget,
    /// What the last exchange changed and showed; equal ones go the same way from then on.
    pub(super) effect: Option<Effect>,
    /// Whether the last exchange was a read that went wrong, and whether the carrier saw it.
    failed_read: Option<bool>,
    is_over: bool,
    pub(super) log: Option<Vec<String>>,
}

/// A request that is done later.
#[derive(Clone)]
struct Held<R> {
    request: Request<R>,
    is_hidden: bool,
    sent: usize,
    process: usize,
    id: RequestId,
}

/// What an exchange changed at the carrier, and what was seen of it.
#[derive(Clone, PartialEq)]
pub(super) struct Effect {
    measure: [u64; 3],
    held: Vec<bool>,
    seen: Result<Response, Failure>,
    crash: Option<Downtime>,
}

/// Where a read that went wrong led. Nothing else tells two runs apart then that were one before it.
#[derive(PartialEq)]
pub(super) struct State {
    now: Timestamp,
    flow: String,
    checkpoint: Checkpoint,
    inbox: Vec<(RequestId, Timestamp, Result<Response, Failure>)>,
    was_seen: bool,
}

impl<S: Subject> Run<S> {
    /// Where the read that went wrong just now led; `None` if it was something else that happened.
    pub(super) fn state(&self) -> Option<State> {
        let was_seen = self.failed_read?;
        let inbox = self.process.inbox.iter();
        Some(State {
            now: self.now,
            flow: format!("{:?}", self.process.flow),
            checkpoint: self.process.flow.checkpoint(),
            inbox: inbox.map(|arrival| (arrival.id, arrival.due, arrival.seen.clone())).collect(),
            was_seen,
        })
    }

    pub(super) fn new(world: Arc<World<S>>) -> Option<Self> {
        let now = super::START;
        let journal = super::journal::Journal::default();
        let process = Process::new(&world.subject, &journal, 0, now).ok()?;
        let mut sandbox = world.sandbox.clone();
        sandbox.advance(now);
        Some(Self {
            world,
            now,
            sandbox,
            started: now,
            journal,
            process,
            other: None,
            do_alternate: false,
            processes: 1,
            held: Vec::new(),
            orphans: Vec::new(),
            sent: Vec::new(),
            ended: Vec::new(),
            violations: Vec::new(),
            step: 0,
            events: Vec::new(),
            spent: Budget::default(),
            effect: None,
            failed_read: None,
            is_over: false,
            log: None,
        })
    }

    /// Runs to the next point where something may go wrong. `false` when all is over.
    pub(super) fn proceed(&mut self) -> bool {
        while !self.is_over && self.process.point.is_none() {
            self.poll();
        }
        !self.is_over
    }

    /// What may happen at this point, within `room`; equal effects included.
    pub(super) fn choices(&self, room: Budget) -> Vec<Choice> {
        let mut choices = match &self.process.point {
            Some(Point::Send { request, .. }) => {
                Choice::of_send(Carrier::call(request), room, self.world.goal.has_account_rivals())
            }
            Some(Point::Save { .. }) if room.faults + room.interruptions > 0 => Choice::of_save(),
            Some(Point::Done(_)) => vec![Choice::Go, Choice::Crash],
            Some(Point::Save { .. }) | None => vec![Choice::Go],
        };
        if self.other.is_none() && room.interruptions > 0 {
            choices.extend([Turns::Alternate, Turns::FirstFirst, Turns::SecondFirst].map(Choice::Second));
        }
        if !self.process.is_stopping && room.faults > 0 && !matches!(self.process.point, Some(Point::Done(_))) {
            choices.push(Choice::Stop);
        }
        choices.extend(self.free_choices());
        choices
    }

    /// What earlier choices left for later.
    fn free_choices(&self) -> impl Iterator<Item = Choice> {
        let call = match &self.process.point {
            Some(Point::Send { request, .. }) => Some(Carrier::call(request)),
            _ => None,
        };
        // What a request says of one user, or changes of one, is the same before and after another is bought.
        let may_see = call.is_some_and(|call| call != Call::Read);
        let commit = (may_see && !self.held.is_empty()).then_some(Choice::Commit);
        let deliver = self.next_orphan().map(|_| Choice::Deliver);
        let is_read = matches!(call, Some(Call::Listing | Call::Read));
        let show = (is_read && self.hides_something()).then_some(Choice::Show);
        commit.into_iter().chain(deliver).chain(show)
    }

    /// An answer to a purchase that the process knows of, though another sent it.
    fn next_orphan(&self) -> Option<usize> {
        let is_known = |sent: &Sent| sent.process < self.process.number && sent.intent <= self.process.from;
        let sent = |orphan: &Arrival| orphan.sent.and_then(|sent| self.sent.get(sent));
        self.orphans.iter().position(|orphan| sent(orphan).is_some_and(is_known))
    }

    fn hides_something(&self) -> bool {
        let [_, hidden, _] = ServiceOf::<S>::measure(&self.sandbox);
        hidden > 0
    }

    /// Goes one of the ways.
    pub(super) fn take(&mut self, choice: &Choice) {
        self.effect = None;
        self.failed_read = None;
        let cost = choice.cost();
        self.spent.faults += cost.faults;
        self.spent.interruptions += cost.interruptions;
        if *choice != Choice::Go {
            self.events.push((self.step, choice.clone()));
            self.note(|| format!("        ! {choice}"));
        }
        match choice {
            Choice::Commit => self.commit(),
            Choice::Deliver => self.deliver_orphan(),
            Choice::Second(turns) => self.start_second(*turns),
            Choice::Show => self.show(),
            Choice::Stop => {
                self.process.is_stopping = true;
                self.tell(Input::Stop);
            }
            Choice::Crash | Choice::Exchange(_) | Choice::Go | Choice::Save(_) => self.pass(choice),
        }
    }

    /// Lets the workflow have what it asked for, or something else.
    fn pass(&mut self, choice: &Choice) {
        let Some(point) = self.process.point.take() else { return };
        self.step += 1;
        match (point, choice) {
            (Point::Done(claims), choice) => {
                self.end_process(claims);
                if *choice == Choice::Crash {
                    self.is_over = false;
                    self.restart(Downtime::None);
                }
            }
            (Point::Save { seq, saved, heard }, Choice::Save(fault)) => self.save(seq, saved, heard, Some(*fault)),
            (Point::Save { seq, saved, heard }, _) => self.save(seq, saved, heard, None),
            (Point::Send { id, request, timeout }, Choice::Exchange(exchange)) => {
                self.exchange(id, &request, timeout, exchange);
            }
            (Point::Send { id, request, timeout }, _) => self.exchange(id, &request, timeout, &Exchange::default()),
        }
        if self.do_alternate {
            self.swap();
        }
    }

    fn swap(&mut self) {
        if let Some(other) = &mut self.other {
            std::mem::swap(&mut self.process, other);
        }
    }

    fn poll(&mut self) {
        self.process.polls += 1;
        if self.process.polls > POLLS {
            self.violate("a run ends", "the workflow goes on and on");
            self.is_over = true;
            return;
        }
        match self.process.flow.poll(self.now) {
            Output::Save { seq, checkpoint } => {
                self.note(|| format!("save {seq}"));
                let saved = Saved { checkpoint, receipts: self.process.receipts.clone() };
                self.process.point = Some(Point::Save { seq, saved, heard: self.process.heard });
            }
            Output::Send { id, request, timeout, .. } => {
                self.note(|| format!("send {id} {} {}", request.path(), request.form()));
                self.process.point = Some(Point::Send { id, request, timeout });
            }
            Output::Done(report) => {
                let claims = self.world.subject.claims(report);
                self.note(|| format!("done {claims:?}"));
                match self.process.take_arrival() {
                    Some(arrival) => self.deliver(arrival),
                    None => self.process.point = Some(Point::Done(claims)),
                }
            }
            Output::Wait(pause) => self.wait(pause),
            _ => {}
        }
    }

    /// Lets the clock jump to what happens next.
    fn wait(&mut self, pause: Option<Duration>) {
        let wake = pause.map(|pause| self.now + pause);
        let due = self.process.next_arrival().filter(|due| wake.is_none_or(|wake| *due <= wake));
        match (due, wake) {
            (Some(due), _) => {
                self.pass_time(due);
                if let Some(arrival) = self.process.take_arrival() {
                    self.deliver(arrival);
                }
            }
            (None, Some(wake)) => {
                self.note(|| format!("wait {pause:?}"));
                self.pass_time(wake);
            }
            (None, None) => {
                self.violate("a run ends", "the workflow waits for nothing");
                self.is_over = true;
            }
        }
    }

    fn pass_time(&mut self, to: Timestamp) {
        self.now = self.now.max(to);
        self.sandbox.advance(self.now);
    }

    fn save(&mut self, seq: u64, saved: Saved, heard: u32, fault: Option<SaveFault>) {
        if fault == Some(SaveFault::Dead) {
            self.journal.die();
        }
        let fails = self.journal.is_dead() || fault == Some(SaveFault::Fails);
        let is_conflict = fault == Some(SaveFault::Conflict);
        if fault == Some(SaveFault::CrashBefore) {
            return self.restart(Downtime::None);
        }
        if fails || is_conflict {
            return self.tell(Input::SaveFailed { seq, conflict: is_conflict });
        }
        let is_stored = self.journal.store(seq, Arc::new(saved));
        if is_stored && seq == 1 {
            self.started = self.process.born;
        }
        match fault {
            Some(SaveFault::CrashAfter(downtime)) => self.restart(downtime),
            Some(SaveFault::Lost) if is_stored => self.tell(Input::SaveFailed { seq, conflict: false }),
            _ if is_stored => {
                self.process.saved = seq;
                self.process.heard_saved = heard;
                self.process.has_intent = true;
                self.tell(Input::Saved { seq });
            }
            _ => self.tell(Input::SaveFailed { seq, conflict: true }),
        }
    }

    fn exchange(&mut self, id: RequestId, request: &Request<ServiceOf<S>>, timeout: Duration, exchange: &Exchange) {
        let call = Carrier::call(request);
        self.process.sends += 1;
        let never_left = matches!(exchange.answer, Some((Answer::NotSent, _)));
        let sent = call.is_once().then(|| self.record(call, request, never_left));
        let signed = Carrier::sign(request);
        let position = self.sandbox.requests();
        let seen = if never_left { Err(Failure::NotSent) } else { self.ask_carrier(&signed, exchange) };
        match (sent, exchange.deed()) {
            (Some(sent), Deed::Later) => {
                let process = self.process.number;
                let request = request.clone();
                self.held.push(Held { request, is_hidden: exchange.is_hidden(), sent, process, id });
            }
            (Some(sent), _) => self.set_position(sent, position),
            (None, _) => {}
        }
        let shows = match call {
            Call::Listing if exchange.answer.is_none() => self.listed(),
            _ => Vec::new(),
        };
        let is_unseen = exchange.crash == Some(Downtime::Long);
        self.effect = Some(Effect {
            measure: ServiceOf::<S>::measure(&self.sandbox),
            held: self.held.iter().map(|held| held.is_hidden).collect(),
            seen: if is_unseen { Err(Failure::NoAnswer) } else { seen.clone() },
            crash: exchange.crash,
        });
        let is_failed_read = sent.is_none() && exchange.answer.is_some() && exchange.crash.is_none();
        self.failed_read = is_failed_read.then(|| exchange.deed() == Deed::Now);
        let due = self.now + if matches!(seen, Err(Failure::NoAnswer)) { timeout } else { LATENCY };
        let arrival = self.arrival(id, request, sent, seen, due, shows);
        match exchange.crash {
            None => self.process.inbox.push(arrival),
            Some(downtime) => {
                self.process.inbox.push(arrival);
                self.restart(downtime);
            }
        }
    }

    fn listed(&self) -> Vec<String> {
        let facts = ServiceOf::<S>::facts(&self.sandbox).into_iter();
        facts.filter(|fact| fact.is_listed).map(|fact| fact.number).collect()
    }

    fn arrival(
        &self,
        id: RequestId,
        request: &Request<ServiceOf<S>>,
        sent: Option<usize>,
        seen: Result<Response, Failure>,
        due: Timestamp,
        shows: Vec<String>,
    ) -> Arrival {
        let receipts = match (&seen, sent) {
            (Ok(response), Some(_)) => Carrier::receipts(request, response),
            _ => Vec::new(),
        };
        let settles = sent.is_some() && Carrier::settles(request, &seen);
        Arrival { id, due, seen, sent, receipts, settles, shows }
    }

    fn ask_carrier(&mut self, signed: &SignedRequest, exchange: &Exchange) -> Result<Response, Failure> {
        let reply = self.sandbox.handle_with(self.now, signed, &exchange.faults());
        let response = reply.into_response().ok_or(Failure::NoAnswer)?;
        Ok(match exchange.answer {
            Some((Answer::Cut { place, is_declared }, _)) => cut(&response, place, is_declared),
            _ => response,
        })
    }

    /// Writes down that a purchase or release leaves, and holds it against the rules.
    fn record(&mut self, call: Call, request: &Request<ServiceOf<S>>, never_left: bool) -> usize {
        let sent = Sent {
            process: self.process.number,
            intent: self.process.saved,
            numbers: Carrier::numbers(request),
            form: request.form().to_owned(),
            request: None,
            is_open: true,
            has_left: !never_left,
        };
        let broken = rules::leaving(self, call, &sent);
        self.violations.extend(broken);
        self.process.has_intent = false;
        self.sent.push(sent);
        self.sent.len() - 1
    }

    fn set_position(&mut self, sent: usize, position: u64) {
        if let Some(sent) = self.sent.get_mut(sent) {
            sent.request = Some(position);
        }
    }

    /// What was held back is done; if its process is no more, the answer may still come.
    fn commit(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let held = self.held.remove(0);
        let position = self.sandbox.requests();
        let faults: Vec<Fault> = held.is_hidden.then(|| Extra::Hidden.fault()).into_iter().collect();
        let reply = self.sandbox.handle_with(self.now, &Carrier::sign(&held.request), &faults);
        self.set_position(held.sent, position);
        let is_alive = |process: &Process<S::Flow>| process.number == held.process;
        if is_alive(&self.process) || self.other.as_ref().is_some_and(is_alive) {
            return;
        }
        if let Some(response) = reply.into_response() {
            let arrival = self.arrival(held.id, &held.request, Some(held.sent), Ok(response), self.now, Vec::new());
            self.orphan(arrival);
        }
    }

    fn show(&mut self) {
        self.sandbox.list_all();
    }

    /// Keeps an answer for whoever takes over, if it is one that matters.
    fn orphan(&mut self, arrival: Arrival) {
        if arrival.sent.is_some() && arrival.seen.is_ok() {
            self.orphans.push(arrival);
        }
    }

    fn deliver_orphan(&mut self) {
        if let Some(position) = self.next_orphan() {
            let arrival = self.orphans.remove(position);
            if matches!(self.process.point, Some(Point::Done(_))) {
                self.process.point = None;
            }
            self.deliver(arrival);
        }
    }

    fn deliver(&mut self, arrival: Arrival) {
        let Arrival { id, seen, sent, receipts, settles, shows, .. } = arrival;
        self.note(|| format!("        {id} {seen:?}"));
        if let Some(sent) = sent.and_then(|sent| self.sent.get_mut(sent)) {
            self.process.heard += 1;
            sent.is_open &= !settles;
            let form = sent.form.clone();
            // A success settles every request that was the same.
            if !receipts.is_empty() {
                self.sent.iter_mut().filter(|other| other.form == form).for_each(|other| other.is_open = false);
            }
        }
        for receipt in receipts {
            if !self.process.receipts.contains(&receipt) {
                self.process.receipts.push(receipt);
            }
        }
        self.process.shown.extend(shows);
        self.tell(match seen {
            Ok(response) => Input::Response { id, response },
            Err(failure) => Input::Failed { id, failure },
        });
    }

    fn tell(&mut self, input: Input) {
        if let Err(misuse) = self.process.flow.handle(self.now, input) {
            self.violate("the contract holds", format!("`{}` in answer to what the contract allows", misuse.code()));
        }
    }

    fn start_second(&mut self, turns: Turns) {
        let Some(second) = self.next_process() else { return };
        self.other = Some(second);
        self.do_alternate = turns == Turns::Alternate;
        if turns != Turns::FirstFirst {
            self.swap();
        }
    }

    fn next_process(&mut self) -> Option<Process<S::Flow>> {
        let process = Process::new(&self.world.subject, &self.journal, self.processes, self.now);
        self.processes += 1;
        match process {
            Ok(process) => Some(process),
            Err(error) => {
                self.violate("a journal can be taken up", error.to_string());
                None
            }
        }
    }

    /// The process dies; another takes its place.
    fn restart(&mut self, downtime: Downtime) {
        let dead: Vec<Arrival> = std::mem::take(&mut self.process.inbox);
        if downtime == Downtime::None {
            dead.into_iter().for_each(|arrival| self.orphan(arrival));
        }
        self.pass_time(self.now + downtime.duration());
        match self.next_process() {
            Some(process) => self.process = process,
            None => self.is_over = true,
        }
    }

    fn end_process(&mut self, claims: super::Claims) {
        let broken = rules::ending(self, &claims);
        self.violations.extend(broken);
        self.ended.push(Ended {
            process: self.process.number,
            from: self.process.from,
            claims,
            receipts: self.process.receipts.clone(),
            shown: std::mem::take(&mut self.process.shown),
        });
        self.do_alternate = false;
        match self.other.take() {
            Some(other) => self.process = other,
            None => self.is_over = true,
        }
    }

    /// Lets happen what was held back, and holds the reports against the truth.
    pub(super) fn judge(&mut self) {
        self.pass_time(self.now + AFTERWARDS);
        while !self.held.is_empty() {
            self.commit();
        }
        let broken = rules::judge(self);
        self.violations.extend(broken);
    }

    pub(super) fn facts(&self) -> Vec<super::Fact> {
        ServiceOf::<S>::facts(&self.sandbox)
    }

    pub(super) fn facts_before(&self) -> Vec<super::Fact> {
        ServiceOf::<S>::facts(&self.world.sandbox)
    }

    pub(super) fn goal(&self) -> &Goal {
        &self.world.goal
    }

    fn violate(&mut self, rule: &'static str, text: impl Into<String>) {
        self.violations.push(Violation { rule, text: text.into() });
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            let seconds = self.now.since(super::START).as_secs_f64();
            log.push(format!("{seconds:>9.1} s  #{} {:>3}  {}", self.process.number, self.step, line()));
        }
    }

    /// The schedule so far, as it is replayed.
    pub(super) fn schedule(&self) -> String {
        let events = self.events.iter().map(|(step, choice)| format!(" {step}:{choice}"));
        format!("world={}{}", self.world.name, events.collect::<String>())
    }

    /// How many points were passed.
    pub(super) fn step(&self) -> u32 {
        self.step
    }
}

/// The answer as far as it arrived.
fn cut(response: &Response, place: Place, is_declared: bool) -> Response {
    let body = response.body();
    let at = match place {
        Place::Start => 0,
        Place::Row => within_first_row(body),
        Place::Line => body.trim_ascii_end().iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1),
        Place::Field => body.len().saturating_sub(6),
        Place::End => body.len().saturating_sub(1),
    };
    let bare = Response::new(response.status(), body.get(..at).unwrap_or_default());
    let cut = response.headers().fold(bare, |response, (name, value)| response.with_header(name, value));
    if is_declared { cut.incomplete() } else { cut }
}

/// Where the first row is half there; the first line of an answer of aql's is its code.
fn within_first_row(body: &[u8]) -> usize {
    let line = |from: usize| {
        let rest = body.get(from..).unwrap_or_default();
        rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    };
    match line(0) {
        code if body.starts_with(b"AQVOIP_") => code + 1 + line(code + 1) / 2,
        first => first / 2,
    }
}
