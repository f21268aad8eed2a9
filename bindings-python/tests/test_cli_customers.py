"""Customers in a CSV: every row is checked before anything is sent."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from telwire import aql
from telwire._cli import customers
from telwire._cli.exits import CommandError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `customers.csv` is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _read(content: str | bytes) -> list[aql.Slot]:
    Path("customers.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return customers.read("customers.csv")


def _refusal(content: str | bytes) -> CommandError:
    with pytest.raises(CommandError) as raised:
        _read(content)
    return raised.value


_SLOTS = [
    aql.Slot("44-113-3120120", "Ada", "Lovelace", "ada_l@example.com"),
    aql.Slot(None, "Grace", "Hopper, Admiral", ""),
]
_TABLE = """\
number,first_name,last_name,email
44-113-3120120,Ada,Lovelace,ada_l@example.com

,Grace,"Hopper, Admiral",
"""


@pytest.mark.parametrize(
    "content",
    [
        _TABLE,
        _TABLE.replace("\n", "\r\n"),
        f"\ufeff{_TABLE}",
        _TABLE.replace(",Ada,", " , Ada ,"),
        _TABLE.replace('",\n', '"\n'),
        _TABLE.replace(",", ";").replace("Hopper;", "Hopper,"),
        _TABLE.replace("number,first_name", "Number,FIRST_NAME"),
    ],
    ids=["plain", "crlf", "byte order mark", "spaces", "short row", "semicolons", "capitals"],
)
def test_customers_are_read_as_spreadsheets_write_them(content: str) -> None:
    assert _read(content) == _SLOTS


def test_columns_may_come_in_any_order_and_be_left_out() -> None:
    assert _read("first_name,number\nAda,44-113-3120120\n") == [aql.Slot("44-113-3120120", "Ada")]


def test_customers_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_TABLE.encode())))
    assert customers.read("-") == _SLOTS


def test_every_bad_cell_is_named_by_row_and_column() -> None:
    error = _refusal(
        "number,first_name,last_name,email\n"
        "44-113-3120120,Ada,,\n"
        "0113 3120121,a_b,Lovelace,ada@example.com\n"
        "44-113-3120120,Grace,,grace\t@example.com\n"
    )
    assert str(error) == "`customers.csv` cannot be ordered: 4 of its cells are wrong, nothing was sent"
    assert error.details == [
        "row 3, number: must be a number such as `44-113-3120120`, not `0113 3120121`",
        "row 3, first_name: must not hold `_`, got `a_b`; the gateway would shift the lists: leave it out",
        "row 4, number: repeats `44-113-3120120` of row 2",
        "row 4, email: must not hold a control character, got `grace\\t@example.com`",
    ]


def test_of_many_bad_cells_the_first_are_shown() -> None:
    error = _refusal("number\n" + "nonsense\n" * 30)
    assert len(error.details) == 21
    assert error.details[-1] == "and 10 more"


_HINT = "its first row names the columns: number,first_name,last_name,email"


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("", "`customers.csv` is empty", _HINT),
        ("44-113-3120120\n", "`customers.csv` has an unknown column `44-113-3120120`", _HINT),
        ("number,email,number\n", "`customers.csv` has the column `number` twice", _HINT),
        (
            "number,last_name\n44-113-3120120,Lovelace, Ada\n",
            "`customers.csv` has 3 cells in row 2, and 2 columns",
            'a cell with a `,` stands in quotes: "Lovelace, Ada"',
        ),
        (
            "number;last_name\n44-113-3120120;Lovelace; Ada\n",
            "`customers.csv` has 3 cells in row 2, and 2 columns",
            'a cell with a `;` stands in quotes: "Lovelace; Ada"',
        ),
        ("Number,Phone\n", "`customers.csv` has an unknown column `Phone`", _HINT),
    ],
)
def test_what_is_no_table_of_customers_is_refused(content: str, message: str, hint: str) -> None:
    error = _refusal(content)
    assert (str(error), error.hint) == (message, hint)


def test_what_is_no_text_is_refused() -> None:
    assert str(_refusal(b"number\n\xff\xfe\n")).startswith("`customers.csv` is no CSV in UTF-8: ")
