"""
What a careful person would do with the calls, as state machines.
"""

from . import Body, Request, Response, SipPassword
from .aql import Account, Number, Slot
from collections.abc import Iterable, Mapping
from datetime import datetime
from telwire._enums import Fate, LateEmail, Stage, Status, Why
from telwire._errors import Error
from telwire._native.aql import Gateway, Number as Number2, Pattern
from typing import Any, Final, Literal, SupportsFloat, SupportsIndex, final
from typing_extensions import disjoint_base

__all__ = ["AqlAttempt", "AqlOrder", "AqlOrderItem", "AqlOrderReport", "AqlRow", "Done", "EmailFailed", "Item", "Progress", "Retry", "RetryReport", "Save", "Search", "SearchReport", "Send", "Sent", "Wait", "Workflow"]

@final
class AqlAttempt:
    """
    A purchase at aql: a list of numbers, and each time that it was sent.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, numbers: tuple[tuple[int, Number], ...], sends: tuple[Sent, ...], searches: int, is_resolved: bool, kept: tuple[Body, ...]) -> AqlAttempt: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class AqlOrder(Workflow):
    """
    An order at aql: one number for each slot, bought once, whatever happens to the answers.

    It rechecks, saves what it is about to buy, buys, finds out what became of lost answers, and verifies. An item is an
    `AqlOrderItem`, its index the slot; the report is an `AqlOrderReport`.
    """
    def __new__(cls, /, slots: int | Iterable[Slot | Mapping[str, Number2 | str | None] | Number2 | str], account: Account, gateway: Gateway | str | None = None, *, protocol: str = "sip", pool: Pattern | str | None = None, sms_enabled: str | None = None, substitute: bool = False, batch_size: SupportsIndex | None = None, deadline: SupportsFloat | SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AqlOrder:
        """
        An order of one number for each of `slots`: an `aql.Slot`, a mapping of its fields, a number, or for a count so
        many numbers of the pool.

        `protocol`: `sip` or `iax`. `pool`: the pattern of numbers for slots without one, and of substitutes.
        `sms_enabled`: only numbers of the pool with (`yes`) or without (`no`) SMS. `substitute`: whether a number of the
        pool may take the place of one that is gone. `batch_size`: at most so many numbers in one purchase, 1 to 100.
        `deadline`: how many seconds after its start it may still buy, 3600 if left out. Raises `InvalidInput`.
        """
    def dry_run(self, /) -> list[Request]:
        """
        The first requests of the order, unsigned, without sending any: the search for numbers that are not chosen yet,
        the rechecks, and where all are chosen the purchase of the first batch.
        """
    @staticmethod
    def load(checkpoint: bytes, account: Account, gateway: Gateway | str | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> AqlOrder:
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
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, slot: int, status: Status, why: Why | None, number: Number | None, voipnumber: str | None, password: SipPassword | None, email: LateEmail | EmailFailed | None, listed: bool | None, attempts: tuple[int, ...]) -> AqlOrderItem: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
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
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: tuple[AqlOrderItem, ...], attempts: tuple[AqlAttempt, ...], strays: tuple[AqlRow, ...], is_sealed: bool, stopped: Literal["by_caller"] | Error | None, text: str) -> AqlOrderReport: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
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
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: Number, voipnumber: str, password: SipPassword | None) -> AqlRow: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        Its VoIP user.
        """

@final
class Done:
    """
    The end. An answer to a purchase that comes even later is taken all the same: poll again then.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, report: Any) -> Done: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def report(self, /) -> Any:
        """
        What comes at the end: see the class of the workflow.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class EmailFailed:
    """
    An e-mail address could not be set: set `voicemaildest` by changeuser.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, failed: str) -> EmailFailed: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def failed(self, /) -> str:
        """
        The code of the error.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class Item:
    """
    A piece of the result, once it is settled; the last one of an index counts.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, index: int, item: Any) -> Item: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class Progress:
    """
    How far the workflow is, for whoever watches.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, stage: Stage, settled: int, total: int | None) -> Progress: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """
    @property
    def total(self, /) -> int | None:
        """
        How many there are to be; `None` where nobody knows yet.
        """

@final
class Retry(Workflow):
    """
    One call that reads, or changes to the same again, repeated until it is answered or was tried often enough.

    What is repeated: a temporary refusal, HTTP 408, 425, 429 and 5xx, a lost answer, an answer that makes no sense. The
    waits grow from one second to 30, at random; a `Retry-After` is honoured up to five minutes. The report is a
    `RetryReport`; there are no items.
    """
    def __new__(cls, /, call: Any, account: Any, gateway: Any | None = None, *, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Retry:
        """
        The retries of `call`, such as `aql.GetUser("612345")`. Raises `InvalidInput` for a purchase or a release: they
        are never repeated.
        """

@final
class RetryReport:
    """
    What came of a call.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, value: Any, stopped: Literal["by_caller"] | Error | None) -> RetryReport: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def stopped(self, /) -> Literal["by_caller"] | Error | None:
        """
        Why there is no answer: `by_caller`, or the error; `None` if there is one.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
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
    __match_args__: Final[tuple[str, str]]
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
    """
    def __new__(cls, /, pattern: Pattern | str, account: Account, gateway: Gateway | str | None = None, *, sms_enabled: str | None = None, page_size: SupportsIndex | None = None, seed: SupportsIndex = 1, max_in_flight: SupportsIndex | None = None, max_retries: SupportsIndex | None = None, timeout: SupportsFloat | SupportsIndex | None = None) -> Search:
        """
        A search for `pattern` (number provisioning API, "Querying available numbers").

        `sms_enabled`: `yes`, `no` or `ignore`; left out, **numbers without SMS do not show**. `page_size`: at most so many
        numbers at a time, 100 if left out. Raises `InvalidInput`.
        """

@final
class SearchReport:
    """
    How a search went.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, numbers: int, pages: int, stopped: Literal["by_caller"] | Error | None) -> SearchReport: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class Send:
    """
    Send the request, once: no retry, no redirect, and for a purchase a fresh connection.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: int, request: Request) -> Send: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class Sent:
    """
    A purchase as it was sent, and what is known of it.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: int, at: datetime, answered: datetime | None, fate: Fate, answer: str | None) -> Sent: ...
    def __reduce__(self, /) -> tuple: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class Wait:
    """
    Nothing happens by itself for so long; what is said to the workflow may end it sooner.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, seconds: float | None) -> Wait: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def seconds(self, /) -> float | None:
        """
        For how many seconds; `None`: until something is said.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
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
    def fail(self, /, now_ms: SupportsIndex, id: SupportsIndex, failure: str) -> None:
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
