//! What every workflow is told before it starts.

use telwire::workflow::Setup;
use telwire::{InvalidInput, Request, SignedRequest};
use wasm_bindgen::JsValue;

use crate::options::{Options, required};
use crate::workflow::owner::Owner;

/// Who sends what a workflow wants, and where to.
pub(crate) struct Host {
    account: JsValue,
    gateway: JsValue,
}

impl Host {
    /// The request with the credentials of the account.
    pub(crate) fn sign<S: Owner>(&self, request: Request<S>) -> Result<SignedRequest, InvalidInput> {
        S::signed(request, &self.account, &self.gateway)
    }
}

/// The setup of `{ account, gateway, seed, maxInFlight, maxRetries, timeout }`; the core's own values where they are left
/// out.
pub(crate) fn setup<S: Owner>(given: &JsValue) -> Result<(Setup, Host), InvalidInput> {
    let mut options = Options::of("setup", given)?;
    let (account, gateway) = (options.value("account"), options.value("gateway").unwrap_or_default());
    let (seed, timeout) = (options.count("seed"), options.duration("timeout"));
    let (max_in_flight, max_retries) = (options.count("maxInFlight"), options.count("maxRetries"));
    options.finish()?;

    let account = required("account", account)?;
    let setup = Setup::new(S::fingerprint(&account, &gateway)?, seed.unwrap_or(1).into());
    let setup = max_in_flight.into_iter().fold(setup, |setup, requests| setup.max_in_flight(requests as usize));
    let setup = max_retries.into_iter().fold(setup, Setup::max_retries);
    let setup = timeout.into_iter().fold(setup, Setup::timeout);
    Ok((setup, Host { account, gateway }))
}
