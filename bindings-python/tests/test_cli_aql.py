"""`telwire aql`, in every format and with every ending."""

from __future__ import annotations

import csv
import stat
from io import StringIO
from pathlib import Path

import pytest

from _cli import SECRETS, Shell
from telwire import NotSent
from telwire._cli.exits import reasons
from telwire.sandbox import Sandbox

NUMBERS = ("44-113-3120120", "44-113-3120121")


def test_search_lists_numbers(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "search", "0113 312012*", "--limit", "2")
    assert (ended.exit_code, ended.out, ended.err) == (
        0,
        "number          e164\n"
        "────────────────────────────\n"
        "44-113-3120120  441133120120\n"
        "44-113-3120121  441133120121\n",
        "the first 2, there are more: --limit N shows them\n",
    )


def test_search_needs_no_account_in_the_sandbox(shell: Shell) -> None:
    ended = shell("aql", "search", "0113 312012*", "--format", "csv", "--sandbox")
    assert (ended.exit_code, ended.err) == (0, "")
    assert ended.out.splitlines()[:2] == ["number,e164", "44-113-3120120,441133120120"]
    assert len(ended.out.splitlines()) == 11


def test_search_pages_through_more_than_a_page(shell: Shell, carriers: Sandbox) -> None:
    found = shell("aql", "search", "0113 312*", "--limit", "250", "--format", "json").json
    assert len({row["number"] for row in found}) == 250


@pytest.mark.parametrize(("sms", "count"), [("yes", 0), ("no", 10), ("ignore", 10)])
def test_search_can_tell_numbers_with_sms_from_those_without(
    sms: str, count: int, shell: Shell, carriers: Sandbox
) -> None:
    assert len(shell("aql", "search", "0113 312512*", "--sms", sms, "--format", "json").json) == count


def test_order_buys_once_it_is_confirmed(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "order", *NUMBERS, "--yes")
    assert ended.exit_code == 0
    assert [str(user.number) for user in carriers.owned.aql] == list(NUMBERS)
    assert [line.split()[:3] for line in ended.out.splitlines()[2:]] == [
        ["0", "bought", NUMBERS[0]],
        ["1", "bought", NUMBERS[1]],
    ]
    assert "[hidden]" in ended.out


def test_order_tells_what_it_will_do_and_prints_the_journal_first(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "order", *NUMBERS, "--yes")
    journal = shell.journal()
    assert ended.err.splitlines() == [
        f"order     2 numbers: {', '.join(NUMBERS)}",
        "gateway   gw.aql.com",
        "protocol  sip",
        "price     aql tells none before the invoice",
        "beware    what is bought is paid for, and aql documents no way to give it back",
        f"journal: {journal}",
        "choosing",
        "buying",
        "verifying",
        f"hint: `telwire resume {journal.stem} --passwords FILE` gets the SIP passwords",
    ]
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_nothing_that_an_order_leaves_but_its_journal_holds_a_secret(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "order", *NUMBERS, "--yes", "--verbose")
    description = shell.journal().with_suffix(".json").read_text()
    secrets = [*SECRETS, *(user.password.reveal() for user in carriers.owned.aql)]
    assert not any(secret in ended.out + ended.err + description for secret in secrets)
    assert not any(secret.encode() in shell.journal().read_bytes() for secret in SECRETS)


def test_order_without_a_yes_sends_nothing(shell: Shell, carriers: Sandbox) -> None:
    assert shell("aql", "order", *NUMBERS).exit_code == 2
    assert carriers.owned.aql == []
    assert list(shell.orders.glob("*")) == []


def test_dry_run_shows_the_purchase_without_secrets_and_sends_nothing(
    shell: Shell, carriers: Sandbox
) -> None:
    ended = shell("aql", "order", *NUMBERS, "--dry-run", "--format", "json")
    assert ended.exit_code == 0
    assert [(row["call"], row["effect"]) for row in ended.json] == [
        ("check_numbers", "read"),
        ("assign_numbers", "purchase"),
    ]
    assert f"phoneNumbers={'_'.join(NUMBERS)}" in ended.json[1]["form"]
    assert carriers.owned.aql == []
    assert not any(secret in ended.out + ended.err for secret in SECRETS)


def test_order_takes_customers_from_a_file(shell: Shell, carriers: Sandbox) -> None:
    Path("customers.csv").write_text(
        f"number,first_name,last_name,email\n{NUMBERS[0]},Ada,Lovelace,ada_l@example.com\n,Grace,Hopper,\n"
    )
    ended = shell(
        "aql", "order", "--from", "customers.csv", "--pool", "0113 312*", "--yes", "--format", "csv"
    )
    assert ended.exit_code == 0
    rows = list(csv.DictReader(StringIO(ended.out)))
    assert [row["status"] for row in rows] == ["bought", "bought"]
    assert len(carriers.owned.aql) == 2


def test_order_takes_any_numbers_of_a_pool(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "order", "--any", "3", "--pool", "0113 312012*", "--yes")
    assert ended.exit_code == 0
    assert "order     3 numbers: any 3 of 0113 312012*" in ended.err
    assert len(carriers.owned.aql) == 3


def test_bad_rows_are_told_before_anything_is_sent(shell: Shell, carriers: Sandbox) -> None:
    Path("customers.csv").write_text(f"number,first_name\n{NUMBERS[0]},a_b\n{NUMBERS[0]},Ada\n")
    ended = shell("aql", "order", "--from", "customers.csv", "--yes")
    assert (ended.exit_code, ended.out) == (2, "")
    assert ended.err == (
        "error: `customers.csv` cannot be ordered: 2 of its cells are wrong, nothing was sent\n"
        "  row 2, first_name: must not hold `_`, got `a_b`; the gateway would shift the lists: leave it out\n"
        f"  row 3, number: repeats `{NUMBERS[0]}` of row 2\n"
    )
    assert carriers.owned.aql == []


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            (),
            "an order needs numbers",
            "name some, or give --from FILE, or --any N with --pool PATTERN",
        ),
        (
            ("--any", "2"),
            "there is no pool to take numbers from",
            "give --pool PATTERN, such as `0113 312*`",
        ),
        (
            ("--from", "missing.csv"),
            "`missing.csv`: no such file or directory",
            None,
        ),
        (
            ("--any", "none"),
            "argument --any: must be a whole number from 1, got `none`",
            "`telwire aql order --help` tells how it is used",
        ),
        (
            ("--password=hunter2",),
            "there is no option `--password`",
            "`telwire --help` tells how it is used",
        ),
    ],
)
def test_what_cannot_be_ordered_is_told_in_a_line(
    arguments: tuple[str, ...], message: str, hint: str | None, shell: Shell, carriers: Sandbox
) -> None:
    ended = shell("aql", "order", *arguments)
    assert (ended.exit_code, ended.out) == (2, "")
    assert ended.err == f"error: {message}\n" + (f"hint: {hint}\n" if hint else "")


def test_passwords_go_into_a_new_file_and_out_of_the_journal(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "order", *NUMBERS, "--passwords", "passwords.csv", "--yes")
    file = Path("passwords.csv")
    users = carriers.owned.aql
    expected = [[str(user.number), user.voipnumber, user.password.reveal()] for user in users]
    assert ended.exit_code == 0
    assert list(csv.reader(file.read_text().splitlines())) == [
        ["number", "voipnumber", "password"],
        *expected,
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "SIP passwords in passwords.csv: 2\n" in ended.err
    everything = (
        ended.out.encode() + ended.err.encode() + b"".join(f.read_bytes() for f in shell.orders.iterdir())
    )
    assert not any(user.password.reveal().encode() in everything for user in users)


def test_a_file_of_passwords_is_never_overwritten(shell: Shell, carriers: Sandbox) -> None:
    Path("passwords.csv").write_text("of another order")
    ended = shell("aql", "order", *NUMBERS, "--passwords", "passwords.csv", "--yes")
    assert (ended.exit_code, ended.err) == (
        2,
        "error: the file `passwords.csv` is there already: it is not overwritten\nhint: choose another name\n",
    )
    assert Path("passwords.csv").read_text() == "of another order"
    assert carriers.owned.aql == []


def test_that_a_password_never_came_is_told_with_whom_to_ask(shell: Shell, carriers: Sandbox) -> None:
    carriers.faults.add("no_answer", call="assign_numbers", done="now")
    ended = shell("aql", "order", NUMBERS[0], "--passwords", "passwords.csv", "--yes")
    assert ended.exit_code == 1
    assert ended.err.splitlines()[-2:] == [
        "no SIP password came",
        "hint: the SIP password of what is on account never came: ask aql for it",
    ]
    assert not Path("passwords.csv").exists()


def test_a_file_of_no_passwords_is_not_left_behind(shell: Shell, carriers: Sandbox) -> None:
    shell("aql", "order", *NUMBERS, "--passwords", "passwords.csv")
    assert not Path("passwords.csv").exists()


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_passwords_show_only_if_they_are_to_be_revealed(form: str, shell: Shell, carriers: Sandbox) -> None:
    hidden = shell("aql", "order", NUMBERS[0], "--yes", "--format", form)
    shown = shell("aql", "order", NUMBERS[1], "--yes", "--format", form, "--reveal")
    first, second = (user.password.reveal() for user in carriers.owned.aql)
    assert first not in hidden.out + hidden.err
    assert second in shown.out
    assert second not in shown.err


def test_what_is_taken_is_not_bought_and_ends_with_1(shell: Shell, carriers: Sandbox) -> None:
    shell("aql", "order", NUMBERS[0], "--yes")
    ended = shell("aql", "order", *NUMBERS, "--yes", "--format", "csv")
    assert ended.exit_code == 1
    assert [row["status"] for row in csv.DictReader(StringIO(ended.out))] == ["not_bought", "bought"]


def test_a_carrier_that_is_not_reached_ends_with_3(shell: Shell, carriers: Sandbox) -> None:
    for position in range(1, 10):
        carriers.faults.add("not_sent", call="check_numbers", position=position)
    assert shell("aql", "search", "0113 312*").exit_code == 3
    ended = shell("aql", "order", NUMBERS[0], "--yes", "--format", "csv")
    assert ended.exit_code == 3
    assert ended.out.splitlines()[1].startswith(f"0,not_bought,{NUMBERS[0]},")


def test_why_a_carrier_is_not_reached_is_told(shell: Shell, carriers: Sandbox) -> None:
    for position in range(1, 10):
        carriers.faults.add("not_sent", call="check_numbers", position=position)
    why = ["error: `check_numbers` never left: it may be sent again", "  the connection was refused"]
    assert shell("aql", "search", "0113 312*").err.splitlines()[-2:] == why
    order = shell("aql", "order", NUMBERS[0], "--yes").err.splitlines()
    assert order[-3:] == [*why, "hint: give the command again"]


@pytest.mark.parametrize(
    ("cause", "lines"),
    [
        (FileNotFoundError(2, "No such file", "orders"), ["`orders`: no such file"]),
        (NotSent("connection refused"), ["connection refused"]),
        (ValueError("hunter2"), []),
        (None, []),
    ],
)
def test_of_causes_only_those_without_secrets_are_told(cause: Exception | None, lines: list[str]) -> None:
    error = NotSent("`check_numbers` never left")
    error.__cause__ = cause
    assert reasons(error) == lines


def test_an_order_that_saved_nothing_leaves_nothing_to_go_on_with(shell: Shell, carriers: Sandbox) -> None:
    for position in range(1, 10):
        carriers.faults.add("not_sent", call="check_numbers", position=position)
    ended = shell("aql", "order", NUMBERS[0], "--yes", "--format", "json")
    assert (ended.exit_code, ended.json["journal"]) == (3, None)
    assert ended.err.splitlines()[-1] == "hint: give the command again"
    assert list(shell.orders.glob("*.js*")) == []
    carriers.faults.clear()
    assert shell("aql", "order", NUMBERS[0], "--yes").exit_code == 0


def test_users_are_listed_read_and_changed(shell: Shell, carriers: Sandbox) -> None:
    shell("aql", "order", NUMBERS[0], "--yes")
    (user,) = (row["voipnumber"] for row in shell("aql", "users", "list", "--format", "json").json)
    read = shell("aql", "users", "get", user, "--format", "csv")
    assert ("setting,value" in read.out, "pstnnumber,441133120120" in read.out) == (True, True)
    changed = shell("aql", "users", "set", user, "forwardto=01133203040", "forwardactive=yes", "--yes")
    assert (changed.exit_code, changed.err.splitlines()[-1]) == (0, "changed, and read back as wanted")
    assert changed.out == ""
    assert "forwardto      `` -> `01133203040`" in changed.err
    assert "forwardactive  `no` -> `yes`" in changed.err
    (inventory,) = shell("aql", "users", "inventory", "--format", "json").json["items"]
    assert inventory["user"]["settings"]["forwardto"] == "01133203040"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("forwardto", "`forwardto` is no setting"),
        ("credit=5", "`credit` can be read, not written"),
        ("colour=red", "`colour` is not a field of this call"),
    ],
)
def test_what_cannot_be_set_is_refused_before_anything_is_sent(
    setting: str, message: str, shell: Shell, carriers: Sandbox
) -> None:
    ended = shell("aql", "users", "set", "612345", setting, "--yes")
    assert (ended.exit_code, ended.err.splitlines()[0]) == (2, f"error: {message}")


def test_a_refusal_ends_with_1_and_the_carriers_words(
    shell: Shell, carriers: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELWIRE_AQL_PASSWORD", "wrong-password")
    ended = shell("aql", "search", "0113 312*")
    assert ended.exit_code == 1
    assert "AQVOIP_AUTH_ERROR" in ended.err
    assert "wrong-password" not in ended.err


def test_verbose_shows_what_is_sent_without_secrets(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aql", "search", "0113 312012*", "--verbose")
    assert "sending `check_numbers`" in ended.err
    assert not any(secret in ended.err for secret in SECRETS)
