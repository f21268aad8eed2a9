"""aql (UK): the number provisioning API, and the number control and credit API."""

from telwire._lazy import lazy
from telwire._native.aql import (
    Account,
    Assigned,
    AssignedNumber,
    AssignNumbers,
    Changed,
    ChangeUser,
    CheckNumbers,
    Gateway,
    GetUser,
    Item,
    ListUsers,
    Number,
    Pattern,
    Problem,
    Settings,
    Slot,
    User,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from telwire._client.aql import AsyncClient, Client
    from telwire._enums import Protocol, SmsAction, SmsEnabled
else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            "telwire._client.aql": ("AsyncClient", "Client"),
            "telwire._enums": ("Protocol", "SmsAction", "SmsEnabled"),
        },
    )

__all__ = [
    "Account",
    "AssignNumbers",
    "Assigned",
    "AssignedNumber",
    "AsyncClient",
    "ChangeUser",
    "Changed",
    "CheckNumbers",
    "Client",
    "Gateway",
    "GetUser",
    "Item",
    "ListUsers",
    "Number",
    "Pattern",
    "Problem",
    "Protocol",
    "Settings",
    "Slot",
    "SmsAction",
    "SmsEnabled",
    "User",
]
