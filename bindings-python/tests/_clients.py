"""One way to use the blocking and the asynchronous clients, so that a test holds for both."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from random import Random
from types import ModuleType
from typing import Any, Literal

import pytest

from telwire import Request, Response, aculab, aql
from telwire.sandbox import Sandbox

Kind = Literal["sync", "async"]

both = pytest.mark.parametrize("kind", ["sync", "async"])

Interceptor = Callable[[Request, Callable[[Request], Response]], Response]
"""A transport around that of the sandbox."""


class Clients:
    """Makes clients of one kind for a sandbox, in virtual time."""

    def __init__(self, kind: Kind, sandbox: Sandbox, **options: Any) -> None:
        self._kind = kind
        self._sandbox = sandbox
        self._options = {"clock": sandbox.clock, **options}

    @property
    def aql(self) -> Driven:
        return self._driven(aql, self._sandbox.account.aql)

    @property
    def aculab(self) -> Driven:
        return self._driven(aculab, self._sandbox.account.aculab)

    def _driven(self, carrier: ModuleType, account: object) -> Driven:
        if self._kind == "sync":
            transport = self._options.get("transport", self._sandbox.transport)
            return Driven(carrier.Client(account, **{**self._options, "transport": transport}))
        transport = awaited(self._options.get("transport", self._sandbox.transport))
        return Driven(carrier.AsyncClient(account, **{**self._options, "transport": transport}))


class Driven:
    """A client whose methods return what comes in the end, whatever its kind."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.client, name)
        return lambda *args, **kwargs: finished(method(*args, **kwargs))


def finished(result: Any) -> Any:
    """The result itself, once it is there; those of a generator as a list."""
    if isinstance(result, Awaitable):
        return asyncio.run(_awaited(result))
    if isinstance(result, AsyncIterator):
        return asyncio.run(_listed(result))
    return list(result) if isinstance(result, Iterator) else result


async def _awaited(result: Awaitable[Any]) -> Any:
    return await result


async def _listed(result: AsyncIterator[Any]) -> list[Any]:
    return [piece async for piece in result]


def awaited(transport: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The transport for an asynchronous client."""
    if inspect.iscoroutinefunction(transport):
        return transport

    async def send(request: Request) -> Response:
        await asyncio.sleep(0)
        return transport(request)

    return send


def disturbed(seed: int) -> Sandbox:
    """A sandbox where two requests in five go wrong, but nobody else buys: what is owned was bought by the test."""
    chance = Random(seed)
    faults = [
        {
            "kind": chance.choice(["no_answer", "proxy_error", "html_page"]),
            "done": chance.choice(["now", "never", 90]),
        }
        for _ in range(10)
    ]
    faults += [{"kind": "not_sent"}, {"kind": "stale_listing"}, {"kind": "cut_body", "at": 4}]
    places = range(1, 41)
    return Sandbox(
        seed,
        faults=[{**chance.choice(faults), "position": place} for place in places if chance.random() < 0.4],
    )


def numbers_owned(sandbox: Sandbox) -> list[str]:
    """What the account at aql has in truth."""
    return [str(user.number) for user in sandbox.owned.aql]
