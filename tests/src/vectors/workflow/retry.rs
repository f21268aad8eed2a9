//! A single call with its retries as vectors write it.

use serde::Deserialize;
use serde_json::{Value, json};
use telwire::workflow::{Checkpoint, Retry, Setup, Workflow};
use telwire::{InvalidInput, aculab, aql};

use super::{Scripted, Scripts, written};
use crate::vectors::call::{Adapter, Unbuilt};
use crate::vectors::format;
use crate::vectors::kind::Mismatch;

/// Every call that may be repeated.
const CALLS: [Scripts; 10] = [
    Scripts::of::<Retry<aculab::TelGetSupportedCountries>>("aculab/tel_get_supported_countries"),
    Scripts::of::<Retry<aculab::TelGetSupportedRegions>>("aculab/tel_get_supported_regions"),
    Scripts::of::<Retry<aculab::TelGetSupportedStates>>("aculab/tel_get_supported_states"),
    Scripts::of::<Retry<aculab::TelListNumbers>>("aculab/tel_list_numbers"),
    Scripts::of::<Retry<aculab::TelListRegulationAddresses>>("aculab/tel_list_regulation_addresses"),
    Scripts::of::<Retry<aculab::TelPurchaseDevelopment>>("aculab/tel_purchase_development"),
    Scripts::of::<Retry<aql::ChangeUser>>("aql/change_user"),
    Scripts::of::<Retry<aql::CheckNumbers>>("aql/check_numbers"),
    Scripts::of::<Retry<aql::GetUser>>("aql/get_user"),
    Scripts::of::<Retry<aql::ListUsers>>("aql/list_users"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    call: String,
    parameters: Value,
}

pub(super) fn script(script: &format::Script) -> Result<Vec<Mismatch>, String> {
    (around(&script.parameters)?.script)(script)
}

pub(super) fn refused(vector: &format::RefusedWorkflow) -> Result<Vec<Mismatch>, String> {
    (around(&vector.parameters)?.refused_workflow)(vector)
}

/// The retries of the call that `parameters` name.
fn around(parameters: &Value) -> Result<&'static Scripts, String> {
    let Parameters { call, .. } = Parameters::deserialize(parameters).map_err(|error| error.to_string())?;
    let scripts = CALLS.iter().find(|scripts| scripts.name == call);
    scripts.ok_or_else(|| format!("`{call}` is no call that may be repeated"))
}

impl<E> Scripted for Retry<E>
where
    E: Adapter + Clone,
    E::Answer: Clone,
{
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        let Parameters { parameters, .. } = serde_json::from_value(parameters)?;
        Ok(Self::new(E::from_parameters(parameters)?, setup))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: <Self as Workflow>::Item) -> Value {
        match item {}
    }

    fn report(report: <Self as Workflow>::Report) -> Value {
        match report {
            Ok(answer) => json!({ "value": E::value(&answer) }),
            Err(stopped) => json!({ "stopped": written(&stopped) }),
        }
    }
}
