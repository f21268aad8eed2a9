"""httpx, synchronous and asynchronous.

Requests are built without the client, so that nothing it holds is added to them; its transports, proxies, certificates,
limits and event hooks apply. `retries=` of a transport of httpx repeats connecting alone, before anything is sent. A
connection cannot be asked to be a new one, as a client that speaks HTTP/2 refuses the header `Connection`; httpx looks
whether a kept one was closed before it sends on it.

A transport of the caller's own may repeat requests, and so may a client derived from that of httpx: what fails in one
is always a `NoAnswer`, as the last failure says nothing of the tries before it. Whoever repeats requests there answers
for what is bought twice.
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
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

_SENDING_ONCE = (httpx.Client, httpx.AsyncClient, httpx.HTTPTransport, httpx.AsyncHTTPTransport)


class HttpxTransport(HandedIn):
    """Sends with an `httpx.Client`."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __call__(self, request: Request) -> Response:
        _check_open(self._client, request)
        deadline = Deadline(request.timeout)
        sent = _converted(request)
        try:
            answer = self._client.send(sent, stream=True, auth=None, follow_redirects=False)
        except Exception as error:
            refused = _refused(sent, error)
            if refused is None:
                failure = _failure(self._client, sent, request, error)
                # It prints with its query, which may hold a login.
                del sent
                raise failure from exchange.root(error)
            answer = refused
        if answer.is_stream_consumed:
            return _read_by_hook(answer)
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
        sent = _converted(request)
        try:
            async with asyncio.timeout_at(end):
                answer = await self._client.send(sent, stream=True, auth=None, follow_redirects=False)
        except Exception as error:
            refused = _refused(sent, error)
            if refused is None:
                failure = _failure(self._client, sent, request, error)
                # It prints with its query, which may hold a login.
                del sent
                raise failure from exchange.root(error)
            answer = refused
        if answer.is_stream_consumed:
            return _read_by_hook(answer)
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
    try:
        return httpx.Request(
            request.method,
            request.url,
            headers=exchange.headers_of(request, closing=False),
            content=request.body,
            extensions={"timeout": timeout.as_dict()},
        )
    except httpx.InvalidURL as error:
        raise exchange.not_sent(request, error) from None


def _failure(
    client: httpx.Client | httpx.AsyncClient, sent: httpx.Request, request: Request, error: Exception
) -> Exception:
    never_left = isinstance(error, _NEVER_LEFT) and _is_about(error, sent) and _sends_once(client, sent)
    return exchange.not_sent(request, error) if never_left else exchange.no_answer(request, error)


def _is_about(error: httpx.RequestError, sent: httpx.Request) -> bool:
    """Whether it is this request that failed, and not one that an event hook made after it."""
    # The property `request` raises where there is none.
    return getattr(error, "_request", None) is sent


def _sends_once(client: httpx.Client | httpx.AsyncClient, sent: httpx.Request) -> bool:
    # httpx has no public way to ask a client for the transport that it takes for an address.
    find = getattr(client, "_transport_for_url", None)
    return type(client) in _SENDING_ONCE and find is not None and type(find(sent.url)) in _SENDING_ONCE


def _refused(sent: httpx.Request, error: Exception) -> httpx.Response | None:
    """The answer to this request, if that is what an event hook made an error of."""
    if isinstance(error, httpx.HTTPStatusError) and error.request is sent:
        return error.response
    return None


def _read_by_hook(answer: httpx.Response) -> Response:
    """From an answer whose body an event hook has read, or a transport in memory has made."""
    try:
        return _response(answer, bytearray(answer.content), ended=True, plain=True)
    except httpx.ResponseNotRead:
        return _response(answer, bytearray(), ended=False)


def _response(answer: httpx.Response, body: bytearray, ended: bool, *, plain: bool = False) -> Response:
    is_framed = answer.http_version == "HTTP/2"
    return exchange.response(
        answer.status_code, answer.headers.multi_items(), body, ended=ended, framed=is_framed, plain=plain
    )
