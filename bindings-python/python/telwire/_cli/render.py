"""What the command answers: everything that it writes to standard output, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from rich import box
from rich.table import Table
from rich.text import Text

from telwire import Error, SipPassword
from telwire._cli.terminal import PlainConsole, discard, printable
from telwire.aql import Number

_HIDDEN = "[hidden]"
_STYLES = {
    "bought": "green",
    "finished": "green",
    "gone": "green",
    "kept": "red",
    "not_bought": "red",
    "not_ours": "red",
    "not_tried": "red",
    "on_account": "yellow",
    "open": "yellow",
    "released": "green",
    "unknown": "bold yellow",
}
_GAP = (0, 1, 0, 0)
"""The padding of a cell, which with the rule between columns makes two spaces."""
_UNBOUNDED = 10_000


class Format(StrEnum):
    """How an answer is written."""

    CSV = "csv"
    """A header, and a row for each item."""
    JSON = "json"
    """One document. A list that did not come whole has no closing bracket."""
    TABLE = "table"
    """For people."""


@dataclass(frozen=True)
class Listing:
    """Rows under named columns, and what JSON says in their place where it says more."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    document: Mapping[str, object] | Sequence[object] | None = None


def show(listing: Listing, form: Format, *, reveal: bool = False) -> bool:
    """Writes the listing to standard output, and says whether it was read. SIP passwords show only with `reveal`.

    The placeholder is for people: in JSON a password that does not show is `null`, in CSV it is empty, lest a program
    take the placeholder for one. Whoever stops reading ends the output quietly.
    """
    write = {Format.CSV: _write_csv, Format.JSON: _write_json, Format.TABLE: _write_table}[form]
    try:
        write(listing, reveal)
        sys.stdout.flush()
        return True
    except BrokenPipeError:
        discard(sys.stdout)
        return False


def _write_table(listing: Listing, reveal: bool) -> None:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=_GAP, header_style="bold")
    for column in listing.columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    try:
        for row in listing.rows:
            table.add_row(*(_cell(value, reveal) for value in row))
    finally:
        _print_table(table)


def _print_table(table: Table) -> None:
    console = PlainConsole()
    if not console.is_terminal:
        console.width = _UNBOUNDED
    with console.capture() as text:
        console.print(table)
    lines = (line.rstrip() for line in text.get().splitlines())
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _cell(value: object, reveal: bool) -> Text:
    if isinstance(value, SipPassword) and not reveal:
        return Text(_HIDDEN, "dim")
    text = _text(value, reveal)
    style = _STYLES.get(text, "")
    return Text(text.replace("_", " ") if style else printable(text), style)


def _write_csv(listing: Listing, reveal: bool) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(listing.columns)
    for row in listing.rows:
        writer.writerow([_text(value, reveal) for value in row])


def _text(value: object, reveal: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case SipPassword():
            return value.reveal() if reveal else ""
        case _:
            return str(value)


def _write_json(listing: Listing, reveal: bool) -> None:
    if listing.document is not None:
        print(json.dumps(listing.document, indent=2, default=_plain))
        return
    before = "[\n  "
    for row in listing.rows:
        shown = (_revealed(value, reveal) for value in row)
        item = dict(zip(listing.columns, shown, strict=True))
        sys.stdout.write(before + json.dumps(item, default=_plain))
        before = ",\n  "
    print("[]" if before.startswith("[") else "\n]")


def _revealed(value: object, reveal: bool) -> object:
    if isinstance(value, SipPassword):
        return value.reveal() if reveal else None
    return value


def _plain(value: object) -> object:
    match value:
        case Decimal() | Number() | Path():
            return str(value)
        case date() | datetime() | time():
            return value.isoformat()
        case Error():
            return {"kind": value.kind, "code": value.code, "outcome": value.outcome, "message": str(value)}
        case _:
            raise TypeError(f"`{type(value).__name__}` has no JSON")
