"""Clients of aql: each call and each workflow once, for `Client` and `AsyncClient` alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Never, TypedDict, Unpack, cast

from telwire._client import asynchronous, sync
from telwire._client.inventory import Inventory, taken
from telwire._client.plan import GivenJournal, OnProgress, Plan, Setup, loading, required, resuming
from telwire._enums import Outcome
from telwire._errors import InvalidInput
from telwire._native.aql import (
    Account,
    AssignNumbers,
    ChangeUser,
    CheckNumbers,
    Gateway,
    GetUser,
    ListUsers,
    Number,
)
from telwire.workflow import AqlInventory, AqlOrder, Configure, Search

if TYPE_CHECKING:
    from datetime import time

    from telwire._enums import Protocol, SmsAction, SmsEnabled
    from telwire._native import Request
    from telwire._native.aql import Pattern, Slot
    from telwire.workflow import (
        AqlOrderItem,
        AqlOrderReport,
        AqlUser,
        ConfigureReport,
        SearchReport,
    )

    Slots = int | Iterable[Slot | Number | str | Mapping[str, Number | str]]
    OnItem = Callable[[int, AqlOrderItem], object]


class OrderOptions(TypedDict, total=False):
    """What may be said of an order beside its slots."""

    protocol: Protocol | str
    """`sip` if left out, or `iax`."""
    pool: Pattern | str | None
    """Where the numbers of slots without one, and substitutes, come from."""
    sms_enabled: SmsEnabled | str | None
    """`yes` or `no`: only numbers of the pool with, or without, SMS."""
    substitute: bool
    """Whether a number of the pool may take the place of one that somebody else has taken."""
    batch_size: int | None
    """At most so many numbers in one purchase, 1 to 100: the carrier gives all of them or none."""
    deadline: float | None
    """How many seconds after its start the order may still buy; an hour if left out."""


class Changes(TypedDict, total=False):
    """What is to be changed about a user: fields of `aql.Settings`. What is left out, or `None`, stays as it is."""

    voicemailon: bool | None
    voicemaildelay: int | None
    voicemaildest: str | None
    forwardto: str | None
    forwardstart: time | str | None
    forwardend: time | str | None
    forwardcli: bool | None
    forwardactive: bool | None
    faxenabled: bool | None
    faxrecipient: str | None
    faxrecipientname: str | None
    sipendpoint: str | None
    smsaction: SmsAction | str | None
    smsdata: str | None
    callrecord: bool | None


def search(
    setup: Setup[Account, Gateway],
    /,
    pattern: Pattern | str,
    *,
    sms_enabled: SmsEnabled | str | None = None,
    page_size: int | None = None,
    on_progress: OnProgress | None = None,
) -> Plan[tuple[Number, ...], SearchReport]:
    """All numbers that match `pattern` (`0113 312*`), as they come, without repeats.

    `sms_enabled`: `yes`, `no` or `ignore`; left out, **numbers without SMS do not show**. `page_size`: how many to ask
    for at a time, 100 if left out. `on_progress(progress)` is called after each page. Raises `InvalidInput` at once,
    any other `Error` after the numbers that came.
    """
    workflow = Search(pattern, sms_enabled=sms_enabled, page_size=page_size, **setup.options())
    return Plan(resuming(workflow), on_progress=on_progress)


def order(
    setup: Setup[Account, Gateway],
    /,
    slots: Slots,
    *,
    journal: GivenJournal,
    on_progress: OnProgress | None = None,
    on_item: OnItem | None = None,
    **options: Unpack[OrderOptions],
) -> Plan[AqlOrderItem, AqlOrderReport]:
    """Buys a number for each of `slots`, never twice, whatever happens to the answers.

    A slot is an `aql.Slot`, a mapping of its fields, or a number; an `int` is so many numbers of the `pool`.

    `journal` is the path of a file, or a journal of your own: the order is written there before anything is bought, and
    the same call with the same journal goes on with it after a crash, a Ctrl-C or an error. `MemoryJournal()` goes
    without.

    The options: `protocol` (`sip`, or `iax`); `pool`, the pattern of numbers for slots without one and of substitutes;
    `sms_enabled`, only numbers of the pool with (`yes`) or without (`no`) SMS; `substitute`, whether a number of the
    pool may replace one that is gone; `batch_size`, at most so many numbers in one purchase (1 to 100); `deadline`, how
    many seconds after its start it may still buy (3600).

    `on_progress(progress)` and `on_item(slot, item)` are called on the way; what they raise stops the order at its next
    safe point. Ctrl-C does so too and raises `Interrupted`.

    The report says what became of every slot, also where an error stopped the order: see `stopped`. Raises
    `InvalidInput`, also if the journal is of another order, and `Misuse` (`journal_in_use`).
    """
    workflow = AqlOrder(slots, **options, **setup.options())
    return Plan(resuming(workflow), required(journal), on_progress, on_item)


def resume_order(
    setup: Setup[Account, Gateway],
    /,
    journal: GivenJournal,
    *,
    on_progress: OnProgress | None = None,
    on_item: OnItem | None = None,
) -> Plan[AqlOrderItem, AqlOrderReport]:
    """Goes on with the order in the journal, whichever it is, as `order` would.

    Raises `InvalidInput` if there is none, or one of another account or gateway, and `Misuse` (`journal_in_use`).
    """
    return Plan(loading(lambda checkpoint: _load(setup, checkpoint)), required(journal), on_progress, on_item)


def resolve_order(
    setup: Setup[Account, Gateway],
    /,
    journal: GivenJournal,
    attempt: int,
    resolution: Literal["bought", "not_bought"],
    *,
    on_progress: OnProgress | None = None,
    on_item: OnItem | None = None,
) -> Plan[AqlOrderItem, AqlOrderReport]:
    """Tells the order in the journal what became of a purchase that it could not find out, and goes on with it.

    `attempt` is the purchase by its position in `attempts` of the report. After `not_bought` its numbers are bought
    again: look at the account first. Raises `Misuse` (`not_open`) if nothing about it is unknown, `InvalidInput`.
    """

    def load(checkpoint: bytes) -> AqlOrder:
        workflow = _load(setup, checkpoint)
        workflow.resolve(setup.now_ms(), attempt, resolution)
        return workflow

    return Plan(loading(load), required(journal), on_progress, on_item)


def seal_order(
    setup: Setup[Account, Gateway], /, journal: GivenJournal
) -> Plan[AqlOrderItem, AqlOrderReport]:
    """Takes the SIP passwords out of the journal of an order that is done, once they are where they belong.

    Nothing is sent. Raises `Misuse` (`not_finished`) if there is still something to do, `InvalidInput`.
    """

    def load(checkpoint: bytes) -> AqlOrder:
        workflow = _load(setup, checkpoint)
        workflow.stop(setup.now_ms())
        return workflow

    return Plan(loading(load), required(journal), then=AqlOrder.seal)


def dry_run_order(
    setup: Setup[Account, Gateway], /, slots: Slots, **options: Unpack[OrderOptions]
) -> list[Request]:
    """The first requests of an `order`, unsigned, without sending any. Raises `InvalidInput`.

    The search for numbers that are not chosen yet, the rechecks, and where all are chosen the first purchase.
    """
    return AqlOrder(slots, **options, **setup.options()).dry_run()


def _load(setup: Setup[Account, Gateway], checkpoint: bytes) -> AqlOrder:
    return AqlOrder.load(checkpoint, **setup.options())


def inventory(
    setup: Setup[Account, Gateway],
    /,
    *,
    on_progress: OnProgress | None = None,
    on_item: Callable[[int, AqlUser], object] | None = None,
) -> Plan[AqlUser, Inventory[AqlUser]]:
    """Everything that the account has: each VoIP user with its settings, number and credit.

    A user that cannot be read has its error in place of its settings and hides no other. `on_item(index, user)` is
    called for each as it comes. The result has `items`, the users, and a `report`, which says in `stopped` whether an
    error ended the listing early.
    """
    return taken(AqlInventory(**setup.options()), on_progress, on_item)


def configure(
    setup: Setup[Account, Gateway],
    /,
    voipnumber: str | None = None,
    *,
    user: str | None = None,
    on_progress: OnProgress | None = None,
    **settings: Unpack[Changes],
) -> Plan[Never, ConfigureReport]:
    """Changes settings of a VoIP user, and reads back what they are then.

    `voipnumber` is six digits that begin with 6 or 7; `user` is for one named as list_users or an assign named it.
    `settings` are fields of `aql.Settings`; what is left out stays as it is. The report names in `differences` what is
    not as it was wanted. Raises `InvalidInput`.
    """
    call = ChangeUser(voipnumber, user=user, **cast("dict[str, Any]", settings))
    workflow = Configure(call, **setup.options())
    return Plan(resuming(workflow), on_progress=on_progress)


def release(setup: Setup[Account, Gateway], /, numbers: Iterable[Number | str]) -> Plan[Never, Never]:
    """aql documents no way to give numbers back. Raises `InvalidInput` (`unsupported`) that says so."""
    message = "`release` is not documented by aql: ask your account manager there"
    raise InvalidInput(message, field="release", code="unsupported", outcome=Outcome.NOT_SENT)


class Client(sync.SyncClient[Account, Gateway]):
    """A client of aql that blocks. Threads may share it.

    >>> from telwire import MemoryJournal, aql
    >>> from telwire.sandbox import Sandbox
    >>> sandbox = Sandbox()
    >>> with aql.Client(sandbox.account.aql, transport=sandbox.transport, clock=sandbox.clock) as client:
    ...     report = client.order(["44-113-3120120"], journal=MemoryJournal())
    >>> report.items[0].status
    <Status.BOUGHT: 'bought'>
    """

    _checked = AqlInventory

    check_numbers = sync.repeated(CheckNumbers)
    assign_numbers = sync.once(AssignNumbers)
    get_user = sync.repeated(GetUser)
    change_user = sync.repeated(ChangeUser)
    list_users = sync.repeated(ListUsers)

    search = sync.iterated(search)
    order = sync.reported(order)
    resume_order = sync.reported(resume_order)
    resolve_order = sync.reported(resolve_order)
    seal_order = sync.reported(seal_order)
    dry_run_order = sync.told(dry_run_order)
    inventory = sync.reported(inventory)
    configure = sync.reported(configure)
    release = sync.reported(release)


class AsyncClient(asynchronous.AsyncClientBase[Account, Gateway]):
    """A client of aql for asyncio: the methods of `Client`, to be awaited; `search` is an asynchronous generator.

    A cancelled order or release breaks off what is on its way, writes that to its journal and raises `CancelledError`.
    A cancelled `assign_numbers` may have bought.
    """

    _checked = AqlInventory

    check_numbers = asynchronous.repeated(CheckNumbers)
    assign_numbers = asynchronous.once(AssignNumbers)
    get_user = asynchronous.repeated(GetUser)
    change_user = asynchronous.repeated(ChangeUser)
    list_users = asynchronous.repeated(ListUsers)

    search = asynchronous.iterated(search)
    order = asynchronous.reported(order)
    resume_order = asynchronous.reported(resume_order)
    resolve_order = asynchronous.reported(resolve_order)
    seal_order = asynchronous.reported(seal_order)
    dry_run_order = asynchronous.told(dry_run_order)
    inventory = asynchronous.reported(inventory)
    configure = asynchronous.reported(configure)
    release = asynchronous.reported(release)
