"""The documented values of parameters and answers. Each member is a `str`; values that no document lists stay plain `str`."""

from enum import StrEnum


class Effect(StrEnum):
    """What sending a call twice would mean."""

    CHANGE = "change"
    PURCHASE = "purchase"
    READ = "read"
    RELEASE = "release"


class Kind(StrEnum):
    """Whose fault an error is."""

    INVALID_INPUT = "invalid_input"
    MALFORMED = "malformed"
    MISUSE = "misuse"
    REFUSED = "refused"
    TRANSPORT = "transport"


class Outcome(StrEnum):
    """What happened to the money, as far as one exchange tells."""

    APPLIED = "applied"
    NOT_CHANGED = "not_changed"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"
