//! Which call a request is.

use std::borrow::Cow;
use std::time::Duration;

use telwire::{Effect, Endpoint, SignedRequest};

use crate::{aculab, aql};

/// The name of every call, as [`Faults::on_call`](crate::Faults::on_call) takes it.
pub const CALLS: [&str; 13] = [
    telwire::aculab::TelDeleteNumbers::NAME,
    telwire::aculab::TelGetSupportedCountries::NAME,
    telwire::aculab::TelGetSupportedRegions::NAME,
    telwire::aculab::TelGetSupportedStates::NAME,
    telwire::aculab::TelListNumbers::NAME,
    telwire::aculab::TelListRegulationAddresses::NAME,
    telwire::aculab::TelPurchase::NAME,
    telwire::aculab::TelPurchaseDevelopment::NAME,
    telwire::aql::AssignNumbers::NAME,
    telwire::aql::ChangeUser::NAME,
    telwire::aql::CheckNumbers::NAME,
    telwire::aql::GetUser::NAME,
    telwire::aql::ListUsers::NAME,
];

/// How long a client of telwire waits for the answer to a request: as [`Effect::timeout`] says of its call, and the longest
/// if it is of none.
#[must_use]
pub fn patience(request: &SignedRequest) -> Duration {
    let is_repeatable = Call::of(&received(request)).is_some_and(Call::is_repeatable);
    if is_repeatable { Effect::Read.timeout() } else { Effect::Purchase.timeout() }
}

/// One of the carriers' calls, by path, and for aql's control service by action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Aculab(aculab::Call),
    Aql(aql::Call),
}

impl Call {
    /// `None` if no carrier has that path.
    pub(crate) fn of(received: &SignedRequest) -> Option<Self> {
        let path = path(received);
        let aql = aql::Call::of(path, received.body()).map(Self::Aql);
        aql.or_else(|| aculab::Call::of(path).map(Self::Aculab))
    }

    /// The name of its endpoint in the core.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Aculab(call) => call.name(),
            Self::Aql(call) => call.name(),
        }
    }

    pub(crate) fn is_purchase(self) -> bool {
        matches!(self, Self::Aculab(aculab::Call::Purchase) | Self::Aql(aql::Call::AssignNumbers))
    }

    fn is_repeatable(self) -> bool {
        !self.is_purchase() && self != Self::Aculab(aculab::Call::DeleteNumbers)
    }

    /// Whether it lists what the account owns.
    pub(crate) fn is_listing(self) -> bool {
        matches!(self, Self::Aculab(aculab::Call::ListNumbers) | Self::Aql(aql::Call::ListUsers))
    }
}

/// The path of a received request, without query.
pub(crate) fn path(received: &SignedRequest) -> &str {
    received.url().split('?').next().unwrap_or_default()
}

/// The request as a server sees it: a client's holds the whole URL, a server's begins at the path.
pub(crate) fn received(request: &SignedRequest) -> Cow<'_, SignedRequest> {
    let url = request.url();
    if url.starts_with('/') {
        return Cow::Borrowed(request);
    }
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let target = authority.find('/').and_then(|slash| authority.get(slash..)).unwrap_or("/");
    let headers = request.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
    Cow::Owned(SignedRequest::received(request.method(), target, headers, request.body()))
}
