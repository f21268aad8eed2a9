//! Whose a workflow is: what it needs of a carrier beside signing.

use telwire::workflow::Fingerprint;
use telwire::{InvalidInput, Request, aculab, aql};
use wasm_bindgen::JsValue;

use crate::call::Carrier;
use crate::http::Of;
use crate::{aculab as at_aculab, aql as at_aql};

/// A carrier, by its services: whose workflows it is.
pub(crate) trait Owner: Carrier + 'static {
    /// What the checkpoints of the account belong to.
    fn fingerprint(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput>;

    /// Which call a request is of.
    fn call(request: &Request<Self>) -> Of;
}

impl Owner for aculab::Service {
    fn fingerprint(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput> {
        Ok(at_aculab::account::account(account)?.fingerprint(&at_aculab::account::gateway(gateway)?))
    }

    fn call(request: &aculab::Request) -> Of {
        match request.path() {
            "/tel_delete_numbers" => Of::call::<aculab::TelDeleteNumbers>(),
            "/tel_get_supported_countries" => Of::call::<aculab::TelGetSupportedCountries>(),
            "/tel_get_supported_regions" => Of::call::<aculab::TelGetSupportedRegions>(),
            "/tel_get_supported_states" => Of::call::<aculab::TelGetSupportedStates>(),
            "/tel_list_regulation_addresses" => Of::call::<aculab::TelListRegulationAddresses>(),
            "/tel_purchase" => Of::call::<aculab::TelPurchase>(),
            "/tel_purchase_development" => Of::call::<aculab::TelPurchaseDevelopment>(),
            _ => Of::call::<aculab::TelListNumbers>(),
        }
    }
}

impl Owner for aql::Service {
    fn fingerprint(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput> {
        Ok(at_aql::account::account(account)?.fingerprint(&at_aql::account::gateway(gateway)?))
    }

    fn call(request: &aql::Request) -> Of {
        let action = request.form().strip_prefix("action=").and_then(|form| form.split('&').next());
        match (action, request.path()) {
            (Some("changeuser"), _) => Of::call::<aql::ChangeUser>(),
            (Some("getuser"), _) => Of::call::<aql::GetUser>(),
            (Some("listusers"), _) => Of::call::<aql::ListUsers>(),
            (_, "/telecoms/assignnumberapi.php") => Of::call::<aql::AssignNumbers>(),
            _ => Of::call::<aql::CheckNumbers>(),
        }
    }
}
