"""From a request to its answer: one adapter for each HTTP library, and one around the standard library.

What every adapter holds:

- `NotSent` is raised only where the request certainly never left: a bad address or proxy, an unknown name, a refused
  or hanging connection, a failed TLS handshake, a proxy that refuses the tunnel. From the first byte that may have
  been written on, what goes wrong is a `NoAnswer`; and so is all that goes wrong in what a caller put into a library to
  send with, as it may have tried before.
- A body that breaks off is an answer with `complete=False`, and so is one whose end nothing announced.
- A request is sent once. Redirects are answers; nothing is repeated, nothing is added to what was signed: not the
  credentials, cookies, headers or parameters that a session holds, and no netrc file.
- `request.timeout` is the time for the whole exchange.

| library | whole exchange ends in time | connection of a purchase or release |
|---|---|---|
| standard library | yes | always a new one |
| aiohttp | yes | may be a kept one; the gateway is asked to close it |
| httpx.AsyncClient | yes | may be a kept one |
| httpx.Client | each read until the headers are there, then the whole body | may be a kept one |
| requests | as httpx.Client | may be a kept one; the gateway is asked to close it |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Protocol, cast

from telwire import InvalidInput, Request, Response

if TYPE_CHECKING:
    import aiohttp
    import httpx
    import requests

_SYNCHRONOUS = ("httpx.Client", "requests.Session")
_ASYNCHRONOUS = ("httpx.AsyncClient", "aiohttp.ClientSession")


class SyncTransport(Protocol):
    """What a `Client` sends with."""

    concurrent: bool
    """Whether several threads may send at once; if not, they wait for each other."""

    def __call__(self, request: Request, /) -> Response:
        """Sends the request once and returns what came, or raises `NotSent` or `NoAnswer`."""
        ...

    def close(self) -> None:
        """Closes what telwire opened itself, and leaves open what was handed in."""


class AsyncTransport(Protocol):
    """What an `AsyncClient` sends with."""

    concurrent: bool
    """Whether several tasks may send at once."""

    async def __call__(self, request: Request, /) -> Response:
        """Sends the request once and returns what came, or raises `NotSent` or `NoAnswer`."""
        ...

    def close(self) -> None:
        """Closes what telwire opened itself, and leaves open what was handed in."""


def sync_transport(given: object | None) -> SyncTransport:
    """The transport for what was handed in as `transport` of a `Client`.

    `given` is an `httpx.Client`, a `requests.Session`, or any callable `Request -> Response`, which several threads may
    call at once; `None` takes the standard library. Raises `InvalidInput` (`unsupported`) for anything else.
    """
    if given is None:
        from telwire._transport.stdlib import StdlibTransport

        return StdlibTransport()
    match _library(given):
        case "httpx.Client":
            from telwire._transport.httpx import HttpxTransport

            return HttpxTransport(cast("httpx.Client", given))
        case "requests.Session":
            from telwire._transport.requests import RequestsTransport

            return RequestsTransport(cast("requests.Session", given))
        case None if callable(given) and not _is_asynchronous(given):
            from telwire._transport.own import OwnTransport

            return OwnTransport(cast("Callable[[Request], Response]", given))
    raise _unsupported(
        given, "httpx.Client, a requests.Session or a callable that takes a request and returns a response"
    )


def async_transport(given: object | None) -> AsyncTransport:
    """The transport for what was handed in as `transport` of an `AsyncClient`.

    `given` is an `httpx.AsyncClient`, an `aiohttp.ClientSession`, or any callable `Request -> Awaitable[Response]`;
    `None` takes the standard library in threads. Raises `InvalidInput` (`unsupported`) for anything else.
    """
    if given is None:
        from telwire._transport.threads import ThreadsTransport

        return ThreadsTransport()
    match _library(given):
        case "httpx.AsyncClient":
            from telwire._transport.httpx import AsyncHttpxTransport

            return AsyncHttpxTransport(cast("httpx.AsyncClient", given))
        case "aiohttp.ClientSession":
            from telwire._transport.aiohttp import AiohttpTransport

            return AiohttpTransport(cast("aiohttp.ClientSession", given))
        case None if callable(given):
            from telwire._transport.own import AsyncOwnTransport

            return AsyncOwnTransport(cast("Callable[[Request], Awaitable[Response]]", given))
    raise _unsupported(
        given, "httpx.AsyncClient, an aiohttp.ClientSession or an async callable that takes a request"
    )


def _library(given: object) -> str | None:
    """The client of an HTTP library that `given` is, or is derived from; found without importing the library."""
    names = (f"{cls.__module__.partition('.')[0]}.{cls.__qualname__}" for cls in type(given).__mro__)
    return next((name for name in names if name in _SYNCHRONOUS + _ASYNCHRONOUS), None)


def _is_asynchronous(given: Callable[..., object]) -> bool:
    return iscoroutinefunction(given) or iscoroutinefunction(type(given).__call__)


def _unsupported(given: object, wanted: str) -> InvalidInput:
    name = f"{type(given).__module__}.{type(given).__qualname__}".removeprefix("builtins.")
    message = f"`transport` cannot be of type `{name}` here: hand in an {wanted}"
    return InvalidInput(message, field="transport", code="unsupported")
