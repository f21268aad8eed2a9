//! Aculab's calls, by path.

use telwire::Endpoint;
use telwire::aculab::{
    TelDeleteNumbers, TelGetSupportedCountries, TelGetSupportedRegions, TelGetSupportedStates, TelListNumbers,
    TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    DeleteNumbers,
    GetSupportedCountries,
    GetSupportedRegions,
    GetSupportedStates,
    ListNumbers,
    ListRegulationAddresses,
    Purchase,
    PurchaseDevelopment,
}

/// The path of a call is its name.
const CALLS: [(Call, &str); 8] = [
    (Call::DeleteNumbers, TelDeleteNumbers::NAME),
    (Call::GetSupportedCountries, TelGetSupportedCountries::NAME),
    (Call::GetSupportedRegions, TelGetSupportedRegions::NAME),
    (Call::GetSupportedStates, TelGetSupportedStates::NAME),
    (Call::ListNumbers, TelListNumbers::NAME),
    (Call::ListRegulationAddresses, TelListRegulationAddresses::NAME),
    (Call::Purchase, TelPurchase::NAME),
    (Call::PurchaseDevelopment, TelPurchaseDevelopment::NAME),
];

impl Call {
    /// `None` for a path that is not Aculab's.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let name = path.strip_prefix('/')?;
        CALLS.into_iter().find(|(_, known)| *known == name).map(|(call, _)| call)
    }

    pub(crate) fn name(self) -> &'static str {
        CALLS.into_iter().find(|(call, _)| *call == self).map_or("", |(_, name)| name)
    }
}
