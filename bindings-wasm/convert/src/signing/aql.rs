//! Who buys at aql, and where.

use telwire::aql::{Account, Gateway, Service};
use telwire::{InvalidCode, InvalidInput, Request, SignedRequest};
use wasm_bindgen::JsValue;

use crate::options::{self, Options, required};
use crate::signing::Signing;

impl Signing for Service {
    fn signed(request: Request<Self>, account: &JsValue, gateway: &JsValue) -> Result<SignedRequest, InvalidInput> {
        Ok(self::account(account)?.sign(request, &self::gateway(gateway)?))
    }
}

/// The account of `{ username, password, control? }`; `control` holds the credentials of the control service, where they
/// are others.
///
/// # Errors
/// If it is none.
pub fn account(given: &JsValue) -> Result<Account, InvalidInput> {
    let mut options = Options::of("account", given)?;
    let control = options.value("control");
    let (username, password) = login(&mut options)?;
    let account = Account::new(username, password)?;
    match control {
        None => Ok(account),
        Some(control) => {
            let (username, password) = login(&mut Options::of("control", &control)?)?;
            account.with_control(username, password)
        }
    }
}

fn login(options: &mut Options<'_>) -> Result<(String, String), InvalidInput> {
    let (username, password) = (options.text("username"), options.text("password"));
    options.finish()?;
    Ok((required("username", username)?, required("password", password)?))
}

/// The gateway of one base URL, or of `{ provisioning, control }`; aql's own where nothing is given.
///
/// # Errors
/// If it is none.
pub fn gateway(given: &JsValue) -> Result<Gateway, InvalidInput> {
    if given.is_null() || given.is_undefined() {
        return Ok(Gateway::default());
    }
    if !given.is_object() {
        return Ok(Gateway::new(options::text("gateway", given)?.parse()?));
    }
    let mut options = Options::of("gateway", given)?;
    let (provisioning, control) = (options.text("provisioning"), options.text("control"));
    options.finish()?;
    match (provisioning, control) {
        (Some(provisioning), Some(control)) => Ok(Gateway::per_service(provisioning.parse()?, control.parse()?)),
        _ => {
            let message = "is one base URL, or both `provisioning` and `control`";
            Err(InvalidInput::new("gateway", InvalidCode::Conflict, message))
        }
    }
}
