"""The file that takes the SIP passwords: new, and for its owner alone."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from telwire._cli.exits import CommandError

if TYPE_CHECKING:
    from telwire import SipPassword
    from telwire.aql import Number
    from telwire.workflow import AqlOrderReport

    Row = tuple[Number | None, str | None, SipPassword]

COLUMNS = ("number", "voipnumber", "password")


class PasswordFile:
    """A file that is made before anything is bought, and never written over another. Without passwords it goes again.

    A CSV with the columns `number`, `voipnumber`, `password`.
    """

    def __init__(self, path: Path) -> None:
        """Makes the file. Raises `CommandError`."""
        self.path = path
        try:
            self._file: TextIO = open(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
            )
        except FileExistsError:
            raise CommandError(
                f"the file `{path}` is there already: it is not overwritten", "choose another name"
            ) from None

    def __enter__(self) -> PasswordFile:
        return self

    def __exit__(self, *_: object) -> None:
        is_empty = not self._file.tell()
        self._file.close()
        if is_empty:
            self.path.unlink()

    def write(self, report: AqlOrderReport) -> int:
        """Writes the passwords of the report, durably; how many. Raises `OSError`."""
        rows = list(passwords(report))
        if rows:
            writer = csv.writer(self._file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((number, voipnumber, password.reveal()) for number, voipnumber, password in rows)
            self._file.flush()
            os.fsync(self._file.fileno())
        return len(rows)


def passwords(report: AqlOrderReport) -> Iterator[Row]:
    """Every password that came, whether for a slot or for none."""
    for row in (*report.items, *report.strays):
        if row.password:
            yield row.number, row.voipnumber, row.password
