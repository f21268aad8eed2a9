"""A server on a real socket that does to each connection what a script says."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import trustme

OK = b"HTTP/1.1 200 OK\r\n"


class Peer:
    """The server's side of one connection."""

    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._socket = sock
        self._wire = wire
        self._received = sock.makefile("rb")

    def read_request(self) -> bytes:
        """The next request, head and body; the wire keeps it. Empty if the client has gone."""
        head = b""
        while (line := self._received.readline()) not in (b"\r\n", b""):
            head += line
        if not head:
            return b""
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.splitlines()
                if line.lower().startswith(b"content-length:")
            ),
            0,
        )
        request = head + b"\r\n" + self._received.read(length)
        self._wire.requests.append(request)
        return request

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def start_tls(self, context: ssl.SSLContext) -> None:
        self._received.close()
        self._socket = context.wrap_socket(self._socket, server_side=True)
        self._received = self._socket.makefile("rb")

    def reset(self) -> None:
        """Closes the connection in the way that a crash does."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def drip(self, data: bytes) -> None:
        """Sends `data` over and over, in less time than any single read waits, until the client or the wire goes."""
        with suppress(OSError):
            while not self._wire.is_closing.wait(0.02):
                self.send(data)

    def hold(self) -> None:
        """Says nothing more until the client goes, or the wire."""
        self._wire.is_closing.wait()

    def wait_for_data(self) -> None:
        """Until the client says something; it is not taken."""
        self._received.peek(1)

    def close(self) -> None:
        self._received.close()
        self._socket.close()


Script = Callable[[Peer], None]


class Wire:
    """Listens on a port of its own. The first connection gets the first script, and so on; the last one repeats."""

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self.is_closing = threading.Event()
        self._scripts = scripts
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]

    @property
    def url(self) -> str:
        scheme, host = ("https", "localhost") if self._tls else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_closing.set()
        self.stop_listening()
        self._threads[0].join()
        self.wait_until_idle()
        self._listener.close()

    def stop_listening(self) -> None:
        """Refuses all connections from now on."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)

    def wait_until_idle(self) -> None:
        """Until all connections so far are closed."""
        for thread in self._threads[1:]:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                script = self._scripts[min(self.connections, len(self._scripts) - 1)]
                self.connections += 1
                thread = threading.Thread(target=self._play, args=(sock, script))
                self._threads.append(thread)
                thread.start()

    def _play(self, sock: socket.socket, script: Script) -> None:
        with sock, suppress(OSError):
            peer = Peer(sock, self)
            try:
                if self._tls:
                    peer.start_tls(self._tls)
                script(peer)
            finally:
                peer.close()


def answering(*answers: bytes) -> Script:
    """Answers one request after the other on one connection, then closes it."""

    def script(peer: Peer) -> None:
        for answer in answers:
            peer.read_request()
            peer.send(answer)

    return script


def whole(body: bytes, *headers: bytes) -> bytes:
    """An answer that announces its length."""
    return (
        OK
        + b"".join(header + b"\r\n" for header in headers)
        + b"Content-Length: %d\r\n\r\n" % len(body)
        + body
    )


@contextmanager
def unreachable() -> Iterator[int]:
    """A port whose queue is full: the connection is neither accepted nor refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port: int = listener.getsockname()[1]
        queued = [socket.socket() for _ in range(2)]
        for sock in queued:
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
        try:
            yield port
        finally:
            for sock in queued:
                sock.close()


def refused() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Authority:
    """A certificate authority that nobody trusts by itself."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(self.context)
        self.file = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.file))


def head_of(request: bytes) -> tuple[bytes, dict[str, str]]:
    """The first line, and the headers by their names in lower case, each of which came once."""
    first, *lines = request.split(b"\r\n\r\n")[0].split(b"\r\n")
    pairs = [line.decode().split(": ", 1) for line in lines]
    assert len({name.lower() for name, _ in pairs}) == len(pairs), pairs
    return first, {name.lower(): value for name, value in pairs}
