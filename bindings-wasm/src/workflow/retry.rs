//! One call, repeated until it is answered.

use std::rc::Rc;

use telwire::workflow::{Checkpoint, Retry, Stopped};
use telwire::{
    Effect, Endpoint, Error, Failure, InvalidCode, InvalidInput, Request, Response, Service, TransportError,
};
use wasm_bindgen::JsValue;

use crate::call::{Call, Named};
use crate::view::{View, object};
use crate::workflow::driver::{Driven, Machine, load};
use crate::workflow::owner::Owner;

/// The retries of the call of that name.
pub(crate) fn begin(call: &str, options: &JsValue, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match Named::read(call, options)? {
        Named::Aculab(call) => retried(call, setup),
        Named::Aql(call) => retried(call, setup),
    }
}

fn retried<S: Owner>(call: Rc<dyn Call<S>>, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match call.of() {
        of if of.is_repeatable() => load(setup, |setup| Ok(Retry::new(Repeatable(call), setup))),
        of => Err(not_repeatable(of.name()).into()),
    }
}

fn not_repeatable(call: &str) -> InvalidInput {
    let message = format!("must be a call that reads or changes, not `{call}`: purchases and releases are sent once");
    InvalidInput::new("call", InvalidCode::Unsupported, message)
}

/// A call of the carrier that was seen to be repeatable: retries of a type for each would be a tenth of the module.
struct Repeatable<S>(Rc<dyn Call<S>>);

impl<S> Clone for Repeatable<S> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
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
