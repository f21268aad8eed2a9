//! What is known of each number: every deletion that named it, what came of that, and what the listings show.

use crate::aculab::{Deleted, DeletedStatus, InboundNumber, NotDeleted, TelDeleteNumbers};
use crate::error::{Error, Outcome, Reason};
use crate::saved::{saved_enum, saved_struct};
use crate::sorted::{Map, Set};
use crate::time::Timestamp;
use crate::workflow::RequestId;
use crate::workflow::release::report::{ReleaseItem, Released};

/// How often a number is sent at most, as long as no answer decides.
const MAX_SENDS: usize = 3;

/// A number, and the evidence of what became of it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    number: InboundNumber,
    sends: Vec<Sent>,
    /// Whether any whole listing showed it, and whether the last one did.
    was_listed: bool,
    listed: Option<bool>,
}

saved_struct!(Entry { number, sends, was_listed, listed });

/// A deletion that named the number.
#[derive(Clone, Debug)]
struct Sent {
    id: RequestId,
    at: Timestamp,
    fate: Fate,
}

saved_struct!(Sent { id, at, fate });

/// What came of a deletion for one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It never left.
    NotSent,
    /// No answer that decides: it may have been done, or may yet be.
    Open,
    /// The carrier says that the number is deleted.
    Deleted,
    /// 0300: it does not belong to the account.
    NotYours(Refusal),
    /// Another reason, for this number.
    Refused(Refusal),
    /// The whole call was refused, and nothing was done.
    Declined(Refusal),
}

saved_enum!(Fate {
    NotSent = 0,
    Open = 1,
    Deleted = 2,
    NotYours(refusal) = 3,
    Refused(refusal) = 4,
    Declined(refusal) = 5,
});

/// The carrier's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    code: Option<String>,
    message: Option<String>,
}

saved_struct!(Refusal { code, message });

impl Fate {
    /// What an answer says of each number of the call. It may contradict itself; then it decides only about the numbers
    /// that it gives a reason for.
    pub(super) fn of_each(call: &TelDeleteNumbers, deleted: &Deleted) -> Vec<Self> {
        let asked: Set<&str> = call.numbers().iter().map(InboundNumber::as_str).collect();
        let reasons = deleted.not_deleted.iter().rev().map(|reason| (reason.number.as_str(), reason));
        let reasons: Map<&str, &NotDeleted> = reasons.collect();
        let is_ours = reasons.iter().all(|(number, _)| asked.contains(number));
        let unnamed = match deleted.status {
            DeletedStatus::Ok if is_ours => Self::Deleted,
            DeletedStatus::Partial if is_ours && !reasons.is_empty() => Self::Deleted,
            _ => Self::Open,
        };
        let fate = |number: &InboundNumber| reasons.get(&number.as_str()).map(|reason| Self::named(reason));
        call.numbers().iter().map(|number| fate(number).unwrap_or_else(|| unnamed.clone())).collect()
    }

    fn named(reason: &NotDeleted) -> Self {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let refusal = Refusal { code: text(&reason.code), message: text(&reason.description) };
        match reason.reason() {
            Reason::NumberNotYours => Self::NotYours(refusal),
            _ => Self::Refused(refusal),
        }
    }

    /// What an error says of every number of the call.
    pub(super) fn of_all(error: &Error) -> Self {
        match (error.outcome(), error) {
            (Outcome::NotSent, _) => Self::NotSent,
            (Outcome::NotChanged, Error::Refused(refused)) => Self::Declined(Refusal {
                code: refused.carrier_code().map(str::to_owned),
                message: refused.carrier_message().map(str::to_owned),
            }),
            _ => Self::Open,
        }
    }

    /// Whether the answer decided about the number.
    fn is_decisive(&self) -> bool {
        matches!(self, Self::Deleted | Self::NotYours(_) | Self::Refused(_))
    }

    fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotYours(refusal) | Self::Refused(refusal) | Self::Declined(refusal) => Some(refusal),
            Self::NotSent | Self::Open | Self::Deleted => None,
        }
    }
}

impl Entry {
    pub(super) fn new(number: InboundNumber) -> Self {
        Self { number, sends: Vec::new(), was_listed: false, listed: None }
    }

    pub(super) fn number(&self) -> &InboundNumber {
        &self.number
    }

    /// A deletion is to leave. From here on it may have.
    pub(super) fn intend(&mut self, id: RequestId, now: Timestamp) {
        self.sends.push(Sent { id, at: now, fate: Fate::Open });
    }

    /// The deletion leaves.
    pub(super) fn left(&mut self, id: RequestId, now: Timestamp) {
        if let Some(sent) = self.sent(id) {
            sent.at = now;
        }
    }

    /// What came of the deletion. What is known stays, but for the word that it is deleted.
    pub(super) fn learn(&mut self, id: RequestId, fate: Fate) {
        if let Some(sent) = self.sent(id)
            && (sent.fate == Fate::Open || fate == Fate::Deleted)
        {
            sent.fate = fate;
        }
    }

    /// A whole listing shows the number, or does not.
    pub(super) fn look(&mut self, is_listed: bool) {
        self.was_listed |= is_listed;
        self.listed = Some(is_listed);
    }

    /// Whether the deletion of that id names this number.
    pub(super) fn is_in(&self, id: RequestId) -> bool {
        self.sends.iter().any(|sent| sent.id == id)
    }

    fn sent(&mut self, id: RequestId) -> Option<&mut Sent> {
        self.sends.iter_mut().find(|sent| sent.id == id)
    }

    fn has(&self, is_fate: impl Fn(&Fate) -> bool) -> bool {
        self.sends.iter().any(|sent| is_fate(&sent.fate))
    }

    /// Whether any answer decided about the number: it is not sent again.
    pub(super) fn is_decided(&self) -> bool {
        self.has(Fate::is_decisive)
    }

    pub(super) fn may_be_sent(&self) -> bool {
        !self.is_decided() && self.open_sends() < MAX_SENDS
    }

    /// Whether it may be deleted, and no answer decided.
    pub(super) fn is_open(&self) -> bool {
        !self.is_decided() && self.open_sends() > 0
    }

    /// How many deletions may have been done, or may yet be.
    pub(super) fn open_sends(&self) -> usize {
        self.sends.iter().filter(|sent| sent.fate == Fate::Open).count()
    }

    fn status(&self) -> Released {
        let is_any_open = self.open_sends() > 0;
        let is_gone_from_listing = self.was_listed && self.listed == Some(false);
        if self.has(|fate| *fate == Fate::Deleted) {
            return Released::Released;
        }
        match (self.last_reason(), is_any_open) {
            (Some(Fate::NotYours(_)), true) => Released::Gone,
            (Some(Fate::NotYours(_)), false) => Released::NotOurs,
            (Some(_), false) => Released::Kept,
            (None, true) if is_gone_from_listing => Released::Gone,
            // A refusal says nothing about an earlier deletion that may yet be done.
            (_, true) => Released::Unknown,
            (None, false) => Released::NotTried,
        }
    }

    /// The last refusal, of the number or of a whole call; one of the number counts more.
    fn last_reason(&self) -> Option<&Fate> {
        let refusals = || self.sends.iter().rev().map(|sent| &sent.fate).filter(|fate| fate.refusal().is_some());
        refusals().find(|fate| fate.is_decisive()).or_else(|| refusals().next())
    }

    pub(super) fn item(&self) -> ReleaseItem {
        let left = self.sends.iter().filter(|sent| sent.fate != Fate::NotSent);
        let refusal = self.last_reason().and_then(Fate::refusal);
        ReleaseItem {
            number: self.number.clone(),
            status: self.status(),
            sent: left.map(|sent| sent.at).collect(),
            carrier_code: refusal.and_then(|refusal| refusal.code.clone()),
            carrier_message: refusal.and_then(|refusal| refusal.message.clone()),
            listed: self.listed,
        }
    }
}
