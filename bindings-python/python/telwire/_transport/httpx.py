"""httpx, synchronous and asynchronous.

Requests are built without the client, so that nothing it holds is added to them; its transports, proxies, certificates,
limits and event hooks apply. `retries=` of a transport of httpx repeats connecting alone, before anything is sent. A
connection cannot be asked to be a new one, as a client that speaks HTTP/2 refuses the header `Connection`; httpx looks
whether a kept one was closed before it sends on it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import httpx

from telwire import NotSent, Request, Response
from telwire._transport import exchange
from telwire._transport.exchange import Deadline, HandedIn

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.InvalidURL,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class HttpxTransport(HandedIn):
    """Sends with an `httpx.Client`."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __call__(self, request: Request) -> Response:
        _check_open(self._client, request)
        deadline = Deadline(request.timeout)
        try:
            answer = self._client.send(_converted(request), stream=True, auth=None, follow_redirects=False)
        except Exception as error:
            raise _failure(request, error) from exchange.root(error)
        try:
            return _response(answer, *exchange.read(answer.iter_raw(), deadline))
        finally:
            with suppress(Exception):
                answer.close()


class AsyncHttpxTransport(HandedIn):
    """Sends with an `httpx.AsyncClient`."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def __call__(self, request: Request) -> Response:
        _check_open(self._client, request)
        end = asyncio.get_running_loop().time() + request.timeout
        try:
            async with asyncio.timeout_at(end):
                answer = await self._client.send(
                    _converted(request), stream=True, auth=None, follow_redirects=False
                )
        except Exception as error:
            raise _failure(request, error) from exchange.root(error)
        try:
            return _response(answer, *await exchange.read_async(answer.aiter_raw(), end))
        finally:
            with suppress(Exception):
                await answer.aclose()


def _check_open(client: httpx.Client | httpx.AsyncClient, request: Request) -> None:
    if client.is_closed:
        raise NotSent("the httpx client that was handed in is closed", call=request.call)


def _converted(request: Request) -> httpx.Request:
    connect = exchange.connect_timeout(request)
    timeout = httpx.Timeout(request.timeout, connect=connect, pool=connect)
    return httpx.Request(
        request.method,
        request.url,
        headers=exchange.headers_of(request, closing=False),
        content=request.body,
        extensions={"timeout": timeout.as_dict()},
    )


def _failure(request: Request, error: Exception) -> Exception:
    as_failure = exchange.not_sent if isinstance(error, _NEVER_LEFT) else exchange.no_answer
    return as_failure(request, error)


def _response(answer: httpx.Response, body: bytearray, ended: bool) -> Response:
    is_framed = answer.http_version == "HTTP/2"
    return exchange.response(
        answer.status_code, answer.headers.multi_items(), body, ended=ended, framed=is_framed
    )
