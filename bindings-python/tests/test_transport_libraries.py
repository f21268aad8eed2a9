"""What is handed in as a transport, and what of it reaches the wire."""

from __future__ import annotations

import asyncio
import gzip
import os
import resource
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import aiohttp
import httpx
import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

import _transports
from _requests import purchase, search
from _transports import Exchange, everything_shown
from _wire import Authority, Peer, Wire, answering, head_of, refused, whole
from telwire import InvalidInput, NoAnswer, NotSent, Request, Response
from telwire._transport import async_transport, sync_transport
from telwire._transport.proxy import Proxy, environment_proxy

ANSWER = Response(200, b"AQVOIP_OK")
WHOLE = whole(b"AQVOIP_OK")


async def answer_later(request: Request) -> Response:
    return ANSWER


class AnswersLater:
    async def __call__(self, request: Request) -> Response:
        return ANSWER


SYNCHRONOUS = (
    "hand in an httpx.Client, a requests.Session or a callable that takes a request and returns a response"
)
ASYNCHRONOUS = (
    "hand in an httpx.AsyncClient, an aiohttp.ClientSession or an async callable that takes a request"
)


@pytest.mark.parametrize(
    ("find", "given", "message"),
    [
        (sync_transport, 5, f"`transport` cannot be of type `int` here: {SYNCHRONOUS}"),
        (
            sync_transport,
            httpx.AsyncClient(),
            f"`transport` cannot be of type `httpx.AsyncClient` here: {SYNCHRONOUS}",
        ),
        (sync_transport, answer_later, f"`transport` cannot be of type `function` here: {SYNCHRONOUS}"),
        (
            sync_transport,
            AnswersLater(),
            f"`transport` cannot be of type `{__name__}.AnswersLater` here: {SYNCHRONOUS}",
        ),
        (async_transport, "x", f"`transport` cannot be of type `str` here: {ASYNCHRONOUS}"),
        (
            async_transport,
            requests.Session(),
            f"`transport` cannot be of type `requests.sessions.Session` here: {ASYNCHRONOUS}",
        ),
    ],
)
def test_what_is_no_transport_is_refused(
    find: Callable[[object], object], given: object, message: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        find(given)
    assert (str(caught.value), caught.value.field, caught.value.code) == (message, "transport", "unsupported")


def test_what_is_derived_from_a_known_client_is_known() -> None:
    class Session(requests.Session):
        pass

    assert type(sync_transport(Session())).__name__ == "RequestsTransport"


@pytest.mark.parametrize(
    ("given", "concurrent"), [(None, True), (httpx.Client(), True), (requests.Session(), False)]
)
def test_a_transport_says_whether_threads_may_share_it(given: object, concurrent: bool) -> None:
    transport = sync_transport(given)
    assert transport.concurrent is concurrent
    transport.close()


def test_what_was_handed_in_stays_open() -> None:
    with httpx.Client() as client:
        sync_transport(client).close()
        assert not client.is_closed


def test_a_closed_client_sends_nothing() -> None:
    client = httpx.Client()
    client.close()
    with pytest.raises(NotSent, match=r"^the httpx client that was handed in is closed$"):
        sync_transport(client)(purchase("http://127.0.0.1:1"))


def test_a_closed_aiohttp_session_sends_nothing() -> None:
    async def send() -> None:
        session = aiohttp.ClientSession()
        await session.close()
        await async_transport(session)(purchase("http://127.0.0.1:1"))

    with pytest.raises(NotSent, match=r"^the aiohttp session that was handed in is closed$"):
        asyncio.run(send())


@pytest.mark.parametrize("retries", [1, Retry(total=None), Retry(3, allowed_methods=None)])
def test_a_requests_session_that_repeats_is_refused_before_sending(retries: int | Retry) -> None:
    with Wire(answering(WHOLE)) as wire, requests.Session() as session:
        session.mount(wire.url, HTTPAdapter(max_retries=retries))
        with pytest.raises(InvalidInput) as caught:
            sync_transport(session)(purchase(wire.url))
    assert str(caught.value) == (
        "the requests session repeats requests that may have arrived (`max_retries` of its adapter), and could buy "
        "twice: mount `HTTPAdapter(max_retries=0)` for the gateway"
    )
    assert (caught.value.field, caught.value.code, wire.connections) == ("transport", "unsupported", 0)


def test_retries_that_a_session_has_for_other_hosts_do_not_matter() -> None:
    with Wire(answering(WHOLE)) as wire, requests.Session() as session:
        session.mount("https://elsewhere.example", HTTPAdapter(max_retries=3))
        assert sync_transport(session)(purchase(wire.url)).body == b"AQVOIP_OK"


def test_connecting_again_is_all_that_httpx_repeats() -> None:
    transport = httpx.HTTPTransport(retries=3)
    with Wire(answering(b"")) as wire, httpx.Client(transport=transport) as client, pytest.raises(NoAnswer):
        sync_transport(client)(purchase(wire.url))
    assert len(wire.requests) == 1


class RepeatingTransport(httpx.HTTPTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except httpx.TransportError:
            return super().handle_request(request)


class RepeatingAsyncTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except httpx.TransportError:
            return await super().handle_async_request(request)


class RepeatingClient(httpx.Client):
    def send(self, *args: Any, **kwargs: Any) -> httpx.Response:
        try:
            return super().send(*args, **kwargs)
        except httpx.TransportError:
            return super().send(*args, **kwargs)


class RepeatingAdapter(HTTPAdapter):
    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        try:
            return super().send(*args, **kwargs)
        except requests.ConnectionError:
            return super().send(*args, **kwargs)


def by_repeating_httpx(request: Request) -> Response:
    with httpx.Client(transport=RepeatingTransport()) as client:
        return sync_transport(client)(request)


def by_repeating_client(request: Request) -> Response:
    with RepeatingClient() as client:
        return sync_transport(client)(request)


def by_repeating_async_httpx(request: Request) -> Response:
    async def send() -> Response:
        async with httpx.AsyncClient(transport=RepeatingAsyncTransport()) as client:
            return await async_transport(client)(request)

    return asyncio.run(send())


def by_repeating_requests(request: Request) -> Response:
    with requests.Session() as session:
        session.mount("http://", RepeatingAdapter())
        return sync_transport(session)(request)


@pytest.mark.parametrize(
    "send", [by_repeating_httpx, by_repeating_client, by_repeating_async_httpx, by_repeating_requests]
)
def test_a_refusal_after_a_try_that_arrived_is_no_proof_that_nothing_did(
    send: Callable[[Request], Response],
) -> None:
    def read_and_leave(peer: Peer) -> None:
        wire.stop_listening()
        peer.read_request()

    with Wire(read_and_leave) as wire, pytest.raises(NoAnswer) as caught:
        send(purchase(wire.url))
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)
    assert len(wire.requests) == 1


def test_what_fails_in_a_hook_of_httpx_says_nothing_of_the_request() -> None:
    def report(answer: httpx.Response) -> None:
        httpx.post(f"http://127.0.0.1:{refused()}")

    hooks = {"response": [report]}
    with Wire(answering(WHOLE)) as wire, httpx.Client(event_hooks=hooks) as client, pytest.raises(NoAnswer):
        sync_transport(client)(purchase(wire.url))
    assert len(wire.requests) == 1


def by_httpx(request: Request) -> Response:
    login = httpx.BasicAuth("mallory", "other")
    added = {"Authorization": "Basic bWFsbG9yeQ==", "X-Added": "1"}
    with httpx.Client(
        auth=login, headers=added, cookies={"a": "b"}, params={"c": "d"}, follow_redirects=True
    ) as client:
        return sync_transport(client)(request)


def by_async_httpx(request: Request) -> Response:
    async def send() -> Response:
        login = httpx.BasicAuth("mallory", "other")
        async with httpx.AsyncClient(auth=login, headers={"X-Added": "1"}, follow_redirects=True) as client:
            return await async_transport(client)(request)

    return asyncio.run(send())


def by_requests(request: Request) -> Response:
    with requests.Session() as session:
        session.auth = ("mallory", "other")
        session.headers["X-Added"] = "1"
        session.cookies.set("a", "b")
        session.params = {"c": "d"}
        return sync_transport(session)(request)


def by_aiohttp(request: Request) -> Response:
    async def send() -> Response:
        added = {"Authorization": "Basic bWFsbG9yeQ==", "X-Added": "1"}
        async with aiohttp.ClientSession(headers=added, cookies={"a": "b"}, raise_for_status=True) as session:
            return await async_transport(session)(request)

    return asyncio.run(send())


@pytest.mark.parametrize("send", [by_httpx, by_async_httpx, by_requests, by_aiohttp])
def test_nothing_that_a_session_holds_is_added(send: Callable[[Request], Response]) -> None:
    redirect = b"HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
    with Wire(answering(redirect, redirect)) as wire:
        assert send(search(wire.url)).status == 307
    [request] = wire.requests
    first, headers = head_of(request)
    assert b"?" not in first
    assert headers.keys() <= {
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    }


def test_http_2_announces_the_end_of_every_body() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, stream=httpx.ByteStream(b"AQVOIP_OK"), extensions={"http_version": b"HTTP/2"}
        )

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        assert sync_transport(client)(search("http://127.0.0.1:1")).complete


def reading(answer: httpx.Response) -> None:
    answer.read()


def refusing(answer: httpx.Response) -> None:
    answer.raise_for_status()


async def reading_later(answer: httpx.Response) -> None:
    await answer.aread()


async def refusing_later(answer: httpx.Response) -> None:
    answer.raise_for_status()


def by_hooked_httpx(request: Request) -> Response:
    with httpx.Client(event_hooks={"response": [reading, refusing]}) as client:
        return sync_transport(client)(request)


def by_hooked_async_httpx(request: Request) -> Response:
    async def send() -> Response:
        hooks = {"response": [reading_later, refusing_later]}
        async with httpx.AsyncClient(event_hooks=hooks) as client:
            return await async_transport(client)(request)

    return asyncio.run(send())


@pytest.mark.parametrize("send", [by_hooked_httpx, by_hooked_async_httpx])
@pytest.mark.parametrize("status", [200, 403])
def test_an_answer_that_a_hook_of_httpx_read_or_refused_is_an_answer(
    send: Callable[[Request], Response], status: int
) -> None:
    body = gzip.compress(b"AQVOIP_OK")
    head = b"HTTP/1.1 %d Said\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
    with Wire(answering(head + body)) as wire:
        answer = send(purchase(wire.url))
    assert (answer.status, answer.body, answer.complete) == (status, b"AQVOIP_OK", True)


def test_an_answer_that_a_hook_refused_unread_keeps_its_status() -> None:
    hooks = {"response": [refusing]}
    head = b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"
    with Wire(answering(head)) as wire, httpx.Client(event_hooks=hooks) as client:
        answer = sync_transport(client)(purchase(wire.url))
    assert (answer.status, answer.complete) == (403, False)


@pytest.mark.parametrize("name", ["httpx", "async-httpx"])
def test_no_failure_of_httpx_shows_its_request_whose_query_prints(name: str) -> None:
    [outcome] = _transports.ALL[name]([purchase(f"http://127.0.0.1:{refused()}")])
    assert isinstance(outcome, NotSent), outcome
    assert "<Request(" not in everything_shown(outcome)


class Crash(Exception):
    """What a transport of one's own might raise."""


def raising(error: Exception) -> Callable[[Request], Response]:
    def send(request: Request) -> Response:
        raise error

    return send


def test_an_own_transport_says_itself_what_was_sent() -> None:
    error = NotSent("the queue is full")
    with pytest.raises(NotSent) as caught:
        sync_transport(raising(error))(search("http://127.0.0.1:1"))
    assert caught.value is error


def test_whatever_else_an_own_transport_raises_may_have_happened_after_sending() -> None:
    error = Crash("password=hunter2")
    with pytest.raises(NoAnswer) as caught:
        sync_transport(raising(error))(purchase("http://127.0.0.1:1"))
    assert str(caught.value) == "the transport that was handed in raised `Crash`"
    assert caught.value.__cause__ is error


def test_an_own_async_transport_is_awaited() -> None:
    async def send(request: Request) -> Response:
        return await async_transport(answer_later)(request)

    assert asyncio.run(send(search("http://127.0.0.1:1"))) is ANSWER


def test_an_own_transport_that_returns_something_else_may_have_sent() -> None:
    with pytest.raises(NoAnswer) as caught:
        sync_transport(lambda request: None)(purchase("http://127.0.0.1:1"))
    assert str(caught.value.__cause__) == "a transport returns a telwire.Response, not `NoneType`"


def test_who_stops_waiting_leaves_the_thread_to_its_request() -> None:
    arrived, finished = threading.Event(), threading.Event()

    def script(peer: Peer) -> None:
        peer.read_request()
        arrived.set()
        finished.wait()
        peer.send(WHOLE)

    async def send_and_give_up(gateway: str) -> None:
        transport = async_transport(None)
        sending = asyncio.ensure_future(transport(purchase(gateway)))
        await asyncio.to_thread(arrived.wait)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        finished.set()
        transport.close()

    with Wire(script) as wire:
        asyncio.run(send_and_give_up(wire.url))
    assert len(wire.requests) == 1


def test_threads_share_the_standard_library() -> None:
    together = threading.Barrier(4)

    def script(peer: Peer) -> None:
        peer.read_request()
        together.wait()
        peer.send(WHOLE)

    transport = sync_transport(None)
    with Wire(script) as wire:
        threads = [threading.Thread(target=transport, args=(search(wire.url),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        transport.close()
    assert wire.connections == 4


def in_fork(act: Callable[[], bool]) -> bool:
    """What `act` says in a process that is forked off."""
    with warnings.catch_warnings():
        # The server of the test has threads, which the fork does without.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        said = False
        try:
            said = act()
        finally:
            os._exit(0 if said else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_forked_process_leaves_kept_connections_to_its_parent() -> None:
    def is_answered() -> bool:
        return transport(search(wire.url)).complete

    transport = sync_transport(None)
    with Wire(answering(WHOLE, WHOLE)) as wire:
        assert is_answered()
        assert in_fork(is_answered)
        assert wire.connections == 2
        assert is_answered()
        transport.close()
    assert wire.connections == 2


@pytest.fixture
def many_files() -> Iterator[None]:
    """As many open files as `select` can tell apart."""
    count = 1024
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limits[1], 2 * count), limits[1]))
    files = [os.dup(0) for _ in range(count)]
    yield
    for file in files:
        os.close(file)
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@pytest.mark.usefixtures("many_files")
def test_connections_are_kept_however_many_files_are_open() -> None:
    transport = sync_transport(None)
    with Wire(answering(WHOLE, WHOLE)) as wire:
        assert [transport(search(wire.url)).body for _ in range(2)] == [b"AQVOIP_OK"] * 2
        transport.close()
    assert wire.connections == 1


@pytest.fixture(params=["stdlib", "httpx", "requests", "threads", "async-httpx", "aiohttp"])
def exchange(request: pytest.FixtureRequest) -> Exchange:
    return _transports.ALL[request.param]


def test_a_proxy_gets_its_login_and_the_whole_address(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Wire(answering(WHOLE)) as wire:
        monkeypatch.setenv("http_proxy", f"http://user:p%40ss@127.0.0.1:{wire.port}")
        [outcome] = exchange([search("http://127.0.0.1:1")])
    assert isinstance(outcome, Response), outcome
    first, headers = head_of(wire.requests[0])
    assert first.startswith(b"POST http://127.0.0.1:1/")
    assert headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"
    assert headers["host"] == "127.0.0.1:1"


def test_no_proxy_is_used_for_what_is_exempt(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Wire(answering(WHOLE)) as wire:
        [outcome] = exchange([search(wire.url)])
    assert isinstance(outcome, Response), outcome


def test_a_proxy_that_refuses_the_tunnel_never_saw_the_request(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Wire(answering(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) as wire:
        monkeypatch.setenv("https_proxy", f"http://user:s3cret@127.0.0.1:{wire.port}")
        [outcome] = exchange([purchase("https://localhost:1")])
    assert isinstance(outcome, NotSent), outcome
    assert "s3cret" not in str(outcome)
    assert wire.requests[0].startswith(b"CONNECT localhost:1 HTTP/1.")
    assert b"hunter2" not in b"".join(wire.requests)


def test_a_tunnel_hides_the_request_from_the_proxy(
    exchange: Exchange, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tunnel(peer: Peer) -> None:
        peer.read_request()
        peer.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        peer.start_tls(authority.context)
        answering(WHOLE)(peer)

    with Wire(tunnel) as wire:
        for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
            monkeypatch.setenv(name, str(authority.file))
        monkeypatch.setenv("https_proxy", f"http://user:p%40ss@127.0.0.1:{wire.port}")
        [outcome] = exchange([purchase("https://localhost:1")])
    assert isinstance(outcome, Response), outcome
    connect, inside = (head_of(request) for request in wire.requests)
    assert connect[1]["proxy-authorization"] == "Basic dXNlcjpwQHNz"
    assert "proxy-authorization" not in inside[1]
    assert inside[0].startswith(b"POST /")


@pytest.mark.parametrize(
    ("proxy", "message"),
    [
        ("socks5://user:s3cret@127.0.0.1:1", "is not an `http://` one: hand in a transport that knows it"),
        ("http://user:s3cret@127.0.0.1:x", "has a port that is no number"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_refused_before_sending(
    proxy: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    [outcome] = _transports.stdlib([purchase("http://127.0.0.1:1")])
    assert isinstance(outcome, NotSent), outcome
    assert str(outcome) == f"the proxy that the environment names {message}"
    assert "s3cret" not in everything_shown(outcome)


def test_a_proxy_prints_without_its_login() -> None:
    assert repr(Proxy.parse("http://user:s3cret@proxy:3128")) == "Proxy(host='proxy', port=3128)"


def test_a_proxy_may_be_named_without_its_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "proxy:3128")
    assert environment_proxy("http://127.0.0.1:1/") == "http://proxy:3128"
    assert environment_proxy("https://127.0.0.1:1/") is None
