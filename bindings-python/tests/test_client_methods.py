"""Every method of every client once, and what the classes say about themselves."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest

from _clients import Clients, Kind, both
from telwire import InvalidInput, MemoryJournal, aculab, aql
from telwire.sandbox import Sandbox

NUMBER = "44-113-3120120"


def world(kind: Kind) -> tuple[Sandbox, Clients, str, str]:
    """A sandbox where each account has one number, the clients of it, aql's user and Aculab's number."""
    sandbox = Sandbox()
    clients = Clients(kind, sandbox)
    user = clients.aql.assign_numbers([NUMBER]).rows[0].voipnumber
    owned = clients.aculab.tel_purchase("Germany", "Berlin").rows[0]
    return sandbox, clients, user, owned


CALLS: list[tuple[str, str, dict[str, Any], str]] = [
    ("aql", "check_numbers", {"pattern": "0113 312012*", "sms_enabled": "ignore"}, "list"),
    ("aql", "assign_numbers", {"items": ["44-113-3120121"], "protocol": "iax"}, "Assigned"),
    ("aql", "get_user", {"voipnumber": "{user}"}, "User"),
    ("aql", "change_user", {"voipnumber": "{user}", "forwardto": "01133203040"}, "Changed"),
    ("aql", "list_users", {}, "list"),
    ("aql", "search", {"pattern": "0113 312012*", "sms_enabled": "ignore"}, "list"),
    ("aql", "order", {"slots": 1, "pool": "0113 312012*", "journal": MemoryJournal}, "AqlOrderReport"),
    ("aql", "dry_run_order", {"slots": ["44-113-3120121"]}, "list"),
    ("aql", "inventory", {}, "Inventory"),
    ("aql", "configure", {"voipnumber": "{user}", "voicemailon": True}, "ConfigureReport"),
    ("aculab", "tel_purchase", {"country": "Germany", "region": "Berlin", "quantity": 2}, "Purchased"),
    ("aculab", "tel_purchase_development", {"country": "Germany", "region": "Berlin"}, "MimickedPurchase"),
    ("aculab", "tel_list_numbers", {}, "list"),
    ("aculab", "tel_delete_numbers", {"numbers": ["{owned}"]}, "Deleted"),
    ("aculab", "tel_get_supported_countries", {}, "list"),
    ("aculab", "tel_get_supported_states", {"country": "United States"}, "list"),
    ("aculab", "tel_get_supported_regions", {"country": "Germany"}, "list"),
    ("aculab", "tel_list_regulation_addresses", {}, "list"),
    (
        "aculab",
        "order",
        {"country": "Germany", "region": "Berlin", "price_limit": "9.99", "journal": MemoryJournal},
        "AculabOrderReport",
    ),
    ("aculab", "dry_run_order", {"country": "Germany", "region": "Berlin"}, "list"),
    ("aculab", "inventory", {}, "Inventory"),
    ("aculab", "release", {"numbers": ["{owned}"], "journal": MemoryJournal}, "ReleaseReport"),
]

ELSEWHERE = {"resume_order", "resolve_order", "seal_order", "release", "close", "aclose"}


@both
@pytest.mark.parametrize(
    ("carrier", "method", "arguments", "answer"), CALLS, ids=lambda value: str(value)[:30]
)
def test_a_method_gives_what_its_carrier_answers(
    kind: Kind, carrier: str, method: str, arguments: dict[str, Any], answer: str
) -> None:
    _, clients, user, owned = world(kind)

    def given(value: Any) -> Any:
        if isinstance(value, str):
            return value.format(user=user, owned=owned)
        if isinstance(value, list):
            return [given(item) for item in value]
        return value() if value is MemoryJournal else value

    client = getattr(clients, carrier)
    result = getattr(client, method)(**{name: given(value) for name, value in arguments.items()})
    assert type(result).__name__ == answer
    if isinstance(result, list):
        assert result


@pytest.mark.parametrize(
    ("carrier", "client"),
    [
        ("aql", aql.Client),
        ("aql", aql.AsyncClient),
        ("aculab", aculab.Client),
        ("aculab", aculab.AsyncClient),
    ],
)
def test_no_method_is_left_out_and_each_describes_itself(carrier: str, client: type) -> None:
    public = {name for name in dir(client) if not name.startswith("_")}
    tested = {method for of, method, _, _ in CALLS if of == carrier}
    assert public - ELSEWHERE == tested - {"release"}
    for name in public:
        method = getattr(client, name)
        assert method.__name__ == name
        assert method.__doc__
        assert next(iter(inspect.signature(method).parameters)) == "self"


def test_both_clients_of_a_carrier_have_the_same_methods() -> None:
    for carrier in (aql, aculab):
        for name in {name for name in dir(carrier.Client) if not name.startswith("_")} - {"close"}:
            ours, theirs = getattr(carrier.Client, name), getattr(carrier.AsyncClient, name)
            assert inspect.signature(ours) == inspect.signature(theirs)
            assert ours.__doc__ == theirs.__doc__


def test_a_method_has_the_parameters_of_its_call() -> None:
    signature = inspect.signature(aql.Client.check_numbers)
    assert list(signature.parameters)[1:] == list(inspect.signature(aql.CheckNumbers).parameters)


@both
def test_an_inventory_hands_out_what_the_account_has(kind: Kind) -> None:
    _, clients, user, owned = world(kind)
    users: dict[int, Any] = {}
    numbers: dict[int, Any] = {}
    at_aql = clients.aql.inventory(on_item=users.__setitem__)
    at_aculab = clients.aculab.inventory(on_item=numbers.__setitem__)
    assert (at_aql.items, at_aql.report.entries) == (tuple(users.values()), 1)
    assert (at_aculab.items, at_aculab.report.entries) == (tuple(numbers.values()), 1)
    assert [(index, entry.voipnumber, entry.user.pstnnumber) for index, entry in users.items()] == [
        (0, user, "441133120120")
    ]
    assert [(index, entry.number) for index, entry in numbers.items()] == [(0, owned)]


@both
def test_a_change_is_read_back(kind: Kind) -> None:
    _, clients, user, _ = world(kind)
    report = clients.aql.configure(user, forwardto="01133203040", forwardactive=True)
    assert report.is_applied()
    assert clients.aql.get_user(user).settings.forwardto == "01133203040"


@both
def test_a_release_says_of_each_number_whether_it_is_gone(kind: Kind) -> None:
    sandbox, clients, _, owned = world(kind)
    sandbox.faults.add("no_answer", call="tel_delete_numbers", done="now")
    report = clients.aculab.release([owned], journal=MemoryJournal())
    assert [(item.number, item.status) for item in report.items] == [(owned, "gone")]
    assert sandbox.owned.aculab == []


@pytest.mark.parametrize(
    ("journal", "given"),
    [(None, "`NoneType`"), ("", "an empty path"), (5, "`int`"), (b"x", "`bytes`")],
)
def test_an_order_without_a_journal_is_refused_before_anything_is_sent(journal: Any, given: str) -> None:
    sandbox = Sandbox()
    client = aql.Client(sandbox.account.aql, transport=sandbox.transport, clock=sandbox.clock)
    with pytest.raises(InvalidInput) as refused:
        client.order(1, pool="0113 312*", journal=journal)
    assert str(refused.value) == (
        f"`journal` must be the path of a file, or have `load` and `save`, not {given}: "
        "`MemoryJournal()` goes without a file"
    )
    assert sandbox.owned.aql == []


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("-1", "`price_limit` must not be below 0, got `-1`"),
        ("cheap", "`price_limit` must be a decimal amount of at most 18 digits, not `cheap`"),
    ],
)
def test_a_price_limit_that_is_none_buys_nothing(limit: str, message: str) -> None:
    sandbox = Sandbox()
    client = aculab.Client(sandbox.account.aculab, transport=sandbox.transport, clock=sandbox.clock)
    with pytest.raises(InvalidInput) as refused:
        client.order("Germany", "Berlin", price_limit=limit, journal=MemoryJournal())
    assert str(refused.value) == message
    assert sandbox.owned.aculab == []


def test_a_callable_that_blocks_is_a_transport_of_an_asynchronous_client_too() -> None:
    sandbox = Sandbox()
    client = aql.AsyncClient(sandbox.account.aql, transport=sandbox.transport, clock=sandbox.clock)
    assigned = asyncio.run(client.assign_numbers(["44-113-3120120"]))
    assert [row.password for row in assigned.rows] == [user.password for user in sandbox.owned.aql]
