"""Ctrl-C and cancellation: an order comes to a safe end, its journal is named, and nothing is bought twice."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from _clients import Clients, numbers_owned
from telwire import FileJournal, Interrupted, MemoryJournal, Request, Response, aql
from telwire._native.sandbox import Reply
from telwire.sandbox import Sandbox
from telwire.sandbox._server import Server

SLOTS = ["44-113-3120120", "44-113-3120121"]
PROGRAM = Path(__file__).with_name("_interrupted.py")

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")


class SlowCarrier:
    """A sandbox over HTTP that does what it is asked for, but answers a purchase only when it may."""

    def __init__(self) -> None:
        self.sandbox = Sandbox()
        self.may_answer = threading.Event()
        self.bought = threading.Event()

    def serve(self) -> Server:
        return Server(self._handle, 0)

    def _handle(
        self, method: str, url: str, headers: Mapping[str, str] | Iterable[tuple[str, str]], body: bytes
    ) -> Reply:
        reply = self.sandbox._handle(method, url, headers, body)
        if "assignnumberapi" in url:
            self.bought.set()
            self.may_answer.wait()
        return reply


def program(server: Server, journal: Path, kind: str) -> subprocess.Popen[str]:
    port = server.url.rpartition(":")[2]
    command = [sys.executable, str(PROGRAM), port, str(journal), kind]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines_until(output: IO[str] | None, last: str) -> list[str]:
    lines = []
    for line in output or ():
        lines.append(line.rstrip("\n"))
        if lines[-1] == last:
            return lines
    raise AssertionError(f"`{last}` never came, but {lines}")


def resumed(sandbox: Sandbox, journal: Path, gateway: str | None = None) -> list[str]:
    with aql.Client(sandbox.account.aql, gateway, sandbox.transport, clock=sandbox.clock) as client:
        report = client.order(SLOTS, journal=journal)
    return [item.status for item in report.items]


@unix
def test_ctrl_c_waits_for_the_purchase_and_names_the_journal(tmp_path: Path) -> None:
    carrier, journal = SlowCarrier(), tmp_path / "order"
    with carrier.serve() as server, program(server, journal, "sync") as process:
        lines_until(process.stdout, "sending assign_numbers")
        carrier.bought.wait()
        process.send_signal(signal.SIGINT)
        carrier.may_answer.set()
        output, errors = process.communicate()
    assert output.splitlines() == [
        "stopping",
        f"interrupted before it was done; its journal is `{journal}`",
        str(journal),
        "['bought', 'bought']",
    ]
    assert f"Interrupted: interrupted before it was done; its journal is `{journal}`" in errors
    assert resumed(carrier.sandbox, journal, server.url) == ["bought", "bought"]
    assert numbers_owned(carrier.sandbox) == SLOTS


@unix
def test_a_second_ctrl_c_gives_the_answer_up_and_nothing_is_bought_twice(tmp_path: Path) -> None:
    carrier, journal = SlowCarrier(), tmp_path / "order"
    with carrier.serve() as server, program(server, journal, "sync") as process:
        lines_until(process.stdout, "sending assign_numbers")
        carrier.bought.wait()
        process.send_signal(signal.SIGINT)
        # The program says that it heard the first one: the second is not lost in it.
        lines_until(process.stdout, "stopping")
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate()
        carrier.may_answer.set()
    assert output.splitlines() == [
        f"interrupted before it was done; its journal is `{journal}`",
        str(journal),
        "['unknown', 'unknown']",
    ]
    assert resumed(carrier.sandbox, journal, server.url) == ["on_account", "on_account"]
    assert numbers_owned(carrier.sandbox) == SLOTS


@unix
def test_ctrl_c_cancels_an_asynchronous_order_and_nothing_is_bought_twice(tmp_path: Path) -> None:
    carrier, journal = SlowCarrier(), tmp_path / "order"
    with carrier.serve() as server, program(server, journal, "async") as process:
        lines_until(process.stdout, "sending assign_numbers")
        carrier.bought.wait()
        process.send_signal(signal.SIGINT)
        lines = lines_until(
            process.stdout, f"what was done is in the journal `{journal}`: the same call goes on from there"
        )
        carrier.may_answer.set()
        process.communicate()
    assert len(lines) == 1
    assert resumed(carrier.sandbox, journal, server.url) == ["on_account", "on_account"]
    assert numbers_owned(carrier.sandbox) == SLOTS


@unix
def test_a_killed_order_is_resumed_and_nothing_is_bought_twice(tmp_path: Path) -> None:
    carrier, journal = SlowCarrier(), tmp_path / "order"
    with carrier.serve() as server, program(server, journal, "sync") as process:
        lines_until(process.stdout, "sending assign_numbers")
        carrier.bought.wait()
        process.kill()
        process.communicate()
        carrier.may_answer.set()
    assert resumed(carrier.sandbox, journal, server.url) == ["on_account", "on_account"]
    assert numbers_owned(carrier.sandbox) == SLOTS


class Hanging:
    """A transport that does what it is asked for, but never answers a purchase."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.bought = asyncio.Event()
        self.cancelled: list[str] = []

    async def __call__(self, request: Request) -> Response:
        response = self._sandbox.transport(request)
        if request.effect != "purchase":
            return response
        self.bought.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.append(request.call)
            raise
        raise AssertionError


async def cancelled_when_bought(task: asyncio.Task[Any], hanging: Hanging) -> asyncio.CancelledError:
    await hanging.bought.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as raised:
        await task
    assert hanging.cancelled == ["assign_numbers"]
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return raised.value


def test_a_cancelled_order_is_saved_first_and_then_resumed(tmp_path: Path) -> None:
    sandbox, journal = Sandbox(), tmp_path / "order"

    async def main() -> None:
        hanging = Hanging(sandbox)
        client = aql.AsyncClient(sandbox.account.aql, transport=hanging, clock=sandbox.clock)
        cancelled = await cancelled_when_bought(
            asyncio.create_task(client.order(SLOTS, journal=journal)), hanging
        )
        assert cancelled.__notes__ == [
            f"what was done is in the journal `{journal}`: the same call goes on from there"
        ]

    asyncio.run(main())
    with FileJournal(journal) as file:
        assert b"no_answer" in (file.load() or b"")
    assert resumed(sandbox, journal) == ["on_account", "on_account"]
    assert numbers_owned(sandbox) == SLOTS


def test_a_cancelled_purchase_says_that_it_may_have_been_done() -> None:
    sandbox = Sandbox()

    async def main() -> None:
        hanging = Hanging(sandbox)
        client = aql.AsyncClient(sandbox.account.aql, transport=hanging, clock=sandbox.clock)
        task = asyncio.create_task(client.assign_numbers(SLOTS))
        cancelled = await cancelled_when_bought(task, hanging)
        assert cancelled.__notes__ == ["the request may have been done: find out before sending it again"]

    asyncio.run(main())
    assert numbers_owned(sandbox) == SLOTS


class SlowJournal:
    """A journal that has begun its save `seq` when it says so, and ends it when it may."""

    def __init__(self, seq: int) -> None:
        self.memory = MemoryJournal()
        self.saving = asyncio.Event()
        self.may_save = asyncio.Event()
        self._seq = seq

    async def load(self) -> bytes | None:
        return self.memory.load()

    async def save(self, seq: int, checkpoint: bytes) -> bool:
        if seq == self._seq:
            self.saving.set()
            await self.may_save.wait()
        return self.memory.save(seq, checkpoint)


async def cancelled_while_saving(client: aql.AsyncClient, journal: SlowJournal, times: int) -> None:
    order = asyncio.create_task(client.order(SLOTS, journal=journal))
    await journal.saving.wait()
    saved = journal.memory.load()
    for _ in range(times):
        order.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert not order.done()
    assert journal.memory.load() == saved
    journal.may_save.set()
    with pytest.raises(asyncio.CancelledError):
        await order
    assert journal.memory.load() != saved
    assert asyncio.all_tasks() == {asyncio.current_task()}


@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize("seq", [1, 2])
def test_cancellations_wait_for_the_save_that_is_under_way(seq: int, times: int) -> None:
    sandbox = Sandbox()

    async def main() -> None:
        journal = SlowJournal(seq)
        client = aql.AsyncClient(sandbox.account.aql, transport=sandbox.async_transport, clock=sandbox.clock)
        await cancelled_while_saving(client, journal, times)
        report = await client.order(SLOTS, journal=journal)
        assert [item.password for item in report.items] == [user.password for user in sandbox.owned.aql]

    asyncio.run(main())
    assert numbers_owned(sandbox) == SLOTS


def test_a_timeout_around_an_order_ends_it() -> None:
    sandbox = Sandbox()

    async def main() -> None:
        hanging = Hanging(sandbox)
        client = aql.AsyncClient(sandbox.account.aql, transport=hanging, clock=sandbox.clock)

        async def order_until_bought() -> None:
            async with asyncio.timeout(None) as limit:
                bought = asyncio.ensure_future(hanging.bought.wait())
                bought.add_done_callback(lambda _: limit.reschedule(0))
                await client.order(SLOTS, journal=MemoryJournal())

        with pytest.raises(TimeoutError):
            await order_until_bought()
        assert hanging.cancelled == ["assign_numbers"]

    asyncio.run(main())


class Pressing(MemoryJournal):
    """A journal during whose second save, which holds the passwords, Ctrl-C is pressed."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    def save(self, seq: int, checkpoint: bytes) -> bool:
        if seq == 2:
            for _ in range(self._times):
                signal.raise_signal(signal.SIGINT)
            self._times = 0
        return super().save(seq, checkpoint)


@unix
@pytest.mark.parametrize(("times", "items"), [(1, ["bought"] * 2), (2, ["bought"] * 2), (3, None)])
def test_only_a_third_ctrl_c_breaks_a_save_off(times: int, items: list[str] | None) -> None:
    sandbox = Sandbox()
    with pytest.raises(Interrupted) as raised:
        Clients("sync", sandbox).aql.order(SLOTS, journal=Pressing(times))
    report: Any = raised.value.report
    assert (report and [item.status for item in report.items]) == items


class Exiting(MemoryJournal):
    """A journal whose second save is broken off once, as by a handler of SIGTERM."""

    left = False

    def save(self, seq: int, checkpoint: bytes) -> bool:
        if seq == 2 and not self.left:
            self.left = True
            sys.exit(1)
        return super().save(seq, checkpoint)


@pytest.mark.parametrize("max_in_flight", [1, 2])
def test_an_exit_during_a_save_loses_no_password(max_in_flight: int) -> None:
    sandbox, journal = Sandbox(), Exiting()
    clients = Clients("sync", sandbox, max_in_flight=max_in_flight)
    with pytest.raises(SystemExit):
        clients.aql.order(SLOTS, journal=journal)
    report = clients.aql.order(SLOTS, journal=journal)
    assert [item.password for item in report.items] == [user.password for user in sandbox.owned.aql]


def test_a_handler_of_the_callers_own_stays() -> None:
    sandbox = Sandbox()
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:

        def on_progress(progress: object) -> None:
            signal.raise_signal(signal.SIGINT)

        report = Clients("sync", sandbox).aql.order(SLOTS, journal=MemoryJournal(), on_progress=on_progress)
    finally:
        signal.signal(signal.SIGINT, before)
    assert report.is_complete()
    assert heard == [signal.SIGINT] * 3


def test_the_handler_is_put_back() -> None:
    sandbox = Sandbox()
    Clients("sync", sandbox).aql.order(SLOTS, journal=MemoryJournal())
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
