//! A customer of Aculab Cloud.

use std::fmt;

use telwire::Timestamp;
use telwire::aculab::{Credentials, InboundNumber, OwnedNumber, RegulationAddress, TelPurchase};

use super::refusal::Refusal;
use crate::origin::Origin;

/// A user of a cloud: the credentials, and what the account holds.
#[derive(Clone)]
pub struct Customer {
    cloud_id: String,
    username: String,
    access_key: String,
    regulation_addresses: Vec<RegulationAddress>,
    services: Vec<Service>,
    numbers: Vec<Owned>,
    purchases: u64,
}

/// A number of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// What tel_list_numbers says of it.
    pub record: OwnedNumber,
    /// Who bought it, and when.
    pub origin: Origin,
}

/// An inbound service of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// If a purchase made it: the name of the service it was made after.
    pub based_on: Option<String>,
}

impl Customer {
    /// A user of the cloud `cloud_id` whose account holds nothing.
    #[must_use]
    pub fn new(cloud_id: &str, username: &str, access_key: &str) -> Self {
        Self {
            cloud_id: cloud_id.to_owned(),
            username: username.to_owned(),
            access_key: access_key.to_owned(),
            regulation_addresses: Vec::new(),
            services: Vec::new(),
            numbers: Vec::new(),
            purchases: 0,
        }
    }

    /// With one more regulation address.
    #[must_use]
    pub fn with_regulation_address(mut self, name: &str, country: &str, region: &str) -> Self {
        let [name, country, region] = [name, country, region].map(str::to_owned);
        self.regulation_addresses.push(RegulationAddress { name, country, region });
        self
    }

    /// With one more inbound service, which a purchase can be based on.
    #[must_use]
    pub fn with_service(mut self, name: &str) -> Self {
        self.services.push(Service { name: name.to_owned(), based_on: None });
        self
    }

    /// The regulation addresses.
    #[must_use]
    pub fn regulation_addresses(&self) -> &[RegulationAddress] {
        &self.regulation_addresses
    }

    /// The inbound services, those that purchases made included.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// Every number of the account, listed or not, in the order of purchase.
    #[must_use]
    pub fn numbers(&self) -> &[Owned] {
        &self.numbers
    }

    /// How many purchases were done that bought something. A rival's are not counted.
    #[must_use]
    pub fn purchases(&self) -> u64 {
        self.purchases
    }

    pub(crate) fn is(&self, cloud_id: &str, username: &str) -> bool {
        self.cloud_id == cloud_id && self.username == username
    }

    pub(crate) fn has_login(&self, credentials: &Credentials) -> bool {
        self.is(&credentials.cloud_id, &credentials.username) && credentials.has_access_key(&self.access_key)
    }

    pub(crate) fn list_all(&mut self, now: Timestamp) {
        self.numbers.iter_mut().for_each(|owned| owned.origin.list(now));
    }

    pub(crate) fn count_purchase(&mut self) {
        self.purchases += 1;
    }

    pub(crate) fn add_number(&mut self, record: OwnedNumber, based_on: Option<&str>, origin: Origin) {
        if let Some(based_on) = based_on {
            let name = format!("{based_on} {}", record.number);
            self.services.push(Service { name, based_on: Some(based_on.to_owned()) });
        }
        self.numbers.push(Owned { record, origin });
    }

    /// `false` if the account does not have `number`.
    pub(crate) fn remove_number(&mut self, number: &InboundNumber) -> bool {
        let position = self.numbers.iter().position(|owned| owned.record.number == *number);
        position.map(|position| self.numbers.remove(position)).is_some()
    }

    pub(crate) fn check_regulation_address(&self, purchase: &TelPurchase, is_required: bool) -> Result<(), Refusal> {
        let Some(name) = purchase.with_regulation_address() else {
            return if is_required { Err(Refusal::regulation_address_required()) } else { Ok(()) };
        };
        let address = self.regulation_addresses.iter().find(|address| address.name == name);
        match address.ok_or_else(|| Refusal::malformed(format!("no regulation address `{name}`")))? {
            address if address.country == purchase.country() => Ok(()),
            address => Err(Refusal::regulation_address_incompatible(format!("`{name}` is in {}", address.country))),
        }
    }

    pub(crate) fn check_service(&self, purchase: &TelPurchase) -> Result<(), Refusal> {
        match purchase.based_on_service() {
            Some(name) if !self.services.iter().any(|service| service.name == name) => {
                Err(Refusal::malformed(format!("no service `{name}`")))
            }
            _ => Ok(()),
        }
    }
}

/// Without the access key.
impl fmt::Debug for Customer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Customer")
            .field("cloud_id", &self.cloud_id)
            .field("username", &self.username)
            .field("regulation_addresses", &self.regulation_addresses)
            .field("services", &self.services)
            .field("numbers", &self.numbers)
            .field("purchases", &self.purchases)
            .finish_non_exhaustive()
    }
}
