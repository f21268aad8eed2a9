"""Answers as tables, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from telwire import SipPassword
from telwire._cli.render import Format, Listing, show
from telwire.aql import Number

_ROW = (
    Number("44-113-3120120"),
    "on_account",
    None,
    True,
    Decimal("3.00"),
    date(2011, 9, 14),
    SipPassword("pa55"),
)
_COLUMNS = ("number", "status", "note", "sms", "price", "purchased", "password")
_LISTING = Listing(_COLUMNS, [_ROW])


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No colours but those that a test asks for."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_table_aligns_and_hides_passwords(capsys: pytest.CaptureFixture[str]) -> None:
    show(_LISTING, Format.TABLE)
    assert capsys.readouterr().out == (
        "number          status      note  sms  price  purchased   password\n"
        "──────────────────────────────────────────────────────────────────\n"
        "44-113-3120120  on account        yes  3.00   2011-09-14  [hidden]\n"
    )


def test_a_table_that_is_piped_is_neither_coloured_nor_broken(capsys: pytest.CaptureFixture[str]) -> None:
    show(Listing(("what",), [("x" * 200,)]), Format.TABLE)
    assert capsys.readouterr().out.splitlines()[2] == "x" * 200


def test_csv_has_a_header_and_leaves_empty_what_it_does_not_tell(capsys: pytest.CaptureFixture[str]) -> None:
    show(_LISTING, Format.CSV)
    assert capsys.readouterr().out == (
        "number,status,note,sms,price,purchased,password\n44-113-3120120,on_account,,yes,3.00,2011-09-14,\n"
    )


def test_json_is_one_document_with_null_for_what_it_does_not_tell(capsys: pytest.CaptureFixture[str]) -> None:
    show(_LISTING, Format.JSON)
    assert json.loads(capsys.readouterr().out) == [
        {
            "number": "44-113-3120120",
            "status": "on_account",
            "note": None,
            "sms": True,
            "price": "3.00",
            "purchased": "2011-09-14",
            "password": None,
        }
    ]


@pytest.mark.parametrize("form", Format)
def test_passwords_show_when_they_are_asked_for(form: Format, capsys: pytest.CaptureFixture[str]) -> None:
    show(_LISTING, form, reveal=True)
    assert "pa55" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "out"), [(Format.JSON, "[]\n"), (Format.CSV, "number\n")])
def test_no_rows_are_an_empty_list(form: Format, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    show(Listing(("number",), []), form)
    assert capsys.readouterr().out == out


def test_a_list_that_breaks_off_is_no_whole_json(capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[tuple[object]]:
        yield (1,)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        show(Listing(("number",), rows()), Format.JSON)
    out = capsys.readouterr().out
    assert out == '[\n  {"number": 1}'


def test_a_table_that_breaks_off_shows_what_came(capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[tuple[object]]:
        yield ("first",)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        show(Listing(("number",), rows()), Format.TABLE)
    assert capsys.readouterr().out.splitlines()[2] == "first"


def test_a_carriers_words_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(Listing(("note",), [("\x1b[2J[bold]gone\u202e\n",)]), Format.TABLE)
    assert capsys.readouterr().out.splitlines()[2] == "\\x1b[2J[bold]gone\\u202e\\n"
