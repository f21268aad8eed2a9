"""The documented values of parameters and answers, each a `str`; what no document lists stays a plain `str`."""

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


class Stage(StrEnum):
    """What a workflow is doing."""

    BUYING = "buying"
    CHANGING = "changing"
    CHOOSING = "choosing"
    FINDING_OUT = "finding_out"
    LISTING = "listing"
    RELEASING = "releasing"
    VERIFYING = "verifying"


class Status(StrEnum):
    """What became of a slot of an order."""

    BOUGHT = "bought"
    """The carrier's answer says so."""
    NOT_BOUGHT = "not_bought"
    """Certainly not, and nothing for it is under way."""
    ON_ACCOUNT = "on_account"
    """The account has it, and no answer said that we bought it."""
    UNKNOWN = "unknown"
    """A purchase for it was sent, and nothing tells what became of it."""


class Why(StrEnum):
    """Why a slot of an order got nothing."""

    BLOCKED = "blocked"
    """An earlier purchase is open: nothing more is bought until it is resolved."""
    CONTESTED = "contested"
    """The carrier refused again and again, and does not say which number is the matter."""
    DEADLINE = "deadline"
    """The order's deadline passed first."""
    NO_MATCH = "no_match"
    """No number of the pool is left."""
    NO_POOL = "no_pool"
    """The slot may have any number, and the order has no pool."""
    PRICE_LIMIT = "price_limit"
    """The price of a number was above the limit, or unknown: nothing more was bought."""
    REFUSED = "refused"
    """The carrier refused."""
    SHORTAGE = "shortage"
    """The carrier sold fewer than were asked for."""
    STOPPED = "stopped"
    """The order stopped first; resuming it goes on."""
    TAKEN = "taken"
    """The number is not to be had, and nothing may take its place."""


class Fate(StrEnum):
    """What is known of a purchase that was sent."""

    DONE = "done"
    """A success came."""
    NEVER_LEFT = "never_left"
    """It certainly never left."""
    OPEN = "open"
    """No answer, or one that does not say: it may have been done, or still be."""
    REFUSED = "refused"
    """A refusal came that is known to have changed nothing."""


class LateEmail(StrEnum):
    """What became of an e-mail address that an assign could not carry."""

    SET = "set"
    """It is the user's `voicemaildest`."""
    TO_DO = "to_do"
    """It is still to be set."""


class Resolution(StrEnum):
    """What the caller knows about a purchase that an order could not find out."""

    BOUGHT = "bought"
    """It was done, and nothing more of it is to come."""
    NOT_BOUGHT = "not_bought"
    """It was not done, and will not be: the order may buy again."""


class Released(StrEnum):
    """What became of a number that was to be given back."""

    GONE = "gone"
    """It is gone by a deletion whose answer was lost."""
    KEPT = "kept"
    """The carrier refused to delete it, or refused the whole call: nothing was done."""
    NOT_OURS = "not_ours"
    """It does not belong to the account, and no deletion without an answer explains that."""
    NOT_TRIED = "not_tried"
    """No deletion of it ever left."""
    RELEASED = "released"
    """The carrier says that it is deleted."""
    UNKNOWN = "unknown"
    """It may be deleted or not: look at the listing later."""
