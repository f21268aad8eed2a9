"""Aculab Cloud: inbound telephone numbers, the eight `tel_*` web services."""

from telwire._lazy import lazy
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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from telwire._client.aculab import AsyncClient, Client
    from telwire._enums import DeletedStatus, DidType
else:
    __getattr__, __dir__ = lazy(
        globals(),
        {"telwire._client.aculab": ("AsyncClient", "Client"), "telwire._enums": ("DeletedStatus", "DidType")},
    )

__all__ = [
    "Account",
    "AsyncClient",
    "Client",
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
