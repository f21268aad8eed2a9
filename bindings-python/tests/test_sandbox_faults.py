"""Every fault, as a client gets to see it, and what it does to the truth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from telwire import InvalidInput, NoAnswer, NotSent, Refused, Response, aculab, aql
from telwire.sandbox import Sandbox

NUMBER = "44-113-3120120"
ORDER = aql.AssignNumbers([NUMBER])
SEARCH = aql.CheckNumbers("0113 312012*", show=2)
HTML = "<html>\n<head><title>{0}</title></head>\n<body><h1>{0}</h1></body>\n</html>\n"


def ask(sandbox: Sandbox, call: aql.AssignNumbers | aql.CheckNumbers | aql.ListUsers) -> Response:
    return sandbox.transport(call.request(sandbox.account.aql))


def owned(sandbox: Sandbox) -> list[str]:
    return [str(user.number) for user in sandbox.owned.aql]


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ({"kind": "html_page"}, 200, HTML.format(200)),
        ({"kind": "proxy_error"}, 502, HTML.format(502)),
        ({"kind": "proxy_error", "status": 408}, 408, HTML.format(408)),
        ({"kind": "temp_error"}, 200, "AQVOIP_TEMP_ERROR\n"),
        ({"kind": "gen_error"}, 200, "AQVOIP_GEN_ERROR\n"),
    ],
)
@pytest.mark.parametrize(
    ("done", "at_once", "later"), [("now", 1, 1), ("never", 0, 0), (60, 0, 1), (0.5, 0, 1)]
)
def test_an_answer_in_place_of_the_carriers_says_nothing_about_the_truth(
    fault: dict[str, Any], status: int, body: str, done: str | float, at_once: int, later: int
) -> None:
    sandbox = Sandbox(faults=[{**fault, "done": done}])
    response = ask(sandbox, ORDER)
    assert (response.status, response.body.decode(), response.complete) == (status, body, True)
    assert len(sandbox.owned.aql) == at_once
    sandbox.advance(60)
    assert len(sandbox.owned.aql) == later


@pytest.mark.parametrize(("done", "bought"), [("now", 1), ("never", 0), (119.9, 1), (120.1, 0)])
def test_a_lost_answer_takes_the_time_that_the_client_waits(done: str | float, bought: int) -> None:
    sandbox = Sandbox(faults=[{"kind": "no_answer", "done": done}])
    began = sandbox.clock.now_ms()
    with pytest.raises(NoAnswer, match=r"^no answer came within 120 seconds$"):
        ask(sandbox, ORDER)
    assert sandbox.clock.now_ms() - began == 120_000
    assert len(sandbox.owned.aql) == bought


def test_a_request_that_is_not_sent_is_not_done_and_takes_no_time() -> None:
    sandbox = Sandbox(faults=["not_sent"])
    began = sandbox.clock.now_ms()
    with pytest.raises(NotSent, match=r"^the connection was refused$"):
        ask(sandbox, ORDER)
    assert (sandbox.clock.now_ms(), sandbox.owned.aql) == (began, [])
    assert ask(sandbox, ORDER).body.startswith(b"AQVOIP_OK\n")


@pytest.mark.parametrize(("declared", "complete"), [(True, False), (False, True), (None, False)])
def test_a_cut_body_is_incomplete_if_the_client_can_notice(declared: bool | None, complete: bool) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("cut_body", at=12, declared=declared)
    response = ask(sandbox, SEARCH)
    assert (response.body, response.complete) == (b"AQVOIP_OK\n44", complete)


def test_lines_can_end_as_on_windows() -> None:
    response = ask(Sandbox(faults=["crlf_line_ends"]), SEARCH)
    assert response.body == b"AQVOIP_OK\r\n44-113-3120120_44-113-3120121\r\n"
    assert SEARCH.read(response) == [aql.Number("44-113-3120120"), aql.Number("44-113-3120121")]


def test_a_rival_takes_a_number_of_the_list_just_before() -> None:
    sandbox = Sandbox(faults=[{"kind": "rival_takes_number", "item": 1}])
    order = aql.AssignNumbers([NUMBER, "44-113-3120121"])
    with pytest.raises(Refused) as refused:
        order.read(ask(sandbox, order))
    assert (refused.value.carrier_code, owned(sandbox)) == ("AQVOIP_SIMUL_ERROR", [])
    assert SEARCH.read(ask(sandbox, SEARCH)) == [aql.Number(NUMBER), aql.Number("44-113-3120122")]


def test_a_rival_on_the_account_is_told_from_us_in_truth() -> None:
    sandbox = Sandbox(faults=["rival_on_account"])
    ask(sandbox, ORDER)
    assert [(str(user.number), user.by_rival) for user in sandbox.owned.aql] == [(NUMBER, True)]


def test_what_is_bought_shows_late() -> None:
    sandbox = Sandbox(faults=[{"kind": "late_visibility", "delay": 60}])
    [row] = ORDER.read(ask(sandbox, ORDER)).rows
    assert owned(sandbox) == [NUMBER]
    assert aql.ListUsers().read(ask(sandbox, aql.ListUsers())) == []
    sandbox.advance(60)
    assert aql.ListUsers().read(ask(sandbox, aql.ListUsers())) == [row.voipnumber]


def test_a_listing_can_be_stale() -> None:
    sandbox = Sandbox(faults=[{"kind": "stale_listing", "call": "list_users", "position": 2}])
    users = aql.ListUsers()
    assert users.read(ask(sandbox, users)) == []
    [row] = ORDER.read(ask(sandbox, ORDER)).rows
    assert users.read(ask(sandbox, users)) == []
    assert users.read(ask(sandbox, users)) == [row.voipnumber]


def test_aculab_fails_as_well() -> None:
    sandbox = Sandbox(faults=["no_answer", "rival_on_account"])
    purchase = aculab.TelPurchase("Spain", "Bilbao").request(sandbox.account.aculab)
    with pytest.raises(NoAnswer, match=r"^no answer came within 120 seconds$"):
        sandbox.transport(purchase)
    assert len(sandbox.owned.aculab) == 2


def test_positions_count_from_when_the_fault_is_added() -> None:
    sandbox = Sandbox()
    ask(sandbox, SEARCH)
    sandbox.faults.add("html_page", call="check_numbers", position=2)
    sandbox.faults.add("proxy_error", position=4)
    answers = [ask(sandbox, call) for call in (SEARCH, ORDER, SEARCH, aql.ListUsers(), SEARCH)]
    pages = [answer.status if answer.body.startswith(b"<html>") else None for answer in answers]
    assert pages == [None, None, 200, 502, None]


def test_chance_is_decided_by_its_seed() -> None:
    def seen(seed: int) -> list[str]:
        sandbox = Sandbox()
        sandbox.faults.by_chance(50, seed)
        return [outcome(lambda: ask(sandbox, SEARCH)) for _ in range(40)]

    assert seen(1) == seen(1) != seen(2)


def outcome(exchange: Callable[[], Response]) -> str:
    try:
        return repr(exchange())
    except NoAnswer as error:
        return repr(error)


def test_nothing_goes_wrong_any_more_once_cleared() -> None:
    sandbox = Sandbox(faults=["no_answer"])
    sandbox.faults.by_chance(100)
    sandbox.faults.clear()
    assert ask(sandbox, SEARCH).body == b"AQVOIP_OK\n44-113-3120120_44-113-3120121\n"


KINDS = (
    "`crlf_line_ends`, `cut_body`, `gen_error`, `html_page`, `late_visibility`, `no_answer`, `not_sent`, "
    "`proxy_error`, `rival_on_account`, `rival_takes_number`, `stale_listing`, `temp_error`"
)


@pytest.mark.parametrize(
    ("fault", "field", "code", "message"),
    [
        ({"kind": "NoAnswer"}, "kind", "unknown_value", f"`kind` must be one of {KINDS}, not `NoAnswer`"),
        (
            {"kind": "no_answer", "call": "assign"},
            "call",
            "unknown_value",
            "`call` must be the name of a call, such as `assign_numbers`, not `assign`",
        ),
        ({"kind": "no_answer", "position": 0}, "position", "zero", "`position` counts from 1"),
        (
            {"kind": "no_answer", "done": "later"},
            "done",
            "unknown_value",
            "`done` must be `now`, `never` or a number of seconds, not `later`",
        ),
        (
            {"kind": "no_answer", "done": -1},
            "done",
            "out_of_range",
            "`done` must be a number of seconds from 0 on, not `-1`",
        ),
        ({"kind": "late_visibility"}, "delay", "missing", "`delay` must be given: seconds"),
        (
            {"kind": "proxy_error", "status": 200},
            "status",
            "out_of_range",
            "`status` must be from 300 to 599, not `200`",
        ),
        (
            {"kind": "crlf_line_ends", "done": "now"},
            "done",
            "unknown_field",
            "`done` is nothing that `crlf_line_ends` takes: leave it out",
        ),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    fault: dict[str, Any], field: str, code: str, message: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        Sandbox(faults=[fault])
    assert (refused.value.field, refused.value.code, str(refused.value)) == (field, code, message)


@pytest.mark.parametrize(
    "given", [{"done": "now"}, {"at": 1}, {"declared": True}, {"delay": 1.5}, {"status": 502}, {"item": 1}]
)
def test_what_a_kind_does_not_take_is_refused(given: dict[str, Any]) -> None:
    [parameter] = given
    with pytest.raises(InvalidInput) as refused:
        Sandbox().faults.add("stale_listing", **given)
    assert str(refused.value) == f"`{parameter}` is nothing that `stale_listing` takes: leave it out"


def test_chance_is_a_percentage() -> None:
    with pytest.raises(InvalidInput, match=r"^`percent` must be from 0 to 100, not `101`$"):
        Sandbox().faults.by_chance(101)
