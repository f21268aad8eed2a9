"""`telwire aculab`, with every ending of an order and a release."""

from __future__ import annotations

import pytest

from _cli import Shell
from telwire.sandbox import Sandbox

ORDER = ("aculab", "order", "Germany", "Berlin", "--yes", "--format", "json")


def _buy(shell: Shell, quantity: int) -> list[str]:
    bought = shell(*ORDER, "--quantity", str(quantity), "--again").json
    return [item["number"] for item in bought["items"]]


@pytest.mark.parametrize(
    ("arguments", "row"),
    [
        (("countries",), {"country": "Germany"}),
        (("states", "Canada"), {"state": "Manitoba"}),
        (("regions", "Germany"), {"region": "Berlin"}),
        (("addresses",), {"name": "My german place", "country": "Germany", "region": "Berlin"}),
    ],
)
def test_what_can_be_bought_is_listed(
    arguments: tuple[str, ...], row: dict[str, str], shell: Shell, carriers: Sandbox
) -> None:
    ended = shell("aculab", *arguments, "--format", "json")
    assert ended.exit_code == 0
    assert row in ended.json


def test_order_buys_and_tells_the_price(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aculab", "order", "Germany", "Berlin", "--quantity", "2", "--yes")
    assert ended.exit_code == 0
    assert [line.split() for line in ended.out.splitlines()[2:]] == [
        ["0", "bought", "49305550100", "Berlin", "3.50"],
        ["1", "bought", "49305550101", "Berlin", "3.50"],
    ]
    assert ended.err.splitlines() == [
        "order    2 numbers: Berlin, Germany",
        "gateway  ws-1-2-0.aculabcloud.net",
        "price    the carrier tells it of a number that is bought, not before",
        "beware   each number is paid for at once and every month until it is released",
        f"journal: {shell.journal()}",
        "listing",
        "buying",
        "verifying",
    ]


def test_order_stops_at_a_price_above_the_limit(shell: Shell, carriers: Sandbox) -> None:
    ended = shell(*ORDER, "--quantity", "2", "--price-limit", "3.00")
    assert ended.exit_code == 1
    assert [(item["status"], item["why"]) for item in ended.json["items"]] == [
        ("bought", None),
        ("not_bought", "price_limit"),
    ]


def test_a_limit_that_is_no_amount_is_refused(shell: Shell, carriers: Sandbox) -> None:
    ended = shell(*ORDER, "--price-limit", "five")
    assert (ended.exit_code, ended.err.splitlines()[0]) == (
        2,
        "error: argument --price-limit: must be an amount of US dollars such as 5.00, got `five`",
    )


def test_dry_run_sends_nothing(shell: Shell, carriers: Sandbox) -> None:
    ended = shell(*ORDER, "--dry-run")
    assert [(row["call"], row["effect"]) for row in ended.json] == [
        ("tel_list_numbers", "read"),
        ("tel_purchase", "purchase"),
    ]
    assert carriers.owned.aculab == []


def test_a_refused_order_ends_with_1_and_goes_on_once_it_is_mended(shell: Shell, carriers: Sandbox) -> None:
    ended = shell("aculab", "order", "France", "Avignon", "--yes")
    assert ended.exit_code == 1
    assert ended.err.splitlines()[-2:] == [
        "error: `tel_purchase` was refused with 0005: this country asks for a regulation address (the carrier says: "
        "`Regulation address required`)",
        f"hint: `telwire resume {shell.journal().stem}` goes on",
    ]


def test_numbers_are_listed_with_what_they_cost(shell: Shell, carriers: Sandbox) -> None:
    _buy(shell, 2)
    ended = shell("aculab", "numbers", "--country", "Germany", "--format", "csv")
    assert ended.exit_code == 0
    assert ended.out.splitlines()[:2] == [
        "number,country,state,region,type,price,purchased",
        "49305550100,Germany,,Berlin,geographic,3.50,2026-11-22",
    ]
    assert ended.err == "2 numbers, 7.00 USD a month\n"


def test_release_tells_what_the_numbers_are_and_gives_them_back(shell: Shell, carriers: Sandbox) -> None:
    numbers = _buy(shell, 2)
    ended = shell("aculab", "release", *numbers, "--yes", "--format", "csv")
    assert ended.exit_code == 0
    assert ended.out == f"number,status,note\n{numbers[0]},released,\n{numbers[1]},released,\n"
    assert ended.err.splitlines()[:5] == [
        f"release  2 numbers: {', '.join(numbers)}",
        "gateway  ws-1-2-0.aculabcloud.net",
        "where    Berlin, Germany",
        "price    7.00 USD a month",
        "beware   what is released is lost to whoever is called on it, and may not be had again",
    ]
    assert carriers.owned.aculab == []


def test_release_without_a_yes_gives_nothing_back(shell: Shell, carriers: Sandbox) -> None:
    numbers = _buy(shell, 1)
    assert shell("aculab", "release", *numbers).exit_code == 2
    assert len(carriers.owned.aculab) == 1


def test_release_of_a_foreign_number_is_partial(shell: Shell, carriers: Sandbox) -> None:
    (number,) = _buy(shell, 1)
    ended = shell("aculab", "release", number, "44123", "--yes", "--format", "json")
    assert ended.exit_code == 1
    assert [item["status"] for item in ended.json["items"]] == ["released", "not_ours"]
    assert "not yours  44123" in ended.err


def test_a_release_that_could_not_be_sent_ends_with_3_and_goes_on(shell: Shell, carriers: Sandbox) -> None:
    numbers = _buy(shell, 2)
    for position in range(1, 10):
        carriers.faults.add("not_sent", call="tel_delete_numbers", position=position)
    ended = shell("aculab", "release", *numbers, "--yes")
    assert ended.exit_code == 3
    assert len(carriers.owned.aculab) == 2
    carriers.faults.clear()
    assert shell("resume", "--yes").exit_code == 0
    assert carriers.owned.aculab == []
