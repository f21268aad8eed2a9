"""An order at Aculab Cloud buys what was asked for, once, whatever happens to the answers."""

from __future__ import annotations

import pytest

from _clients import Clients, Kind, both, disturbed
from telwire import InvalidInput, MemoryJournal
from telwire.sandbox import Sandbox
from telwire.workflow import AculabOrderReport

BERLIN = ("Germany", "Berlin")


def owned(sandbox: Sandbox) -> set[str]:
    return {number.number for number in sandbox.owned.aculab}


def assert_tells_the_truth(report: AculabOrderReport, sandbox: Sandbox) -> None:
    bought = {item.number for item in report.items if item.status in ("bought", "on_account")}
    candidates = {number for attempt in report.attempts for number in attempt.candidates}
    assert len(owned(sandbox)) <= len(report.items)
    assert bought <= owned(sandbox) <= bought | candidates | set(report.surplus)


FAULTS = [
    pytest.param({"kind": "no_answer", "done": "now"}, False, "unknown", 1, id="the answer is lost"),
    pytest.param(
        {"kind": "no_answer", "done": "now"}, True, "on_account", 1, id="it is lost to the only buyer"
    ),
    pytest.param({"kind": "no_answer", "done": "never"}, True, "unknown", 0, id="the request is lost"),
    pytest.param({"kind": "not_sent"}, False, "bought", 1, id="there is no connection"),
    pytest.param({"kind": "cut_body", "at": 5}, True, "on_account", 1, id="the answer is cut"),
]


@both
@pytest.mark.parametrize(("fault", "exclusive_buyer", "status", "count"), FAULTS)
def test_a_disturbed_purchase_never_buys_twice(
    kind: Kind, fault: dict[str, object], exclusive_buyer: bool, status: str, count: int
) -> None:
    sandbox = Sandbox(faults=[{"call": "tel_purchase", **fault}])
    journal = MemoryJournal()
    client = Clients(kind, sandbox).aculab
    report = client.order(*BERLIN, exclusive_buyer=exclusive_buyer, journal=journal)
    assert_tells_the_truth(report, sandbox)
    assert [item.status for item in report.items] == [status]
    assert len(owned(sandbox)) == count
    assert client.order(*BERLIN, exclusive_buyer=exclusive_buyer, journal=journal) == report
    assert len(owned(sandbox)) == count


@both
@pytest.mark.parametrize("seed", range(8))
def test_an_order_among_many_faults_tells_the_truth(kind: Kind, seed: int) -> None:
    sandbox = disturbed(seed)
    journal = MemoryJournal()
    client = Clients(kind, sandbox).aculab
    for _ in range(3):
        report = client.order(*BERLIN, quantity=3, price_limit="99", journal=journal)
        assert_tells_the_truth(report, sandbox)


@both
def test_an_unknown_purchase_is_resolved_by_the_caller(kind: Kind) -> None:
    sandbox = Sandbox(faults=[{"kind": "no_answer", "call": "tel_purchase", "done": "never"}])
    journal = MemoryJournal()
    client = Clients(kind, sandbox).aculab
    assert [item.status for item in client.order(*BERLIN, journal=journal).items] == ["unknown"]
    report = client.resolve_order(journal, 0, "not_bought")
    assert [item.number for item in report.items] == [number.number for number in sandbox.owned.aculab]
    assert client.resume_order(journal) == report


@both
def test_a_journal_of_another_order_is_refused(kind: Kind) -> None:
    journal = MemoryJournal()
    client = Clients(kind, Sandbox()).aculab
    client.order(*BERLIN, journal=journal)
    with pytest.raises(InvalidInput) as raised:
        client.order(*BERLIN, quantity=2, journal=journal)
    assert (raised.value.field, raised.value.code) == ("checkpoint", "foreign")
