"""requests.

A request goes straight to the adapter that the session has mounted for its address, so that nothing the session holds
(headers, cookies, parameters, authorisation, netrc, hooks) is added to it, and no redirect is followed. The session's
adapters, proxies and certificates apply, and with `trust_env` the proxies and certificates of the environment.

An adapter of the caller's own may repeat requests unseen: what fails in one is always a `NoAnswer`, as the last failure
says nothing of the tries before it. Whoever repeats requests there answers for what is bought twice.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from traceback import walk_tb

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from telwire import InvalidInput, NotSent, Request, Response
from telwire._transport import exchange
from telwire._transport.exchange import Deadline, HandedIn

_NEVER_LEFT = (
    requests.ConnectTimeout,
    requests.exceptions.InvalidProxyURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
)


class RequestsTransport(HandedIn):
    """Sends with the adapters of a `requests.Session`, one request at a time: a session belongs to one thread.

    An adapter that repeats requests is refused with `InvalidInput` (`unsupported`) before anything is sent.
    """

    concurrent = False

    def __init__(self, session: requests.Session) -> None:
        self._session = session
        self._turn = threading.Lock()

    def __call__(self, request: Request) -> Response:
        if not self._turn.acquire(timeout=request.timeout):
            raise NotSent("the requests session that was handed in is still busy", call=request.call)
        try:
            return self._exchange(request)
        finally:
            self._turn.release()

    def _exchange(self, request: Request) -> Response:
        deadline = Deadline(request.timeout)
        adapter = self._adapter(request)
        try:
            answer = self._send(adapter, request)
        except Exception as error:
            raise _failure(adapter, request, error) from exchange.root(error)
        with answer:
            body, ended = exchange.read(_chunks(answer), deadline)
        return exchange.response(answer.status_code, answer.headers.items(), body, ended=ended)

    def _adapter(self, request: Request) -> BaseAdapter:
        try:
            adapter = self._session.get_adapter(request.url)
        except requests.exceptions.InvalidSchema as error:
            raise exchange.not_sent(request, error) from error
        retries = getattr(adapter, "max_retries", None)
        if retries is not None and (retries.total is None or retries.total > 0):
            raise _repeating()
        return adapter

    def _send(self, adapter: BaseAdapter, request: Request) -> requests.Response:
        settings = self._session.merge_environment_settings(request.url, {}, True, None, None)
        return adapter.send(
            _converted(request),
            stream=True,
            timeout=(exchange.connect_timeout(request), request.timeout),
            verify=True if settings["verify"] is None else settings["verify"],
            cert=settings["cert"],
            proxies=settings["proxies"],
        )


def _repeating() -> InvalidInput:
    message = (
        "the requests session repeats requests that may have arrived (`max_retries` of its adapter), "
        "and could buy twice: mount `HTTPAdapter(max_retries=0)` for the gateway"
    )
    return InvalidInput(message, field="transport", code="unsupported")


def _converted(request: Request) -> requests.PreparedRequest:
    headers = exchange.headers_of(request, closing=exchange.wants_new_connection(request))
    return requests.Request(request.method, request.url, headers=headers, data=request.body).prepare()


def _failure(adapter: BaseAdapter, request: Request, error: Exception) -> Exception:
    sends_once = type(adapter) is HTTPAdapter
    never_left = sends_once and (isinstance(error, _NEVER_LEFT) or _failed_to_connect(error))
    return exchange.not_sent(request, error) if never_left else exchange.no_answer(request, error)


def _failed_to_connect(error: Exception) -> bool:
    """Whether the connection was still being opened, by the functions that the error came through.

    The kind of error does not tell: requests raises the same ones for a TLS handshake and for an answer that broke off.
    """
    frames = (frame for cause in exchange.causes(error) for frame, _ in walk_tb(cause.__traceback__))
    return any(
        frame.f_code.co_name == "connect" and frame.f_globals.get("__name__") == "urllib3.connection"
        for frame in frames
    )


def _chunks(answer: requests.Response) -> Iterator[bytes]:
    # Before version 2 urllib3 has no `read1`: there a chunk is waited for until it is full.
    read = getattr(answer.raw, "read1", answer.raw.read)
    return iter(partial(read, exchange.CHUNK, decode_content=False), b"")
