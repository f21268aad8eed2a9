//! What a call is: the request it becomes and the answer it understands, in both directions.

use std::time::Duration;

#[cfg(feature = "server")]
use crate::error::InvalidInput;
use crate::error::{Error, Failure, TransportError};
use crate::http::{Request, Response, Service};

/// One call of a carrier's API, seen from the client.
///
/// A value of the type holds checked parameters, so building the request cannot fail.
pub trait Endpoint {
    /// Which of the carrier's services takes the call.
    type Service: Service;
    /// What a success answer says.
    type Answer;

    /// The call's name in messages: the carrier's own, in snake case.
    const NAME: &'static str;
    /// What repeating the call means.
    const EFFECT: Effect;

    /// The request, without host and without credentials.
    fn request(&self) -> Request<Self::Service>;

    /// What the answer says.
    ///
    /// # Errors
    /// `refused` if the carrier, or something before it, said no; `malformed` if the answer could not be understood
    /// or is not known to be whole: the error then keeps the bytes and what was understood.
    fn parse(&self, response: &Response) -> Result<Self::Answer, Error>;

    /// The error that says that no answer came.
    fn failed(&self, failure: Failure) -> TransportError
    where
        Self: Sized,
    {
        TransportError::new::<Self>(failure)
    }
}

/// The same call seen from the carrier's side, for emulators and relays.
///
/// Tests hold `decode(request(x)) == x` for every call, and `parse(encode(y)) == y` for every answer without problems.
#[cfg(feature = "server")]
pub trait ServerEndpoint: Endpoint + Sized {
    /// Reads a request strictly: a missing, repeated, unknown or malformed field is refused.
    ///
    /// # Errors
    /// [`InvalidInput`] names the field and what is wrong with it.
    fn decode(request: &Request<Self::Service>) -> Result<Self, InvalidInput>;

    /// The success answer as the carrier writes it.
    fn encode(answer: &Self::Answer) -> Response;
}

/// Which call it is: what its errors say of it. Reading an answer depends on no more, so the code for it is there once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call(&'static (&'static str, Effect));

impl Call {
    pub(crate) const fn of<E: Endpoint>() -> Self {
        Self(const { &(E::NAME, E::EFFECT) })
    }

    pub(crate) const fn name(self) -> &'static str {
        self.0.0
    }

    pub(crate) const fn effect(self) -> Effect {
        self.0.1
    }
}

/// What sending a call a second time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes something; the same again is the same.
    Change,
    /// Costs money each time.
    Purchase,
    /// Changes nothing.
    Read,
    /// Gives a number back; it may not be possible to have it again.
    Release,
}

impl Effect {
    /// Whether the call may be sent again without knowing what became of the first.
    #[must_use]
    pub const fn is_repeatable(self) -> bool {
        matches!(self, Self::Change | Self::Read)
    }

    /// How long to wait for an answer, unless there is reason for something else: 30 seconds, and 120 where giving up
    /// leaves unknown what was done.
    #[must_use]
    pub const fn timeout(self) -> Duration {
        Duration::from_secs(if self.is_repeatable() { 30 } else { 120 })
    }
}
