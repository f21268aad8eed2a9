//! What every workflow is told before it starts.

use pyo3::prelude::*;
use telwire::workflow::Setup;

use crate::convert;
use crate::workflow::owner::Owner;

/// The keyword arguments that all workflows have; the core's own values where they are left out.
pub(crate) struct Options {
    pub(crate) seed: u64,
    pub(crate) max_in_flight: Option<usize>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) timeout: Option<f64>,
}

/// Who sends what a workflow wants, and where to.
pub(crate) struct Host<A: Owner> {
    account: Py<A>,
    gateway: A::Gateway,
}

impl<A: Owner> Host<A> {
    pub(crate) fn new(account: Py<A>, gateway: Option<A::Gateway>) -> Self {
        Self { account, gateway: gateway.unwrap_or_default() }
    }

    /// The setup of a workflow of this account.
    pub(crate) fn setup(&self, options: &Options) -> PyResult<Setup> {
        let setup = Setup::new(self.account.get().fingerprint(&self.gateway), options.seed);
        let setup = options.max_in_flight.into_iter().fold(setup, Setup::max_in_flight);
        let setup = options.max_retries.into_iter().fold(setup, Setup::max_retries);
        let timeout = options.timeout.map(|timeout| convert::seconds("timeout", timeout)).transpose()?;
        Ok(timeout.into_iter().fold(setup, Setup::timeout))
    }

    /// The request with the credentials of the account.
    pub(crate) fn sign(&self, request: telwire::Request<A::Service>) -> telwire::SignedRequest {
        self.account.get().sign(request, &self.gateway)
    }
}
