"""An order at aql buys what was asked for, once, whatever happens to the answers; the sandbox knows the truth."""

from __future__ import annotations

import pytest

from _clients import Clients, Kind, both, disturbed, numbers_owned
from telwire import InvalidInput, MemoryJournal, Misuse, aql
from telwire.sandbox import Sandbox
from telwire.workflow import AqlOrderReport, Progress, Status

POOL = "0113 312012*"


def assert_tells_the_truth(report: AqlOrderReport, sandbox: Sandbox) -> None:
    owned = {user.number: user for user in sandbox.owned.aql}
    assert len(owned) <= len(report.items)
    by_status = {status: {item.number for item in report.items if item.status == status} for status in Status}
    assert by_status[Status.BOUGHT] | by_status[Status.ON_ACCOUNT] <= set(owned)
    assert set(owned) <= by_status[Status.BOUGHT] | by_status[Status.ON_ACCOUNT] | by_status[Status.UNKNOWN]
    for item in report.items:
        if item.status == Status.BOUGHT and item.number is not None:
            assert item.password in (owned[item.number].password, None)


@both
def test_an_order_buys_one_number_for_each_slot(kind: Kind) -> None:
    sandbox = Sandbox()
    slots = [
        aql.Slot("44-113-3120125", "Ada"),
        "44-113-3120124",
        {"number": "44-113-3120123", "email": "a@example.com"},
    ]
    report = Clients(kind, sandbox).aql.order(slots, journal=MemoryJournal())
    assert report.is_complete()
    assert numbers_owned(sandbox) == ["44-113-3120125", "44-113-3120124", "44-113-3120123"]
    assert [item.password for item in report.items] == [user.password for user in sandbox.owned.aql]
    about = [(user.first_name, user.email) for user in sandbox.owned.aql]
    assert about == [("Ada", ""), ("", ""), ("", "a@example.com")]


@both
def test_an_order_for_a_count_takes_numbers_of_the_pool(kind: Kind) -> None:
    sandbox = Sandbox()
    report = Clients(kind, sandbox).aql.order(3, pool=POOL, batch_size=2, journal=MemoryJournal())
    assert report.is_complete()
    assert len(report.attempts) == 2
    assert sorted(numbers_owned(sandbox)) == [f"44-113-312012{digit}" for digit in range(3)]


FAULTS = [
    pytest.param([{"kind": "no_answer", "done": "now"}], "on_account", id="the answer is lost"),
    pytest.param([{"kind": "no_answer", "done": "never"}], "bought", id="the request is lost"),
    pytest.param(
        [{"kind": "no_answer", "done": 1}], "on_account", id="it is done when the client has given up"
    ),
    pytest.param([{"kind": "not_sent"}], "bought", id="there is no connection"),
    pytest.param([{"kind": "cut_body", "at": 20, "declared": True}], "on_account", id="the answer is cut"),
    pytest.param([{"kind": "proxy_error", "status": 502, "done": "now"}], "on_account", id="a proxy answers"),
    pytest.param([{"kind": "html_page", "done": "never"}], "bought", id="a page of HTML comes"),
    pytest.param([{"kind": "temp_error", "done": "never"}], "bought", id="it is refused for now"),
]


@both
@pytest.mark.parametrize(("faults", "status"), FAULTS)
def test_a_disturbed_purchase_never_buys_twice(
    kind: Kind, faults: list[dict[str, object]], status: str
) -> None:
    sandbox = Sandbox(faults=[{"call": "assign_numbers", **fault} for fault in faults])
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    report = clients.aql.order(["44-113-3120120"], journal=journal)
    assert_tells_the_truth(report, sandbox)
    assert [item.status for item in report.items] == [status]
    assert numbers_owned(sandbox) == ["44-113-3120120"]
    assert clients.aql.order(["44-113-3120120"], journal=journal) == report
    assert numbers_owned(sandbox) == ["44-113-3120120"]


@both
@pytest.mark.parametrize("seed", range(12))
def test_an_order_among_many_faults_tells_the_truth(kind: Kind, seed: int) -> None:
    sandbox = disturbed(seed)
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    for _ in range(3):
        report = clients.aql.order(4, pool=POOL, batch_size=2, substitute=True, journal=journal)
        assert_tells_the_truth(report, sandbox)


@both
def test_a_journal_of_another_order_is_refused_and_named(kind: Kind) -> None:
    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    clients.aql.order(1, pool=POOL, journal=journal)
    with pytest.raises(InvalidInput) as raised:
        clients.aql.order(2, pool=POOL, journal=journal)
    assert (raised.value.field, raised.value.code) == ("checkpoint", "foreign")
    assert raised.value.__notes__ == ["it is what the journal `MemoryJournal` holds"]
    assert len(numbers_owned(sandbox)) == 1


@both
def test_an_unknown_purchase_is_resolved_by_the_caller(kind: Kind) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("no_answer", call="assign_numbers", done="never")
    sandbox.faults.add("no_answer", call="assign_numbers", position=2, done="never")
    sandbox.faults.add("no_answer", call="assign_numbers", position=3, done="never")
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    report = clients.aql.order(["44-113-3120120"], journal=journal)
    assert [item.status for item in report.items] == ["unknown"]
    with pytest.raises(Misuse) as raised:
        clients.aql.resolve_order(journal, 7, "not_bought")
    assert raised.value.code == "not_open"
    report = clients.aql.resolve_order(journal, 0, "not_bought")
    assert report.is_complete()
    assert numbers_owned(sandbox) == ["44-113-3120120"]


@both
def test_an_order_goes_on_without_being_told_what_it_is(kind: Kind) -> None:
    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    report = clients.aql.order(["44-113-3120120"], journal=journal)
    assert clients.aql.resume_order(journal) == report


@both
@pytest.mark.parametrize(
    ("method", "arguments"), [("resume_order", ()), ("seal_order", ()), ("resolve_order", (0, "bought"))]
)
def test_an_empty_journal_has_nothing_to_go_on_with(
    kind: Kind, method: str, arguments: tuple[object, ...]
) -> None:
    client = Clients(kind, Sandbox()).aql
    with pytest.raises(InvalidInput) as raised:
        getattr(client, method)(MemoryJournal(), *arguments)
    assert str(raised.value) == "`journal` holds nothing yet: begin with `order`"
    assert (raised.value.field, raised.value.code) == ("journal", "empty")


@both
def test_a_sealed_order_has_no_passwords_in_its_journal(kind: Kind) -> None:
    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)
    report = clients.aql.order(["44-113-3120120"], journal=journal)
    password = report.items[0].password.reveal().encode()
    assert password in (journal.load() or b"")
    sealed = clients.aql.seal_order(journal)
    assert sealed.is_sealed
    assert sealed.items[0].password is None
    assert password not in (journal.load() or b"")
    assert clients.aql.resume_order(journal) == sealed


@both
def test_an_order_that_is_not_done_is_not_sealed_and_nothing_is_sent(kind: Kind) -> None:
    sandbox = Sandbox()
    journal = MemoryJournal()
    clients = Clients(kind, sandbox)

    def stop(progress: Progress) -> None:
        if progress.stage == "buying":
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        clients.aql.order(["44-113-3120120"], journal=journal, on_progress=stop)
    sent: list[object] = []
    watched = Clients(kind, sandbox, on_request=sent.append)
    with pytest.raises(Misuse) as raised:
        watched.aql.seal_order(journal)
    assert raised.value.code == "not_finished"
    assert sent == []
    assert numbers_owned(sandbox) == []


@both
def test_a_dry_run_shows_the_requests_and_sends_none(kind: Kind) -> None:
    sent: list[object] = []
    client = Clients(kind, Sandbox(), on_request=sent.append).aql.client
    requests = client.dry_run_order(["44-113-3120120"])
    assert [request.call for request in requests] == ["check_numbers", "assign_numbers"]
    assert not any(request.is_signed for request in requests)
    assert sent == []
