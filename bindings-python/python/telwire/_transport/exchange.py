"""What the adapters share: time, bodies, answers and failures."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import AsyncIterable, Iterable, Iterator
from urllib.parse import urlsplit

from telwire import Effect, NoAnswer, NotSent, Request, Response

BODY_LIMIT = 64 << 20
"""How many bytes of an answer are read: a listing of the largest account is well below."""

CHUNK = 64 << 10
"""How many bytes of a body are read at once."""

_CONNECT_SHARE = 4

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


class HandedIn:
    """An adapter around what the caller owns."""

    concurrent = True

    def close(self) -> None:
        """Leaves open what was handed in."""


class Deadline:
    """When an exchange has to end, by a clock that only goes forward."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; `TimeoutError` if none are."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("timed out")
        return seconds


def connect_timeout(request: Request) -> float:
    """How long one step of connecting may take where the library, not telwire, watches the time of each.

    Shorter than the whole, so that the library tells a host that cannot be reached before the whole time is up and
    nobody knows any more whether the request left.
    """
    return request.timeout / _CONNECT_SHARE


def wants_new_connection(request: Request) -> bool:
    """Whether to send on a connection that carries nothing else: one that was kept open may turn out to be dead."""
    return request.effect in (Effect.PURCHASE, Effect.RELEASE)


def headers_of(request: Request, *, closing: bool) -> dict[str, str]:
    """The headers of the request, and those that make the answer plain to read.

    `closing` says that the connection is not to be kept.
    """
    transport_headers = {"Accept-Encoding": "identity"} | ({"Connection": "close"} if closing else {})
    return request.headers | transport_headers


def read(chunks: Iterable[bytes], deadline: Deadline) -> tuple[bytearray, bool]:
    """The bytes that came, and whether they ended by themselves: not by an error, too late, or too many."""
    body = bytearray()
    try:
        for chunk in chunks:
            if len(body) + len(chunk) > BODY_LIMIT:
                return body, False
            body += chunk
            deadline.left()
    except Exception:
        return body, False
    return body, True


async def read_async(chunks: AsyncIterable[bytes], end: float) -> tuple[bytearray, bool]:
    """As `read`; `end` is a time of the event loop."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(end):
            async for chunk in chunks:
                if len(body) + len(chunk) > BODY_LIMIT:
                    return body, False
                body += chunk
    except Exception:
        return body, False
    return body, True


def response(
    status: int,
    headers: Iterable[tuple[str, str]],
    body: bytearray,
    *,
    ended: bool,
    framed: bool = False,
    plain: bool = False,
) -> Response:
    """The answer. It is complete if its body `ended` where that was announced.

    `framed` says that the protocol itself announces the end, as HTTP/2 does; `plain`, that a compression of the body is
    undone already.
    """
    pairs = list(headers)
    by_name = {name.lower(): value.strip().lower() for name, value in reversed(pairs)}
    announced = framed or "content-length" in by_name or by_name.get("transfer-encoding") == "chunked"
    encoding = "identity" if plain else by_name.get("content-encoding", "identity")
    decoded, is_whole = _decoded(body, encoding)
    return Response(status, decoded, pairs, complete=ended and announced and is_whole)


def _decoded(body: bytearray, encoding: str) -> tuple[bytes | bytearray, bool]:
    """The body without a compression that nobody asked for, and whether nothing of it is missing.

    One of an encoding that is not known stays as it came: whoever reads it says what is wrong with it.
    """
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return body, True
    inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        plain = inflater.decompress(body, BODY_LIMIT)
    except zlib.error:
        return body, False
    return plain, inflater.eof and not inflater.unused_data


def not_sent(request: Request, error: Exception) -> NotSent:
    """For a request that never left because of `error`."""
    return NotSent(f"could not connect to `{_origin(request)}`: {_reason(error)}", call=request.call)


def no_answer(request: Request, error: Exception) -> NoAnswer:
    """For a request that may have left, and whose answer did not come because of `error`."""
    return NoAnswer(f"no answer from `{_origin(request)}`: {_reason(error)}", call=request.call)


def root(error: Exception) -> OSError | None:
    """What the operating system or TLS said, as the cause to show; `None` if it was something else.

    Errors of the libraries are not shown: they hold the request and quote what the server sent. Nor are tracebacks: the
    locals in them are headers and bodies, which error reporters print.
    """
    *_, first = causes(error)
    if not isinstance(first, OSError):
        return None
    first.__traceback__ = first.__cause__ = first.__context__ = None
    return first


def causes(error: Exception) -> Iterator[Exception]:
    """The error, and those that it wraps, the first of them last."""
    cause: Exception | None = error
    while cause is not None:
        yield cause
        # A cancellation, by which asyncio ends what takes too long, is no `Exception`.
        wrapped = (inner for inner in (cause.__cause__, *cause.args) if isinstance(inner, Exception))
        cause = next(wrapped, None)


def _origin(request: Request) -> str:
    url = urlsplit(request.url)
    return f"{url.scheme}://{url.netloc}"


def _reason(error: Exception) -> str:
    first = root(error)
    if isinstance(first, TimeoutError):
        return "timed out"
    words = first and (first.strerror or str(first))
    return words[:1].lower() + words[1:] if words else f"`{type(error).__name__}`"
