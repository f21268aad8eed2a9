//! Who signs, read once for all the requests of an account.

use telwire::{InvalidCode, InvalidInput, Request, Service, SignedRequest, aculab, aql};
use telwire_wasm_convert::{refusal, signing};
use wasm_bindgen::prelude::*;

/// An account at a carrier, and the gateway that its requests are for.
#[wasm_bindgen]
pub struct Signer(At);

/// Where the account is.
enum At {
    Aculab(aculab::Account, aculab::Gateway),
    Aql(aql::Account, aql::Gateway),
}

#[wasm_bindgen]
impl Signer {
    /// Of an account at Aculab Cloud; the gateway is the cloud's own where it is nothing.
    ///
    /// # Errors
    /// If the account or the gateway is none.
    pub fn aculab(account: &JsValue, gateway: &JsValue) -> Result<Self, JsValue> {
        let account = signing::aculab::account(account).map_err(refusal::thrown)?;
        let gateway = signing::aculab::gateway(gateway).map_err(refusal::thrown)?;
        Ok(Self(At::Aculab(account, gateway)))
    }

    /// Of an account at aql; the gateway is aql's own where it is nothing.
    ///
    /// # Errors
    /// If the account or the gateway is none.
    pub fn aql(account: &JsValue, gateway: &JsValue) -> Result<Self, JsValue> {
        let account = signing::aql::account(account).map_err(refusal::thrown)?;
        let gateway = signing::aql::gateway(gateway).map_err(refusal::thrown)?;
        Ok(Self(At::Aql(account, gateway)))
    }
}

/// A carrier, by its services: whoever signs for it.
pub(crate) trait Signed: Service {
    /// The request, signed.
    ///
    /// # Errors
    /// If who signs is at the other carrier.
    fn signed(request: Request<Self>, signer: &Signer) -> Result<SignedRequest, InvalidInput>;
}

impl Signed for aculab::Service {
    fn signed(request: Request<Self>, signer: &Signer) -> Result<SignedRequest, InvalidInput> {
        match &signer.0 {
            At::Aculab(account, gateway) => Ok(account.sign(request, gateway)),
            At::Aql(..) => Err(at_another_carrier()),
        }
    }
}

impl Signed for aql::Service {
    fn signed(request: Request<Self>, signer: &Signer) -> Result<SignedRequest, InvalidInput> {
        match &signer.0 {
            At::Aql(account, gateway) => Ok(account.sign(request, gateway)),
            At::Aculab(..) => Err(at_another_carrier()),
        }
    }
}

fn at_another_carrier() -> InvalidInput {
    InvalidInput::new("account", InvalidCode::Conflict, "is at another carrier than the call")
}
