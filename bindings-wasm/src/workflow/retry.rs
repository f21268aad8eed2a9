//! One call, repeated until it is answered.

use std::convert::Infallible;
use std::rc::Rc;

use serde::Serialize;
use serde_wasm_bindgen::preserve;
use telwire::workflow::{Checkpoint, Retry, Stopped};
use telwire::{
    Effect, Endpoint, Error, Failure, InvalidCode, InvalidInput, Request, Response, Service, TransportError, aculab,
    aql,
};
use wasm_bindgen::JsValue;

use crate::call::{self, Native};
use crate::options::Options;
use crate::workflow::driver::{Driven, Machine, load};
use crate::workflow::owner::Owner;
use crate::workflow::report::StoppedView;

/// The retries of the call of that name.
pub(crate) fn begin(call: &str, options: &JsValue, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match call {
        aculab::TelGetSupportedCountries::NAME => of::<aculab::TelGetSupportedCountries>(options, setup),
        aculab::TelGetSupportedRegions::NAME => of::<aculab::TelGetSupportedRegions>(options, setup),
        aculab::TelGetSupportedStates::NAME => of::<aculab::TelGetSupportedStates>(options, setup),
        aculab::TelListNumbers::NAME => of::<aculab::TelListNumbers>(options, setup),
        aculab::TelListRegulationAddresses::NAME => of::<aculab::TelListRegulationAddresses>(options, setup),
        aculab::TelPurchaseDevelopment::NAME => of::<aculab::TelPurchaseDevelopment>(options, setup),
        aql::ChangeUser::NAME => of::<aql::ChangeUser>(options, setup),
        aql::CheckNumbers::NAME => of::<aql::CheckNumbers>(options, setup),
        aql::GetUser::NAME => of::<aql::GetUser>(options, setup),
        aql::ListUsers::NAME => of::<aql::ListUsers>(options, setup),
        other => Err(not_repeatable(other).into()),
    }
}

fn of<E: Native<Service: Owner>>(options: &JsValue, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    const { assert!(E::EFFECT.is_repeatable(), "only what reads or changes may be repeated") };
    let call = E::read(&mut Options::of("options", options)?)?;
    load(setup, |setup| Ok(Retry::new(Repeatable(Rc::new(call)), setup)))
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
    fn parse(&self, response: &Response) -> Result<Rc<dyn Answer>, Error>;
    fn failed(&self, failure: Failure) -> TransportError;
}

impl<E: Native> Call<E::Service> for E {
    fn request(&self) -> Request<E::Service> {
        Endpoint::request(self)
    }

    fn parse(&self, response: &Response) -> Result<Rc<dyn Answer>, Error> {
        Ok(Rc::new(Of::<E>(Endpoint::parse(self, response)?)))
    }

    fn failed(&self, failure: Failure) -> TransportError {
        Endpoint::failed(self, failure)
    }
}

impl<S: Service> Endpoint for Repeatable<S> {
    type Service = S;
    type Answer = Rc<dyn Answer>;

    const NAME: &'static str = "retry";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<S> {
        self.0.request()
    }

    fn parse(&self, response: &Response) -> Result<Rc<dyn Answer>, Error> {
        self.0.parse(response)
    }

    fn failed(&self, failure: Failure) -> TransportError {
        self.0.failed(failure)
    }
}

/// An answer, to whichever call it is.
trait Answer {
    fn told(&self) -> JsValue;
}

struct Of<E: Endpoint>(E::Answer);

impl<E: Native> Answer for Of<E> {
    fn told(&self) -> JsValue {
        call::told::<E>(&self.0)
    }
}

impl<S: Owner> Driven for Retry<Repeatable<S>> {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(_: &Infallible) -> impl Serialize {}

    fn report(report: &Result<Rc<dyn Answer>, Stopped>) -> impl Serialize {
        ReportView {
            value: report.as_ref().map_or(JsValue::NULL, |answer| answer.told()),
            stopped: StoppedView::of(report.as_ref().err()),
        }
    }
}

#[derive(Serialize)]
struct ReportView<'a> {
    #[serde(with = "preserve")]
    value: JsValue,
    stopped: Option<StoppedView<'a>>,
}
