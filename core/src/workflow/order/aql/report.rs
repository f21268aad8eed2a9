//! What became of an order at aql.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::aql::{Number, VoipUser};
use crate::saved::saved_enum;
use crate::secret::{Body, SipPassword};
use crate::text::shortened;
use crate::workflow::Stopped;
use crate::workflow::order::{Sent, Status, Why, sizes, summary, words};
use crate::workflow::report::{WIDTH, wrapped};

/// What became of every slot, every purchase that was sent, and every row that came.
///
/// Serialising it fails while it holds a SIP password, as that refuses: put the passwords where they belong with
/// [`SipPassword::reveal`], and serialise [`without_passwords`](Self::without_passwords).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// One for each slot, in the order of the [`Spec`](super::Spec).
    pub items: Vec<Item>,
    /// The purchases, in the order in which they were made.
    pub attempts: Vec<Attempt>,
    /// Rows of answers that belong to no slot. They are bought.
    pub strays: Vec<Row>,
    /// Whether the SIP passwords were taken out.
    pub is_sealed: bool,
    /// Why the order ended before its work was done; resuming it goes on.
    pub stopped: Option<Stopped>,
}

impl Report {
    /// Whether every slot is bought, and nothing else is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_whole = |item: &Item| item.status == Status::Bought && matches!(item.email, None | Some(LateEmail::Set));
        self.stopped.is_none() && self.items.iter().all(is_whole)
    }

    /// The same report with every SIP password, and everything that may hold one, taken out.
    #[must_use]
    pub fn without_passwords(mut self) -> Self {
        for item in &mut self.items {
            item.password = None;
        }
        for attempt in &mut self.attempts {
            attempt.kept.clear();
        }
        for row in &mut self.strays {
            row.password = None;
        }
        self
    }
}

/// What became of a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Item {
    /// Its position in the [`Spec`](super::Spec), from 0.
    pub slot: usize,
    /// Whether it has its number.
    pub status: Status,
    /// Why it has none.
    pub why: Option<Why>,
    /// The number: its own, or the one that was tried last.
    pub number: Option<Number>,
    /// The VoIP user of the number.
    pub voipnumber: Option<VoipUser>,
    /// The password of the VoIP user: only where the answer to the purchase came, and until the order is sealed.
    pub password: Option<SipPassword>,
    /// Whether an e-mail address that the assign could not carry is set.
    pub email: Option<LateEmail>,
    /// Whether the account's users showed it after the purchase; `None` if nobody looked.
    pub listed: Option<bool>,
    /// The purchases it was part of, by position in [`Report::attempts`].
    pub attempts: Vec<usize>,
}

/// What became of an e-mail address that the assign could not carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LateEmail {
    /// It could not be set, for the error with this code: set `voicemaildest` by changeuser.
    Failed(String),
    /// It is the user's `voicemaildest`.
    Set,
    /// It is still to be set.
    ToDo,
}

saved_enum!(LateEmail { Set = 1, Failed(code) = 0, ToDo = 2 });

/// A purchase: a list of numbers, and each time that it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Attempt {
    /// The slots and the numbers for them, as they were sent.
    pub numbers: Vec<(usize, Number)>,
    /// The requests, all of them the same.
    pub sends: Vec<Sent>,
    /// How often all users of the account were looked through since the last of them.
    pub searches: u32,
    /// Whether the caller said that it was not done.
    pub is_resolved: bool,
    /// Answers, or lines of them, that came and could not be read. They may hold a password.
    #[serde(serialize_with = "sizes")]
    pub kept: Vec<Body>,
}

/// A row of an answer to a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// The number.
    pub number: Number,
    /// Its VoIP user.
    pub voipnumber: VoipUser,
    /// The user's password, until the order is sealed.
    pub password: Option<SipPassword>,
}

/// A summary, then a line for each slot, each at most 80 characters wide. No password.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", summary(&self.items, |item| item.status))?;
        for item in &self.items {
            writeln!(formatter, "{}", shortened(&self.line(item), WIDTH - 1).trim_end())?;
        }
        for row in &self.strays {
            let line = format!("   +  bought, for no slot   {} user {}", row.number, row.voipnumber);
            writeln!(formatter, "{}", shortened(&line, WIDTH - 1))?;
        }
        let kept: usize = self.attempts.iter().map(|attempt| attempt.kept.len()).sum();
        if kept > 0 {
            writeln!(formatter, "   !  answers that could not be read are kept: {kept}; they may hold passwords")?;
        }
        if let Some(stopped) = &self.stopped {
            wrapped(formatter, &format!("stopped: {stopped}"))?;
            writeln!(formatter)?;
        }
        Ok(())
    }
}

impl Report {
    fn line(&self, item: &Item) -> String {
        let number = item.number.map(|number| number.to_string()).unwrap_or_default();
        let user = item.voipnumber.as_ref().map(|user| format!("user {user}"));
        let why = item.why.map(|why| why.to_string());
        let answers = match item.status {
            Status::Bought => None,
            _ => self.answers(item),
        };
        let email = match &item.email {
            Some(LateEmail::Failed(code)) => Some(format!("e-mail not set: {code}")),
            Some(LateEmail::ToDo) => Some("e-mail not set".to_owned()),
            Some(LateEmail::Set) | None => None,
        };
        let notes = [user, why, answers, email].into_iter().flatten().collect::<Vec<_>>().join("; ");
        format!("{:>4}  {:<14}  {number:<17}  {notes}", item.slot, item.status)
    }

    /// What the carrier answered to the purchases that the slot was part of.
    fn answers(&self, item: &Item) -> Option<String> {
        let sends = item.attempts.iter().filter_map(|attempt| self.attempts.get(*attempt));
        let sends: Vec<&Sent> = sends.flat_map(|attempt| &attempt.sends).collect();
        (!sends.is_empty()).then(|| words(sends))
    }
}
