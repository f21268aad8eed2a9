"""The journals of this command, and what is known of each without an account.

    $XDG_STATE_HOME/telwire/orders/20261122-084500-aql-order.journal    what the workflow saves: may hold SIP passwords
                                   20261122-084500-aql-order.json       its description: no secret

Folder and files are for their owner alone.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, count
from pathlib import Path
from typing import Any

from telwire import FileJournal, Misuse
from telwire._cli.exits import CommandError
from telwire._cli.files import private

_JOURNAL = ".journal"
_DESCRIPTION = ".json"

_PATIENCE = 0.05
"""How many seconds a command waits before it looks again whether another has begun."""


class State(StrEnum):
    """How far it came, as the last run of the command left it."""

    FINISHED = "finished"
    """Nothing is left to do."""
    OPEN = "open"
    """It ended early, or is under way: resuming it goes on."""
    UNKNOWN = "unknown"
    """It ended with something of unknown outcome."""


@dataclass(frozen=True)
class Entry:
    """A journal and its description."""

    journal: Path
    carrier: str
    """`aql` or `aculab`."""
    task: str
    """`order` or `release`."""
    what: str
    """What was asked for, in words."""
    digest: str
    """The same for two that ask for the same."""
    release: dict[str, Any] | None
    """The arguments of a release, which is told them again when it goes on. An order knows them from its journal."""
    gateway: str
    """Whom it was asked from: a host."""
    started: str
    """When: ISO 8601, UTC."""
    state: State = State.OPEN
    result: str = ""
    """What came of it, in words."""

    @property
    def name(self) -> str:
        """What names it on the command line."""
        return self.journal.stem

    def settled(self, state: State, result: str) -> Entry:
        """The same with what came of it, written down. Raises `OSError`."""
        entry = replace(self, state=state, result=result)
        os.replace(_draft(entry), _description(entry.journal))
        return entry

    def forget(self) -> None:
        """Removes the description. Raises `OSError`."""
        _description(self.journal).unlink()


def folder() -> Path:
    """Where the journals are."""
    home = Path(os.environ.get("XDG_STATE_HOME", ""))
    # The XDG Base Directory Specification wants a relative path to be ignored.
    return (home if home.is_absolute() else Path.home() / ".local" / "state") / "telwire" / "orders"


def begin(
    carrier: str, task: str, what: str, *, digest: str, release: dict[str, Any] | None, gateway: str
) -> Entry:
    """A new entry, written down. Its journal comes with the first save. Raises `OSError`."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    names = (
        f"{now:%Y%m%d-%H%M%S}-{carrier}-{task}{suffix}" for suffix in chain([""], map("-{}".format, count(2)))
    )
    journals = (folder() / f"{name}{_JOURNAL}" for name in names)
    started = now.isoformat(timespec="seconds")
    entries = (Entry(journal, carrier, task, what, digest, release, gateway, started) for journal in journals)
    return next(entry for entry in entries if _is_first(entry))


@contextmanager
def alone() -> Iterator[None]:
    """Keeps other commands from looking at the entries and beginning one meanwhile. Raises `OSError`."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        try:
            lock = FileJournal(folder() / "begin")
        except Misuse:
            time.sleep(_PATIENCE)
        else:
            break
    with lock:
        yield


def entries() -> list[Entry]:
    """All that may have sent something, or may be about to; the oldest first. Raises `CommandError`, `OSError`."""
    described = (_read(description) for description in folder().glob(f"*{_DESCRIPTION}"))
    sent = (entry for entry in described if entry.journal.exists() or _is_at_work(entry))
    return sorted(sent, key=lambda entry: (entry.started, entry.name))


def _is_at_work(entry: Entry) -> bool:
    """Whether a command has the journal, which comes with its first save only."""
    try:
        FileJournal(entry.journal).close()
    except Misuse:
        return True
    return False


def find(name: str) -> Entry:
    """The entry with that name, or that path of a journal. Raises `CommandError`, `OSError`."""
    given = Path(name)
    journal = given if given.suffix == _JOURNAL else given.with_name(f"{given.name}{_JOURNAL}")
    descriptions = [_description(path) for path in (journal, folder() / journal.name)]
    found = next(filter(Path.exists, descriptions), None)
    if found:
        return _read(found)
    if given.exists():
        message = f"`{name}` has no description beside it, so it is no journal of this command"
        raise CommandError(message, "resume it from Python: `Client.resume_order(journal)`")
    raise CommandError(f"there is no journal `{name}`", "`telwire orders` lists them")


def _description(journal: Path) -> Path:
    return journal.with_suffix(_DESCRIPTION)


def _is_first(entry: Entry) -> bool:
    """Writes the description down unless there is one of that name: whoever comes second takes another."""
    draft = _draft(entry)
    try:
        os.link(draft, _description(entry.journal))
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _draft(entry: Entry) -> Path:
    """The description in a file that is to take its place: whatever happens meanwhile, one is there and whole."""
    description = {name: value for name, value in asdict(entry).items() if name != "journal"}
    draft = entry.journal.with_suffix(f"{_DESCRIPTION}.{os.getpid()}")
    with open(draft, "w", encoding="utf-8", opener=private) as file:
        json.dump(description, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _read(description: Path) -> Entry:
    try:
        known = json.loads(description.read_bytes())
        return Entry(description.with_suffix(_JOURNAL), **known | {"state": State(known["state"])})
    except (ValueError, TypeError, KeyError) as error:
        message = f"`{description}` is damaged: it does not describe a journal"
        raise CommandError(message, "the journal beside it is not: resume it from Python") from error
