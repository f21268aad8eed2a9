//! One call, repeated until it is answered.

use std::rc::Rc;

use telwire::workflow::{Checkpoint, Retry, Stopped};
use telwire::{
    Effect, Endpoint, Error, Failure, InvalidCode, InvalidInput, Request, Response, Service, TransportError, aculab,
    aql,
};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::Options;
use crate::view::{View, object};
use crate::workflow::driver::{Driven, Machine, load};
use crate::workflow::owner::Owner;

/// The retries of the call of that name.
pub(crate) fn begin(call: &str, options: &JsValue, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match call {
        aculab::TelGetSupportedCountries::NAME => retried(read::<aculab::TelGetSupportedCountries>(options), setup),
        aculab::TelGetSupportedRegions::NAME => retried(read::<aculab::TelGetSupportedRegions>(options), setup),
        aculab::TelGetSupportedStates::NAME => retried(read::<aculab::TelGetSupportedStates>(options), setup),
        aculab::TelListNumbers::NAME => retried(read::<aculab::TelListNumbers>(options), setup),
        aculab::TelListRegulationAddresses::NAME => retried(read::<aculab::TelListRegulationAddresses>(options), setup),
        aculab::TelPurchaseDevelopment::NAME => retried(read::<aculab::TelPurchaseDevelopment>(options), setup),
        aql::ChangeUser::NAME => retried(read::<aql::ChangeUser>(options), setup),
        aql::CheckNumbers::NAME => retried(read::<aql::CheckNumbers>(options), setup),
        aql::GetUser::NAME => retried(read::<aql::GetUser>(options), setup),
        aql::ListUsers::NAME => retried(read::<aql::ListUsers>(options), setup),
        other => Err(not_repeatable(other).into()),
    }
}

/// A call that may be repeated, of the carrier whose services are `S`.
type Read<S> = Result<Rc<dyn Call<S>>, InvalidInput>;

fn read<E: Native>(options: &JsValue) -> Read<E::Service> {
    const { assert!(E::EFFECT.is_repeatable(), "only what reads or changes may be repeated") };
    Ok(Rc::new(E::read(&mut Options::of("options", options)?)?))
}

fn retried<S: Owner>(call: Read<S>, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    let call = Repeatable(call?);
    load(setup, |setup| Ok(Retry::new(call, setup)))
}

fn not_repeatable(call: &str) -> InvalidInput {
    let message = format!("must be a call that reads or changes, not `{call}`: purchases and releases are sent once");
    InvalidInput::new("call", InvalidCode::Unsupported, message)
}

/// A call of the carrier that may be repeated, whichever it is: retries of a type for each would be a tenth of the module.
#[derive(Clone)]
struct Repeatable<S>(Rc<dyn Call<S>>);

/// What retries need of a call.
trait Call<S> {
    fn request(&self) -> Request<S>;
    fn parse(&self, response: &Response) -> Result<Rc<dyn View>, Error>;
    fn failed(&self, failure: Failure) -> TransportError;
}

impl<E: Native> Call<E::Service> for E {
    fn request(&self) -> Request<E::Service> {
        Endpoint::request(self)
    }

    fn parse(&self, response: &Response) -> Result<Rc<dyn View>, Error> {
        Ok(Rc::new(Endpoint::parse(self, response)?))
    }

    fn failed(&self, failure: Failure) -> TransportError {
        Endpoint::failed(self, failure)
    }
}

impl<S: Service> Endpoint for Repeatable<S> {
    type Service = S;
    type Answer = Rc<dyn View>;

    const NAME: &'static str = "retry";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<S> {
        self.0.request()
    }

    fn parse(&self, response: &Response) -> Result<Rc<dyn View>, Error> {
        self.0.parse(response)
    }

    fn failed(&self, failure: Failure) -> TransportError {
        self.0.failed(failure)
    }
}

impl<S: Owner> Driven for Retry<Repeatable<S>> {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl View for Result<Rc<dyn View>, Stopped> {
    fn view(&self) -> JsValue {
        object(&[("value", self.as_ref().ok().view()), ("stopped", self.as_ref().err().view())])
    }
}
