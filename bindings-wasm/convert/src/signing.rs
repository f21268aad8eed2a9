//! Accounts and gateways as they may be given, and the requests that are signed by them.

pub mod aculab;
pub mod aql;

use telwire::{InvalidInput, Request, Service, SignedRequest};
use wasm_bindgen::JsValue;

/// A carrier, by its services: whoever signs for it.
pub trait Signing: Service {
    /// The request, signed by the account as it may be given, for the gateway as it may be given.
    ///
    /// # Errors
    /// If either is none.
    fn signed(request: Request<Self>, account: &JsValue, gateway: &JsValue) -> Result<SignedRequest, InvalidInput>;
}
