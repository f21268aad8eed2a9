"""The file that takes the SIP passwords: a new one, for its owner alone."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from telwire._cli.exits import CommandError
from telwire._cli.files import private
from telwire.journal import _sync_folder as sync_folder

if TYPE_CHECKING:
    from telwire import SipPassword
    from telwire.aql import Number
    from telwire.workflow import AqlOrderItem, AqlOrderReport, AqlRow

COLUMNS = ("number", "voipnumber", "password")


@contextmanager
def new_file(path: str) -> Iterator[TextIO]:
    """A file that is made before anything is bought, never in place of another, and not left behind empty.

    Raises `CommandError` if there is such a file, `OSError`.
    """
    try:
        file = open(path, "x", encoding="utf-8", newline="", opener=private)  # noqa: SIM115
    except FileExistsError:
        message = f"the file `{path}` is there already: it is not overwritten"
        raise CommandError(message, "choose another name") from None
    with file:
        try:
            yield file
        finally:
            if not file.tell():
                os.unlink(path)


def write(report: AqlOrderReport, file: TextIO) -> int:
    """Writes the passwords of the report as CSV, durably, and says how many there are. Raises `OSError`."""
    rows = [(number, user, password.reveal()) for number, user, password in passwords(report)]
    if rows:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
        file.flush()
        os.fsync(file.fileno())
        sync_folder(os.path.dirname(file.name) or ".")  # the journal loses its passwords next
    return len(rows)


def passwords(report: AqlOrderReport) -> Iterator[tuple[Number | None, str | None, SipPassword]]:
    """Every password that came, whether for a slot or for none."""
    rows: list[AqlOrderItem | AqlRow] = [*report.items, *report.strays]
    for row in rows:
        if row.password is not None:
            yield row.number, row.voipnumber, row.password
