//! What a release says at the end.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::aculab::InboundNumber;
use crate::text::shortened;
use crate::time::Timestamp;
use crate::workflow::Stopped;
use crate::workflow::report::{WIDTH, wrapped};

/// What became of each number. Prints in lines of at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReleaseReport {
    /// One for each number, in the caller's order.
    pub items: Vec<ReleaseItem>,
    /// Why the release ended early; `None` if it did all that it could. What is in the journal can be resumed.
    pub stopped: Option<Stopped>,
}

/// What became of a number, and the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReleaseItem {
    /// The number.
    pub number: InboundNumber,
    /// What became of it.
    pub status: Released,
    /// When deletions that named it left, or may have left.
    pub sent: Vec<Timestamp>,
    /// The carrier's code for the last refusal, such as `0300`.
    pub carrier_code: Option<String>,
    /// The carrier's words for it.
    pub carrier_message: Option<String>,
    /// Whether the last whole listing showed it; `None` if there was none. Only what is unclear is looked up.
    pub listed: Option<bool>,
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Released {
    /// The carrier says that it is deleted.
    Released,
    /// It is gone by a deletion whose answer was lost: a later one was refused with 0300, or it vanished from the
    /// listing.
    Gone,
    /// It does not belong to the account (0300), and no deletion without an answer explains that.
    NotOurs,
    /// The carrier refused to delete it, or refused the whole call: nothing was done.
    Kept,
    /// No deletion of it ever left.
    NotTried,
    /// It may be deleted or not: look at the listing later.
    Unknown,
}

impl Released {
    const ALL: [Self; 6] = [Self::Released, Self::Gone, Self::NotOurs, Self::Kept, Self::NotTried, Self::Unknown];

    /// `released`, `gone`, `not_ours`, `kept`, `not_tried` or `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Gone => "gone",
            Self::NotOurs => "not_ours",
            Self::Kept => "kept",
            Self::NotTried => "not_tried",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Released {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.as_str().replace('_', " "))
    }
}

impl Serialize for Released {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl ReleaseItem {
    /// The evidence in words.
    fn evidence(&self) -> String {
        let asked = match self.sent.len() {
            0 => None,
            1 => Some("asked once".to_owned()),
            times => Some(format!("asked {times} times")),
        };
        let listed = self.listed.map(|is_listed| if is_listed { "listed" } else { "not listed" }.to_owned());
        let refusal = match (&self.carrier_code, &self.carrier_message) {
            (Some(code), Some(message)) => Some(format!("{code} {message}")),
            (code, message) => code.clone().or_else(|| message.clone()),
        };
        [asked, listed, refusal].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl ReleaseReport {
    /// `3 numbers: 1 released, 2 unknown`.
    fn summary(&self) -> String {
        let count = |status| self.items.iter().filter(|item| item.status == status).count();
        let counts = Released::ALL.into_iter().map(|status| (count(status), status)).filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, status)| format!("{count} {status}")).collect();
        let noun = if self.items.len() == 1 { "number" } else { "numbers" };
        format!("{} {noun}: {}", self.items.len(), counts.join(", "))
    }
}

/// A summary, and a line for each number.
impl fmt::Display for ReleaseReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        wrapped(formatter, &self.summary())?;
        let width = self.items.iter().map(|item| item.number.as_str().len()).max().unwrap_or_default();
        for item in &self.items {
            let line = format!("  {:width$}  {:9}  {}", item.number.as_str(), item.status, item.evidence());
            // The ellipsis takes one more.
            write!(formatter, "\n{}", shortened(line.trim_end(), WIDTH - 1))?;
        }
        formatter.write_str("\n")?;
        if let Some(stopped) = &self.stopped {
            wrapped(formatter, &format!("stopped: {stopped}"))?;
            formatter.write_str("\n")?;
        }
        Ok(())
    }
}
