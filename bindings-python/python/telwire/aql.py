"""aql (UK): the number provisioning API, and the number control and credit API."""

from telwire._native.aql import (
    Account,
    Assigned,
    AssignedNumber,
    AssignNumbers,
    CheckNumbers,
    Gateway,
    Item,
    Number,
    Pattern,
    Problem,
)

__all__ = [
    "Account",
    "AssignNumbers",
    "Assigned",
    "AssignedNumber",
    "CheckNumbers",
    "Gateway",
    "Item",
    "Number",
    "Pattern",
    "Problem",
]
