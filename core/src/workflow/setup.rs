//! What every workflow is told before it starts.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::endpoint::Effect;
use crate::saved::saved_struct;

/// How many requests may be in flight unless the caller says otherwise: the carriers document no limit.
const MAX_IN_FLIGHT: usize = 2;

/// How often a call that may be repeated is, unless the caller says otherwise.
const MAX_RETRIES: u32 = 2;

/// Whose workflow it is, and how it behaves on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    pub(crate) fingerprint: Fingerprint,
    pub(crate) seed: u64,
    pub(crate) max_in_flight: usize,
    pub(crate) max_retries: u32,
    pub(crate) timeout: Duration,
}

impl Setup {
    /// For the account and gateway of that fingerprint. The seed decides how long retries wait; any number will do, the
    /// same for the same behaviour.
    #[must_use]
    pub fn new(fingerprint: Fingerprint, seed: u64) -> Self {
        Self {
            fingerprint,
            seed,
            max_in_flight: MAX_IN_FLIGHT,
            max_retries: MAX_RETRIES,
            timeout: Effect::Read.timeout(),
        }
    }

    /// At most so many requests at a time; at least 1. 2 unless set. Purchases go one by one in any case.
    #[must_use]
    pub fn max_in_flight(self, max_in_flight: usize) -> Self {
        Self { max_in_flight: max_in_flight.max(1), ..self }
    }

    /// A call that reads, or changes what can be changed again, is repeated so often. 2 unless set. Purchases and
    /// releases never are.
    #[must_use]
    pub fn max_retries(self, max_retries: u32) -> Self {
        Self { max_retries, ..self }
    }

    /// How long a call that may be repeated waits for its answer. 30 seconds unless set. Purchases and releases wait
    /// for 120.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }
}

/// The carrier, the usernames and the base URLs that a checkpoint belongs to. It holds no secret.
///
/// Accounts make it: [`aql::Account::fingerprint`](crate::aql::Account::fingerprint),
/// [`aculab::Account::fingerprint`](crate::aculab::Account::fingerprint).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(Vec<String>);

saved_struct!(Fingerprint { 0 });

impl Fingerprint {
    /// The fingerprint of whatever these parts name, such as a relay and its tenant; the first is the carrier.
    #[must_use]
    pub fn new<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(parts.into_iter().map(str::to_owned).collect())
    }
}
