"""The standard library's HTTP client.

Certificates are verified, against `SSL_CERT_FILE` or `SSL_CERT_DIR` where they are set; the proxies of the environment
are used. Connections that carried a Read or a Change are kept for the next one; a purchase or a release has its own.
Nothing is ever sent twice: a kept connection that the server has closed is noticed before it is used, and one that it
closes at that very moment is a `NoAnswer`. A process that is forked off opens connections of its own.
"""

from __future__ import annotations

import io
import os
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from telwire import NotSent, Request, Response
from telwire._transport import exchange
from telwire._transport.exchange import Deadline
from telwire._transport.proxy import Proxy, environment_proxy

_KEPT_SECONDS = 30


class StdlibTransport:
    """Sends with `http.client`; several threads may."""

    concurrent = True

    def __init__(self) -> None:
        self._own_pool = _Pool()

    def __call__(self, request: Request) -> Response:
        deadline = Deadline(request.timeout)
        try:
            route = _Route.to(request.url)
            connection = self._connection(route, request, deadline)
        except NotSent as error:
            # The frames that this one came through hold the address of the proxy, and its password.
            raise NotSent(str(error), call=request.call) from None
        except (OSError, HTTPException, ValueError) as error:
            raise exchange.not_sent(request, error) from exchange.root(error)
        try:
            response = connection.exchange(request)
        except (OSError, HTTPException, ValueError) as error:
            raise exchange.no_answer(request, error) from exchange.root(error)
        finally:
            self._put_back(route, connection)
        return response

    def close(self) -> None:
        """Closes the connections that were kept open."""
        self._pool.close()

    @property
    def _pool(self) -> _Pool:
        if self._own_pool.process != os.getpid():
            inherited, self._own_pool = self._own_pool, _Pool()
            inherited.drop()
        return self._own_pool

    def _connection(self, route: _Route, request: Request, deadline: Deadline) -> _Connection:
        if not exchange.wants_new_connection(request):
            while connection := self._pool.take(route):
                if connection.is_open:
                    return connection.until(deadline)
                connection.close()
        return _Connection(route, self._tls if route.scheme == "https" else None, deadline)

    def _put_back(self, route: _Route, connection: _Connection) -> None:
        if connection.is_reusable:
            self._pool.put(route, connection)
        else:
            connection.close()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


class _Pool:
    """The connections that a process keeps open."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._lock = threading.Lock()
        self._idle: defaultdict[_Route, list[_Connection]] = defaultdict(list)

    def take(self, route: _Route) -> _Connection | None:
        with self._lock:
            kept = self._idle[route]
            return kept.pop() if kept else None

    def put(self, route: _Route, connection: _Connection) -> None:
        with self._lock:
            self._idle[route].append(connection)

    def close(self) -> None:
        with self._lock:
            self.drop()

    def drop(self) -> None:
        """Closes this process's handles of them, without the lock: a fork copies it as some thread holds it."""
        kept = [connection for connections in self._idle.values() for connection in connections]
        self._idle.clear()
        for connection in kept:
            connection.close()


class _Route(NamedTuple):
    """Where a connection leads, and through which proxy."""

    scheme: str
    host: str
    port: int
    proxy: Proxy | None

    @classmethod
    def to(cls, url: str) -> Self:
        target = urlsplit(url)
        port = target.port or (443 if target.scheme == "https" else 80)
        proxy = environment_proxy(url)
        return cls(target.scheme, target.hostname or "", port, Proxy.parse(proxy) if proxy else None)


class _Connection:
    """A connection that is open; the handshakes with the proxy and of TLS are done."""

    def __init__(self, route: _Route, tls: ssl.SSLContext | None, deadline: Deadline) -> None:
        self.is_reusable = False
        self._forwarder = route.proxy if tls is None else None
        self._http = _opened(route, tls, deadline)
        self._socket = self._http.sock = _TimedSocket(self._http.sock, deadline)
        self._kept_since = 0.0

    @property
    def is_open(self) -> bool:
        """Whether it is fresh, and silent: what could be read now is the end, or no answer to anything."""
        is_fresh = time.monotonic() - self._kept_since < _KEPT_SECONDS
        return is_fresh and not self._socket.is_readable()

    def until(self, deadline: Deadline) -> Self:
        """The same connection for another exchange, that has to end by then."""
        self._socket.deadline = deadline
        self.is_reusable = False
        return self

    def exchange(self, request: Request) -> Response:
        """Sends the request and reads what comes. Whatever it raises may have happened after sending."""
        self._send(request)
        answer = self._http.getresponse()
        body, ended = exchange.read(_chunks(answer), self._socket.deadline)
        answer.close()
        closing = exchange.wants_new_connection(request) or answer.will_close
        self.is_reusable = ended and not closing
        self._kept_since = time.monotonic()
        return exchange.response(answer.status, answer.getheaders(), body, ended=ended)

    def close(self) -> None:
        self._http.close()

    def _send(self, request: Request) -> None:
        headers_of_proxy = self._forwarder.headers if self._forwarder else {}
        self._http.request(
            request.method,
            request.url if self._forwarder else request.path,
            body=request.body,
            headers=exchange.headers_of(request, closing=exchange.wants_new_connection(request))
            | headers_of_proxy,
        )


def _opened(route: _Route, tls: ssl.SSLContext | None, deadline: Deadline) -> HTTPConnection:
    host, port = (route.proxy.host, route.proxy.port) if route.proxy else (route.host, route.port)
    if tls is None:
        connection = HTTPConnection(host, port, timeout=deadline.left())
    else:
        connection = HTTPSConnection(host, port, timeout=deadline.left(), context=tls)
        if route.proxy:
            connection.set_tunnel(route.host, route.port, route.proxy.headers)
    # Otherwise a request on a closed connection would open another one, unasked.
    connection.auto_open = 0
    try:
        connection.connect()
        deadline.left()
    except BaseException:
        connection.close()
        raise
    return connection


def _chunks(answer: HTTPResponse) -> Iterator[bytes]:
    while chunk := answer.read1(exchange.CHUNK):
        yield chunk
    if answer.length:
        raise IncompleteRead(b"", answer.length)


class _TimedSocket:
    """What `http.client` needs of a socket; everything it does has to end by the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.deadline = deadline
        self._socket = sock

    def is_readable(self) -> bool:
        """Whether there are bytes, or the end."""
        self._socket.settimeout(0)
        try:
            # Below TLS, whose own `recv` cannot peek; `select` takes no handle above its limit.
            socket.socket.recv(self._socket, 1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self.deadline.left())
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._socket, self.deadline))

    def close(self) -> None:
        self._socket.close()


class _TimedReader(io.RawIOBase):
    """The bytes that a socket receives until the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket = sock
        self._deadline = deadline
        # Keeps the socket open until it is read, as `http.client` closes its own handle early.
        self._received = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._deadline.left())
        return self._received.readinto(buffer)

    def close(self) -> None:
        self._received.close()
        super().close()
