//! Aculab Cloud: its own words, and its calls.

use telwire::aculab::{
    self, CarrierError, Deleted, OwnedNumber, RegulationAddress, Request, Service, TelDeleteNumbers,
    TelGetSupportedCountries, TelGetSupportedRegions, TelGetSupportedStates, TelListNumbers,
    TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment,
};
use telwire::{CivilDate, InvalidInput, Refused, Response, SignedRequest};

use crate::call::{Carrier, Relayed, Share};
use crate::names::Names;

impl Carrier for Service {
    fn received(posted: &SignedRequest) -> Result<Request, InvalidInput> {
        aculab::receive(posted).map(|(_, request)| request)
    }

    /// Without the escapes of the wire, unless what is left looks like one: read again it would be another text.
    fn text(written: String) -> String {
        match unescaped(&written) {
            Some(plain) if unescaped(&plain).as_ref() == Some(&plain) => plain,
            _ => written,
        }
    }

    fn refuse(refused: &Refused, path: &str, today: CivilDate) -> Option<Response> {
        let error = CarrierError {
            status: refused.status(),
            code: refused.carrier_code()?,
            text: refused.carrier_message().unwrap_or_default(),
            details: None,
            date: today,
            path,
        };
        Some(aculab::refuse(&error))
    }
}

/// The text as any call reads it.
fn unescaped(text: &str) -> Option<String> {
    TelGetSupportedRegions::new(text).ok().map(|call| call.country().to_owned())
}

impl Relayed for TelDeleteNumbers {
    fn names(deleted: &Deleted) -> Names {
        deleted.not_deleted.iter().map(|kept| &kept.number).collect()
    }

    fn cut(deleted: &mut Deleted, share: &Share) {
        share.retain(&mut deleted.not_deleted);
    }
}

impl Relayed for TelListNumbers {
    fn names(owned: &Vec<OwnedNumber>) -> Names {
        owned.iter().map(|owned| &owned.number).collect()
    }

    fn cut(owned: &mut Vec<OwnedNumber>, share: &Share) {
        share.retain(owned);
    }
}

impl Relayed for TelListRegulationAddresses {
    fn names(addresses: &Vec<RegulationAddress>) -> Names {
        addresses.iter().map(|address| &address.name).collect()
    }

    fn cut(addresses: &mut Vec<RegulationAddress>, share: &Share) {
        share.retain(addresses);
    }
}

impl Relayed for TelGetSupportedCountries {}
impl Relayed for TelGetSupportedRegions {}
impl Relayed for TelGetSupportedStates {}
impl Relayed for TelPurchase {}
impl Relayed for TelPurchaseDevelopment {}
