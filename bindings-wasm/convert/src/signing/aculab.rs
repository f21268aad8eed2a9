//! Who buys at Aculab Cloud, and where.

use telwire::aculab::{Account, Gateway, Service};
use telwire::{InvalidInput, Request, SignedRequest};
use wasm_bindgen::JsValue;

use crate::options::{self, Options, required};
use crate::signing::Signing;

impl Signing for Service {
    fn signed(request: Request<Self>, account: &JsValue, gateway: &JsValue) -> Result<SignedRequest, InvalidInput> {
        Ok(self::account(account)?.sign(request, &self::gateway(gateway)?))
    }
}

/// The account of `{ cloudId, username, accessKey }`.
///
/// # Errors
/// If it is none.
pub fn account(given: &JsValue) -> Result<Account, InvalidInput> {
    let mut options = Options::of("account", given)?;
    let (cloud_id, username) = (options.text("cloud_id"), options.text("username"));
    let access_key = options.text("access_key");
    options.finish()?;
    let (cloud_id, username) = (required("cloud_id", cloud_id)?, required("username", username)?);
    Account::new(cloud_id, username, required("access_key", access_key)?)
}

/// The gateway of one base URL; the cloud's own host where nothing is given.
///
/// # Errors
/// If it is none.
pub fn gateway(given: &JsValue) -> Result<Gateway, InvalidInput> {
    if given.is_null() || given.is_undefined() {
        return Ok(Gateway::default());
    }
    Ok(Gateway::new(options::text("gateway", given)?.parse()?))
}
