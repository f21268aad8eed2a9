//! Aculab's calls, accounts and gateways as vectors write them.

use serde::Deserialize;
use serde_json::{Value, json};
use telwire::aculab::{self, ByGet};
use telwire::workflow::Fingerprint;
use telwire::{InvalidInput, Request, SignedRequest};

use super::call::{Adapter, Carrier, Unbuilt, item, no_parameters, required};

/// The parameters of both purchases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Purchase {
    country: Option<String>,
    state: Option<String>,
    region: Option<String>,
    regulation_address: Option<String>,
    quantity: Option<u32>,
    based_on: Option<String>,
    allow_partial: Option<bool>,
    did_type: Option<String>,
    allow_landline: Option<bool>,
    allow_cellular: Option<bool>,
    allow_payphone: Option<bool>,
}

impl Purchase {
    fn call(self) -> Result<aculab::TelPurchase, InvalidInput> {
        let mut call =
            aculab::TelPurchase::new(&required("country", self.country)?, &required("region", self.region)?)?;
        if let Some(state) = self.state {
            call = call.state(&state)?;
        }
        if let Some(name) = self.regulation_address {
            call = call.regulation_address(&name)?;
        }
        if let Some(quantity) = self.quantity {
            call = call.quantity(quantity)?;
        }
        if let Some(service) = self.based_on {
            call = call.based_on(&service)?;
        }
        if let Some(allow_partial) = self.allow_partial {
            call = call.allow_partial(allow_partial);
        }
        let did_type = aculab::PurchaseType::from_parameters(
            self.did_type.as_deref(),
            self.allow_landline.unwrap_or_default(),
            self.allow_cellular.unwrap_or_default(),
            self.allow_payphone.unwrap_or_default(),
        )?;
        Ok(did_type.into_iter().fold(call, aculab::TelPurchase::did_type))
    }
}

impl Adapter for aculab::TelPurchase {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let purchase: Purchase = serde_json::from_value(parameters)?;
        Ok(purchase.call()?)
    }

    fn value(purchased: &aculab::Purchased) -> Value {
        rows_and_problems(&purchased.rows, &purchased.problems)
    }
}

impl Adapter for aculab::TelPurchaseDevelopment {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        aculab::TelPurchase::from_parameters(parameters).map(Self::new)
    }

    fn value(mimicked: &aculab::MimickedPurchase) -> Value {
        rows_and_problems(&mimicked.rows, &mimicked.problems)
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

fn rows_and_problems(rows: &[aculab::InboundNumber], problems: &[aculab::Problem]) -> Value {
    let rows: Value = rows.iter().map(aculab::InboundNumber::as_str).collect();
    json!({ "rows": rows, "problems": problems })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListNumbers {
    country: Option<String>,
    state: Option<String>,
    region: Option<String>,
    did_type: Option<String>,
}

impl Adapter for aculab::TelListNumbers {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let ListNumbers { country, state, region, did_type } = serde_json::from_value(parameters)?;
        let mut call = Self::new();
        if let Some(country) = country {
            call = call.country(&country)?;
        }
        if let Some(state) = state {
            call = call.state(&state)?;
        }
        if let Some(region) = region {
            call = call.region(&region)?;
        }
        if let Some(did_type) = did_type {
            call = call.did_type(did_type.parse()?)?;
        }
        Ok(call)
    }

    fn value(owned: &Vec<aculab::OwnedNumber>) -> Value {
        owned.iter().map(|owned| json!(owned)).collect()
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeleteNumbers {
    numbers: Option<Vec<String>>,
}

impl Adapter for aculab::TelDeleteNumbers {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let DeleteNumbers { numbers } = serde_json::from_value(parameters)?;
        let numbers = required("numbers", numbers)?.into_iter().enumerate();
        let numbers = numbers.map(|(position, number)| item("numbers", position, &number));
        Ok(Self::new(numbers.collect::<Result<_, _>>()?)?)
    }

    fn value(deleted: &aculab::Deleted) -> Value {
        json!(deleted)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportedCountries {
    did_type: Option<String>,
}

impl Adapter for aculab::TelGetSupportedCountries {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let SupportedCountries { did_type } = serde_json::from_value(parameters)?;
        match did_type {
            Some(did_type) => Ok(Self::new().did_type(did_type.parse()?)?),
            None => Ok(Self::new()),
        }
    }

    fn value(countries: &Vec<String>) -> Value {
        json!(countries)
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportedStates {
    country: Option<String>,
}

impl Adapter for aculab::TelGetSupportedStates {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let SupportedStates { country } = serde_json::from_value(parameters)?;
        Ok(Self::new(&required("country", country)?)?)
    }

    fn value(states: &Vec<String>) -> Value {
        json!(states)
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportedRegions {
    country: Option<String>,
    state: Option<String>,
    did_type: Option<String>,
}

impl Adapter for aculab::TelGetSupportedRegions {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let SupportedRegions { country, state, did_type } = serde_json::from_value(parameters)?;
        let mut call = Self::new(&required("country", country)?)?;
        if let Some(state) = state {
            call = call.state(&state)?;
        }
        if let Some(did_type) = did_type {
            call = call.did_type(did_type.parse()?)?;
        }
        Ok(call)
    }

    fn value(regions: &Vec<String>) -> Value {
        json!(regions)
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

impl Adapter for aculab::TelListRegulationAddresses {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        no_parameters(parameters)?;
        Ok(Self)
    }

    fn value(addresses: &Vec<aculab::RegulationAddress>) -> Value {
        json!(addresses)
    }

    fn get_request(&self) -> Option<Request<aculab::Service>> {
        Some(ByGet::get_request(self))
    }
}

/// An account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Login {
    cloud_id: String,
    username: String,
    access_key: String,
}

impl Login {
    fn account(&self) -> Result<aculab::Account, InvalidInput> {
        aculab::Account::new(&self.cloud_id, &self.username, &self.access_key)
    }
}

impl Carrier for aculab::Service {
    type Login = Login;
    type Gateway = aculab::Gateway;

    fn standard() -> Login {
        Login { cloud_id: "1-2-0".to_owned(), username: "bob@example.com".to_owned(), access_key: "k3y:&=".to_owned() }
    }

    fn gateway(json: Option<&Value>) -> Result<aculab::Gateway, Unbuilt> {
        match json.map(String::deserialize).transpose()? {
            Some(base) => Ok(aculab::Gateway::new(base.parse()?)),
            None => Ok(aculab::Gateway::default()),
        }
    }

    fn sign(login: &Login, request: Request<Self>, gateway: &aculab::Gateway) -> Result<SignedRequest, Unbuilt> {
        Ok(login.account()?.sign(request, gateway))
    }

    fn fingerprint(login: &Login, gateway: &aculab::Gateway) -> Result<Fingerprint, Unbuilt> {
        Ok(login.account()?.fingerprint(gateway))
    }

    fn account(login: &Login) -> Result<(), InvalidInput> {
        login.account().map(drop)
    }

    fn received(login: &Login, signed: &SignedRequest) -> Result<(Request<Self>, bool), InvalidInput> {
        let (credentials, request) = aculab::receive(signed)?;
        let is_login = credentials.is_some_and(|credentials| {
            credentials.cloud_id == login.cloud_id
                && credentials.username == login.username
                && credentials.has_access_key(&login.access_key)
        });
        Ok((request, is_login))
    }
}
