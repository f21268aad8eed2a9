"""The driver that blocks: `Client` without its methods, and what makes methods of calls and plans."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from contextvars import copy_context
from inspect import iscoroutinefunction
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar, cast

from telwire._client import methods
from telwire._client.interrupt import ctrl_c
from telwire._client.observer import Answer, Observer, OnRequest, OnResponse
from telwire._client.plan import Clock, Plan, Setup, opened, retry
from telwire._client.session import Call, Session, completed, concluded
from telwire._errors import Error, NoAnswer, NotSent
from telwire._transport import sync_transport
from telwire.workflow import Done, Item, Save, Send, Wait

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from telwire._native import Request, Response
    from telwire.journal import AsyncJournal, Journal

A = TypeVar("A")
G = TypeVar("G")
R = TypeVar("R")
T = TypeVar("T")
P = ParamSpec("P")


class SyncClient(Generic[A, G]):
    """What the blocking clients of all carriers have in common."""

    _checked: ClassVar[Callable[..., object]]
    """A workflow of the carrier: it refuses an account, a gateway or a limit that cannot be."""

    def __init__(
        self,
        account: A,
        gateway: G | str | None = None,
        transport: object = None,
        *,
        timeout: float = 30.0,
        max_retries: int = 2,
        max_in_flight: int = 2,
        clock: Clock | None = None,
        on_request: OnRequest | None = None,
        on_response: OnResponse | None = None,
    ) -> None:
        """A client of `account`, at `gateway` (a base URL does; the carrier's own if left out). Sends nothing yet.

        `transport`: an `httpx.Client`, a `requests.Session`, or a callable `Request -> Response` that raises `NotSent`
        or `NoAnswer`; the standard library if left out. What is handed in is never closed. `timeout` (seconds) and
        `max_retries` are for what reads or changes: purchases and releases are sent once, and waited for 120 seconds.
        `max_in_flight`: how many requests of one workflow may be on their way. `clock`: the time, in tests.
        `on_request(request)` is called before each request, `on_response(request, response_or_error, seconds)` after
        it. Raises `InvalidInput`.
        """
        self._setup = Setup(
            account,
            gateway,
            timeout=timeout,
            max_retries=max_retries,
            max_in_flight=max_in_flight,
            clock=clock,
        )
        try:
            self._checked(**self._setup.options())
        except Error:
            del gateway  # it may hold a login, and what prints tracebacks may print their variables
            raise
        self._observer = Observer(on_request, on_response)
        self._transport = sync_transport(transport)

    def close(self) -> None:
        """Closes the connections that telwire opened, and leaves alone what was handed in."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _retry(self, call: Call[T]) -> T:
        session = retry(call, self._setup).session(None, self._observer, self._setup.now_ms)
        for _ in self._drive(session, self._flights()):
            pass
        return cast("T", completed(session.result()).value)

    def _once(self, call: Call[T]) -> T:
        request = call.request(self._setup.account, self._setup.gateway)
        self._observer.sending(request)
        answer = self._send(request)
        return concluded(call, request, answer, self._observer)

    def _report(self, plan: Plan[Any, R]) -> R:
        flights = self._flights(in_threads=self._setup.max_in_flight > 1)
        with opened(plan.journal) as given:
            journal = _blocking(given)
            session = plan.session(_load(journal), self._observer, self._setup.now_ms)

            def stop() -> None:
                session.abort(plan.interrupted())
                flights.wake()

            try:
                # Twice, and what is on its way is given up; what came is saved before anything is raised.
                with ctrl_c(stop, flights.give_up):
                    for item in self._drive(session, flights, journal):
                        session.told(item)
            except KeyboardInterrupt:
                raise plan.interrupted() from None
            return plan.result(session)

    def _pieces(self, plan: Plan[tuple[T, ...], Any]) -> Generator[T, None, None]:
        session = plan.session(None, self._observer, self._setup.now_ms)
        for item in self._drive(session, self._flights()):
            yield from item.item
        completed(session.result())

    def _drive(
        self, session: Session[Any], flights: Flights, journal: Journal | None = None
    ) -> Iterator[Item]:
        """Does what the session wants up to its end, and hands out the items on the way."""
        while True:
            match session.next():
                case Done():
                    return
                case Item() as item:
                    yield item
                case Save() as save:
                    session.saved(save, _save(journal, save))
                case Send() as send:
                    flights.start(send)
                case Wait() if flights.are_over:
                    return
                case Wait() as wait:
                    for landed in _landed(session, flights, wait):
                        session.answered(*landed)

    def _flights(self, *, in_threads: bool = False) -> Flights:
        return Flights(self._send, self._setup.clock, in_threads=in_threads)

    def _send(self, request: Request) -> Answer:
        """Sends the request and waits for what comes of it."""
        result: Response | BaseException
        start = perf_counter()
        try:
            result = self._transport(request)
        except BaseException as error:
            result = error
        return Answer(result, perf_counter() - start)


class Flights:
    """Requests on their way: in a thread each, or one after the other on this thread."""

    def __init__(self, send: Callable[[Request], Answer], clock: Clock | None, *, in_threads: bool) -> None:
        self._send = send
        self._clock = clock
        self._in_threads = in_threads
        self._flying: dict[int, Send] = {}
        self._answers: SimpleQueue[tuple[Send, Answer]] = SimpleQueue()
        # Apart from the answers: a handler that breaks a wait off by an exception takes none of them away.
        self._wakes: SimpleQueue[None] = SimpleQueue()
        self._are_given_up = False

    @property
    def are_over(self) -> bool:
        """Whether they were given up, and all have come to their end."""
        return self._are_given_up and not self._flying

    def start(self, send: Send) -> None:
        """Lets the request leave."""
        self._flying[send.id] = send
        if self._in_threads:
            self._start_thread(send)
        else:
            self._fly(send)

    def _start_thread(self, send: Send) -> None:
        # As a daemon: who gives an answer up does not wait for it at the end of the program.
        thread = Thread(target=copy_context().run, args=(self._fly, send), daemon=True)
        try:
            thread.start()
        except RuntimeError as error:  # the system has no thread left
            self._answers.put((send, Answer(NotSent(str(error), call=send.request.call), 0.0)))

    def _fly(self, send: Send) -> None:
        self._answers.put((send, self._send(send.request)))
        self.wake()

    def give_up(self) -> None:
        """Waits for no answer any more. A signal handler may call it."""
        self._are_given_up = True
        self.wake()

    def wake(self) -> None:
        """Ends the wait that is under way, or the next one. A signal handler may call it."""
        self._wakes.put(None)

    def wait(self, seconds: float | None) -> list[tuple[Send, Answer]]:
        """The requests that came to their end next; none after so many seconds or a `wake`."""
        if self._clock and seconds is not None and not self._flying:
            self._clock.sleep(seconds)
        elif self._answers.empty() and not self._are_given_up:
            # By a clock of a test no time passes while an answer is waited for.
            self._sleep(None if self._clock else seconds)
        return [*self._answered(), *self._given_up()]

    def _sleep(self, seconds: float | None) -> None:
        with suppress(Empty):
            self._wakes.get(timeout=seconds)

    def _answered(self) -> Iterator[tuple[Send, Answer]]:
        while not self._answers.empty():
            send, answer = self._answers.get()
            # What was given up has had its answer: none.
            if self._flying.pop(send.id, None):
                yield send, answer

    def _given_up(self) -> Iterator[tuple[Send, Answer]]:
        while self._are_given_up and self._flying:
            _, send = self._flying.popitem()
            yield send, Answer(NoAnswer("the answer was not waited for", call=send.request.call), 0.0)


def _landed(session: Session[Any], flights: Flights, wait: Wait) -> list[tuple[Send, Answer]]:
    """What came to its end. A handler of signals that raises, as by `sys.exit`, stops the session first."""
    try:
        return flights.wait(wait.seconds)
    except BaseException as error:
        session.abort(error)
        return []


def _blocking(journal: Journal | AsyncJournal | None) -> Journal | None:
    if journal is not None and iscoroutinefunction(journal.load):
        raise TypeError(
            "the journal is to be awaited: hand it to an `AsyncClient`, or hand this one that blocks"
        )
    return cast("Journal | None", journal)


def _load(journal: Journal | None) -> bytes | None:
    return None if journal is None else journal.load()


def _save(journal: Journal | None, save: Save) -> object:
    """What the journal says to the save, or raises."""
    try:
        return journal.save(save.seq, save.checkpoint) if journal is not None else True
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return error


def repeated(call: Callable[P, Call[T]]) -> Callable[Concatenate[SyncClient[Any, Any], P], T]:
    """The method that makes the call, and repeats it until it is answered."""

    def method(self: SyncClient[Any, Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._retry(call(*args, **kwargs))

    return methods.repeated(method, call)


def once(call: Callable[P, Call[T]]) -> Callable[Concatenate[SyncClient[Any, Any], P], T]:
    """The method that makes the call, and sends it once."""

    def method(self: SyncClient[Any, Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._once(call(*args, **kwargs))

    return methods.once(method, call)


def reported(
    plan: Callable[Concatenate[Setup[A, G], P], Plan[Any, R]],
) -> Callable[Concatenate[SyncClient[A, G], P], R]:
    """The method that carries out the plan to its report."""

    def method(self: SyncClient[A, G], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._report(plan(self._setup, *args, **kwargs))

    return methods.planned(method, plan)


def iterated(
    plan: Callable[Concatenate[Setup[A, G], P], Plan[tuple[T, ...], Any]],
) -> Callable[Concatenate[SyncClient[A, G], P], Generator[T, None, None]]:
    """The method that carries out the plan while somebody asks for the next piece."""

    def method(self: SyncClient[A, G], /, *args: P.args, **kwargs: P.kwargs) -> Generator[T, None, None]:
        return self._pieces(plan(self._setup, *args, **kwargs))

    return methods.planned(method, plan)


def told(
    ask: Callable[Concatenate[Setup[A, G], P], R],
) -> Callable[Concatenate[SyncClient[A, G], P], R]:
    """The method that answers without sending anything."""

    def method(self: SyncClient[A, G], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return ask(self._setup, *args, **kwargs)

    return methods.planned(method, ask)
