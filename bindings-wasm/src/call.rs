//! What all calls have in common.

use std::rc::Rc;

use telwire::{
    Endpoint, Error, Failure, InvalidInput, Malformed, Misuse, Request, Response, TransportError, aculab, aql,
};
use telwire_wasm_convert::request::{self, Of};
use telwire_wasm_convert::signing::Signing;
use wasm_bindgen::JsValue;

use crate::options::Options;
use crate::view::View;

/// A call of the core, and what it is in JavaScript.
pub(crate) trait Native: Endpoint<Service: Signing, Answer: View> + Sized + 'static {
    /// The call of these options.
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput>;
}

/// A call at the carrier whose services are `S`, whichever it is.
pub(crate) trait Call<S> {
    fn of(&self) -> Of;
    fn request(&self) -> Request<S>;
    fn parse(&self, response: &Response) -> Result<Rc<dyn View>, Error>;
    fn failed(&self, failure: Failure) -> TransportError;
}

impl<E: Native> Call<E::Service> for E {
    fn of(&self) -> Of {
        Of::call::<E>()
    }

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

/// A call, whichever it is.
pub(crate) enum Named {
    Aculab(Rc<dyn Call<aculab::Service>>),
    Aql(Rc<dyn Call<aql::Service>>),
}

impl Named {
    /// The call of that name and these options.
    pub(crate) fn read(name: &str, options: &JsValue) -> Result<Self, Error> {
        let mut options = Options::of("options", options)?;
        let options = &mut options;
        Ok(match name {
            aculab::TelDeleteNumbers::NAME => Self::Aculab(read::<aculab::TelDeleteNumbers>(options)?),
            aculab::TelGetSupportedCountries::NAME => Self::Aculab(read::<aculab::TelGetSupportedCountries>(options)?),
            aculab::TelGetSupportedRegions::NAME => Self::Aculab(read::<aculab::TelGetSupportedRegions>(options)?),
            aculab::TelGetSupportedStates::NAME => Self::Aculab(read::<aculab::TelGetSupportedStates>(options)?),
            aculab::TelListNumbers::NAME => Self::Aculab(read::<aculab::TelListNumbers>(options)?),
            aculab::TelListRegulationAddresses::NAME => {
                Self::Aculab(read::<aculab::TelListRegulationAddresses>(options)?)
            }
            aculab::TelPurchase::NAME => Self::Aculab(read::<aculab::TelPurchase>(options)?),
            aculab::TelPurchaseDevelopment::NAME => Self::Aculab(read::<aculab::TelPurchaseDevelopment>(options)?),
            aql::AssignNumbers::NAME => Self::Aql(read::<aql::AssignNumbers>(options)?),
            aql::ChangeUser::NAME => Self::Aql(read::<aql::ChangeUser>(options)?),
            aql::CheckNumbers::NAME => Self::Aql(read::<aql::CheckNumbers>(options)?),
            aql::GetUser::NAME => Self::Aql(read::<aql::GetUser>(options)?),
            aql::ListUsers::NAME => Self::Aql(read::<aql::ListUsers>(options)?),
            _ => return Err(unknown().into()),
        })
    }

    pub(crate) fn request(&self) -> JsValue {
        match self {
            Self::Aculab(call) => request::unsigned(call.of(), &call.request()),
            Self::Aql(call) => request::unsigned(call.of(), &call.request()),
        }
    }

    pub(crate) fn sign(&self, account: &JsValue, gateway: &JsValue) -> Result<JsValue, InvalidInput> {
        let (of, signed) = match self {
            Self::Aculab(call) => (call.of(), Signing::signed(call.request(), account, gateway)?),
            Self::Aql(call) => (call.of(), Signing::signed(call.request(), account, gateway)?),
        };
        Ok(request::signed(of, of.timeout(), &signed))
    }

    pub(crate) fn parse(&self, response: &Response) -> Result<JsValue, Error> {
        let answer = match self {
            Self::Aculab(call) => call.parse(response)?,
            Self::Aql(call) => call.parse(response)?,
        };
        Ok(answer.view())
    }

    pub(crate) fn failed(&self, failure: Failure) -> TransportError {
        match self {
            Self::Aculab(call) => call.failed(failure),
            Self::Aql(call) => call.failed(failure),
        }
    }
}

fn read<E: Native>(options: &mut Options<'_>) -> Result<Rc<dyn Call<E::Service>>, InvalidInput> {
    Ok(Rc::new(E::read(options)?))
}

fn unknown() -> Misuse {
    Misuse::new("unknown_call", "telwire has no call of that name")
}

/// A success of the call of that name with problems, `problem` the first of them, as an error.
pub(crate) fn with_problems(name: &str, problem: String) -> Result<JsValue, Error> {
    let error = match name {
        aculab::TelPurchase::NAME => Malformed::with_problems::<aculab::TelPurchase>(problem),
        aculab::TelPurchaseDevelopment::NAME => Malformed::with_problems::<aculab::TelPurchaseDevelopment>(problem),
        aql::AssignNumbers::NAME => Malformed::with_problems::<aql::AssignNumbers>(problem),
        _ => return Err(unknown().into()),
    };
    Ok(Error::from(error).view())
}
