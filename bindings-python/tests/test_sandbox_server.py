"""A sandbox over real sockets."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import enumerate as threads
from urllib.parse import urlsplit

import pytest

from telwire import Request, aql
from telwire.sandbox import Sandbox, Server

ORDER = aql.AssignNumbers(["44-113-3120120"])
SEARCH = aql.CheckNumbers("0113 312012*", show=2)
PATIENCE = 10
FOUND = b"AQVOIP_OK\n44-113-3120120_44-113-3120121\n"


@contextmanager
def connected(server: Server) -> Iterator[http.client.HTTPConnection]:
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as connection:
        yield connection


def send(connection: http.client.HTTPConnection, request: Request) -> http.client.HTTPResponse:
    connection.request(request.method, request.path, request.body, request.headers)
    return connection.getresponse()


def raw(server: Server, request: bytes) -> bytes:
    """What comes back for these bytes, until the connection closes."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_both_carriers_answer_at_one_address() -> None:
    sandbox = Sandbox()
    with sandbox.serve() as server, connected(server) as connection:
        answer = send(connection, SEARCH.request(sandbox.account.aql, gateway=server.url))
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=UTF-8")
        assert answer.read() == FOUND
        connection.request("GET", "/tel_get_supported_countries")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (400, "application/json")
        assert b"0405" in answer.read()


def test_it_says_where_it_is() -> None:
    with Sandbox().serve() as server:
        port = urlsplit(server.url).port
        assert server.url == f"http://127.0.0.1:{port}"
        assert server.environment == {
            "TELWIRE_AQL_USERNAME": "demo-reseller",
            "TELWIRE_AQL_PASSWORD": "demo-password",
            "TELWIRE_AQL_GATEWAY": server.url,
            "TELWIRE_ACULAB_CLOUD_ID": "1-2-0",
            "TELWIRE_ACULAB_USERNAME": "demo@example.com",
            "TELWIRE_ACULAB_ACCESS_KEY": "demo-access-key",
            "TELWIRE_ACULAB_GATEWAY": server.url,
        }


def test_what_is_bought_over_http_is_owned() -> None:
    sandbox = Sandbox()
    with sandbox.serve() as server, connected(server) as connection:
        send(connection, ORDER.request(sandbox.account.aql, gateway=server.url)).read()
    assert [str(user.number) for user in sandbox.owned.aql] == ["44-113-3120120"]


def test_a_connection_is_kept() -> None:
    sandbox = Sandbox()
    request = SEARCH.request(sandbox.account.aql)
    with sandbox.serve() as server, connected(server) as connection:
        assert send(connection, request).read() == FOUND
        kept = connection.sock
        assert send(connection, request).read() == FOUND
        assert connection.sock is kept


@pytest.mark.parametrize(("kind", "bought"), [("no_answer", 1), ("not_sent", 0)])
def test_nothing_closes_the_connection_without_an_answer(kind: str, bought: int) -> None:
    sandbox = Sandbox(faults=[kind])
    with (
        sandbox.serve() as server,
        connected(server) as connection,
        pytest.raises(http.client.RemoteDisconnected),
    ):
        send(connection, ORDER.request(sandbox.account.aql))
    assert len(sandbox.owned.aql) == bought


@pytest.mark.parametrize("at", [0, 1, 20, len(FOUND) - 1])
def test_a_cut_body_is_announced_whole_and_ends_early(at: int) -> None:
    sandbox = Sandbox(faults=[{"kind": "cut_body", "at": at}])
    with sandbox.serve() as server, connected(server) as connection:
        answer = send(connection, SEARCH.request(sandbox.account.aql))
        assert answer.headers["Content-Length"] == str(len(FOUND))
        with pytest.raises(http.client.IncompleteRead) as cut:
            answer.read()
    assert cut.value.partial == FOUND[:at]


def test_a_body_that_is_cut_silently_looks_whole() -> None:
    sandbox = Sandbox(faults=[{"kind": "cut_body", "at": 9, "declared": False}])
    with sandbox.serve() as server, connected(server) as connection:
        answer = send(connection, SEARCH.request(sandbox.account.aql))
        assert (answer.headers["Content-Length"], answer.read()) == ("9", b"AQVOIP_OK")


ORDER_PATH = b"/telecoms/assignnumberapi.php HTTP/1.1\r\nHost: sandbox\r\n"


@pytest.mark.parametrize(
    ("request_bytes", "status_line"),
    [
        (b"PUT " + ORDER_PATH + b"\r\n", b"HTTP/1.1 405 Method Not Allowed"),
        (b"HEAD " + ORDER_PATH + b"\r\n", b"HTTP/1.1 405 Method Not Allowed"),
        (b"GET " + ORDER_PATH + b"Connection: close\r\n\r\n", b"HTTP/1.1 405 Method Not Allowed"),
        (
            b"POST " + ORDER_PATH + b"Content-Length: 1048577\r\n\r\n",
            b"HTTP/1.1 413 Request Entity Too Large",
        ),
        (b"POST " + ORDER_PATH + b"Content-Length: -1\r\n\r\n", b"HTTP/1.1 400 Bad Request"),
        (
            b"POST " + ORDER_PATH + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"HTTP/1.1 411 Length Required",
        ),
        (b"GET /nowhere HTTP/1.1\r\nConnection: close\r\n\r\n", b"HTTP/1.1 404 Not Found"),
    ],
)
def test_what_no_carrier_takes_is_refused(request_bytes: bytes, status_line: bytes) -> None:
    with Sandbox().serve() as server:
        assert raw(server, request_bytes).split(b"\r\n")[0] == status_line


def test_half_a_request_buys_nothing() -> None:
    sandbox = Sandbox()
    request = ORDER.request(sandbox.account.aql)
    head = b"POST " + ORDER_PATH + b"Content-Length: %d\r\n\r\n" % (len(request.body) + 1)
    with sandbox.serve() as server:
        assert raw(server, head + request.body) == b""
    assert sandbox.owned.aql == []


def test_it_ends_whoever_is_still_connected() -> None:
    before = set(threads())
    with Sandbox().serve() as server:
        address = urlsplit(server.url)
        idle = socket.create_connection((address.hostname, address.port), PATIENCE)
        half = socket.create_connection((address.hostname, address.port), PATIENCE)
        half.sendall(b"POST " + ORDER_PATH + b"Content-Length: 9\r\n\r\n")
        with connected(server) as connection:
            assert send(connection, SEARCH.request(Sandbox().account.aql)).read() == FOUND
    with idle, half:
        assert (idle.recv(1), half.recv(1)) == (b"", b"")
        server.close()
    assert set(threads()) <= before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port))


def test_it_listens_on_this_machine_alone_and_on_the_port_that_is_asked_for() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Sandbox().serve(port) as server:
        assert server.url == f"http://127.0.0.1:{port}"
        with pytest.raises(OSError, match="in use"):
            Sandbox().serve(port)


def test_over_http_time_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = iter([100.0, 100.5, 102.0])
    monkeypatch.setattr("telwire.sandbox._clock.monotonic", lambda: next(real))
    sandbox = Sandbox(now=datetime(2026, 1, 1, tzinfo=UTC))
    with sandbox.serve():
        assert sandbox.clock.now_ms() == 1_767_225_600_500
        sandbox.clock.sleep(60)
        assert sandbox.clock.now_ms() == 1_767_225_662_000
