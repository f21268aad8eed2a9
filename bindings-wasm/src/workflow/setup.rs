//! What every workflow is told before it starts.

use std::time::Duration;

use telwire::workflow::{Fingerprint, Setup};
use telwire::{InvalidInput, Request};
use telwire_wasm_convert::request;
use wasm_bindgen::JsValue;

use crate::options::{Options, required};
use crate::workflow::owner::Owner;

/// Who sends what a workflow wants, and where to.
pub(crate) struct Host {
    account: JsValue,
    gateway: JsValue,
}

impl Host {
    /// The request with the credentials of the account, as JavaScript sees it.
    pub(crate) fn request<S: Owner>(&self, request: Request<S>, timeout: Duration) -> Result<JsValue, InvalidInput> {
        let call = S::call(&request);
        let signed = S::signed(request, &self.account, &self.gateway)?;
        Ok(request::signed(call, timeout, &signed))
    }
}

/// The setup of `{ account, gateway, seed, maxInFlight, maxRetries, timeout }`; the core's own values where they are left
/// out. `fingerprint` tells what the checkpoints of the account at the gateway belong to.
pub(crate) fn setup(
    given: &JsValue,
    fingerprint: fn(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput>,
) -> Result<(Setup, Host), InvalidInput> {
    let mut options = Options::of("setup", given)?;
    let (account, gateway) = (options.value("account"), options.value("gateway").unwrap_or_default());
    let (seed, timeout) = (options.count("seed"), options.duration("timeout"));
    let (max_in_flight, max_retries) = (options.count("maxInFlight"), options.count("maxRetries"));
    options.finish()?;

    let account = required("account", account)?;
    let setup = Setup::new(fingerprint(&account, &gateway)?, seed.unwrap_or(1).into());
    let setup = max_in_flight.into_iter().fold(setup, |setup, requests| setup.max_in_flight(requests as usize));
    let setup = max_retries.into_iter().fold(setup, Setup::max_retries);
    let setup = timeout.into_iter().fold(setup, Setup::timeout);
    Ok((setup, Host { account, gateway }))
}
