//! Aculab Cloud: inbound telephone numbers, the eight `tel_*` web services.
//!
//! Document: Aculab Cloud, "Managing Inbound Telephone Numbers". Every call is a POST of a form, the reading ones by
//! [`ByGet`] a GET too; the answers are JSON. Numbers are digits as they come, not necessarily E.164.

mod account;
mod answer;
mod number;
mod parameter;
mod tel_delete_numbers;
mod tel_get_supported_countries;
mod tel_get_supported_regions;
mod tel_get_supported_states;
mod tel_list_numbers;
mod tel_list_regulation_addresses;
mod tel_purchase;
mod tel_purchase_development;

use crate::endpoint::Endpoint;

pub use account::{Account, Gateway, Service};
pub use number::{DidType, InboundNumber};
pub use tel_delete_numbers::{Deleted, DeletedStatus, NotDeleted, TelDeleteNumbers};
pub use tel_get_supported_countries::TelGetSupportedCountries;
pub use tel_get_supported_regions::TelGetSupportedRegions;
pub use tel_get_supported_states::TelGetSupportedStates;
pub use tel_list_numbers::{Entry, Listed, OwnedNumber, TelListNumbers};
pub use tel_list_regulation_addresses::{RegulationAddress, TelListRegulationAddresses};
pub use tel_purchase::{Problem, PurchaseType, Purchased, TelPurchase, TollFreeCallers};
pub use tel_purchase_development::{MimickedPurchase, TelPurchaseDevelopment};

/// An unsigned request to Aculab Cloud.
pub type Request = crate::Request<Service>;

#[cfg(feature = "server")]
pub use account::{Credentials, receive};
#[cfg(feature = "server")]
pub use answer::{CarrierError, refuse};

/// The calls that buy and delete nothing, and so may be sent by GET.
///
/// POST is the default all the same: what lies between may cache a GET, and a stale listing misleads.
pub trait ByGet: Endpoint<Service = Service> {
    /// The request with its parameters in the query string.
    fn get_request(&self) -> Request {
        self.request().into_get()
    }
}
