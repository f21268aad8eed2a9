"""One journal, one order, one driver."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from _clients import Clients, Kind, both, numbers_owned
from telwire import FileJournal, MemoryJournal, Misuse, aql
from telwire.sandbox import Sandbox
from telwire.workflow import AqlOrderReport

SLOTS = ["44-113-3120120", "44-113-3120121"]


@both
@pytest.mark.parametrize("given", [str, Path])
def test_a_path_is_a_journal_in_a_file_that_is_free_afterwards(
    kind: Kind, given: type, tmp_path: Path
) -> None:
    path = tmp_path / "order"
    client = Clients(kind, Sandbox()).aql
    report = client.order(SLOTS, journal=given(path))
    assert client.order(SLOTS, journal=given(path)) == report
    with FileJournal(path) as journal:
        assert client.order(SLOTS, journal=journal) == report
        assert journal.load() is not None


@both
def test_a_journal_that_somebody_else_has_is_not_touched(kind: Kind, tmp_path: Path) -> None:
    sandbox, path = Sandbox(), tmp_path / "order"
    with FileJournal(path), pytest.raises(Misuse) as raised:
        Clients(kind, sandbox).aql.order(SLOTS, journal=path)
    assert raised.value.code == "journal_in_use"
    assert numbers_owned(sandbox) == []


@both
def test_of_two_drivers_of_a_journal_without_a_lock_one_gives_way(kind: Kind) -> None:
    class Shared(MemoryJournal):
        """Another driver saves just before the third save."""

        def save(self, seq: int, checkpoint: bytes) -> bool:
            if seq == 3:
                super().save(seq, checkpoint)
            return super().save(seq, checkpoint)

    report = Clients(kind, Sandbox()).aql.order(SLOTS, journal=Shared())
    assert report.stopped.code == "journal_in_use"


def test_two_clients_with_one_file_buy_once(tmp_path: Path) -> None:
    sandbox, path = Sandbox(), tmp_path / "order"
    clients = [Clients("sync", sandbox).aql.client for _ in range(4)]
    together = Barrier(len(clients))

    def order(client: aql.Client) -> AqlOrderReport | str:
        together.wait()
        try:
            return client.order(SLOTS, journal=path)
        except Misuse as misuse:
            return misuse.code

    with ThreadPoolExecutor(len(clients)) as pool:
        outcomes = list(pool.map(order, clients))
    assert {outcome for outcome in outcomes if isinstance(outcome, str)} <= {"journal_in_use"}
    assert any(isinstance(outcome, AqlOrderReport) and outcome.is_complete() for outcome in outcomes)
    assert numbers_owned(sandbox) == SLOTS


def test_an_asynchronous_journal_is_awaited() -> None:
    class Database:
        def __init__(self) -> None:
            self.held = MemoryJournal()

        async def load(self) -> bytes | None:
            await asyncio.sleep(0)
            return self.held.load()

        async def save(self, seq: int, checkpoint: bytes) -> bool:
            await asyncio.sleep(0)
            return self.held.save(seq, checkpoint)

    sandbox, journal = Sandbox(), Database()
    assert Clients("async", sandbox).aql.order(SLOTS, journal=journal).is_complete()
    with pytest.raises(TypeError, match="AsyncClient"):
        Clients("sync", sandbox).aql.order(SLOTS, journal=journal)
    assert numbers_owned(sandbox) == SLOTS


@both
def test_a_save_that_fails_for_a_while_is_made_later(kind: Kind) -> None:
    class Busy(MemoryJournal):
        failures = 3

        def save(self, seq: int, checkpoint: bytes) -> bool:
            self.failures -= 1
            if self.failures >= 0:
                raise OSError(16, "Device or resource busy")
            return super().save(seq, checkpoint)

    sandbox = Sandbox()
    before = sandbox.clock.now_ms()
    assert Clients(kind, sandbox).aql.order(SLOTS, journal=Busy()).is_complete()
    assert sandbox.clock.now_ms() - before >= (1 + 2 + 4) * 1000
