"""What orders and releases share: they are asked about, written down before anything is sent, and reported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from telwire import Error, FileJournal, Interrupted, InvalidInput, MemoryJournal, Misuse, Request
from telwire._cli import journals, passwords, reports
from telwire._cli.exits import CommandError, Exit
from telwire._cli.journals import Entry, State
from telwire._cli.options import Options
from telwire._cli.render import Listing, show
from telwire._cli.terminal import Terminal
from telwire.workflow import AqlOrderReport, ReleaseReport

if TYPE_CHECKING:
    from telwire._cli.accounts import Desk
    from telwire._cli.reports import Report
    from telwire._cli.terminal import OnProgress

_SHOWN = 5

_PACE = ("batch_size", "deadline")
"""Parameters that say nothing of what is bought."""


class Drive(Protocol):
    """Does what the journal says, or begins it where that is empty, and tells what came of it."""

    def __call__(self, *, journal: FileJournal | MemoryJournal, on_progress: OnProgress) -> Report: ...


@dataclass(frozen=True)
class Work:
    """How it is done."""

    drive: Drive
    """Does it, or goes on with it."""
    seal: Callable[[FileJournal], object] | None = None
    """Takes the SIP passwords out of the journal."""


@dataclass(frozen=True)
class Errand:
    """What is asked for, and costs money or gives up numbers."""

    carrier: str
    task: str
    """`order` or `release`."""
    what: str
    """In words: `2 numbers: 44-113-3120120, 44-113-3120121`."""
    parameters: Mapping[str, object]
    """Exactly: the arguments of the client's method."""
    warning: str
    """What cannot be undone."""
    work: Work
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else to know about it."""

    @property
    def digest(self) -> str:
        """The same for two that ask for the same."""
        wanted = {name: value for name, value in self.parameters.items() if name not in _PACE}
        return hashlib.sha256(repr(wanted).encode()).hexdigest()[:16]


def place(errand: Errand, desk: Desk[Any], options: Options, terminal: Terminal) -> Exit:
    """Asks whether to do it, and does it. Raises `CommandError`, `telwire.Error`, `OSError`."""
    if not desk.is_test and not options.again:
        _refuse_twice(errand, desk.gateway)  # before anybody is asked; `_begin` does it for good
    with password_file(options) as file:
        facts = {errand.task: errand.what, "gateway": desk.gateway, **errand.facts, "beware": errand.warning}
        terminal.facts(facts)
        terminal.confirm(f"{errand.task} {errand.what.partition(':')[0]}?")
        if desk.is_test:
            return carry_out(errand.work, None, MemoryJournal(), file, options, terminal)
        entry, journal = _begin(errand, desk.gateway, again=options.again)
        with journal:
            return carry_out(errand.work, entry, journal, file, options, terminal)


def _begin(errand: Errand, gateway: str, *, again: bool) -> tuple[Entry, FileJournal]:
    """Writes down what is begun, unless it is at work or unfinished already; one command at a time looks and writes."""
    release = dict(errand.parameters) if errand.task == "release" else None
    with journals.alone():
        if not again:
            _refuse_twice(errand, gateway)
        entry = journals.begin(
            errand.carrier, errand.task, errand.what, digest=errand.digest, release=release, gateway=gateway
        )
        return entry, FileJournal(entry.journal)


def _refuse_twice(errand: Errand, gateway: str) -> None:
    """Whoever gives the command again after an interruption means the same purchase, not a second one."""
    for entry in journals.entries():
        if (entry.digest, entry.gateway) == (errand.digest, gateway) and entry.state != State.FINISHED:
            message = f"the same {errand.task} is {entry.state} already, as `{entry.name}`: nothing was sent"
            raise CommandError(
                message, f"`telwire resume {entry.name}` goes on with it; --again begins another"
            )


def password_file(options: Options) -> AbstractContextManager[TextIO | None]:
    """The file that takes the SIP passwords, if one is wanted."""
    path = getattr(options, "passwords", None)
    return passwords.new_file(path) if path else nullcontext()


def carry_out(
    work: Work,
    entry: Entry | None,
    journal: FileJournal | MemoryJournal,
    file: TextIO | None,
    options: Options,
    terminal: Terminal,
) -> Exit:
    """Does the work and tells what came of it. The sandbox's has no entry, as it cannot be gone on with."""
    terminal.say(f"journal: {entry.journal if entry else 'none, as the TEST sandbox ends with this command'}")
    report = _drive(work, entry, journal, terminal)
    saved = entry if entry and entry.journal.exists() else None
    try:
        _conclude(work, report, saved, journal, file, options, terminal)
    except KeyboardInterrupt as interruption:
        raise _interrupted(interruption, entry) from None
    except BrokenPipeError:
        raise
    except (OSError, Error) as error:
        code = reports.exit_code(report)
        message = f"it is {reports.summary(report)}, but what followed failed: {error}"
        raise CommandError(message, _goes_on(saved), exit_code=max(code, Exit.PARTIAL)) from error
    return reports.exit_code(report)


def _conclude(
    work: Work,
    report: Report,
    saved: Entry | None,
    journal: FileJournal | MemoryJournal,
    file: TextIO | None,
    options: Options,
    terminal: Terminal,
) -> None:
    """Hands out what came, and writes down how far it is."""
    reveal = getattr(options, "reveal", False)
    if file is None and not reveal and _is_all_there_is(report):
        terminal.error("the journal could not keep the SIP passwords: they are shown here, and nowhere else")
        reveal = True
    try:
        if file and isinstance(report, AqlOrderReport):
            written = passwords.write(report, file)
            terminal.say(f"SIP passwords in {file.name}: {written}" if written else "no SIP password came")
    finally:
        place = str(saved.journal) if saved else None
        show(reports.listing(report, place, reveal=reveal), options.format, reveal=reveal)
    if saved:
        saved.settled(reports.state(report), reports.summary(report))
        if file and work.seal and report.stopped is None and isinstance(journal, FileJournal):
            work.seal(journal)
    _advise(report, saved, is_kept=reveal or file is not None, terminal=terminal)


def _is_all_there_is(report: Report) -> bool:
    """Whether passwords came that the journal did not take."""
    is_unsaved = isinstance(report.stopped, Misuse) and report.stopped.code in (
        "journal_failed",
        "journal_in_use",
    )
    return is_unsaved and isinstance(report, AqlOrderReport) and any(passwords.passwords(report))


def _goes_on(entry: Entry | None) -> str:
    return f"`telwire resume {entry.name}` goes on" if entry else ""


def _drive(
    work: Work, entry: Entry | None, journal: FileJournal | MemoryJournal, terminal: Terminal
) -> Report:
    try:
        with terminal.progress() as on_progress:
            return work.drive(journal=journal, on_progress=on_progress)
    except KeyboardInterrupt as interruption:
        raise _interrupted(interruption, entry) from None
    except (InvalidInput, Misuse):
        raise
    except (OSError, Error) as error:
        if entry is None or not entry.journal.exists():
            raise
        message = f"what was done is in the journal, but the command failed: {error}"
        raise CommandError(message, _goes_on(entry), exit_code=Exit.UNKNOWN) from error
    finally:
        if entry and not entry.journal.exists():
            entry.forget()


def _interrupted(interruption: KeyboardInterrupt, entry: Entry | None) -> CommandError:
    if entry is None or not entry.journal.exists():
        return CommandError("interrupted: nothing was bought or released", exit_code=Exit.INTERRUPTED)
    came = ""
    if isinstance(interruption, Interrupted) and isinstance(interruption.report, reports.Report):
        came = f" ({reports.summary(interruption.report)})"
    message = f"interrupted: what was done is in the journal{came}"
    return CommandError(message, _goes_on(entry), exit_code=Exit.INTERRUPTED)


def _advise(report: Report, entry: Entry | None, *, is_kept: bool, terminal: Terminal) -> None:
    """Tells what is left to do. Without an entry nothing was saved that can be gone on with."""
    resume = f"telwire resume {entry.name}" if entry else ""
    if isinstance(report.stopped, Error):
        hint = f"`{resume}` goes on" if resume else "give the command again"
        terminal.failure(report.stopped, hint)
    if reports.exit_code(report) == Exit.UNKNOWN:
        _advise_unknown(report, resume, terminal)
    if isinstance(report, AqlOrderReport) and any(passwords.passwords(report)) and not is_kept:
        where = f"`{resume} --passwords FILE` gets" if resume else "--reveal shows"
        terminal.hint(f"{where} the SIP passwords")
    if isinstance(report, AqlOrderReport) and any(item.status == "on_account" for item in report.items):
        terminal.hint("the SIP password of what is on account never came: ask aql for it")


def _advise_unknown(report: Report, resume: str, terminal: Terminal) -> None:
    """Tells how to find out what became of what is unknown."""
    if isinstance(report, ReleaseReport):
        terminal.error("what became of some numbers is not known", resume and f"`{resume}` looks again")
        return
    for purchase in reports.open_purchases(report):
        terminal.error(f"what became of purchase {purchase} is not known")
    if resume:
        terminal.hint(f"`{resume}` looks again")
        terminal.hint(f"`{resume} --resolve N=bought`, or `N=not_bought`, tells what became of purchase N")


def dry_run(requests: Iterable[Request], options: Options) -> Exit:
    """Shows what would be sent. Requests that nobody has signed hold no secret."""
    rows = [(request.call, request.effect, request.path, request.body.decode()) for request in requests]
    show(Listing(("call", "effect", "path", "form"), rows), options.format)
    return Exit.DONE


def some(names: Iterable[object]) -> str:
    """The names, or the first of them where they are many."""
    texts = [str(name) for name in names]
    return ", ".join(texts if len(texts) <= _SHOWN else [*texts[:_SHOWN], f"and {len(texts) - _SHOWN} more"])


def count(number: int, noun: str) -> str:
    """Such as `1 number` and `2 numbers`."""
    return f"{number} {noun}" + ("s" if number != 1 else "")
