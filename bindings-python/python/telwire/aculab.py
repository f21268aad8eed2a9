"""Aculab Cloud: inbound telephone numbers, the eight `tel_*` web services."""

from telwire._enums import DeletedStatus, DidType
from telwire._native.aculab import (
    Account,
    Deleted,
    Gateway,
    MimickedPurchase,
    NotDeleted,
    OwnedNumber,
    Problem,
    Purchased,
    RegulationAddress,
    TelDeleteNumbers,
    TelGetSupportedCountries,
    TelGetSupportedRegions,
    TelGetSupportedStates,
    TelListNumbers,
    TelListRegulationAddresses,
    TelPurchase,
    TelPurchaseDevelopment,
)

__all__ = [
    "Account",
    "Deleted",
    "DeletedStatus",
    "DidType",
    "Gateway",
    "MimickedPurchase",
    "NotDeleted",
    "OwnedNumber",
    "Problem",
    "Purchased",
    "RegulationAddress",
    "TelDeleteNumbers",
    "TelGetSupportedCountries",
    "TelGetSupportedRegions",
    "TelGetSupportedStates",
    "TelListNumbers",
    "TelListRegulationAddresses",
    "TelPurchase",
    "TelPurchaseDevelopment",
]
