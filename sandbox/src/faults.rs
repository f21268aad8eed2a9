//! Which exchanges go wrong: by plan, by chance, or both.

use std::collections::BTreeMap;
use std::time::Duration;

use telwire::Endpoint;

use crate::call::Call;
use crate::fault::{Done, Fault};

/// Which exchanges go wrong, and how. None, unless said otherwise.
///
/// Requests are counted from 0, from the moment a fault is planned.
///
/// ```
/// use telwire::aql::AssignNumbers;
/// use telwire_sandbox::{Done, Fault, Faults, Sandbox};
///
/// let faults = Faults::none()
///     .on::<AssignNumbers>(0, Fault::NoAnswer(Done::Now))
///     .at(3, Fault::HtmlPage(Done::Never));
/// let sandbox = Sandbox::demo(1).faults(faults);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults {
    planned: Vec<Planned>,
    chance: Option<Chance>,
    requests: u64,
    requests_of: BTreeMap<&'static str, u64>,
}

#[derive(Clone, Debug)]
struct Planned {
    /// The call whose requests are counted; `None` counts all.
    call: Option<&'static str>,
    position: u64,
    fault: Fault,
}

impl Faults {
    /// Nothing goes wrong.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// So many requests in a hundred go wrong; `seed` decides which, and how.
    #[must_use]
    pub fn by_chance(seed: u64, percent: u8) -> Self {
        Self::none().and_by_chance(seed, percent)
    }

    /// And from now on so many requests in a hundred go wrong; `seed` decides which, and how.
    #[must_use]
    pub fn and_by_chance(self, seed: u64, percent: u8) -> Self {
        Self { chance: Some(Chance { rng: fastrand::Rng::with_seed(seed), percent }), ..self }
    }

    /// And the request at `position` among all goes wrong in this way.
    #[must_use]
    pub fn at(self, position: u64, fault: Fault) -> Self {
        let position = self.requests + position;
        self.plan(Planned { call: None, position, fault })
    }

    /// And the request at `position` among those of the call `E` goes wrong in this way.
    #[must_use]
    pub fn on<E: Endpoint>(self, position: u64, fault: Fault) -> Self {
        self.on_call(E::NAME, position, fault)
    }

    /// And the request at `position` among those of the call with that [`NAME`](Endpoint::NAME) goes wrong in this way.
    #[must_use]
    pub fn on_call(self, name: &'static str, position: u64, fault: Fault) -> Self {
        let position = self.requests_of.get(name).copied().unwrap_or_default() + position;
        self.plan(Planned { call: Some(name), position, fault })
    }

    fn plan(mut self, planned: Planned) -> Self {
        self.planned.push(planned);
        self
    }

    /// Counts a request of that call, and says what goes wrong with it.
    pub(crate) fn draw(&mut self, call: Option<Call>) -> Vec<Fault> {
        let of_all = post_increment(&mut self.requests);
        let of_call = call.map(|call| (call.name(), post_increment(self.requests_of.entry(call.name()).or_default())));
        let is_due = |planned: &&Planned| match planned.call {
            None => planned.position == of_all,
            Some(name) => of_call == Some((name, planned.position)),
        };
        let planned = self.planned.iter().filter(is_due).map(|planned| planned.fault);
        let by_chance = self.chance.as_mut().and_then(|chance| chance.draw(call));
        planned.chain(by_chance).collect()
    }
}

fn post_increment(count: &mut u64) -> u64 {
    let before = *count;
    *count += 1;
    before
}

#[derive(Clone, Debug)]
struct Chance {
    rng: fastrand::Rng,
    percent: u8,
}

impl Chance {
    fn draw(&mut self, call: Option<Call>) -> Option<Fault> {
        if self.rng.u8(0..100) >= self.percent {
            return None;
        }
        let fitting: Vec<Fault> = self.candidates().into_iter().filter(|fault| fault.fits(call)).collect();
        self.rng.choice(fitting)
    }

    /// One fault of each kind.
    fn candidates(&mut self) -> [Fault; 11] {
        let done = self.done();
        let item = self.rng.usize(0..4);
        let (status, proxy_done) = self.proxy_error(done);
        [
            Fault::CutBody { at: self.rng.usize(0..80), declared: self.rng.bool() },
            Fault::CrlfLineEnds,
            Fault::GenError(done),
            Fault::HtmlPage(done),
            Fault::LateVisibility(self.delay()),
            Fault::NoAnswer(done),
            Fault::ProxyError { status, done: proxy_done },
            Fault::RivalOnAccount { item },
            Fault::RivalTakesNumber { item },
            Fault::StaleListing,
            Fault::TempError(done),
        ]
    }

    fn done(&mut self) -> Done {
        match self.rng.u8(0..3) {
            0 => Done::Later(self.delay()),
            1 => Done::Never,
            _ => Done::Now,
        }
    }

    /// A client may trust that 403 and 404 change nothing, so with them nothing is done.
    fn proxy_error(&mut self, done: Done) -> (u16, Done) {
        match self.rng.choice([403, 404, 408, 429, 500, 502, 503, 504]) {
            Some(status @ (403 | 404)) => (status, Done::Never),
            Some(status) => (status, done),
            None => (502, done),
        }
    }

    /// From a second to five minutes: shorter and longer than clients wait.
    fn delay(&mut self) -> Duration {
        Duration::from_secs(self.rng.u64(1..=300))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{aculab, aql};

    /// The names of the faults that chance finds for a call.
    fn drawn(call: Option<Call>) -> Vec<String> {
        let mut faults = Faults::by_chance(1, 100);
        let drawn = (0..1_000).flat_map(|_| faults.draw(call)).map(|fault| format!("{fault:?}"));
        let names = drawn.map(|fault| fault.split(['(', ' ']).next().unwrap().to_owned());
        names.collect::<BTreeSet<_>>().into_iter().collect()
    }

    #[test]
    fn chance_finds_every_fault_that_fits_the_call() {
        let any = ["CrlfLineEnds", "CutBody", "HtmlPage", "NoAnswer", "ProxyError"];
        let rivals = ["LateVisibility", "RivalOnAccount", "RivalTakesNumber"];
        let table: [(Option<Call>, &[&str]); 6] = [
            (None, &[]),
            (Some(Call::Aql(aql::Call::GetUser)), &[]),
            (Some(Call::Aql(aql::Call::CheckNumbers)), &["TempError"]),
            (Some(Call::Aql(aql::Call::ListUsers)), &["StaleListing"]),
            (Some(Call::Aculab(aculab::Call::Purchase)), &rivals),
            (Some(Call::Aql(aql::Call::AssignNumbers)), &[rivals.as_slice(), &["GenError", "TempError"]].concat()),
        ];
        for (call, more) in table {
            let expected: BTreeSet<&str> = any.iter().chain(more).copied().collect();
            assert_eq!(drawn(call), expected.into_iter().collect::<Vec<_>>(), "{call:?}");
        }
    }
}
