//! Whose a workflow is: what it needs of a carrier beside signing.

use telwire::workflow::Fingerprint;
use telwire::{InvalidInput, Request, aculab, aql};
use telwire_wasm_convert::request::Of;
use telwire_wasm_convert::signing::{self, Signing};
use wasm_bindgen::JsValue;

/// A carrier, by its services: whose workflows it is.
pub(crate) trait Owner: Signing + 'static {
    /// What the checkpoints of the account belong to.
    fn fingerprint(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput>;

    /// Which call a request is of.
    fn call(request: &Request<Self>) -> Of;
}

impl Owner for aculab::Service {
    fn fingerprint(account: &JsValue, gateway: &JsValue) -> Result<Fingerprint, InvalidInput> {
        Ok(signing::aculab::account(account)?.fingerprint(&signing::aculab::gateway(gateway)?))
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
        Ok(signing::aql::account(account)?.fingerprint(&signing::aql::gateway(gateway)?))
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
