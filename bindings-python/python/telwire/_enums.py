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


class DeletedStatus(StrEnum):
    """How many of the numbers were deleted (aculab.TelDeleteNumbers)."""

    FAIL = "FAIL"
    """None."""
    OK = "OK"
    """All."""
    PARTIAL = "PARTIAL"
    """At least one, but not all."""


class DidType(StrEnum):
    """The type of a number at Aculab Cloud."""

    GEOGRAPHIC = "geographic"
    """Of a region."""
    MOBILE = "mobile"
    """Of a mobile network."""
    NATIONAL = "national"
    """Of a country as a whole."""
    TOLLFREE = "tollfree"
    """Free for the caller."""


class Protocol(StrEnum):
    """How numbers of aql will be used (aql.AssignNumbers)."""

    IAX = "iax"
    SIP = "sip"


class SmsAction(StrEnum):
    """What happens with an SMS that comes in (aql.Settings)."""

    EMAIL = "email"
    """It is sent to an e-mail address."""
    HTTPGET = "httpget"
    """It is sent by HTTP GET to a URL."""
    HTTPPOST = "httppost"
    """It is sent by HTTP POST to a URL."""
    NONE = "none"
    """Nothing."""


class SmsEnabled(StrEnum):
    """Which numbers a search shows by their use for SMS (aql.CheckNumbers)."""

    IGNORE = "ignore"
    """All numbers."""
    NO = "no"
    """Those without SMS."""
    YES = "yes"
    """Those with SMS: what the gateway takes where nothing is said."""
