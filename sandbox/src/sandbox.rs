//! Both carriers in one value.

use telwire::{Response, SignedRequest, Timestamp};

use crate::call::{self, Call};
use crate::fault::{Done, Fault};
use crate::faults::Faults;
use crate::listings::Listings;
use crate::origin::{Buyer, Origin};
use crate::reply::Reply;
use crate::{aculab, aql, fault};

/// Both carriers: their customers, what they sell, and what goes wrong.
///
/// It is a value without I/O: the same seed and the same requests at the same times give the same replies. A copy is
/// cheap and goes its own way from then on.
#[derive(Clone, Debug)]
pub struct Sandbox {
    now: Timestamp,
    requests: u64,
    aculab: aculab::Carrier,
    aql: aql::Carrier,
    faults: Faults,
    late: Vec<Late>,
    listings: Listings,
}

/// A request that will be done when nobody waits for its answer any more.
#[derive(Clone, Debug)]
struct Late {
    request: SignedRequest,
    /// It is due at its moment.
    origin: Origin,
}

impl Sandbox {
    /// Both carriers without customers: aql with nothing in stock, Aculab with what its document lists. The seed
    /// decides the VoIP users and the passwords.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            now: Timestamp::default(),
            requests: 0,
            aculab: aculab::Carrier::new(),
            aql: aql::Carrier::new(seed),
            faults: Faults::none(),
            late: Vec::new(),
            listings: Listings::default(),
        }
    }

    /// With one more customer of Aculab Cloud.
    #[must_use]
    pub fn aculab_customer(mut self, customer: aculab::Customer) -> Self {
        self.aculab.add_customer(customer);
        self
    }

    /// With one more customer of aql.
    #[must_use]
    pub fn aql_customer(mut self, customer: aql::Customer) -> Self {
        self.aql.add_customer(customer);
        self
    }

    /// With this on offer at Aculab Cloud, and nothing else.
    #[must_use]
    pub fn catalogue(mut self, catalogue: aculab::Catalogue) -> Self {
        self.aculab.set_catalogue(catalogue);
        self
    }

    /// With these faults from now on, and no others.
    #[must_use]
    pub fn faults(self, faults: Faults) -> Self {
        Self { faults, ..self }
    }

    /// What goes wrong, for tests that think of more on the way.
    pub fn faults_mut(&mut self) -> &mut Faults {
        &mut self.faults
    }

    /// With these numbers in stock at aql, and no others.
    #[must_use]
    pub fn stock(mut self, stock: aql::Stock) -> Self {
        self.aql.set_stock(stock);
        self
    }

    /// Aculab Cloud as it really is, whatever the listings say.
    #[must_use]
    pub fn aculab(&self) -> &aculab::Carrier {
        &self.aculab
    }

    /// Aculab Cloud, for rivals to act on.
    pub fn aculab_mut(&mut self) -> &mut aculab::Carrier {
        &mut self.aculab
    }

    /// aql as it really is, whatever the listings say.
    #[must_use]
    pub fn aql(&self) -> &aql::Carrier {
        &self.aql
    }

    /// aql, for rivals to act on.
    pub fn aql_mut(&mut self) -> &mut aql::Carrier {
        &mut self.aql
    }

    /// Shows everything in the listings from now on, however late it was to be seen.
    pub fn list_all(&mut self) {
        self.aculab.list_all(self.now);
        self.aql.list_all(self.now);
    }

    /// The latest time that it was told.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// How many requests have come.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Lets time pass: what was to be done later and is due by `now` is done. Time does not run backwards.
    pub fn advance(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        let (mut due, late): (Vec<Late>, Vec<Late>) =
            std::mem::take(&mut self.late).into_iter().partition(|late| late.origin.at <= self.now);
        self.late = late;
        due.sort_by_key(|late| late.origin.at);
        for Late { request, origin } in due {
            self.perform(Call::of(&request), &request, origin);
        }
    }

    /// Answers a request, for either carrier: its path decides. What goes wrong with it, [`Faults`] decide.
    ///
    /// The request may be as a client signed it or as a server received it.
    pub fn handle(&mut self, now: Timestamp, request: &SignedRequest) -> Reply {
        let faults = self.faults.draw(Call::of(&call::received(request)));
        self.handle_with(now, request, &faults)
    }

    /// Answers a request, and this goes wrong with it: for tests that go through all possibilities.
    pub fn handle_with(&mut self, now: Timestamp, request: &SignedRequest, faults: &[Fault]) -> Reply {
        self.advance(now);
        let request = &*call::received(request);
        let call = Call::of(request);
        let faults: Vec<Fault> = faults.iter().copied().filter(|fault| fault.fits(call)).collect();
        if faults.contains(&Fault::NotSent) {
            return Reply::NotSent;
        }
        let origin = self.next_origin(&faults);

        self.let_rivals_act(call, request, &faults);
        let answer = match faults.iter().find_map(|fault| fault.done()).unwrap_or(Done::Now) {
            Done::Later(delay) => {
                self.late.push(Late { request: request.clone(), origin: origin.delayed(delay) });
                None
            }
            Done::Never => None,
            Done::Now => {
                let stale = self.listings.last(request).filter(|_| faults.contains(&Fault::StaleListing));
                Some(stale.unwrap_or_else(|| self.perform(call, request, origin)))
            }
        };
        fault::reply(answer, &faults)
    }

    /// Where the next request comes from; it is counted.
    fn next_origin(&mut self, faults: &[Fault]) -> Origin {
        let position = self.requests;
        self.requests += 1;
        let unlisted_for = faults.iter().find_map(|fault| fault.unlisted_for()).unwrap_or_default();
        Origin { at: self.now, by: Buyer::Request(position), listed_from: self.now + unlisted_for }
    }

    fn let_rivals_act(&mut self, call: Option<Call>, request: &SignedRequest, faults: &[Fault]) {
        for fault in faults {
            match (fault, call) {
                (Fault::RivalOnAccount { .. }, Some(Call::Aculab(_))) => self.aculab.rival_buys(request, self.now),
                (Fault::RivalOnAccount { item }, Some(Call::Aql(_))) => self.aql.rival_buys(request, *item, self.now),
                (Fault::RivalTakesNumber { .. }, Some(Call::Aculab(_))) => self.aculab.rival_takes(request),
                (Fault::RivalTakesNumber { item }, Some(Call::Aql(_))) => self.aql.rival_takes(request, *item),
                _ => {}
            }
        }
    }

    fn perform(&mut self, call: Option<Call>, request: &SignedRequest, origin: Origin) -> Response {
        let answer = match call {
            Some(Call::Aculab(call)) => self.aculab.perform(call, request, origin),
            Some(Call::Aql(call)) => self.aql.perform(call, request, origin),
            None => Response::new(404, "no carrier has this path\n").with_header("Content-Type", "text/plain"),
        };
        if call.is_some_and(Call::is_listing) {
            self.listings.keep(request, &answer);
        }
        answer
    }
}
