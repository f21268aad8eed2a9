"""A sandbox over HTTP/1.1, on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from telwire._native.sandbox import Reply, environment

if TYPE_CHECKING:
    from typing import Any, Self

    from telwire import Response

# Method, target, headers and body of a request become a reply.
Handle: TypeAlias = Callable[[str, str, Iterable[tuple[str, str]], bytes], Reply]

_LOOPBACK = "127.0.0.1"
_BODY_LIMIT = 1 << 20


class Server:
    """A sandbox on a port of 127.0.0.1, with threads of its own. `Sandbox.serve` makes it.

    As a context manager it is closed at the end.
    """

    def __init__(self, handle: Handle, port: int) -> None:
        """Serves on `port`, or if that is 0 on any free one. Raises `OSError` if it is in use."""
        self._listener = _Listener(handle, port)
        self._thread = Thread(
            target=self._listener.serve_forever, args=(0.05,), name="telwire-sandbox", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL of both carriers, such as `http://127.0.0.1:8620`: the gateway for `aql` and `aculab`."""
        return f"http://{_LOOPBACK}:{self._listener.server_address[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point a program to the demo accounts here, for `os.environ` or a subprocess."""
        return environment(self.url)

    def wait(self) -> None:
        """Waits until somebody closes the server, or for Ctrl-C."""
        # Without a timeout, Windows would not let Ctrl-C through.
        while self._thread.is_alive():
            self._thread.join(1.0)

    def close(self) -> None:
        """Stops listening and closes every connection. Does nothing the second time."""
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
            self._listener.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Listener(ThreadingTCPServer):
    """Accepts connections, and knows those that may be open."""

    request_queue_size = 1024
    # Elsewhere the option would let two servers share the port.
    allow_reuse_address = hasattr(socket, "AF_UNIX")

    def __init__(self, handle: Handle, port: int) -> None:
        self._connections: dict[Any, Thread] = {}
        super().__init__((_LOOPBACK, port), partial(_Connection, handle))

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        # Only a thread that has come to its very end is forgotten, so that none outlives the server.
        self._connections = {other: by for other, by in self._connections.items() if by.is_alive()}
        self._connections[request] = thread
        thread.start()

    def server_close(self) -> None:
        super().server_close()
        for connection, thread in self._connections.items():
            # Either side may have closed it before.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no matter of ours."""


class _Connection(BaseHTTPRequestHandler):
    """One connection, from accepting it to closing it."""

    protocol_version = "HTTP/1.1"
    # So that an answer leaves in one piece.
    wbufsize = -1
    # How many seconds a client may take over a request.
    timeout = 30.0

    def __init__(self, handle: Handle, *connection: Any) -> None:
        self._handle = handle
        super().__init__(*connection)

    def do_POST(self) -> None:
        if "Transfer-Encoding" in self.headers:
            return self._refuse(HTTPStatus.LENGTH_REQUIRED)
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            return self._refuse(HTTPStatus.BAD_REQUEST)
        if int(length) > _BODY_LIMIT:
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            return self._hang_up()
        return self._reply(self._handle(self.command, self.path, self.headers.items(), body))

    do_GET = do_POST  # noqa: N815 (the name is http.server's)

    def do_PUT(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)

    do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = do_PUT  # noqa: N815 (the names are http.server's)

    def _reply(self, reply: Reply) -> None:
        if reply.response is None:
            return self._hang_up()
        if reply.announced is None:
            return self._send(reply.response, len(reply.response.body))
        self._send(reply.response, reply.announced)
        return self._hang_up()

    def _send(self, response: Response, length: int) -> None:
        self.send_response_only(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(response.body)

    def _refuse(self, status: HTTPStatus) -> None:
        self.send_response_only(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def _hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Standard error belongs to the tests."""
