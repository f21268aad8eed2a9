"""`telwire orders` and `telwire resume`: what is open, what is unknown, and how it goes on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal

import pytest

from _cli import Shell
from telwire.sandbox import Sandbox

NUMBER = "44-113-3120120"
BERLIN = ("aculab", "order", "Germany", "Berlin", "--yes", "--format", "json")


def _lose_the_answer(sandbox: Sandbox, done: Literal["now", "never"]) -> None:
    sandbox.faults.add("no_answer", call="tel_purchase", done=done)


def test_a_finished_order_is_listed_and_has_nothing_to_resume(shell: Shell, carriers: Sandbox) -> None:
    shell("aql", "order", NUMBER, "--yes")
    (order,) = shell("orders", "--format", "json").json
    assert order.pop("started").endswith("+00:00")
    assert len(order.pop("digest")) == 16
    assert order == {
        "name": shell.journal().stem,
        "journal": str(shell.journal()),
        "carrier": "aql",
        "task": "order",
        "what": f"1 number: {NUMBER}",
        "release": None,
        "gateway": "gw.aql.com",
        "state": "finished",
        "result": "1 bought",
    }
    ended = shell("resume")
    assert (ended.exit_code, ended.err) == (
        0,
        "there is nothing to resume: `telwire orders` lists what was done\n",
    )


def test_passwords_come_out_of_the_journal_later(shell: Shell, carriers: Sandbox) -> None:
    shell("aql", "order", NUMBER, "--yes")
    ended = shell("resume", shell.journal().stem, "--passwords", "passwords.csv")
    (user,) = carriers.owned.aql
    assert ended.exit_code == 0
    assert list(csv.reader(Path("passwords.csv").read_text().splitlines()))[1] == [
        NUMBER,
        user.voipnumber,
        user.password.reveal(),
    ]
    assert user.password.reveal().encode() not in shell.journal().read_bytes()


def test_a_lost_answer_at_aculab_ends_with_4_and_the_command_that_goes_on(
    shell: Shell, carriers: Sandbox
) -> None:
    _lose_the_answer(carriers, "now")
    ended = shell(*BERLIN)
    name = shell.journal().stem
    assert ended.exit_code == 4
    assert [item["status"] for item in ended.json["items"]] == ["unknown"]
    assert ended.err.splitlines()[-3:] == [
        "error: what became of purchase 0 is not known",
        f"hint: `telwire resume {name}` looks again",
        f"hint: `telwire resume {name} --resolve N=bought`, or `N=not_bought`, tells what became of purchase N",
    ]
    assert [row["state"] for row in shell("orders", "--format", "json").json] == ["unknown"]


def test_the_same_order_is_not_begun_twice(shell: Shell, carriers: Sandbox) -> None:
    _lose_the_answer(carriers, "now")
    shell(*BERLIN)
    name = shell.journal().stem
    ended = shell(*BERLIN)
    assert (ended.exit_code, ended.err) == (
        2,
        f"error: the same order is unknown already, as `{name}`: nothing was sent\n"
        f"hint: `telwire resume {name}` goes on with it; --again begins another\n",
    )
    assert len(carriers.owned.aculab) == 1
    assert shell(*BERLIN, "--again").exit_code == 0
    assert len(carriers.owned.aculab) == 2


@pytest.mark.parametrize(
    ("done", "resolution", "exit_code"), [("now", "bought", 1), ("never", "not_bought", 0)]
)
def test_whoever_knows_what_became_of_a_purchase_says_so(
    done: Literal["now", "never"], resolution: str, exit_code: int, shell: Shell, carriers: Sandbox
) -> None:
    _lose_the_answer(carriers, done)
    shell(*BERLIN)
    ended = shell("resume", "--resolve", f"0={resolution}", "--yes")
    assert ended.exit_code == exit_code
    assert len(carriers.owned.aculab) == 1


def test_of_several_open_orders_one_has_to_be_named(shell: Shell, carriers: Sandbox) -> None:
    _lose_the_answer(carriers, "now")
    shell(*BERLIN)
    _lose_the_answer(carriers, "now")
    shell(*BERLIN, "--again")
    ended = shell("resume", "--format", "json")
    assert ended.exit_code == 2
    assert ended.err == "error: there are several to resume\nhint: name one: telwire resume JOURNAL\n"
    assert [row["state"] for row in ended.json] == ["unknown", "unknown"]


def test_an_order_goes_on_only_where_it_began(
    shell: Shell, carriers: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("aql", "order", NUMBER, "--yes")
    name = shell.journal().stem
    monkeypatch.setenv("TELWIRE_AQL_GATEWAY", "http://127.0.0.1:8620")
    ended = shell("resume", name)
    assert (ended.exit_code, ended.err) == (
        2,
        f"error: `{name}` belongs to the gateway `gw.aql.com`, not to `127.0.0.1:8620`\n"
        "hint: set TELWIRE_AQL_GATEWAY\n",
    )


def test_an_order_that_could_not_begin_is_not_listed(shell: Shell, carriers: Sandbox) -> None:
    assert shell(*BERLIN, "--price-limit", "1e30").exit_code == 2
    assert list(shell.orders.glob("*.js*")) == []


@pytest.mark.parametrize("resolution", ["0", "0=perhaps", "-1=bought", "=bought"])
def test_a_resolution_that_says_nothing_is_refused(resolution: str, shell: Shell) -> None:
    ended = shell("resume", f"--resolve={resolution}")
    assert (ended.exit_code, ended.err.splitlines()[0]) == (
        2,
        f"error: argument --resolve: must be N=bought or N=not_bought, got `{resolution}`",
    )
