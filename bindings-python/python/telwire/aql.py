"""aql (UK): the number provisioning API, and the number control and credit API."""

from telwire._enums import Protocol, SmsAction, SmsEnabled
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
    User,
)

__all__ = [
    "Account",
    "AssignNumbers",
    "Assigned",
    "AssignedNumber",
    "ChangeUser",
    "Changed",
    "CheckNumbers",
    "Gateway",
    "GetUser",
    "Item",
    "ListUsers",
    "Number",
    "Pattern",
    "Problem",
    "Protocol",
    "Settings",
    "SmsAction",
    "SmsEnabled",
    "User",
]
