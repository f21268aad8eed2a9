"""Clients of Aculab Cloud: each call and each workflow once, for `Client` and `AsyncClient` alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from telwire._client import asynchronous, sync
from telwire._client.inventory import Inventory, taken
from telwire._client.plan import GivenJournal, OnProgress, Plan, Setup, loading, required, resuming
from telwire._native.aculab import (
    Account,
    Gateway,
    TelDeleteNumbers,
    TelGetSupportedCountries,
    TelGetSupportedRegions,
    TelGetSupportedStates,
    TelListNumbers,
    TelListRegulationAddresses,
    TelPurchase,
    TelPurchaseDevelopment,
)
from telwire.workflow import AculabInventory, AculabOrder, Release

if TYPE_CHECKING:
    from decimal import Decimal

    from telwire._enums import DidType
    from telwire._native import Request
    from telwire._native.aculab import OwnedNumber
    from telwire.workflow import (
        AculabOrderItem,
        AculabOrderReport,
        ReleaseItem,
        ReleaseReport,
    )

    OnItem = Callable[[int, AculabOrderItem], object]


class PurchaseOptions(TypedDict, total=False):
    """What may be said of a purchase beside country and region: the parameters of `TelPurchase`."""

    state: str | None
    regulation_address: str | None
    quantity: int | None
    based_on: str | None
    allow_partial: bool
    did_type: DidType | str | None
    allow_landline: bool
    allow_cellular: bool
    allow_payphone: bool


def order(
    setup: Setup[Account, Gateway],
    /,
    country: str,
    region: str,
    *,
    exclusive_buyer: bool = False,
    price_limit: Decimal | str | None = None,
    deadline: float | None = None,
    journal: GivenJournal,
    on_progress: OnProgress | None = None,
    on_item: OnItem | None = None,
    **purchase: Unpack[PurchaseOptions],
) -> Plan[AculabOrderItem, AculabOrderReport]:
    """Buys numbers in a region, never twice, whatever happens to the answers.

    `journal` is the path of a file, or a journal of your own: the order is written there before anything is bought, and
    the same call with the same journal goes on with it after a crash, a Ctrl-C or an error. `MemoryJournal()` goes
    without.

    `purchase` are parameters of `TelPurchase`: `quantity`, `state`, `regulation_address`, `based_on`, `allow_partial`,
    `did_type`, `allow_landline`, `allow_cellular`, `allow_payphone`.

    `exclusive_buyer`: nobody else buys on the account meanwhile, so a number that appears after a lost answer is the
    order's, not only a candidate. `price_limit` in US dollars per month: buys one number after the other and stops when
    one costs more, or its price is not listed (it is bought all the same: prices are told afterwards). `deadline`: how
    many seconds after its start the order may still buy, 3600 if left out.

    `on_progress(progress)` and `on_item(slot, item)` are called on the way; what they raise stops the order at its next
    safe point. Ctrl-C does so too and raises `Interrupted`.

    The report says what became of every number, also where an error stopped the order: see `stopped`. Raises
    `InvalidInput`, also if the journal is of another order, and `Misuse` (`journal_in_use`).
    """
    call = TelPurchase(country, region, **purchase)
    workflow = AculabOrder(
        call, exclusive_buyer=exclusive_buyer, price_limit=price_limit, deadline=deadline, **setup.options()
    )
    return Plan(resuming(workflow), required(journal), on_progress, on_item)


def resume_order(
    setup: Setup[Account, Gateway],
    /,
    journal: GivenJournal,
    *,
    on_progress: OnProgress | None = None,
    on_item: OnItem | None = None,
) -> Plan[AculabOrderItem, AculabOrderReport]:
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
) -> Plan[AculabOrderItem, AculabOrderReport]:
    """Tells the order in the journal what became of a purchase that it could not find out, and goes on with it.

    `attempt` is the purchase by its position in `attempts` of the report. After `not_bought` it is bought again: look
    at the account, and for the confirmation e-mail, first. Raises `Misuse` (`not_open`) if nothing about it is unknown,
    `InvalidInput`.
    """

    def load(checkpoint: bytes) -> AculabOrder:
        workflow = _load(setup, checkpoint)
        workflow.resolve(setup.now_ms(), attempt, resolution)
        return workflow

    return Plan(loading(load), required(journal), on_progress, on_item)


def dry_run_order(
    setup: Setup[Account, Gateway], /, country: str, region: str, **purchase: Unpack[PurchaseOptions]
) -> list[Request]:
    """The first requests of an `order`, unsigned, without sending any: the listing and the purchase.

    Raises `InvalidInput`.
    """
    return AculabOrder(TelPurchase(country, region, **purchase), **setup.options()).dry_run()


def _load(setup: Setup[Account, Gateway], checkpoint: bytes) -> AculabOrder:
    return AculabOrder.load(checkpoint, **setup.options())


def inventory(
    setup: Setup[Account, Gateway],
    /,
    *,
    on_progress: OnProgress | None = None,
    on_item: Callable[[int, OwnedNumber], object] | None = None,
) -> Plan[OwnedNumber, Inventory[OwnedNumber]]:
    """Everything that the account has: each number with its place, price and date.

    `on_item(index, number)` is called for each. The result has `items`, the numbers, and a `report` with their price in
    a month, which says in `stopped` whether an error ended the listing early.
    """
    return taken(AculabInventory(**setup.options()), on_progress, on_item)


def release(
    setup: Setup[Account, Gateway],
    /,
    numbers: Iterable[str],
    *,
    journal: GivenJournal,
    batch_size: int | None = None,
    on_progress: OnProgress | None = None,
    on_item: Callable[[int, ReleaseItem], object] | None = None,
) -> Plan[ReleaseItem, ReleaseReport]:
    """Gives numbers back, for good, and says of each whether it is gone.

    `batch_size`: at most so many numbers in one deletion, 50 if left out. `journal`, `on_progress` and `on_item` are as
    for `order`. A service that `based_on` made for a number is not documented to be removed with it. Raises
    `InvalidInput`, also if the journal is of another release, and `Misuse` (`journal_in_use`).
    """
    workflow = Release(numbers, batch_size=batch_size, **setup.options())
    return Plan(resuming(workflow), required(journal), on_progress, on_item)


class Client(sync.SyncClient[Account, Gateway]):
    """A client of Aculab Cloud that blocks. Threads may share it.

    >>> from telwire import MemoryJournal, aculab
    >>> from telwire.sandbox import Sandbox
    >>> sandbox = Sandbox()
    >>> with aculab.Client(sandbox.account.aculab, transport=sandbox.transport, clock=sandbox.clock) as client:
    ...     report = client.order("Germany", "Berlin", quantity=2, journal=MemoryJournal())
    >>> [item.status for item in report.items]
    [<Status.BOUGHT: 'bought'>, <Status.BOUGHT: 'bought'>]
    """

    _checked = AculabInventory

    tel_purchase = sync.once(TelPurchase)
    tel_purchase_development = sync.repeated(TelPurchaseDevelopment)
    tel_list_numbers = sync.repeated(TelListNumbers)
    tel_delete_numbers = sync.once(TelDeleteNumbers)
    tel_get_supported_countries = sync.repeated(TelGetSupportedCountries)
    tel_get_supported_states = sync.repeated(TelGetSupportedStates)
    tel_get_supported_regions = sync.repeated(TelGetSupportedRegions)
    tel_list_regulation_addresses = sync.repeated(TelListRegulationAddresses)

    order = sync.reported(order)
    resume_order = sync.reported(resume_order)
    resolve_order = sync.reported(resolve_order)
    dry_run_order = sync.told(dry_run_order)
    inventory = sync.reported(inventory)
    release = sync.reported(release)


class AsyncClient(asynchronous.AsyncClientBase[Account, Gateway]):
    """A client of Aculab Cloud for asyncio: the methods of `Client`, to be awaited.

    A cancelled order or release breaks off what is on its way, writes that to its journal and raises `CancelledError`.
    A cancelled `tel_purchase` may have bought.
    """

    _checked = AculabInventory

    tel_purchase = asynchronous.once(TelPurchase)
    tel_purchase_development = asynchronous.repeated(TelPurchaseDevelopment)
    tel_list_numbers = asynchronous.repeated(TelListNumbers)
    tel_delete_numbers = asynchronous.once(TelDeleteNumbers)
    tel_get_supported_countries = asynchronous.repeated(TelGetSupportedCountries)
    tel_get_supported_states = asynchronous.repeated(TelGetSupportedStates)
    tel_get_supported_regions = asynchronous.repeated(TelGetSupportedRegions)
    tel_list_regulation_addresses = asynchronous.repeated(TelListRegulationAddresses)

    order = asynchronous.reported(order)
    resume_order = asynchronous.reported(resume_order)
    resolve_order = asynchronous.reported(resolve_order)
    dry_run_order = asynchronous.told(dry_run_order)
    inventory = asynchronous.reported(inventory)
    release = asynchronous.reported(release)
