"""What every driver of a workflow does, without sending or waiting itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar, cast

from telwire._client.observer import Answer, Observer, log
from telwire._enums import Stage
from telwire._errors import Error, Interrupted, InvalidInput, Misuse, NotSent, TransportError
from telwire._native import Response
from telwire.workflow import Done, Item, Progress, Save, Send, Wait

if TYPE_CHECKING:
    from telwire._native import Request
    from telwire.workflow import Workflow

R = TypeVar("R")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_MAY_BE_DONE = "the request may have been done: find out before sending it again"


class Call(Protocol[T_co]):
    """A call of a carrier that answers with a `T_co`."""

    def request(self, account: Any, gateway: Any) -> Request:
        """The request, signed."""
        ...

    def read(self, response: Response) -> T_co:
        """What the answer says."""
        ...

    def failed(self, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """The error that says that no answer came."""
        ...


class Session(Generic[R]):
    """One run of a workflow: a driver asks for the `next` thing to do and tells what came of it, up to `Done`.

    What a function of the caller's raises is kept: the workflow stops at its next safe point, everything is saved,
    and only then `result` raises it.
    """

    def __init__(
        self,
        workflow: Workflow,
        observer: Observer,
        now_ms: Callable[[], int],
        *,
        on_progress: Callable[[Progress], object] | None = None,
        on_item: Callable[[int, Any], object] | None = None,
        then: Callable[[], object] | None = None,
        journal: str | None = None,
    ) -> None:
        """`then` is called when the workflow is done, and may give it more to do. `journal` is its name."""
        self._workflow = workflow
        self._observer = observer
        self._now_ms = now_ms
        self._on_progress = on_progress
        self._on_item = on_item
        self._then = then
        self._journal = journal
        self._report: R | None = None
        self._stage: Stage | str | None = None
        self._sent: set[int] = set()
        self._aborted_by: BaseException | None = None
        self._is_stopping = False
        self._no_answer: BaseException | None = None
        self._not_saved: BaseException | None = None

    def next(self) -> Save | Send | Item | Wait | Done:
        """What to do now. Nothing is left to do after `Done`."""
        while True:
            if self._aborted_by is not None and not self._is_stopping:
                self._is_stopping = True
                log(logging.INFO, "stopping at the next safe point for `%s`", type(self._aborted_by).__name__)
                self._workflow.stop(self._now_ms())
            match self._workflow.poll(self._now_ms()):
                case Progress() as progress:
                    self._progressed(progress)
                case Send() as send if not self._may_leave(send):
                    self._workflow.fail(self._now_ms(), send.id, "not_sent")
                case Done() as done:
                    if self._then is None:
                        self._report = cast("R", done.report)
                        return done
                    then, self._then = self._then, None
                    then()
                case output:
                    return output

    def _progressed(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            if progress.stage == Stage.FINDING_OUT:
                log(logging.INFO, "finding out what became of a request whose answer was lost")
        self._tell(self._on_progress, progress)

    def _may_leave(self, send: Send) -> bool:
        """Tells of the request, and whether the caller's hook lets it pass."""
        request = send.request
        identity = hash((request.path, request.body))
        if identity in self._sent:
            log(logging.INFO, "sending `%s` again", request.call)
        self._sent.add(identity)
        return self._tell(self._observer.sending, request)

    def answered(self, send: Send, answer: Answer) -> None:
        """The request has come to its end."""
        if isinstance(answer.result, Response):
            self._workflow.respond(self._now_ms(), send.id, answer.result)
        else:
            self._failed(send, answer.result)
        # Afterwards: whatever a hook raises, the workflow has the answer.
        self._tell(self._observer.answered, send.request, answer)

    def _failed(self, send: Send, result: BaseException) -> None:
        self._no_answer = result
        self._workflow.fail(self._now_ms(), send.id, _failure(result))
        if isinstance(result, InvalidInput) or not isinstance(result, Exception):
            self.abort(result)

    def saved(self, save: Save, result: object) -> None:
        """What the journal said to the save: `True`, `False` (a conflict), or the exception that it raised."""
        if result is True:
            self._workflow.saved(self._now_ms(), save.seq)
            return
        if result is False:
            log(logging.WARNING, "save %d is not in the journal, which holds another", save.seq)
        else:
            # Without its traceback: the locals in that are checkpoints, and error reporters print them.
            self._not_saved = _as_exception(result).with_traceback(None)
            if not isinstance(self._not_saved, Exception):
                self.abort(self._not_saved)
            log(logging.WARNING, "save %d is not in the journal: %s", save.seq, _reason(self._not_saved))
        self._workflow.save_failed(self._now_ms(), save.seq, result is False)

    def told(self, item: Item) -> None:
        """Hands a piece of the result to the caller."""
        if self._on_item:
            self._tell(self._on_item, item.index, item.item)

    def _tell(self, function: Callable[..., object] | None, *arguments: object) -> bool:
        """Calls a function of the caller's, and says whether it returned."""
        try:
            if function:
                function(*arguments)
        except BaseException as error:
            self.abort(error)
            return False
        return True

    def abort(self, reason: BaseException) -> None:
        """Stops at the next safe point, for `result` to raise `reason`. The first reason stays."""
        if self._aborted_by is not None:
            return
        self._aborted_by = reason
        if self._journal:
            reason.add_note(
                f"what was done is in the journal {self._journal}: the same call goes on from there"
            )

    def result(self) -> R:
        """The report of a session that came to `Done`. Raises what aborted it."""
        report = cast("R", self._report)
        if isinstance(self._aborted_by, Interrupted):
            self._aborted_by.report = report
        if self._aborted_by is not None:
            raise self._aborted_by
        self._explain(getattr(report, "stopped", None))
        return report

    def _explain(self, stopped: object) -> None:
        """Puts what the host knows beside what the workflow says."""
        if isinstance(stopped, TransportError):
            stopped.__cause__ = self._no_answer
        elif isinstance(stopped, Misuse):
            stopped.__cause__ = self._not_saved


def concluded(call: Call[T], request: Request, answer: Answer, observer: Observer) -> T:
    """What came of a call that is sent once. Raises `Refused`, `Malformed`, `TransportError`."""
    try:
        observer.answered(request, answer)
    except BaseException as error:
        error.add_note(_MAY_BE_DONE)
        raise
    return _read(call, answer.result)


def _read(call: Call[T], result: Response | BaseException) -> T:
    if isinstance(result, Response):
        return call.read(result)
    if isinstance(result, InvalidInput):
        raise result
    if isinstance(result, Exception):
        raise call.failed(_failure(result)) from result
    result.add_note(_MAY_BE_DONE)
    raise result


def completed(report: R) -> R:
    """The report of what has nothing to tell if it ended early: raises why it did."""
    stopped = getattr(report, "stopped", None)
    if isinstance(stopped, Error):
        raise stopped
    return report


def _failure(error: BaseException) -> Literal["no_answer", "not_sent"]:
    # A transport that cannot be used says so by `InvalidInput`, and sends nothing.
    return "not_sent" if isinstance(error, NotSent | InvalidInput) else "no_answer"


def _as_exception(result: object) -> BaseException:
    if isinstance(result, BaseException):
        return result
    return TypeError(f"`save` of a journal returns `True` or `False`, not `{type(result).__name__}`")


def _reason(error: BaseException) -> str:
    """The words, where they are known to repeat nothing of a checkpoint: that may hold passwords."""
    return str(error) if isinstance(error, OSError | Error | TypeError) else f"`{type(error).__name__}`"
