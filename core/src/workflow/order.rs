//! Buying numbers, once each, whatever happens to the answers.
//!
//! The rules that both orders keep under every schedule of faults, crashes and resumptions:
//!
//! 1. Time may delay or end an order; it never licenses a purchase. A purchase whose answer was lost stays *open* until
//!    something closes it: that it never left, a whole answer to it whose outcome is known, or at aql an OK to the
//!    identical request sent again.
//! 2. At aql an open purchase is searched for among the account's users; only then is the identical list sent again,
//!    which the carrier can fulfil once at most. A number is replaced by another only if every purchase of it is closed
//!    and the users were searched.
//! 3. At Aculab Cloud nothing more is bought while a purchase is open. Whole listings, before and after, are compared.
//! 4. Everything that arrived is saved before anything else happens, and is in the report.
//! 5. Sends and waits are bounded; an error stops an order with a report, never instead of one.
//! 6. One order has one driver; the journal's compare-and-set holds that.
//!
//! What this rests on: a save is durable when it is confirmed, and compare-and-set; `NotSent` is true; documented
//! refusals are true, but for aql's temporary and general error.

pub mod aculab;
pub mod aql;

mod desk;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Error, Failure, Misuse, Outcome, Reason};
use crate::http::Response;
use crate::saved::{saved_enum, saved_struct};
use crate::secret::Body;
use crate::time::Timestamp;
use crate::workflow::RequestId;

/// How long an order may go on buying, unless it says otherwise.
const DEADLINE: Duration = Duration::from_secs(3600);

/// How long to let a lost purchase settle before each look for it.
const SETTLE: [Duration; 3] = [Duration::from_secs(10), Duration::from_secs(60), Duration::from_secs(300)];

/// How often a look may fail before the order gives up finding out.
const MAX_FAILED_LOOKS: u32 = 3;

fn settle(looks: u32) -> Duration {
    let [first, second, third] = SETTLE;
    match looks {
        0 => first,
        1 => second,
        _ => third,
    }
}

/// What became of a slot of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The carrier's answer says so.
    Bought,
    /// Certainly not, and nothing for it is under way.
    NotBought,
    /// The account has it, and no answer said that we bought it: ours with the answer lost, or bought by somebody else on
    /// the same account.
    OnAccount,
    /// A purchase for it was sent, and nothing tells what became of it.
    Unknown,
}

impl Status {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Bought, "bought"),
        (Self::OnAccount, "on the account"),
        (Self::Unknown, "unknown"),
        (Self::NotBought, "not bought"),
    ];

    /// The stable text, such as `not_bought`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bought => "bought",
            Self::NotBought => "not_bought",
            Self::OnAccount => "on_account",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.into_iter().find(|(status, _)| status == self).map_or("", |(_, name)| name);
        formatter.pad(name)
    }
}

/// Why a slot got nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// An earlier purchase is open: nothing more is bought until it is resolved.
    Blocked,
    /// The carrier refused again and again, and does not say which number is the matter.
    Contested,
    /// The order's deadline passed first.
    Deadline,
    /// No number of the pool is left.
    NoMatch,
    /// The slot may have any number, and the order has no pool.
    NoPool,
    /// The price of a number was above the limit, or unknown: nothing more was bought.
    PriceLimit,
    /// The carrier refused.
    Refused,
    /// The carrier sold fewer than were asked for.
    Shortage,
    /// The order stopped first; resuming it goes on.
    Stopped,
    /// The number is not to be had, and nothing may take its place.
    Taken,
}

saved_enum!(Why {
    Blocked = 0,
    Contested = 1,
    Deadline = 2,
    NoMatch = 3,
    NoPool = 4,
    PriceLimit = 5,
    Refused = 6,
    Shortage = 7,
    Stopped = 8,
    Taken = 9,
});

impl Why {
    /// The stable text, such as `no_match`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Contested => "contested",
            Self::Deadline => "deadline",
            Self::NoMatch => "no_match",
            Self::NoPool => "no_pool",
            Self::PriceLimit => "price_limit",
            Self::Refused => "refused",
            Self::Shortage => "shortage",
            Self::Stopped => "stopped",
            Self::Taken => "taken",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Blocked => "an earlier purchase is open",
            Self::Contested => "refused again and again",
            Self::Deadline => "the deadline passed first",
            Self::NoMatch => "the pool has no number left",
            Self::NoPool => "the order has no pool",
            Self::PriceLimit => "the price is above the limit or unknown",
            Self::Refused => "refused",
            Self::Shortage => "the carrier sold fewer",
            Self::Stopped => "the order stopped first",
            Self::Taken => "not available",
        })
    }
}

/// What the caller knows about a purchase that the order could not find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resolution {
    /// It was done, and nothing more of it is to come: what it bought is on the account. The order may buy what it has not
    /// bought yet.
    Bought,
    /// It was not done, and will not be: the order may buy again.
    NotBought,
}

fn not_open() -> Misuse {
    Misuse::new("not_open", "this purchase is not one of unknown outcome")
}

/// A purchase as it was sent, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The request.
    pub id: RequestId,
    /// When it was handed to the host, or was about to be.
    pub at: Timestamp,
    /// When the answer, or the word that there is none, came.
    pub answered: Option<Timestamp>,
    /// What that means.
    pub fate: Fate,
    /// The answer's code, such as `simul_error` or `no_answer`, with the status of HTTP where that is all that came; `ok`
    /// for a success.
    pub answer: Option<String>,
}

saved_struct!(Sent { id, at, answered, fate, answer });

/// What is known of a purchase that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// A success came.
    Done,
    /// It certainly never left.
    NeverLeft,
    /// No answer, or one that does not say: it may have been done, or still be.
    Open,
    /// A refusal came that is known to have changed nothing.
    Refused,
}

saved_enum!(Fate { Done = 0, NeverLeft = 1, Open = 2, Refused = 3 });

impl Fate {
    /// The stable text, such as `never_left`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NeverLeft => "never_left",
            Self::Open => "open",
            Self::Refused => "refused",
        }
    }
}

impl Sent {
    fn new(id: RequestId, at: Timestamp) -> Self {
        Self { id, at, answered: None, fate: Fate::Open, answer: None }
    }

    /// Takes what came. The better word counts: a success stays one, and whoever was refused is not open again.
    fn hear(&mut self, now: Timestamp, error: Option<&Error>) {
        let fate = error.map_or(Fate::Done, fate);
        if self.fate == Fate::Open || fate == Fate::Done {
            self.fate = fate;
            self.answered = Some(now);
            self.answer = Some(error.map_or_else(|| "ok".to_owned(), word));
        }
    }

    fn never_left(&mut self, now: Timestamp) {
        self.fate = Fate::NeverLeft;
        self.answered = Some(now);
        self.answer = Some(Failure::NotSent.as_str().to_owned());
    }
}

fn word(error: &Error) -> String {
    match error {
        Error::Refused(refused) if matches!(refused.reason(), Reason::HttpStatus(_)) => {
            format!("{} {}", error.code(), refused.status())
        }
        _ => error.code().to_owned(),
    }
}

/// What an error in place of a success says of the purchase. aql's temporary and general error are documented to have
/// changed nothing; whoever has to pay does not take that for certain.
fn fate(error: &Error) -> Fate {
    match (error, error.outcome()) {
        (_, Outcome::NotSent) => Fate::NeverLeft,
        (Error::Refused(refused), Outcome::NotChanged) => match refused.reason() {
            Reason::TempError | Reason::GenError => Fate::Open,
            _ => Fate::Refused,
        },
        _ => Fate::Open,
    }
}

/// The ways that one purchase went to the carrier: once, and at aql the identical list again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sends(Vec<Sent>);

saved_struct!(Sends { 0 });

impl Sends {
    /// Whether one of them said that it was done.
    fn is_done(&self) -> bool {
        self.0.iter().any(|sent| sent.fate == Fate::Done)
    }

    /// Whether it may have been done without our knowing, or still be.
    fn is_open(&self) -> bool {
        !self.is_done() && self.0.iter().any(|sent| sent.fate == Fate::Open)
    }

    fn last(&self) -> Fate {
        self.0.last().map_or(Fate::NeverLeft, |sent| sent.fate)
    }

    fn find(&mut self, id: RequestId) -> Option<&mut Sent> {
        self.0.iter_mut().find(|sent| sent.id == id)
    }
}

/// The body of an answer in place of a success, unless the carrier's own refusal was read in it.
fn unread(error: Option<&Error>, response: Option<Response>) -> Option<Body> {
    let is_unread = match error {
        Some(Error::Refused(refused)) => matches!(refused.reason(), Reason::HttpStatus(_) | Reason::Undocumented),
        error => error.is_some(),
    };
    response.filter(|response| is_unread && !response.body().is_empty()).map(|response| Body::new(response.body()))
}

/// Bodies as a report shows them, by their size: what they hold is for [`Body::reveal`].
fn sizes<S: Serializer>(bodies: &[Body], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(bodies.iter().map(|body| body.reveal().len()))
}

/// The answers to purchases of a slot that no row came for, as a line of a report shows them: `no_answer, simul_error`.
fn words<'a>(sends: impl IntoIterator<Item = &'a Sent>) -> String {
    let answers = sends.into_iter().map(|sent| match sent.fate {
        Fate::Done => "ok without a row for it",
        _ => sent.answer.as_deref().unwrap_or(Failure::NoAnswer.as_str()),
    });
    answers.collect::<Vec<_>>().join(", ")
}

/// The first line of a report: how many slots came to what.
fn summary<'a, I>(items: &'a [I], status_of: impl Fn(&'a I) -> Status) -> String {
    let counts = Status::ALL.into_iter().filter_map(|(status, name)| {
        let count = items.iter().filter(|item| status_of(item) == status).count();
        (count > 0).then(|| format!("{count} {name}"))
    });
    counts.collect::<Vec<_>>().join(", ")
}
