//! A search through all its pages.

use serde::Serialize;

use crate::aql::{CheckNumbers, Number, Pattern, Service, SmsEnabled};
use crate::endpoint::Endpoint as _;
use crate::error::{InvalidCode, InvalidInput, Misuse};
use crate::saved::saved_struct;
use crate::sorted::Set;
use crate::time::Timestamp;
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::ending::Ending;
use crate::workflow::engine::Engine;
use crate::workflow::meter::Meter;
use crate::workflow::setup::Setup;
use crate::workflow::{Checkpoint, Input, Output, Stage, Stopped, Workflow};

/// Repeats are noticed among so many numbers.
const WINDOW: usize = 100_000;

/// All the numbers at aql that match a pattern, page by page.
///
/// An item is the new numbers of one page; its index is how many numbers came before it. Repeats are dropped as long as
/// they lie less than 100,000 numbers apart, because the order of the answers is not documented; so memory stays the
/// same however many numbers come. The search ends with the first page that holds nothing new, never because one is
/// short.
#[derive(Clone, Debug)]
pub struct Search {
    engine: Engine<CheckNumbers>,
    /// The call for the first page.
    first: CheckNumbers,
    /// How many numbers the gateway has shown, repeats included.
    skip: u32,
    report: SearchReport,
    recent: Window,
    /// The new numbers of the last page, until they are handed out.
    page: Option<Vec<Number>>,
    ending: Ending,
    meter: Meter,
}

/// How a search went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SearchReport {
    /// How many numbers were found, in all runs of the search together.
    pub numbers: u64,
    /// On how many pages they came: the ones with anything new.
    pub pages: u64,
    /// Why the search ended early; `None` if it came to its end.
    pub stopped: Option<Stopped>,
}

/// What a checkpoint holds. Numbers are packed.
struct State {
    run: u32,
    /// What is searched for: the first request.
    form: String,
    skip: u32,
    numbers: u64,
    pages: u64,
    recent: Vec<u64>,
    page: Option<Vec<u64>>,
}

saved_struct!(State { run, form, skip, numbers, pages, recent, page });

impl Search {
    /// A search for `pattern`, to be made as `setup` says.
    #[must_use]
    pub fn new(pattern: Pattern, setup: Setup) -> Self {
        Self {
            engine: Engine::new(setup, 1),
            first: CheckNumbers::new(pattern),
            skip: 0,
            report: SearchReport::default(),
            recent: Window::default(),
            page: None,
            ending: Ending::default(),
            meter: Meter::default(),
        }
    }

    /// Filters by SMS. Left out, the gateway takes `yes`: **numbers without SMS do not show** unless this is
    /// [`SmsEnabled::Ignore`] or [`SmsEnabled::No`].
    #[must_use]
    pub fn sms_enabled(self, sms_enabled: SmsEnabled) -> Self {
        Self { first: self.first.sms_enabled(sms_enabled), ..self }
    }

    /// Asks for at most `show` numbers at a time; at least 1. 100 unless set, which is all that the gateway gives.
    #[must_use]
    pub fn page_size(self, show: u32) -> Self {
        Self { first: self.first.show(show.max(1)), ..self }
    }

    /// Goes on with a checkpoint of the same search; of one that came to its end with what may have come since.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let state: State = checkpoint.read(Kind::Search, &self.engine.setup.fingerprint)?;
        if state.form != self.first.request().form() {
            let message = "is of another search: resume with the pattern, filter and page size it was made with";
            return Err(refused(InvalidCode::Foreign, message));
        }
        let mut recent = Window::default();
        for number in unpacked(state.recent) {
            recent.insert(number);
        }
        Ok(Self {
            engine: Engine::new(self.engine.setup.clone(), state.run.saturating_add(1)),
            skip: state.skip,
            report: SearchReport { numbers: state.numbers, pages: state.pages, stopped: None },
            recent,
            page: state.page.map(unpacked),
            first: self.first.clone(),
            ending: Ending::default(),
            meter: Meter::default(),
        })
    }

    /// Takes the numbers of a page, repeats included.
    fn take(&mut self, received: Vec<Number>) {
        // A gateway with more numbers than a skip can name would show its last page again, and end the search so.
        self.skip = self.skip.saturating_add(u32::try_from(received.len()).unwrap_or(u32::MAX));
        let new: Vec<Number> = received.into_iter().filter(|number| self.recent.insert(*number)).collect();
        match new.is_empty() {
            true => self.ending.end(None),
            false => self.page = Some(new),
        }
    }

    fn hand_out(&mut self) -> Option<Output<Service, Vec<Number>, SearchReport>> {
        let page = self.page.take()?;
        let index = self.report.numbers;
        self.report.numbers += page.len() as u64;
        self.report.pages += 1;
        Some(Output::Item { index, item: page })
    }
}

impl Workflow for Search {
    type Service = Service;
    type Item = Vec<Number>;
    type Report = SearchReport;

    fn poll(&mut self, now: Timestamp) -> Output<Service, Vec<Number>, SearchReport> {
        self.engine.clock(now);
        if let Some(progress) = self.meter.poll(Stage::Choosing, self.report.numbers, None) {
            return progress;
        }
        if let Some(item) = self.hand_out() {
            return item;
        }
        if self.ending.is_over() {
            return Output::Done(SearchReport { stopped: self.ending.stopped(), ..self.report.clone() });
        }
        if self.engine.calls.is_idle() {
            self.engine.calls.ask(self.first.clone().skip(self.skip));
        }
        self.engine.poll()
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        match self.engine.handle(now, input)? {
            Some((_, Ok(received))) => self.take(received),
            Some((_, Err(error))) => self.ending.end(Some(Stopped::ByError(error))),
            None if self.engine.is_stopping() => self.ending.end(Some(Stopped::ByCaller)),
            None => {}
        }
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        let state = State {
            run: self.engine.run(),
            form: self.first.request().form().to_owned(),
            skip: self.skip,
            numbers: self.report.numbers,
            pages: self.report.pages,
            recent: packed(self.recent.iter()),
            page: self.page.as_ref().map(packed),
        };
        Checkpoint::new(Kind::Search, &self.engine.setup.fingerprint, &[&state])
    }
}

fn packed<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Vec<u64> {
    numbers.into_iter().map(|number| number.packed()).collect()
}

fn unpacked(packed: Vec<u64>) -> Vec<Number> {
    packed.into_iter().filter_map(Number::from_packed).collect()
}

/// The numbers that came last: at least [`WINDOW`] of them, and less than twice as many.
#[derive(Clone, Debug, Default)]
struct Window {
    /// As many as the window has, or none yet.
    older: Set<Number>,
    /// What came since. One set would have to give up a number for each that comes, wherever that stands in it.
    newer: Set<Number>,
}

impl Window {
    /// Takes a number in, and says whether it is new.
    fn insert(&mut self, number: Number) -> bool {
        if self.older.contains(&number) || !self.newer.insert(number) {
            return false;
        }
        if self.newer.len() == WINDOW {
            self.older = std::mem::take(&mut self.newer);
        }
        true
    }

    /// The older numbers first.
    fn iter(&self) -> impl Iterator<Item = &Number> {
        self.older.iter().chain(self.newer.iter())
    }
}

#[cfg(test)]
mod tests;
