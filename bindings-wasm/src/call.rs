//! What all calls have in common.

use telwire::{Endpoint, Error, Failure, InvalidInput, Malformed, Misuse, Response, aculab, aql};
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

/// A call, whichever it is.
pub(crate) trait Call {
    fn request(&self) -> JsValue;
    fn sign(&self, account: &JsValue, gateway: &JsValue) -> Result<JsValue, Error>;
    fn parse(&self, response: &Response) -> Result<JsValue, Error>;
    fn failed(&self, failure: Failure) -> JsValue;
}

impl<E: Native> Call for E {
    fn request(&self) -> JsValue {
        request::unsigned(Of::call::<E>(), &Endpoint::request(self))
    }

    fn sign(&self, account: &JsValue, gateway: &JsValue) -> Result<JsValue, Error> {
        let signed = E::Service::signed(Endpoint::request(self), account, gateway)?;
        let of = Of::call::<E>();
        Ok(request::signed(of, of.timeout(), &signed))
    }

    fn parse(&self, response: &Response) -> Result<JsValue, Error> {
        Endpoint::parse(self, response).map(|answer| answer.view())
    }

    fn failed(&self, failure: Failure) -> JsValue {
        Error::from(Endpoint::failed(self, failure)).view()
    }
}

fn unknown() -> Misuse {
    Misuse::new("unknown_call", "telwire has no call of that name")
}

/// The call of that name and these options.
pub(crate) fn named(name: &str, options: &JsValue) -> Result<Box<dyn Call>, Error> {
    match name {
        aculab::TelDeleteNumbers::NAME => read::<aculab::TelDeleteNumbers>(options),
        aculab::TelGetSupportedCountries::NAME => read::<aculab::TelGetSupportedCountries>(options),
        aculab::TelGetSupportedRegions::NAME => read::<aculab::TelGetSupportedRegions>(options),
        aculab::TelGetSupportedStates::NAME => read::<aculab::TelGetSupportedStates>(options),
        aculab::TelListNumbers::NAME => read::<aculab::TelListNumbers>(options),
        aculab::TelListRegulationAddresses::NAME => read::<aculab::TelListRegulationAddresses>(options),
        aculab::TelPurchase::NAME => read::<aculab::TelPurchase>(options),
        aculab::TelPurchaseDevelopment::NAME => read::<aculab::TelPurchaseDevelopment>(options),
        aql::AssignNumbers::NAME => read::<aql::AssignNumbers>(options),
        aql::ChangeUser::NAME => read::<aql::ChangeUser>(options),
        aql::CheckNumbers::NAME => read::<aql::CheckNumbers>(options),
        aql::GetUser::NAME => read::<aql::GetUser>(options),
        aql::ListUsers::NAME => read::<aql::ListUsers>(options),
        _ => Err(unknown().into()),
    }
}

fn read<E: Native>(options: &JsValue) -> Result<Box<dyn Call>, Error> {
    let mut options = Options::of("options", options)?;
    let call = E::read(&mut options)?;
    Ok(Box::new(call))
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
