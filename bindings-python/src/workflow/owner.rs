//! Whose a workflow is: what it needs of an account beside signing.

use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use telwire::workflow::Fingerprint;
use telwire::{Request, aculab, aql};

use crate::call::{GivenGateway, Signer};
use crate::http::Call;
use crate::{aculab as at_aculab, aql as at_aql};

/// The account of a workflow.
pub(crate) trait Owner: Signer<Service: Send, Gateway: Send + Sync> + PyClass<Frozen = True> + Sync {
    /// What its checkpoints belong to.
    fn fingerprint(&self, gateway: &Self::Gateway) -> Fingerprint;

    /// A gateway as it may be given.
    fn gateway(given: &Bound<'_, PyAny>) -> PyResult<Self::Gateway>;

    /// Which call a request is of.
    fn call(request: &Request<Self::Service>) -> Call;
}

impl Owner for at_aculab::account::Account {
    fn fingerprint(&self, gateway: &aculab::Gateway) -> Fingerprint {
        self.0.fingerprint(gateway)
    }

    fn gateway(given: &Bound<'_, PyAny>) -> PyResult<aculab::Gateway> {
        Ok(given.extract::<GivenGateway<at_aculab::account::Gateway>>()?.0.0)
    }

    fn call(request: &aculab::Request) -> Call {
        match request.path() {
            "/tel_delete_numbers" => Call::of::<aculab::TelDeleteNumbers>(),
            "/tel_get_supported_countries" => Call::of::<aculab::TelGetSupportedCountries>(),
            "/tel_get_supported_regions" => Call::of::<aculab::TelGetSupportedRegions>(),
            "/tel_get_supported_states" => Call::of::<aculab::TelGetSupportedStates>(),
            "/tel_list_regulation_addresses" => Call::of::<aculab::TelListRegulationAddresses>(),
            "/tel_purchase" => Call::of::<aculab::TelPurchase>(),
            "/tel_purchase_development" => Call::of::<aculab::TelPurchaseDevelopment>(),
            _ => Call::of::<aculab::TelListNumbers>(),
        }
    }
}

impl Owner for at_aql::account::Account {
    fn fingerprint(&self, gateway: &aql::Gateway) -> Fingerprint {
        self.0.fingerprint(gateway)
    }

    fn gateway(given: &Bound<'_, PyAny>) -> PyResult<aql::Gateway> {
        Ok(given.extract::<GivenGateway<at_aql::account::Gateway>>()?.0.0)
    }

    fn call(request: &aql::Request) -> Call {
        let action = request.form().strip_prefix("action=").and_then(|form| form.split('&').next());
        match (action, request.path()) {
            (Some("changeuser"), _) => Call::of::<aql::ChangeUser>(),
            (Some("getuser"), _) => Call::of::<aql::GetUser>(),
            (Some("listusers"), _) => Call::of::<aql::ListUsers>(),
            (_, "/telecoms/assignnumberapi.php") => Call::of::<aql::AssignNumbers>(),
            _ => Call::of::<aql::CheckNumbers>(),
        }
    }
}
