"""Provision telephone numbers at aql (UK) and Aculab Cloud: search, buy, configure, list, release."""

from telwire import aculab, aql
from telwire._enums import Effect, Kind, Outcome
from telwire._errors import (
    Error,
    Interrupted,
    InvalidInput,
    Malformed,
    Misuse,
    NoAnswer,
    NotSent,
    Refused,
    TransportError,
)
from telwire._native import Body, Request, Response, SipPassword

__all__ = [
    "Body",
    "Effect",
    "Error",
    "Interrupted",
    "InvalidInput",
    "Kind",
    "Malformed",
    "Misuse",
    "NoAnswer",
    "NotSent",
    "Outcome",
    "Refused",
    "Request",
    "Response",
    "SipPassword",
    "TransportError",
    "aculab",
    "aql",
]
