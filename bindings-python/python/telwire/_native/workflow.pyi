"""
What a careful person would do with the calls, as state machines.
"""

from . import Body, Request, Response, SipPassword
from .aculab import Account, Gateway, OwnedNumber, TelGetSupportedCountries, TelGetSupportedRegions, TelGetSupportedStates, TelListNumbers, TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment
from .aql import Account as Account2, ChangeUser, Changed, CheckNumbers, Gateway as Gateway2, GetUser, Item as Item2, ListUsers, Number, Pattern, Slot, User
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from telwire._enums import Fate, LateEmail, Released, Stage, Status, Why
from telwire._errors import Error
from typing import Any, Final, Literal, SupportsFloat, SupportsIndex, final
from typing_extensions import disjoint_base

__all__ = ["AculabAttempt", "AculabInventory", "AculabOrder", "AculabOrderItem", "AculabOrderReport", "AqlAttempt", "AqlInventory", "AqlOrder", "AqlOrderItem", "AqlOrderReport", "AqlRow", "AqlUser", "Configure", "ConfigureReport", "Difference", "Done", "EmailFailed", "FailedUser", "InventoryReport", "Item", "Progress", "Release", "ReleaseItem", "ReleaseReport", "Retry", "RetryReport", "Save", "Search", "SearchReport", "Send", "Sent", "Wait", "Workflow"]

@final
class AculabAttempt:
    """
    A purchase at Aculab Cloud.
    """
    __match_args__: Final[tuple[Literal["slots"], Literal["sent"], Literal["looks"], Literal["candidates"], Literal["is_resolved"], Literal["kept"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, slots: Iterable[int], sent: Sent, looks: int, candidates: Iterable[str], is_resolved: bool, kept: Iterable[Body]) -> AculabAttempt: ...
    def __repr__(self, /) -> str: ...
    @property
    def candidates(self, /) -> tuple[str, ...]:
        """
        Numbers that appeared on the account after it and that its answer did not name, those that look most like it
        first. With a lost answer some may be its; the e-mail that the carrier sends after each purchase tells.
        """
    @property
    def is_resolved(self, /) -> bool:
        """
        Whether the caller said that it was not done.
        """
    @property
    def kept(self, /) -> tuple[Body, ...]:
        """
        Answers that came and could not be read.
        """
    @property
    def looks(self, /) -> int:
        """
        How often the whole listing was compared after it.
        """
    @property
    def sent(self, /) -> Sent:
        """
        The request.
        """
    @property
    def slots(self, /) -> tuple[int, ...]:
        """
        The slots that it was for.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class AculabInventory(Workflow):
    """
    The numbers of an account at Aculab Cloud, in one list.

    An item is an `aculab.OwnedNumber`, its index the position in the listing; the report is an `InventoryReport`. An
    empty listing is asked for a second time before it is believed.
    """
    def __new__(cls, /, account: Account, gateway: Gateway | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AculabInventory: ...

@final
class AculabOrder(Workflow):
    """
    An order at Aculab Cloud: as many numbers as a purchase says, each bought once, whatever happens to the answers.

    It lists, saves what it is about to buy, buys, and compares whole listings. While a purchase is open, nothing more is
    bought. An item is an `AculabOrderItem`, its index the slot; the report is an `AculabOrderReport`.

    An order of what `call` buys, such as `aculab.TelPurchase("Germany", "Berlin", quantity=3)`.

    `exclusive_buyer`: whether nobody else buys on the account while the order runs, and nothing bought before is still
    to show in its listings; then a number that appears after a lost answer is the order's, otherwise only a
    candidate. `price_limit`: buys one number after the other, and stops when the listing shows a price per month above
    it, or none; in US dollars. `deadline`: how many seconds after its start it may still buy, 3600 if left out. Raises
    `InvalidInput`.
    """
    def __new__(cls, /, call: TelPurchase, account: Account, gateway: Gateway | str | None = None, *, exclusive_buyer: bool = False, price_limit: Decimal | int | str | None = None, deadline: SupportsFloat | SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AculabOrder: ...
    def dry_run(self, /) -> list[Request]:
        """
        The first requests of the order, unsigned, without sending any: the listing and the purchase.
        """
    @staticmethod
    def load(checkpoint: bytes, account: Account, gateway: Gateway | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AculabOrder:
        """
        Goes on with what the journal holds, whichever order of this account it is. Raises `InvalidInput` as `resume`
        does.
        """
    def report(self, /) -> AculabOrderReport:
        """
        What is known now.
        """
    def resolve(self, /, now_ms: SupportsIndex, attempt: SupportsIndex, resolution: str) -> None:
        """
        Tells what became of the purchase `attempt` of the report, which the order could not find out: `bought` or
        `not_bought`, and lets it go on: for so long as its deadline says, from now.

        Raises `Misuse`: `not_open` if there is no such purchase, or nothing about it is unknown; `not_finished` while the
        order is at work, or if it stopped early: resume it first.
        """

@final
class AculabOrderItem:
    """
    What became of a slot of an order at Aculab Cloud.
    """
    __match_args__: Final[tuple[Literal["slot"], Literal["status"], Literal["why"], Literal["number"], Literal["listed"], Literal["attempts"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, slot: int, status: Status, why: Why | None, number: str | None, listed: OwnedNumber | None, attempts: Iterable[int]) -> AculabOrderItem: ...
    def __repr__(self, /) -> str: ...
    @property
    def attempts(self, /) -> tuple[int, ...]:
        """
        The purchases it was part of, by position in the report's `attempts`.
        """
    @property
    def listed(self, /) -> OwnedNumber | None:
        """
        What the account's listing said of the number after the purchase, its price per month for one; `None` if it
        did not show it.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number.
        """
    @property
    def slot(self, /) -> int:
        """
        Its position, from 0.
        """
    @property
    def status(self, /) -> Status:
        """
        Whether it has a number.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def why(self, /) -> Why | None:
        """
        Why it has none.
        """

@final
class AculabOrderReport:
    """
    What became of every slot, and every purchase that was sent. `str(report)` is its `text`.
    """
    __match_args__: Final[tuple[Literal["items"], Literal["attempts"], Literal["surplus"], Literal["stopped"], Literal["text"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: Iterable[AculabOrderItem], attempts: Iterable[AculabAttempt], surplus: Iterable[str], stopped: Literal["by_caller"] | Error | None, text: str) -> AculabOrderReport: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def attempts(self, /) -> tuple[AculabAttempt, ...]:
        """
        The purchases, in the order in which they were made.
        """
    def is_complete(self, /) -> bool:
        """
        Whether every slot is bought, and nothing else is left to do.
        """
    @property
    def items(self, /) -> tuple[AculabOrderItem, ...]:
        """
        One for each number that was asked for.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the order ended before its work was done: `by_caller`, or the error; resuming it goes on.
        """
    @property
    def surplus(self, /) -> tuple[str, ...]:
        """
        Numbers that answers named beyond what was asked for. They are bought.
        """
    @property
    def text(self, /) -> str:
        """
        The same for people, in lines of at most 80 characters.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class AqlAttempt:
    """
    A purchase at aql: a list of numbers, and each time that it was sent.
    """
    __match_args__: Final[tuple[Literal["numbers"], Literal["sends"], Literal["searches"], Literal["is_resolved"], Literal["kept"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, numbers: Iterable[tuple[int, Number]], sends: Iterable[Sent], searches: int, is_resolved: bool, kept: Iterable[Body]) -> AqlAttempt: ...
    def __repr__(self, /) -> str: ...
    @property
    def is_resolved(self, /) -> bool:
        """
        Whether the caller said that it was not done.
        """
    @property
    def kept(self, /) -> tuple[Body, ...]:
        """
        Answers, or lines of them, that came and could not be read. They may hold a password.
        """
    @property
    def numbers(self, /) -> tuple[tuple[int, Number], ...]:
        """
        The slots and the numbers for them, as they were sent.
        """
    @property
    def searches(self, /) -> int:
        """
        How often all users of the account were looked through since the last of them.
        """
    @property
    def sends(self, /) -> tuple[Sent, ...]:
        """
        The requests, all of them the same.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class AqlInventory(Workflow):
    """
    The VoIP users of an account at aql: list_users, then get_user for each, `max_in_flight` at a time.

    An item is an `AqlUser`, its index the position in the listing; items come as the answers do. The report is an
    `InventoryReport`. A user that cannot be read is an item too, and named in the report; a listing that cannot be
    read ends the workflow. An empty listing is asked for a second time before it is believed.
    """
    def __new__(cls, /, account: Account2, gateway: Gateway2 | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AqlInventory: ...

@final
class AqlOrder(Workflow):
    """
    An order at aql: one number for each slot, bought once, whatever happens to the answers.

    It rechecks, saves what it is about to buy, buys, finds out what became of lost answers, and verifies. An item is an
    `AqlOrderItem`, its index the slot; the report is an `AqlOrderReport`.

    An order of one number for each of `slots`: an `aql.Slot`, a mapping of its fields, a number, or for a count so
    many numbers of the pool.

    `protocol`: `sip` or `iax`. `pool`: the pattern of numbers for slots without one, and of substitutes.
    `sms_enabled`: only numbers of the pool with (`yes`) or without (`no`) SMS. `substitute`: whether a number of the
    pool may take the place of one that is gone. `batch_size`: at most so many numbers in one purchase, 1 to 100.
    `deadline`: how many seconds after its start it may still buy, 3600 if left out. Raises `InvalidInput`.
    """
    def __new__(cls, /, slots: int | Iterable[Slot | Mapping[str, Number | str | None] | Item2 | Mapping[str, Number | str] | Number | str], account: Account2, gateway: Gateway2 | str | None = None, *, protocol: str = "sip", pool: Pattern | str | None = None, sms_enabled: str | None = None, substitute: bool = False, batch_size: SupportsIndex | None = None, deadline: SupportsFloat | SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AqlOrder: ...
    def dry_run(self, /) -> list[Request]:
        """
        The first requests of the order, unsigned, without sending any: the search for numbers that are not chosen yet,
        the rechecks, and where all are chosen the purchase of the first batch.
        """
    @staticmethod
    def load(checkpoint: bytes, account: Account2, gateway: Gateway2 | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AqlOrder:
        """
        Goes on with what the journal holds, whichever order of this account it is. Raises `InvalidInput` as `resume`
        does.
        """
    def report(self, /) -> AqlOrderReport:
        """
        What is known now.
        """
    def resolve(self, /, now_ms: SupportsIndex, attempt: SupportsIndex, resolution: str) -> None:
        """
        Tells what became of the purchase `attempt` of the report, which the order could not find out: `bought` or
        `not_bought`, and lets it go on: for so long as its deadline says, from now.

        Raises `Misuse`: `not_open` if there is no such purchase, or nothing about it is unknown; `not_finished` while the
        order is at work, or if it stopped early: resume it first.
        """
    def seal(self, /) -> None:
        """
        Takes the SIP passwords out of a finished order, once they are where they belong. Another `Save` and another
        `Done` follow. Raises `Misuse` (`not_finished`) before `Done`, or if the order stopped early.
        """

@final
class AqlOrderItem:
    """
    What became of a slot of an order at aql.
    """
    __match_args__: Final[tuple[Literal["slot"], Literal["status"], Literal["why"], Literal["number"], Literal["voipnumber"], Literal["password"], Literal["email"], Literal["listed"], Literal["attempts"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, slot: int, status: Status, why: Why | None, number: Number | None, voipnumber: str | None, password: SipPassword | None, email: LateEmail | EmailFailed | None, listed: bool | None, attempts: Iterable[int]) -> AqlOrderItem: ...
    def __repr__(self, /) -> str: ...
    @property
    def attempts(self, /) -> tuple[int, ...]:
        """
        The purchases it was part of, by position in the report's `attempts`.
        """
    @property
    def email(self, /) -> LateEmail | EmailFailed | None:
        """
        What became of an e-mail address that the assign could not carry; `None` if it could.
        """
    @property
    def listed(self, /) -> bool | None:
        """
        Whether the account's users showed it after the purchase; `None` if nobody looked.
        """
    @property
    def number(self, /) -> Number | None:
        """
        The number: its own, or the one that was tried last.
        """
    @property
    def password(self, /) -> SipPassword | None:
        """
        The password of the VoIP user: only where the answer to the purchase came, and until the order is sealed.
        """
    @property
    def slot(self, /) -> int:
        """
        Its position, from 0.
        """
    @property
    def status(self, /) -> Status:
        """
        Whether it has its number.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str | None:
        """
        The VoIP user of the number.
        """
    @property
    def why(self, /) -> Why | None:
        """
        Why it has none.
        """

@final
class AqlOrderReport:
    """
    What became of every slot, every purchase that was sent, and every row that came. `str(report)` is its `text`.
    """
    __match_args__: Final[tuple[Literal["items"], Literal["attempts"], Literal["strays"], Literal["is_sealed"], Literal["stopped"], Literal["text"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: Iterable[AqlOrderItem], attempts: Iterable[AqlAttempt], strays: Iterable[AqlRow], is_sealed: bool, stopped: Literal["by_caller"] | Error | None, text: str) -> AqlOrderReport: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def attempts(self, /) -> tuple[AqlAttempt, ...]:
        """
        The purchases, in the order in which they were made.
        """
    def is_complete(self, /) -> bool:
        """
        Whether every slot is bought, and nothing else is left to do.
        """
    @property
    def is_sealed(self, /) -> bool:
        """
        Whether the SIP passwords were taken out.
        """
    @property
    def items(self, /) -> tuple[AqlOrderItem, ...]:
        """
        One for each slot, in their order.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the order ended before its work was done: `by_caller`, or the error; resuming it goes on.
        """
    @property
    def strays(self, /) -> tuple[AqlRow, ...]:
        """
        Rows of answers that belong to no slot. They are bought.
        """
    @property
    def text(self, /) -> str:
        """
        The same for people, in lines of at most 80 characters, without any password.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    def without_passwords(self, /) -> Any:
        """
        The same report with every SIP password, and everything that may hold one, taken out.
        """

@final
class AqlRow:
    """
    A row of an answer to a purchase.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["voipnumber"], Literal["password"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: Number, voipnumber: str, password: SipPassword | None) -> AqlRow: ...
    def __repr__(self, /) -> str: ...
    @property
    def number(self, /) -> Number:
        """
        The number.
        """
    @property
    def password(self, /) -> SipPassword | None:
        """
        The user's password, until the order is sealed.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        Its VoIP user.
        """

@final
class AqlUser:
    """
    A VoIP user of the account, and how it is configured.
    """
    __match_args__: Final[tuple[Literal["voipnumber"], Literal["user"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voipnumber: str, user: User | Error) -> AqlUser: ...
    def __repr__(self, /) -> str: ...
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def user(self, /) -> User | Error:
        """
        What get_user says, or the error why it says nothing.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        The user as list_users names it.
        """

@final
class Configure(Workflow):
    """
    Configures a VoIP user at aql: changeuser, and whatever came of it, getuser to see what is there now.

    Whether a change of several items is made as a whole is not documented; so the result is the difference between what
    was wanted and what is found. The report is a `ConfigureReport`; there are no items. Stopping it ends it at once: a
    change that is in flight then may be made all the same.

    The change that `call` makes, such as `aql.ChangeUser("612345", voicemailon=True)`. Raises `InvalidInput`.
    """
    def __new__(cls, /, call: ChangeUser, account: Account2, gateway: Gateway2 | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Configure: ...

@final
class ConfigureReport:
    """
    What is configured now.
    """
    __match_args__: Final[tuple[Literal["voipnumber"], Literal["changed"], Literal["found"], Literal["differences"], Literal["stopped"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voipnumber: str, changed: Changed | Error | None, found: User | None, differences: Iterable[Difference], stopped: Literal["by_caller"] | Error | None) -> ConfigureReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def changed(self, /) -> Changed | Error | None:
        """
        What changeuser answered, or the error; `None` if the workflow was stopped before that. Whether the change was
        made is for `found` to say.
        """
    @property
    def differences(self, /) -> tuple[Difference, ...]:
        """
        The items that are not as they were wanted, of those that were set: unset is not the same as empty.
        """
    @property
    def found(self, /) -> User | None:
        """
        What getuser said afterwards; `None` if the workflow was stopped before that.
        """
    def is_applied(self, /) -> bool:
        """
        Whether everything was read back as it was wanted.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the workflow ended before it could read back: `by_caller`, or the error; `None` if it did.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        The user.
        """

@final
class Difference:
    """
    An item that is not as it was wanted, as aql writes it.
    """
    __match_args__: Final[tuple[Literal["name"], Literal["wanted"], Literal["found"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, name: str, wanted: str, found: str | None) -> Difference: ...
    def __repr__(self, /) -> str: ...
    @property
    def found(self, /) -> str | None:
        """
        What is there; `None` if getuser left the item out.
        """
    @property
    def name(self, /) -> str:
        """
        The item, by the carrier's name.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def wanted(self, /) -> str:
        """
        What was wanted.
        """

@final
class Done:
    """
    The end. An answer to a purchase that comes even later is taken all the same: poll again then.
    """
    __match_args__: Final[tuple[Literal["report"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, report: Any) -> Done: ...
    def __repr__(self, /) -> str: ...
    @property
    def report(self, /) -> Any:
        """
        What comes at the end: see the class of the workflow.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class EmailFailed:
    """
    An e-mail address could not be set: set `voicemaildest` by changeuser.
    """
    __match_args__: Final[tuple[Literal["failed"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, failed: str) -> EmailFailed: ...
    def __repr__(self, /) -> str: ...
    @property
    def failed(self, /) -> str:
        """
        The code of the error.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class FailedUser:
    """
    A VoIP user that could not be read.
    """
    __match_args__: Final[tuple[Literal["index"], Literal["voipnumber"], Literal["error"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, index: int, voipnumber: str, error: Error) -> FailedUser: ...
    def __repr__(self, /) -> str: ...
    @property
    def error(self, /) -> Error:
        """
        Why, after as many tries as `max_retries` allows.
        """
    @property
    def index(self, /) -> int:
        """
        Its position in the listing, from 0: the index of its item.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        The user.
        """

@final
class InventoryReport:
    """
    What an account has, in numbers. The entries themselves came as items.
    """
    __match_args__: Final[tuple[Literal["entries"], Literal["read"], Literal["failed"], Literal["per_month"], Literal["unpriced"], Literal["stopped"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, entries: int, read: int, failed: Iterable[FailedUser], per_month: Decimal | None, unpriced: int, stopped: Literal["by_caller"] | Error | None) -> InventoryReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def entries(self, /) -> int:
        """
        How many entries the listing has.
        """
    @property
    def failed(self, /) -> tuple[FailedUser, ...]:
        """
        The entries that could not be read, in the order of the listing. At Aculab Cloud none.
        """
    @property
    def per_month(self, /) -> Decimal | None:
        """
        What the entries with a price cost per month, in US dollars: the exact sum. `None` if it has more than 18
        digits, and at aql, where no answer holds a price.
        """
    @property
    def read(self, /) -> int:
        """
        How many of them were read, in all runs together. The rest failed, or the workflow was stopped.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the workflow ended early: `by_caller`, or the error; `None` if every entry was asked for.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def unpriced(self, /) -> int:
        """
        How many of the entries read came without a price: at aql all of them.
        """

@final
class Item:
    """
    A piece of the result, once it is settled; the last one of an index counts.
    """
    __match_args__: Final[tuple[Literal["index"], Literal["item"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, index: int, item: Any) -> Item: ...
    def __repr__(self, /) -> str: ...
    @property
    def index(self, /) -> int:
        """
        Its position, from 0.
        """
    @property
    def item(self, /) -> Any:
        """
        The piece: see the class of the workflow.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Progress:
    """
    How far the workflow is, for whoever watches.
    """
    __match_args__: Final[tuple[Literal["stage"], Literal["settled"], Literal["total"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, stage: Stage, settled: int, total: int | None) -> Progress: ...
    def __repr__(self, /) -> str: ...
    @property
    def settled(self, /) -> int:
        """
        How many pieces are settled.
        """
    @property
    def stage(self, /) -> Stage:
        """
        What it is doing.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def total(self, /) -> int | None:
        """
        How many there are to be; `None` where nobody knows yet.
        """

@final
class Release(Workflow):
    """
    Gives numbers back to Aculab Cloud, in batches, one after another, and says of each number what became of it.

    A deletion whose answer is lost is found out about: the release waits, looks at the whole listing, and deletes again
    what is open, three times at most. An item is a `ReleaseItem`, its index the position of the number; the report is a
    `ReleaseReport`. Services that `based_on` made for the numbers are not documented to go with them.

    The release of all of `numbers`: digits as tel_list_numbers gives them, each once. `batch_size`: at most so many
    in one deletion, 50 if left out. Raises `InvalidInput`.
    """
    def __new__(cls, /, numbers: Iterable[str], account: Account, gateway: Gateway | str | None = None, *, batch_size: SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Release: ...

@final
class ReleaseItem:
    """
    What became of a number, and the evidence.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["status"], Literal["sent"], Literal["carrier_code"], Literal["carrier_message"], Literal["listed"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: str, status: Released, sent: Iterable[datetime], carrier_code: str | None, carrier_message: str | None, listed: bool | None) -> ReleaseItem: ...
    def __repr__(self, /) -> str: ...
    @property
    def carrier_code(self, /) -> str | None:
        """
        The carrier's code for the last refusal, such as `0300`.
        """
    @property
    def carrier_message(self, /) -> str | None:
        """
        The carrier's words for it.
        """
    @property
    def listed(self, /) -> bool | None:
        """
        Whether the last whole listing showed it; `None` if there was none. Only what is unclear is looked up.
        """
    @property
    def number(self, /) -> str:
        """
        The number.
        """
    @property
    def sent(self, /) -> tuple[datetime, ...]:
        """
        When deletions that named it left, or may have left; in UTC.
        """
    @property
    def status(self, /) -> Released:
        """
        What became of it.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class ReleaseReport:
    """
    What became of each number. `str(report)` is its `text`.
    """
    __match_args__: Final[tuple[Literal["items"], Literal["stopped"], Literal["text"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: Iterable[ReleaseItem], stopped: Literal["by_caller"] | Error | None, text: str) -> ReleaseReport: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def items(self, /) -> tuple[ReleaseItem, ...]:
        """
        One for each number, in the caller's order.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the release ended early: `by_caller`, or the error; `None` if it did all that it could. What is in the
        journal can be resumed.
        """
    @property
    def text(self, /) -> str:
        """
        The same for people, in lines of at most 80 characters.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Retry(Workflow):
    """
    One call that reads, or changes to the same again, repeated until it is answered or was tried often enough.

    What is repeated: a temporary refusal, HTTP 408, 425, 429 and 5xx, a lost answer, an answer that makes no sense. The
    waits grow from one second to 30, at random; a `Retry-After` is honoured up to five minutes. The report is a
    `RetryReport`; there are no items.

    The retries of `call`, such as `aql.GetUser("612345")`. Raises `InvalidInput` for a purchase or a release: they
    are never repeated.
    """
    def __new__(cls, /, call: TelGetSupportedCountries | TelGetSupportedRegions | TelGetSupportedStates | TelListNumbers | TelListRegulationAddresses | TelPurchaseDevelopment | ChangeUser | CheckNumbers | GetUser | ListUsers, account: Account | Account2, gateway: Gateway | Gateway2 | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Retry: ...

@final
class RetryReport:
    """
    What came of a call.
    """
    __match_args__: Final[tuple[Literal["value"], Literal["stopped"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, value: Any, stopped: Literal["by_caller"] | Error | None) -> RetryReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why there is no answer: `by_caller`, or the error; `None` if there is one.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def value(self, /) -> Any:
        """
        What the call answers with; `None` if it was stopped.
        """

@final
class Save:
    """
    Write the checkpoint to the journal, durably, before anything else happens. It prints as its size: it may hold
    passwords.
    """
    __match_args__: Final[tuple[Literal["seq"], Literal["checkpoint"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[int, bytes]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, seq: SupportsIndex, checkpoint: bytes) -> Save: ...
    def __repr__(self, /) -> str: ...
    @property
    def checkpoint(self, /) -> bytes:
        """
        What to write.
        """
    @property
    def seq(self, /) -> int:
        """
        The number of this save, from 1; the journal must hold the one before.
        """

@final
class Search(Workflow):
    """
    All the numbers at aql that match a pattern, page by page.

    An item is a tuple of the new numbers of one page, its index how many numbers came before it. Repeats are dropped as
    long as they lie less than 100,000 numbers apart. The report is a `SearchReport`.

    A search for `pattern` (number provisioning API, "Querying available numbers").

    `sms_enabled`: `yes`, `no` or `ignore`; left out, **numbers without SMS do not show**. `page_size`: at most so many
    numbers at a time, 100 if left out. Raises `InvalidInput`.
    """
    def __new__(cls, /, pattern: Pattern | str, account: Account2, gateway: Gateway2 | str | None = None, *, sms_enabled: str | None = None, page_size: SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Search: ...

@final
class SearchReport:
    """
    How a search went.
    """
    __match_args__: Final[tuple[Literal["numbers"], Literal["pages"], Literal["stopped"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, numbers: int, pages: int, stopped: Literal["by_caller"] | Error | None) -> SearchReport: ...
    def __repr__(self, /) -> str: ...
    @property
    def numbers(self, /) -> int:
        """
        How many numbers were found, in all runs of the search together.
        """
    @property
    def pages(self, /) -> int:
        """
        On how many pages they came: the ones with anything new.
        """
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why the search ended early: `by_caller`, or the error; `None` if it came to its end.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Send:
    """
    Send the request, once: no retry, no redirect, and for a purchase a fresh connection.
    """
    __match_args__: Final[tuple[Literal["id"], Literal["request"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: int, request: Request) -> Send: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> int:
        """
        Goes back with the answer.
        """
    @property
    def request(self, /) -> Request:
        """
        What to send: signed, with the time to allow in `timeout`.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Sent:
    """
    A purchase as it was sent, and what is known of it.
    """
    __match_args__: Final[tuple[Literal["id"], Literal["at"], Literal["answered"], Literal["fate"], Literal["answer"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: int, at: datetime, answered: datetime | None, fate: Fate, answer: str | None) -> Sent: ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> str | None:
        """
        The answer's code, such as `simul_error` or `no_answer`, with the status of HTTP where that is all that came;
        `ok` for a success.
        """
    @property
    def answered(self, /) -> datetime | None:
        """
        When the answer, or the word that there is none, came; in UTC.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it was handed to the host, or was about to be; in UTC.
        """
    @property
    def fate(self, /) -> Fate:
        """
        What that means.
        """
    @property
    def id(self, /) -> int:
        """
        The request: the `id` of its `Send`.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Wait:
    """
    Nothing happens by itself for so long; what is said to the workflow may end it sooner.
    """
    __match_args__: Final[tuple[Literal["seconds"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, seconds: float | None) -> Wait: ...
    def __repr__(self, /) -> str: ...
    @property
    def seconds(self, /) -> float | None:
        """
        For how many seconds; `None`: until something is said.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@disjoint_base
class Workflow:
    """
    What every workflow can do: see the manual in `telwire.workflow`. Times are in milliseconds since 1970.

    It may be used by several threads at once; each step is whole.
    """
    def __repr__(self, /) -> str: ...
    def checkpoint(self, /) -> bytes:
        """
        The state as bytes, to go on elsewhere by `resume`. That of an order holds the SIP passwords that came: keep it
        as safe as them.
        """
    def fail(self, /, now_ms: SupportsIndex, id: SupportsIndex, failure: Literal["no_answer", "not_sent"]) -> None:
        """
        The request `id` got no answer: `not_sent` if it certainly never left, else `no_answer`. Raises `Misuse`
        (`unknown_request`) if it was not sent, `InvalidInput` for another failure.
        """
    def poll(self, /, now_ms: SupportsIndex) -> Done | Item | Progress | Save | Send | Wait:
        """
        What the workflow wants now, by the host's clock. If that runs backwards, time stands still.
        """
    def respond(self, /, now_ms: SupportsIndex, id: SupportsIndex, response: Response) -> None:
        """
        The request `id` was answered, whole or not. Raises `Misuse` (`unknown_request`) if it was not sent.
        """
    def resume(self, /, checkpoint: bytes) -> None:
        """
        Goes on with a checkpoint of the same workflow for the same account; what was in flight counts as unanswered.
        Raises `InvalidInput` (`foreign`, `damaged`, `wrong_format`, `out_of_range`: of another version); then nothing has
        changed.
        """
    def save_failed(self, /, now_ms: SupportsIndex, seq: SupportsIndex, conflict: bool) -> None:
        """
        The save `seq` is not in the journal; `conflict`: because that holds something else than the save before. Raises
        `Misuse` (`unexpected_saved`) if it was not asked for.
        """
    def saved(self, /, now_ms: SupportsIndex, seq: SupportsIndex) -> None:
        """
        The save `seq` is in the journal, durably. Raises `Misuse` (`unexpected_saved`) if it was not asked for.
        """
    def stop(self, /, now_ms: SupportsIndex) -> None:
        """
        Stop at the next safe point: nothing new is bought, what is in flight is waited for.
        """
