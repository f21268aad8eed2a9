"""What an account has, as one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from telwire._client.plan import OnProgress, Plan, resuming

if TYPE_CHECKING:
    from telwire.workflow import InventoryReport, Workflow

I = TypeVar("I")  # noqa: E741


class Inventory(NamedTuple, Generic[I]):
    """What an account has."""

    items: tuple[I, ...]
    """What there is, in the order in which the carrier lists it."""
    report: InventoryReport
    """How many there are, what they cost, what could not be read, and whether an error ended the listing early."""


def taken(
    workflow: Workflow, on_progress: OnProgress | None, on_item: Callable[[int, I], object] | None
) -> Plan[I, Inventory[I]]:
    """Keeps what the workflow finds."""
    found: dict[int, I] = {}

    def keep(index: int, item: I) -> None:
        found[index] = item
        if on_item:
            on_item(index, item)

    def conclude(report: InventoryReport) -> Inventory[I]:
        return Inventory(tuple(item for _, item in sorted(found.items())), report)

    return Plan(resuming(workflow), None, on_progress, keep, conclude=conclude)
