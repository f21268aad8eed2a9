"""Orders as spreadsheets: a CSV with the columns `number`, `first_name`, `last_name`, `email`, a row for each slot.

The headings may be in capitals, and the separator is `,` or `;`, as the header shows.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from telwire import InvalidInput, aql
from telwire._cli.exits import CommandError

COLUMNS = ("number", "first_name", "last_name", "email")
_ANY_NUMBER = "44-113-3120120"
_SHOWN = 20

Row = tuple[int, dict[str, str]]
"""Its number in a spreadsheet, where the header is row 1, and its cells by column."""


def read(path: str) -> list[aql.Slot]:
    """The customers of the file, `-` for standard input. A row without a number takes any of the pool.

    All rows are checked. Raises `CommandError` that tells what is wrong with each, `OSError`.
    """
    rows = list(_rows(path))
    problems = list(_problems(rows))
    if problems:
        more = [f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        message = f"`{path}` cannot be ordered: {len(problems)} of its cells are wrong, nothing was sent"
        raise CommandError(message, details=[*problems[:_SHOWN], *more])
    return [_slot(cells) for _, cells in rows]


def _slot(cells: Mapping[str, str]) -> aql.Slot:
    number, first_name, last_name, email = (cells[column] for column in COLUMNS)
    return aql.Slot(number or None, first_name, last_name, email)


def _rows(path: str) -> Iterator[Row]:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = content.decode("utf-8-sig")
        separator = _separator(text)
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"`{path}` is no CSV in UTF-8: {error}") from error
    except ValueError:
        raise CommandError(f"`{path}` is empty", _header_hint()) from None
    columns = _columns(path, header)
    for row, cells in enumerate(rows, 2):
        if len(cells) > len(columns):
            message = f"`{path}` has {len(cells)} cells in row {row}, and {len(columns)} columns"
            hint = f'a cell with a `{separator}` stands in quotes: "Lovelace{separator} Ada"'
            raise CommandError(message, hint)
        if any(cells):
            yield row, dict.fromkeys(COLUMNS, "") | dict(zip(columns, map(str.strip, cells), strict=False))


def _separator(text: str) -> str:
    """Spreadsheets of countries that write decimals with a comma put `;` between cells, and no heading holds one."""
    return ";" if ";" in text.partition("\n")[0] else ","


def _columns(path: str, header: Iterable[str]) -> list[str]:
    columns = [heading.strip().lower() for heading in header]
    for position, (name, heading) in enumerate(zip(columns, header, strict=True)):
        if name not in COLUMNS:
            raise CommandError(f"`{path}` has an unknown column `{heading.strip()}`", _header_hint())
        if name in columns[:position]:
            raise CommandError(f"`{path}` has the column `{name}` twice", _header_hint())
    return columns


def _header_hint() -> str:
    return f"its first row names the columns: {','.join(COLUMNS)}"


def _problems(rows: Iterable[Row]) -> Iterator[str]:
    """What is wrong, a line for each cell."""
    seen: dict[str, int] = {}
    for row, cells in rows:
        for column, text in cells.items():
            problem = _problem(column, text)
            if problem is None and column == "number" and text:
                first = seen.setdefault(text, row)
                problem = f"repeats `{text}` of row {first}" if first != row else None
            if problem is not None:
                yield f"row {row}, {column}: {problem}"


def _problem(column: str, text: str) -> str | None:
    """What an assign would refuse about the cell. An e-mail address with `_` is set afterwards, so that may stay."""
    try:
        if column == "number":
            aql.Number(text or _ANY_NUMBER)
        else:
            carried = text.replace("_", "") if column == "email" else text
            aql.AssignNumbers([{"number": _ANY_NUMBER, column: carried}])
    except InvalidInput as error:
        return str(error).removeprefix(f"`{error.field}[0]` ").removeprefix(f"`{error.field}` ")
    return None
