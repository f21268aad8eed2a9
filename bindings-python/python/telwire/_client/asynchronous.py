"""The driver of asyncio: `AsyncClient` without its methods, and what makes methods of calls and plans."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing, suppress
from inspect import isawaitable
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar, cast

from telwire._client import methods
from telwire._client.observer import Answer, Observer, OnRequest, OnResponse
from telwire._client.plan import Clock, Plan, Setup, opened, retry
from telwire._client.session import Call, Session, completed, concluded
from telwire._errors import Error
from telwire._transport import async_transport
from telwire.journal import FileJournal
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


class AsyncClientBase(Generic[A, G]):
    """What the asyncio clients of all carriers have in common."""

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
        """As a `Client`, but `transport` is an `httpx.AsyncClient`, an `aiohttp.ClientSession` or an async callable.

        The standard library in threads, if it is left out. Raises `InvalidInput`.
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
        self._transport = async_transport(transport)

    async def aclose(self) -> None:
        """Closes the connections that telwire opened, and leaves alone what was handed in."""
        self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _retry(self, call: Call[T]) -> T:
        session = retry(call, self._setup).session(None, self._observer, self._setup.now_ms)
        async for _ in self._drive(session, self._flights()):
            pass
        return cast("T", completed(session.result()).value)

    async def _once(self, call: Call[T]) -> T:
        request = call.request(self._setup.account, self._setup.gateway)
        self._observer.sending(request)
        answer = await self._send(request)
        return concluded(call, request, answer, self._observer)

    async def _report(self, plan: Plan[Any, R]) -> R:
        flights = self._flights()
        with opened(plan.journal) as journal:
            session = plan.session(await _load(journal), self._observer, self._setup.now_ms)
            # In a task of its own: a cancellation breaks off what is on its way, and no save.
            driver = asyncio.create_task(self._drive_to_report(session, flights, journal))
            try:
                await asyncio.wait([driver])
            except asyncio.CancelledError as cancelled:
                session.abort(cancelled)
                flights.cancel()
                await _finished(driver)
            driver.result()
            return plan.result(session)

    async def _drive_to_report(
        self, session: Session[Any], flights: Flights, journal: Journal | AsyncJournal | None
    ) -> None:
        async for item in self._drive(session, flights, journal):
            session.told(item)

    async def _pieces(self, plan: Plan[tuple[T, ...], Any]) -> AsyncGenerator[T, None]:
        session = plan.session(None, self._observer, self._setup.now_ms)
        async with aclosing(self._drive(session, self._flights())) as items:
            async for item in items:
                for piece in item.item:
                    yield piece
        completed(session.result())

    async def _drive(
        self, session: Session[Any], flights: Flights, journal: Journal | AsyncJournal | None = None
    ) -> AsyncGenerator[Item, None]:
        """Does what the session wants up to its end, and hands out the items on the way."""
        try:
            while True:
                match session.next():
                    case Done():
                        return
                    case Item() as item:
                        yield item
                    case Save() as save:
                        session.saved(save, await _save(journal, save))
                    case Send() as send:
                        flights.start(send)
                    case Wait() if flights.are_over:
                        return
                    case Wait() as wait:
                        for send, answer in await flights.wait(wait.seconds):
                            session.answered(send, answer)
        finally:
            flights.cancel()

    def _flights(self) -> Flights:
        return Flights(self._send, self._setup.clock)

    async def _send(self, request: Request) -> Answer:
        """Sends the request and waits for what comes of it."""
        result: Response | BaseException
        start = perf_counter()
        try:
            result = await self._transport(request)
        except BaseException as error:
            result = error
        return Answer(result, perf_counter() - start)


class Flights:
    """Requests on their way, in a task each."""

    def __init__(self, send: Callable[[Request], Coroutine[Any, Any, Answer]], clock: Clock | None) -> None:
        self._send = send
        self._clock = clock
        self._tasks: dict[asyncio.Task[Answer], Send] = {}
        self._cancelled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def are_over(self) -> bool:
        """Whether they were cancelled, and all have come to their end."""
        return self._cancelled.done() and not self._tasks

    def start(self, send: Send) -> None:
        """Lets the request leave."""
        self._tasks[asyncio.create_task(self._send(send.request))] = send

    def cancel(self) -> None:
        """Waits for no answer any more."""
        if not self._cancelled.done():
            self._cancelled.set_result(None)
        for task in self._tasks:
            task.cancel()

    async def wait(self, seconds: float | None) -> list[tuple[Send, Answer]]:
        """The requests that came to their end next; none after so many seconds."""
        if self._clock and seconds is not None and not self._tasks:
            await _passed(self._clock.sleep(seconds))
            return []
        # By a clock of a test no time passes while an answer is waited for.
        timeout = None if self._clock else seconds
        ends: list[asyncio.Future[Any]] = [*self._tasks, self._cancelled]
        await asyncio.wait(ends, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        landed = [task for task in self._tasks if task.done()]
        return [(self._tasks.pop(task), _answer(task)) for task in landed]


def _answer(task: asyncio.Task[Answer]) -> Answer:
    """What came of it; a task that was cancelled before it began has no result."""
    return Answer(asyncio.CancelledError(), 0.0) if task.cancelled() else task.result()


async def _finished(task: asyncio.Task[None]) -> None:
    """Waits for the end of the task, however often that is cancelled: anyio does so at every turn of the loop."""
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([task])


async def _passed(slept: object) -> None:
    """Time by a clock of a test; others get their turn all the same."""
    await (slept if isawaitable(slept) else asyncio.sleep(0))


async def _load(journal: Journal | AsyncJournal | None) -> bytes | None:
    return None if journal is None else await _asked(journal, journal.load)


async def _save(journal: Journal | AsyncJournal | None, save: Save) -> object:
    """What the journal says to the save, or raises."""
    try:
        return await _asked(journal, journal.save, save.seq, save.checkpoint) if journal is not None else True
    except Exception as error:
        return error


async def _asked(journal: object, method: Callable[..., Awaitable[T] | T], *arguments: object) -> T:
    """What a method of the journal says. A file may block: that happens beside the loop."""
    if isinstance(journal, FileJournal):
        return cast("T", await asyncio.to_thread(method, *arguments))
    said = method(*arguments)
    return cast("T", await said if isawaitable(said) else said)


def repeated(
    call: Callable[P, Call[T]],
) -> Callable[Concatenate[AsyncClientBase[Any, Any], P], Coroutine[Any, Any, T]]:
    """The method that makes the call, and repeats it until it is answered."""

    async def method(self: AsyncClientBase[Any, Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._retry(call(*args, **kwargs))

    return methods.repeated(method, call)


def once(
    call: Callable[P, Call[T]],
) -> Callable[Concatenate[AsyncClientBase[Any, Any], P], Coroutine[Any, Any, T]]:
    """The method that makes the call, and sends it once."""

    async def method(self: AsyncClientBase[Any, Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._once(call(*args, **kwargs))

    return methods.once(method, call)


def reported(
    plan: Callable[Concatenate[Setup[A, G], P], Plan[Any, R]],
) -> Callable[Concatenate[AsyncClientBase[A, G], P], Coroutine[Any, Any, R]]:
    """The method that carries out the plan to its report."""

    async def method(self: AsyncClientBase[A, G], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._report(plan(self._setup, *args, **kwargs))

    return methods.planned(method, plan)


def iterated(
    plan: Callable[Concatenate[Setup[A, G], P], Plan[tuple[T, ...], Any]],
) -> Callable[Concatenate[AsyncClientBase[A, G], P], AsyncGenerator[T, None]]:
    """The method that carries out the plan while somebody asks for the next piece."""

    def method(self: AsyncClientBase[A, G], /, *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T, None]:
        return self._pieces(plan(self._setup, *args, **kwargs))

    return methods.planned(method, plan)


def told(
    ask: Callable[Concatenate[Setup[A, G], P], R],
) -> Callable[Concatenate[AsyncClientBase[A, G], P], R]:
    """The method that answers without sending anything."""

    def method(self: AsyncClientBase[A, G], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return ask(self._setup, *args, **kwargs)

    return methods.planned(method, ask)
