//! What became of an order at Aculab Cloud.

use std::fmt;

use serde::Serialize;

use crate::aculab::{InboundNumber, OwnedNumber};
use crate::secret::Body;
use crate::text::shortened;
use crate::workflow::Stopped;
use crate::workflow::order::{Sent, Status, Why, sizes, summary, words};
use crate::workflow::report::{WIDTH, wrapped};

/// What became of every slot, and every purchase that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// One for each number that was asked for.
    pub items: Vec<Item>,
    /// The purchases, in the order in which they were made.
    pub attempts: Vec<Attempt>,
    /// Numbers that answers named beyond what was asked for. They are bought.
    pub surplus: Vec<InboundNumber>,
    /// Why the order ended before its work was done; resuming it goes on.
    pub stopped: Option<Stopped>,
}

/// What became of a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Item {
    /// Its position, from 0.
    pub slot: usize,
    /// Whether it has a number.
    pub status: Status,
    /// Why it has none.
    pub why: Option<Why>,
    /// The number.
    pub number: Option<InboundNumber>,
    /// What the account's listing said of the number after the purchase, its price per month for one; `None` if it did
    /// not show it.
    pub listed: Option<OwnedNumber>,
    /// The purchases it was part of, by position in [`Report::attempts`].
    pub attempts: Vec<usize>,
}

/// A purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Attempt {
    /// The slots that it was for.
    pub slots: Vec<usize>,
    /// The request.
    pub sent: Sent,
    /// How often the whole listing was compared after it.
    pub looks: u32,
    /// Numbers that appeared on the account after it and that its answer did not name, those that look most like it
    /// first. With a lost answer some may be its; the e-mail that the carrier sends after each purchase tells.
    pub candidates: Vec<InboundNumber>,
    /// Whether the caller said that it was not done.
    pub is_resolved: bool,
    /// Answers that came and could not be read.
    #[serde(serialize_with = "sizes")]
    pub kept: Vec<Body>,
}

impl Report {
    /// Whether every slot is bought, and nothing else is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.stopped.is_none() && self.items.iter().all(|item| item.status == Status::Bought)
    }
}

/// A summary, then a line for each slot, each at most 80 characters wide.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", summary(&self.items, |item| item.status))?;
        for item in &self.items {
            writeln!(formatter, "{}", shortened(&self.line(item), WIDTH - 1).trim_end())?;
        }
        for number in &self.surplus {
            writeln!(formatter, "   +  bought, for no slot   {number}")?;
        }
        for (position, attempt) in self.attempts.iter().enumerate() {
            for number in &attempt.candidates {
                writeln!(formatter, "   ?  appeared after purchase {position}: {number}")?;
            }
        }
        if self.items.iter().any(|item| item.status == Status::Unknown) {
            writeln!(formatter, "look for the carrier's e-mail about each purchase of unknown outcome")?;
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
        let number = item.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let listed = item.listed.as_ref().map(|listed| match listed.price {
            Some(price) => format!("{price} USD/month, {}", listed.region),
            None => listed.region.clone(),
        });
        let why = item.why.map(|why| why.to_string());
        let answers = match item.status {
            Status::Bought => None,
            _ => self.answers(item),
        };
        let notes = [why, answers, listed].into_iter().flatten().collect::<Vec<_>>().join("; ");
        format!("{:>4}  {:<14}  {number:<17}  {notes}", item.slot, item.status)
    }

    /// What the carrier answered to the purchases that the slot was part of.
    fn answers(&self, item: &Item) -> Option<String> {
        let attempts = item.attempts.iter().filter_map(|attempt| self.attempts.get(*attempt));
        let sends: Vec<&Sent> = attempts.map(|attempt| &attempt.sent).collect();
        (!sends.is_empty()).then(|| words(sends))
    }
}
