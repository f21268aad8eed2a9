"""Journals: where an order or a release writes what it is about to do, and goes on from.

A journal holds one value, the last save of one workflow. It is what keeps a number from being bought twice,
and the SIP passwords that came from being lost: keep it as safe as them, until the order is sealed.

`FileJournal` is a file. A database does as well: anything with the two methods of `Journal` will do, as long
as `save` is durable and compares before it sets:

    update orders set seq = :seq, checkpoint = :checkpoint where id = :id and seq = :seq - 1

says by its row count whether the journal held the save before this one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from telwire._enums import Outcome
from telwire._errors import Misuse

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from types import TracebackType
    from typing import BinaryIO, Self

__all__ = ["AsyncJournal", "FileJournal", "Journal", "MemoryJournal"]

_SEQ_SIZE = 8


class Journal(Protocol):
    """Where a workflow writes what it does. One journal, one order, one driver at a time."""

    def load(self) -> bytes | None:
        """The checkpoint that was saved last; `None` if nothing ever was."""
        ...

    def save(self, seq: int, checkpoint: bytes) -> bool:
        """Writes the save number `seq`, durably, in place of the one before.

        `True`: the journal held `seq - 1` (nothing, if `seq` is 1) and now holds this. `False`: it holds
        something else, which stays: another driver is at it. An exception: it could not be written; the
        workflow tries again, a few times.
        """
        ...


class AsyncJournal(Protocol):
    """A `Journal` whose methods are awaited. Only an `AsyncClient` can use it."""

    def load(self) -> Awaitable[bytes | None]:
        """As `Journal.load`."""
        ...

    def save(self, seq: int, checkpoint: bytes) -> Awaitable[bool]:
        """As `Journal.save`."""
        ...


class MemoryJournal:
    """A journal that ends with the process: for tests, and for whoever can afford to lose what was bought.

    >>> journal = MemoryJournal()
    >>> journal.save(1, b"first"), journal.save(1, b"again"), journal.load()
    (True, False, b'first')
    """

    def __init__(self) -> None:
        self._seq = 0
        self._checkpoint: bytes | None = None
        self._turn = Lock()

    def load(self) -> bytes | None:
        """The checkpoint that was saved last; `None` if nothing ever was."""
        with self._turn:
            return self._checkpoint

    def save(self, seq: int, checkpoint: bytes) -> bool:
        """Keeps `checkpoint` and says `True`, if the save before `seq` is the one that it holds."""
        with self._turn:
            if seq != self._seq + 1:
                return False
            self._seq, self._checkpoint = seq, checkpoint
            return True

    def __repr__(self) -> str:
        return f"<MemoryJournal at save {self._seq}>"


class FileJournal:
    """A journal in a file that only its owner can read, for this driver alone.

    The first save makes the file: eight bytes with the number of the save, the highest first, then the
    checkpoint. Each save puts a new file in its place, durably; whatever happens meanwhile, one of the two is
    there, and whole. Beside it stands `….lock`, which the system keeps locked until `close`, or until the
    process ends in whatever way.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Takes the journal at `path`, and makes nothing yet but its lock.

        Raises `Misuse` (`journal_in_use`) if another driver has it, `OSError` if the lock cannot be made.
        """
        # Another name of the same journal has the same lock, and a save replaces no link.
        self._path = os.path.realpath(path)
        self._lock = _lock(self._path)
        self._unsynced: int | None = None
        self._turn = Lock()  # among the threads of this driver, which has the other lock as a whole

    @property
    def path(self) -> str:
        """Where it is: the whole path, with links followed."""
        return self._path

    def load(self) -> bytes | None:
        """The checkpoint that was saved last; `None` if nothing ever was.

        Raises `Misuse` (`journal_damaged`) if the file is no journal, `OSError` if it cannot be read.
        """
        with self._turn:
            saved = self._read()
        return saved[1] if saved else None

    def save(self, seq: int, checkpoint: bytes) -> bool:
        """Writes `checkpoint`, durably, and says `True`, if the file holds the save before `seq`.

        Raises `OSError` if it cannot be written, `Misuse` (`journal_damaged`) if the file is no journal,
        (`journal_closed`) after `close`. What was there before is there still then, or what was to be written.
        """
        with self._turn:
            if self._lock.closed:
                message = f"the journal `{self._path}` is closed: another driver may have it"
                raise _misuse("journal_closed", message)
            saved = self._read()
            if not self._is_unsynced(seq, checkpoint, saved):
                if seq != (saved[0] if saved else 0) + 1:
                    return False
                self._unsynced = seq
                _replace(self._path, seq.to_bytes(_SEQ_SIZE) + checkpoint)
            _sync_folder(os.path.dirname(self._path))
            self._unsynced = None
            return True

    def _is_unsynced(self, seq: int, checkpoint: bytes, saved: tuple[int, bytes] | None) -> bool:
        """Whether this very save is in the file already, and only failed to be made durable.

        That the file holds the same is not enough: two orders of the same begin with the same checkpoint.
        """
        return seq == self._unsynced and saved == (seq, checkpoint)

    def _read(self) -> tuple[int, bytes] | None:
        """The number of the save in the file, and its checkpoint."""
        try:
            with open(self._path, "rb") as file:
                content = file.read()
        except FileNotFoundError:
            return None
        if len(content) < _SEQ_SIZE:
            message = f"`{self._path}` is no journal, or is damaged: it is shorter than the number of a save"
            raise _misuse("journal_damaged", message)
        return int.from_bytes(content[:_SEQ_SIZE]), content[_SEQ_SIZE:]

    def close(self) -> None:
        """Lets another driver have it, after the save that another thread is at. What is saved stays."""
        with self._turn:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"FileJournal({self._path!r})"


def _lock(path: str) -> BinaryIO:
    """The locked file beside the journal: that itself is another file after each save."""
    lock = _private(path + ".lock", os.O_CREAT)
    try:
        _try_lock(lock.fileno())
    except BlockingIOError:
        lock.close()
        message = f"the journal `{path}` is in use by another driver: leave the work to it"
        raise _misuse("journal_in_use", message) from None
    except BaseException:
        lock.close()
        raise
    return lock


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

    def _sync_folder(path: str) -> None:
        """Nothing: only Unix has a way to make a new name durable."""

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _sync_folder(path: str) -> None:
        """Makes a new name in the folder durable."""
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _replace(path: str, content: bytes) -> None:
    """Puts a new file with `content` in the place of the one at `path`: durably, once the folder is synced."""
    temporary = path + ".tmp"
    # A process that was killed while it saved leaves one behind. It goes first, lest others can read it.
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    with _private(temporary, os.O_CREAT | os.O_EXCL) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _private(path: str, flags: int) -> BinaryIO:
    """A file to be written that only its owner can read."""
    return open(os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0) | flags, 0o600), "wb")


def _misuse(code: str, message: str) -> Misuse:
    return Misuse(message, code=code, outcome=Outcome.NOT_SENT)
