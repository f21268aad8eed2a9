"""What every transport does alike, on real sockets."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import _transports
from _requests import purchase, search
from _transports import Exchange, everything_shown
from _wire import OK, Authority, Peer, Script, Wire, answering, head_of, refused, unreachable, whole
from telwire import NoAnswer, NotSent, Request, Response, TransportError

PATIENCE = 1.0
BODY = b"AQVOIP_OK\n44-113-3120120\n"
WHOLE = whole(BODY)


@pytest.fixture(params=_transports.ALL)
def exchange(request: pytest.FixtureRequest) -> Exchange:
    return _transports.ALL[request.param]


def said(outcome: Response | TransportError) -> tuple[int, bytes, bool]:
    assert isinstance(outcome, Response), outcome
    return outcome.status, outcome.body, outcome.complete


def failed(outcome: Response | TransportError) -> type[TransportError]:
    assert isinstance(outcome, TransportError), outcome
    return type(outcome)


def cut(peer: Peer, *, sent: bytes) -> None:
    peer.read_request()
    peer.send(sent)


def stall(peer: Peer, *, sent: bytes) -> None:
    peer.read_request()
    peer.send(sent)
    peer.hold()


def drip(peer: Peer, *, sent: bytes, drops: bytes) -> None:
    peer.read_request()
    peer.send(sent)
    peer.drip(drops)


def reset(peer: Peer) -> None:
    peer.read_request()
    peer.reset()


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 4\r\n\r\nlost"

ANSWERS: dict[str, tuple[bytes, tuple[int, bytes, bool]]] = {
    "announced length": (WHOLE, (200, BODY, True)),
    "chunked": (CHUNKED + b"5\r\nAQVOI\r\n4\r\nP_OK\r\n0\r\n\r\n", (200, b"AQVOIP_OK", True)),
    "empty": (OK + b"Content-Length: 0\r\n\r\n", (200, b"", True)),
    "ended by closing": (OK + b"\r\n" + BODY, (200, BODY, False)),
    "cut below its length": (OK + b"Content-Length: 99\r\n\r\nAQVOIP_OK", (200, b"AQVOIP_OK", False)),
    "cut chunk": (CHUNKED + b"5\r\nAQVOI\r\n9\r\nP_", (200, b"AQVOI", False)),
    "no last chunk": (CHUNKED + b"5\r\nAQVOI\r\n", (200, b"AQVOI", False)),
    "redirect": (REDIRECT, (302, b"lost", True)),
    "refusal": (b"HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno", (401, b"no", True)),
    "error of a server": (b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy", (503, b"busy", True)),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_is_complete_only_if_its_announced_end_came(exchange: Exchange, case: str) -> None:
    answer, expected = ANSWERS[case]
    with Wire(partial(cut, sent=answer)) as wire:
        [outcome] = exchange([search(wire.url)])
    status, body, complete = said(outcome)
    if case == "cut chunk":
        # Some libraries hand on what came of a chunk, some do not.
        body = body.removesuffix(b"P_")
    assert (status, body, complete) == expected
    assert len(wire.requests) == 1


LATE: dict[str, Script] = {
    "closed at once": lambda peer: None,
    "closed after the request": partial(cut, sent=b""),
    "reset": reset,
    "no answer": partial(stall, sent=b""),
    "half a head": partial(stall, sent=OK + b"Content-"),
    "not HTTP": partial(cut, sent=b"AQVOIP_OK 44-113-3120120_600001_hunter2\n\n"),
}


@pytest.mark.parametrize("case", LATE)
@pytest.mark.parametrize("make", [search, purchase])
def test_what_fails_after_sending_may_have_arrived_and_is_not_repeated(
    exchange: Exchange, make: Callable[[str, float], Request], case: str
) -> None:
    with Wire(LATE[case]) as wire:
        [outcome] = exchange([make(wire.url, PATIENCE)])
    assert failed(outcome) is NoAnswer
    assert wire.connections == 1


def test_a_refused_connection_never_carried_the_request(exchange: Exchange) -> None:
    port = refused()
    [outcome] = exchange([purchase(f"http://127.0.0.1:{port}")])
    assert failed(outcome) is NotSent
    assert isinstance(outcome, NotSent)
    assert str(outcome).startswith(f"could not connect to `http://127.0.0.1:{port}`: connect")
    assert (outcome.call, outcome.outcome) == ("assign_numbers", "not_sent")
    assert isinstance(outcome.__cause__, ConnectionRefusedError)


def test_a_host_that_does_not_take_the_connection_never_got_the_request(exchange: Exchange) -> None:
    with unreachable() as port:
        [outcome] = exchange([purchase(f"http://127.0.0.1:{port}", PATIENCE)])
    assert (failed(outcome), str(outcome)) == (
        NotSent,
        f"could not connect to `http://127.0.0.1:{port}`: timed out",
    )


def test_a_name_that_does_not_exist_never_got_the_request(exchange: Exchange) -> None:
    [outcome] = exchange([purchase("https://nonexistent.invalid")])
    assert failed(outcome) is NotSent
    assert str(outcome).startswith("could not connect to `https://nonexistent.invalid`: ")


def reset_in_handshake(peer: Peer) -> None:
    peer.wait_for_data()
    peer.reset()


HANDSHAKES: dict[str, Script] = {
    "another protocol": lambda peer: peer.send(b"HTTP/1.1 400 plain\r\n\r\n"),
    "closed": lambda peer: None,
    "reset": reset_in_handshake,
    "silence": lambda peer: peer.hold(),
}


@pytest.mark.parametrize("case", HANDSHAKES)
def test_a_failed_tls_handshake_never_carried_the_request(exchange: Exchange, case: str) -> None:
    with Wire(HANDSHAKES[case]) as wire:
        [outcome] = exchange([purchase(f"https://localhost:{wire.port}", PATIENCE)])
    assert failed(outcome) is NotSent


def trust(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, str(authority.file))


def test_a_certificate_that_is_not_trusted_is_refused_before_sending(
    exchange: Exchange, authority: Authority
) -> None:
    with Wire(answering(WHOLE), tls=authority.context) as wire:
        [outcome] = exchange([purchase(wire.url)])
    assert failed(outcome) is NotSent
    assert "certificate verify failed" in str(outcome)
    assert wire.requests == []


def test_the_certificates_of_the_environment_are_trusted(
    exchange: Exchange, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(authority, monkeypatch)
    with Wire(answering(WHOLE), tls=authority.context) as wire:
        [outcome] = exchange([search(wire.url)])
    assert said(outcome) == (200, BODY, True)


def test_a_connection_that_breaks_inside_tls_may_have_carried_the_request(
    exchange: Exchange, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(authority, monkeypatch)
    with Wire(reset, tls=authority.context) as wire:
        [outcome] = exchange([purchase(wire.url)])
    assert failed(outcome) is NoAnswer
    assert len(wire.requests) == 1


DRIPS: dict[str, tuple[Script, bytes]] = {
    "body": (partial(drip, sent=OK + b"Content-Length: 99999\r\n\r\n", drops=b"x"), b"x"),
    "chunks": (partial(drip, sent=CHUNKED, drops=b"1\r\nx\r\n"), b"x"),
    "stalled body": (partial(stall, sent=OK + b"Content-Length: 99\r\n\r\nx"), b"x"),
}


@pytest.mark.parametrize("case", DRIPS)
def test_a_body_that_only_drips_ends_in_time_and_keeps_what_came(exchange: Exchange, case: str) -> None:
    script, drop = DRIPS[case]
    with Wire(script) as wire:
        [outcome] = exchange([search(wire.url, PATIENCE)])
    status, body, complete = said(outcome)
    assert (status, body.strip(drop), complete) == (200, b"", False)
    assert body.startswith(drop)


@pytest.mark.parametrize("name", ["stdlib", "threads", "async-httpx", "aiohttp"])
def test_a_head_that_only_drips_ends_in_time(name: str) -> None:
    with Wire(partial(drip, sent=OK + b"X-Drip: ", drops=b"x")) as wire:
        [outcome] = _transports.ALL[name]([search(wire.url, PATIENCE)])
    assert failed(outcome) is NoAnswer


def test_a_request_arrives_as_it_was_signed(exchange: Exchange) -> None:
    with Wire(answering(WHOLE)) as wire:
        signed = search(wire.url)
        exchange([signed])
    [request] = wire.requests
    first, headers = head_of(request)
    assert first == f"POST {signed.path} HTTP/1.1".encode()
    assert request.endswith(b"\r\n\r\n" + signed.body)
    expected = {"content-type": "application/x-www-form-urlencoded", "accept-encoding": "identity"}
    expected |= {"content-length": str(len(signed.body)), "host": f"127.0.0.1:{wire.port}"}
    assert headers.items() >= expected.items()
    assert headers.keys() - expected <= {"connection", "user-agent"}


def test_a_netrc_file_adds_no_credentials(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login mallory password other\ndefault login mallory password other\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with Wire(answering(WHOLE)) as wire:
        exchange([search(wire.url)])
    [request] = wire.requests
    assert "authorization" not in head_of(request)[1]


def test_reads_share_a_connection_that_stays_open(exchange: Exchange) -> None:
    with Wire(answering(WHOLE, WHOLE, WHOLE)) as wire:
        outcomes = exchange([search(wire.url)] * 3)
    assert [said(outcome) for outcome in outcomes] == [(200, BODY, True)] * 3
    assert wire.connections == 1


@pytest.mark.parametrize("name", ["stdlib", "threads"])
@pytest.mark.parametrize("makers", [(search, purchase), (purchase, search)])
def test_a_purchase_has_a_connection_to_itself(
    name: str, makers: tuple[Callable[[str], Request], ...]
) -> None:
    with Wire(answering(WHOLE, WHOLE)) as wire:
        _transports.ALL[name]([make(wire.url) for make in makers])
    assert (wire.connections, len(wire.requests)) == (2, 2)


@pytest.mark.parametrize("name", ["stdlib", "threads", "requests", "aiohttp"])
def test_only_a_purchase_asks_for_its_connection_to_be_closed(name: str) -> None:
    with Wire(answering(WHOLE, WHOLE)) as wire:
        _transports.ALL[name]([search(wire.url), purchase(wire.url)])
    connections = [head_of(request)[1].get("connection") for request in wire.requests]
    assert [connection == "close" for connection in connections] == [False, True]


def test_a_kept_connection_that_the_server_closed_is_not_used_again(exchange: Exchange) -> None:
    def one_after_the_other() -> Iterator[Request]:
        for _ in range(3):
            wire.wait_until_idle()
            yield search(wire.url)

    with Wire(answering(WHOLE)) as wire:
        outcomes = exchange(one_after_the_other())
    assert [said(outcome) for outcome in outcomes] == [(200, BODY, True)] * 3
    assert (wire.connections, len(wire.requests)) == (3, 3)


ENCODED: dict[str, tuple[str, bytes, tuple[bytes, bool]]] = {
    "gzip": ("gzip", gzip.compress(BODY), (BODY, True)),
    "zlib": ("Deflate", zlib.compress(BODY), (BODY, True)),
    "gzip that breaks off": ("gzip", gzip.compress(BODY)[:-9], (BODY, False)),
    "no gzip at all": ("gzip", BODY, (BODY, False)),
    "unknown": ("br", b"\x0b\x04", (b"\x0b\x04", True)),
}


@pytest.mark.parametrize("case", ENCODED)
def test_a_compression_that_nobody_asked_for_is_undone(exchange: Exchange, case: str) -> None:
    encoding, sent, expected = ENCODED[case]
    with Wire(answering(whole(sent, b"Content-Encoding: " + encoding.encode()))) as wire:
        [outcome] = exchange([search(wire.url)])
    assert said(outcome)[1:] == expected


def test_the_headers_of_the_answer_are_kept(exchange: Exchange) -> None:
    with Wire(answering(whole(b"", b"Retry-After: 7"))) as wire:
        [outcome] = exchange([search(wire.url)])
    assert isinstance(outcome, Response)
    assert {name.lower(): value for name, value in outcome.headers.items()}["retry-after"] == "7"


def test_no_failure_shows_a_password(exchange: Exchange) -> None:
    for script in LATE.values():
        with Wire(script) as wire:
            [outcome] = exchange([purchase(wire.url, PATIENCE)])
        assert "hunter2" not in everything_shown(outcome)
