"""Provision telephone numbers at aql (UK) and Aculab Cloud: search, buy, configure, list, release."""

from telwire import aculab, aql
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
from telwire._lazy import lazy
from telwire._native import Body, Request, Response, SipPassword, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from telwire._enums import Effect, Kind, Outcome
    from telwire.journal import AsyncJournal, FileJournal, Journal, MemoryJournal
else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            "telwire._enums": ("Effect", "Kind", "Outcome"),
            "telwire.journal": ("AsyncJournal", "FileJournal", "Journal", "MemoryJournal"),
        },
    )

__all__ = [
    "AsyncJournal",
    "Body",
    "Effect",
    "Error",
    "FileJournal",
    "Interrupted",
    "InvalidInput",
    "Journal",
    "Kind",
    "Malformed",
    "MemoryJournal",
    "Misuse",
    "NoAnswer",
    "NotSent",
    "Outcome",
    "Refused",
    "Request",
    "Response",
    "SipPassword",
    "TransportError",
    "__version__",
    "aculab",
    "aql",
]
