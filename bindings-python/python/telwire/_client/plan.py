"""What is to be driven: a workflow, where it begins, its journal, and whom to tell."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Never, Protocol, TypedDict, TypeVar, cast

from telwire._client.session import Call, Session
from telwire._enums import Outcome
from telwire._errors import Interrupted, InvalidInput
from telwire.journal import AsyncJournal, FileJournal, Journal
from telwire.workflow import Retry

if TYPE_CHECKING:
    from telwire._client.observer import Observer
    from telwire.workflow import Progress, RetryReport, Workflow

A = TypeVar("A")
G = TypeVar("G")
I = TypeVar("I")  # noqa: E741
R = TypeVar("R")

GivenJournal = str | os.PathLike[str] | Journal | AsyncJournal
"""A journal as callers give it: the path of a file, or one of their own. Only an `AsyncClient` can await one."""

OnProgress = Callable[["Progress"], object]
"""Called each time that a workflow has moved. What it raises stops the workflow at its next safe point."""


class Clock(Protocol):
    """Time, where it is not the system's: that of a test."""

    def now_ms(self) -> int:
        """The time, in milliseconds since 1970."""
        ...

    def sleep(self, seconds: float) -> object:
        """Lets so many seconds pass."""
        ...


class Options(TypedDict, Generic[A, G]):
    """The keyword arguments that all workflows have."""

    account: A
    gateway: G | str | None
    seed: int
    max_in_flight: int
    max_retries: int
    timeout: float


class Setup(Generic[A, G]):
    """Whose requests they are, and how they behave on the wire."""

    def __init__(
        self,
        account: A,
        gateway: G | str | None,
        *,
        timeout: float,
        max_retries: int,
        max_in_flight: int,
        clock: Clock | None,
    ) -> None:
        self.account = account
        self.gateway = gateway
        self.max_in_flight = max_in_flight
        self.clock = clock
        self._timeout = timeout
        self._max_retries = max_retries

    def options(self) -> Options[A, G]:
        """For a new workflow: its waits are not those of any other."""
        return {
            "account": self.account,
            "gateway": self.gateway,
            "seed": int.from_bytes(os.urandom(8)),
            "max_in_flight": self.max_in_flight,
            "max_retries": self._max_retries,
            "timeout": self._timeout,
        }

    def now_ms(self) -> int:
        """The time, in milliseconds since 1970."""
        return self.clock.now_ms() if self.clock else time.time_ns() // 1_000_000


class Plan(NamedTuple, Generic[I, R]):
    """A workflow to be driven, which has pieces of type `I` and a report of type `R`."""

    begin: Callable[[bytes | None], Workflow]
    """Makes the workflow, from what the journal holds."""
    journal: GivenJournal | None = None
    on_progress: OnProgress | None = None
    on_item: Callable[[int, I], object] | None = None
    then: Callable[[Any], object] | None = None
    """Gives it more to do when it is done."""
    conclude: Callable[[Any], R] | None = None
    """Makes the result of the workflow's report, where it is not the report."""

    def session(
        self, checkpoint: bytes | None, observer: Observer, now_ms: Callable[[], int]
    ) -> Session[Any]:
        """A run of the workflow. Raises `InvalidInput` if the journal is of another one."""
        try:
            workflow = self.begin(checkpoint)
        except InvalidInput as error:
            if checkpoint is not None:
                error.add_note(f"it is what the journal {self.journal_name()} holds")
            raise
        then = self.then
        return Session(
            workflow,
            observer,
            now_ms,
            on_progress=self.on_progress,
            on_item=self.on_item,
            then=(lambda: then(workflow)) if then else None,
            journal=self.journal_name(),
        )

    def result(self, session: Session[Any]) -> R:
        """What came of the run, which is done. Raises what stopped it, where that is not for the report."""
        report = session.result()
        return self.conclude(report) if self.conclude else cast("R", report)

    def interrupted(self) -> Interrupted:
        """What Ctrl-C raises."""
        journal = self.journal_name()
        where = f"its journal is {journal}" if journal else "it has no journal"
        return Interrupted(f"interrupted before it was done; {where}", journal=self.journal)

    def journal_name(self) -> str | None:
        """The journal as messages name it."""
        journal = self.journal.path if isinstance(self.journal, FileJournal) else self.journal
        if isinstance(journal, str | os.PathLike):
            return f"`{os.fspath(journal)}`"
        return f"`{type(journal).__name__}`" if journal else None


def retry(call: Call[Any], setup: Setup[Any, Any]) -> Plan[Never, RetryReport]:
    """Repeats a call of the account's carrier until it is answered."""
    return Plan(resuming(Retry(cast("Any", call), **setup.options())))


def required(journal: GivenJournal) -> GivenJournal:
    """The journal, if it is one: what costs money does not go without by mistake. Raises `InvalidInput`."""
    is_path = isinstance(journal, str | os.PathLike) and bool(os.fspath(journal))
    if is_path or (callable(getattr(journal, "load", None)) and callable(getattr(journal, "save", None))):
        return journal
    given = "an empty path" if journal == "" else f"`{type(journal).__name__}`"
    message = (
        f"`journal` must be the path of a file, or have `load` and `save`, not {given}: "
        "`MemoryJournal()` goes without a file"
    )
    raise InvalidInput(message, field="journal", code="wrong_format")


def resuming(workflow: Workflow) -> Callable[[bytes | None], Workflow]:
    """Begins `workflow` anew, or where its journal says."""

    def begin(checkpoint: bytes | None) -> Workflow:
        if checkpoint is not None:
            workflow.resume(checkpoint)
        return workflow

    return begin


def loading(load: Callable[[bytes], Workflow]) -> Callable[[bytes | None], Workflow]:
    """Begins whatever the journal holds."""

    def begin(checkpoint: bytes | None) -> Workflow:
        if checkpoint is None:
            message = "`journal` holds nothing yet: begin with `order`"
            raise InvalidInput(message, field="journal", code="empty", outcome=Outcome.NOT_SENT)
        return load(checkpoint)

    return begin


@contextmanager
def opened(journal: GivenJournal | None) -> Iterator[Journal | AsyncJournal | None]:
    """The journal, ready to be used. One that is opened here is closed here."""
    if isinstance(journal, str | os.PathLike):
        with FileJournal(journal) as file:
            yield file
    else:
        yield journal
