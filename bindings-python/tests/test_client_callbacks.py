"""What the caller's functions see and raise: nothing that was bought is lost for it."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from _clients import Clients, Kind, both, numbers_owned
from telwire import (
    Error,
    InvalidInput,
    MemoryJournal,
    NoAnswer,
    Request,
    Response,
    TransportError,
    aculab,
    aql,
)
from telwire.sandbox import Sandbox
from telwire.workflow import Progress

SLOTS = ["44-113-3120120", "44-113-3120121"]


class Refusal(Exception):
    """Raised by a function of the caller's."""


@both
def test_progress_and_items_are_told_on_the_way(kind: Kind) -> None:
    told: list[object] = []
    report = Clients(kind, Sandbox()).aql.order(
        SLOTS,
        journal=MemoryJournal(),
        on_progress=lambda progress: told.append((progress.stage, progress.settled, progress.total)),
        on_item=lambda slot, item: told.append((slot, item)),
    )
    assert told == [
        ("choosing", 0, 2),
        ("buying", 0, 2),
        (0, report.items[0].__class__(**{**fields(report.items[0]), "listed": None})),
        (1, report.items[1].__class__(**{**fields(report.items[1]), "listed": None})),
        ("verifying", 2, 2),
        (0, report.items[0]),
        (1, report.items[1]),
    ]


def fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__match_args__}


@both
@pytest.mark.parametrize("stage", ["choosing", "buying", "verifying"])
def test_what_on_progress_raises_stops_the_order_when_everything_is_saved(kind: Kind, stage: str) -> None:
    def on_progress(progress: Progress) -> None:
        if progress.stage == stage:
            raise Refusal("enough")

    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    with pytest.raises(Refusal, match="enough") as raised:
        clients.aql.order(SLOTS, journal=journal, on_progress=on_progress)
    note = "what was done is in the journal `MemoryJournal`: the same call goes on from there"
    assert raised.value.__notes__ == [note]
    assert clients.aql.order(SLOTS, journal=journal).is_complete()
    assert numbers_owned(sandbox) == SLOTS


@both
def test_what_on_item_raises_loses_no_password(kind: Kind) -> None:
    def on_item(slot: int, item: object) -> None:
        raise Refusal(f"slot {slot}")

    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    with pytest.raises(Refusal, match="slot 0"):
        clients.aql.order(SLOTS, journal=journal, on_item=on_item)
    report = clients.aql.order(SLOTS, journal=journal)
    assert [item.password for item in report.items] == [user.password for user in sandbox.owned.aql]


@both
def test_what_on_request_raises_keeps_a_call_from_leaving(kind: Kind) -> None:
    def on_request(request: Request) -> None:
        raise Refusal(request.call)

    sandbox = Sandbox()
    client = Clients(kind, sandbox, on_request=on_request).aql
    with pytest.raises(Refusal, match="assign_numbers"):
        client.assign_numbers(SLOTS)
    with pytest.raises(Refusal, match="check_numbers"):
        client.check_numbers("0113 312012*")
    assert numbers_owned(sandbox) == []


@both
def test_a_purchase_that_on_request_forbids_was_not_sent(kind: Kind) -> None:
    def on_request(request: Request) -> None:
        if request.effect == "purchase":
            raise Refusal("not today")

    sandbox = Sandbox()
    journal = MemoryJournal()
    with pytest.raises(Refusal, match="not today"):
        Clients(kind, sandbox, on_request=on_request).aql.order(SLOTS, journal=journal)
    assert numbers_owned(sandbox) == []
    assert Clients(kind, sandbox).aql.order(SLOTS, journal=journal).is_complete()


@both
def test_what_on_response_raises_drops_no_answer(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    def on_response(request: Request, result: object, seconds: float) -> None:
        raise Refusal("broken metrics")

    sandbox = Sandbox()
    client = Clients(kind, sandbox, on_response=on_response).aql
    with caplog.at_level(logging.ERROR, "telwire"):
        bought = client.assign_numbers(SLOTS)
    assert [row.password for row in bought.rows] == [user.password for user in sandbox.owned.aql]
    assert [record.getMessage() for record in caplog.records] == [
        "`on_response` raised an error after `assign_numbers`"
    ]
    assert caplog.records[0].exc_info is not None


class Leave(BaseException):
    """Raised by a function of the caller's that wants out, as `sys.exit` does."""


def leaving(request: Request, result: object, seconds: float) -> None:
    if request.effect == "purchase":
        raise Leave(request.call)


@both
def test_what_on_response_raises_to_leave_loses_no_password(kind: Kind) -> None:
    sandbox = Sandbox()
    journal = MemoryJournal()
    with pytest.raises(Leave, match="assign_numbers") as raised:
        Clients(kind, sandbox, on_response=leaving).aql.order(SLOTS, journal=journal)
    note = "what was done is in the journal `MemoryJournal`: the same call goes on from there"
    assert raised.value.__notes__ == [note]
    report = Clients(kind, sandbox).aql.order(SLOTS, journal=journal)
    assert [item.password for item in report.items] == [user.password for user in sandbox.owned.aql]


@both
def test_who_leaves_after_a_call_is_told_that_it_may_have_been_done(kind: Kind) -> None:
    with pytest.raises(Leave) as raised:
        Clients(kind, Sandbox(), on_response=leaving).aql.assign_numbers(SLOTS)
    assert raised.value.__notes__ == ["the request may have been done: find out before sending it again"]


@both
def test_hooks_see_every_exchange(kind: Kind) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("no_answer", call="check_numbers")
    seen: list[object] = []
    client = Clients(
        kind,
        sandbox,
        on_request=lambda request: seen.append(request.call),
        on_response=lambda request, result, seconds: seen.append((request.call, type(result), seconds >= 0)),
    ).aql
    client.check_numbers("0113 312012*")
    assert seen == [
        "check_numbers",
        ("check_numbers", NoAnswer, True),
        "check_numbers",
        ("check_numbers", Response, True),
    ]


@both
def test_a_lost_purchase_is_an_error_of_unknown_outcome(kind: Kind) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("no_answer", call="assign_numbers", done="now")
    with pytest.raises(NoAnswer) as raised:
        Clients(kind, sandbox).aql.assign_numbers(SLOTS)
    error = raised.value
    assert (error.code, error.outcome, error.retryable, error.call) == (
        "no_answer",
        "unknown",
        False,
        "assign_numbers",
    )
    assert (
        str(error)
        == "no answer to `assign_numbers` came; it may have been done, find out before sending it again"
    )
    assert str(error.__cause__) == "no answer came within 120 seconds"
    assert numbers_owned(sandbox) == SLOTS


@both
def test_a_purchase_that_never_left_may_be_sent_again(kind: Kind) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("not_sent", call="assign_numbers")
    with pytest.raises(TransportError) as raised:
        Clients(kind, sandbox).aql.assign_numbers(SLOTS)
    error = raised.value
    assert (error.code, error.outcome, error.retryable, error.call) == (
        "not_sent",
        "not_sent",
        True,
        "assign_numbers",
    )
    assert str(error) == "`assign_numbers` never left: it may be sent again"
    assert str(error.__cause__) == "the connection was refused"


@both
def test_a_read_is_repeated_and_then_raises(kind: Kind) -> None:
    sandbox = Sandbox(
        faults=[{"kind": "no_answer", "call": "check_numbers", "position": n} for n in (1, 2, 3)]
    )
    sent: list[Request] = []
    with pytest.raises(NoAnswer) as raised:
        Clients(kind, sandbox, on_request=sent.append).aql.check_numbers("0113 312012*")
    assert len(sent) == 3
    assert [request.timeout for request in sent] == [30.0] * 3
    assert str(raised.value) == "no answer to `check_numbers` came: it may be sent again"
    assert str(raised.value.__cause__) == "no answer came within 30 seconds"
    assert (raised.value.outcome, raised.value.retryable) == ("not_changed", True)


@both
def test_timeout_and_retries_are_for_reads(kind: Kind) -> None:
    sandbox = Sandbox(faults=[{"kind": "no_answer", "position": n} for n in (1, 2)])
    sent: list[Request] = []
    client = Clients(kind, sandbox, on_request=sent.append, timeout=2.5, max_retries=0).aql
    with pytest.raises(NoAnswer):
        client.check_numbers("0113 312012*")
    with pytest.raises(NoAnswer):
        client.assign_numbers(SLOTS)
    assert [request.timeout for request in sent] == [2.5, 120.0]


@both
def test_whatever_else_a_transport_raises_may_have_been_done(kind: Kind) -> None:
    def transport(request: Request) -> Response:
        raise ValueError("broken")

    with pytest.raises(NoAnswer) as raised:
        Clients(kind, Sandbox(), transport=transport).aql.assign_numbers(SLOTS)
    assert isinstance(raised.value.__cause__, NoAnswer)
    assert isinstance(raised.value.__cause__.__cause__, ValueError)
    assert raised.value.outcome == "unknown"


@both
def test_bad_input_is_refused_before_anything_is_sent(kind: Kind) -> None:
    sent: list[Request] = []
    client = Clients(kind, Sandbox(), on_request=sent.append).aql
    with pytest.raises(InvalidInput) as raised:
        client.check_numbers("0113")
    assert raised.value.outcome == "not_sent"
    with pytest.raises(InvalidInput):
        client.order([], journal=MemoryJournal())
    with pytest.raises(InvalidInput) as raised:
        client.release(["44-113-3120120"])
    assert raised.value.code == "unsupported"
    assert str(raised.value) == "`release` is not documented by aql: ask your account manager there"
    assert isinstance(raised.value, Error)
    assert sent == []


@both
@pytest.mark.parametrize(
    "options",
    [{"timeout": -1.0}, {"gateway": "http://example.com"}],
)
def test_a_client_that_could_send_nothing_is_not_made(kind: Kind, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        _ = Clients(kind, Sandbox(), **options).aql


@pytest.mark.parametrize("carrier", [aql, aculab])
def test_an_account_of_something_else_makes_no_client(carrier: Any) -> None:
    for make in (carrier.Client, carrier.AsyncClient):
        with pytest.raises(TypeError):
            make("demo-reseller", "demo-password")


def test_a_purchase_without_a_thread_was_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoThread:
        def __init__(self, **_: object) -> None:
            pass

        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    sandbox, journal = Sandbox(), MemoryJournal()
    clients = Clients("sync", sandbox)
    with monkeypatch.context() as patched:
        patched.setattr("telwire._client.sync.Thread", NoThread)
        report = clients.aculab.order("Germany", "Berlin", journal=journal)
    assert (report.stopped.code, str(report.stopped.__cause__)) == ("not_sent", "can't start new thread")
    assert clients.aculab.order("Germany", "Berlin", journal=journal).is_complete()
