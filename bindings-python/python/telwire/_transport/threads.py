"""The standard library's HTTP client for asyncio, in threads."""

from __future__ import annotations

import asyncio

from telwire import Request, Response
from telwire._transport.stdlib import StdlibTransport


class ThreadsTransport:
    """Sends each request in a thread of the event loop's executor.

    Whoever stops waiting leaves the thread to its request: the answer it gets is thrown away.
    """

    concurrent = True

    def __init__(self) -> None:
        self._transport = StdlibTransport()

    async def __call__(self, request: Request) -> Response:
        return await asyncio.to_thread(self._transport, request)

    def close(self) -> None:
        """Closes the connections that were kept open."""
        self._transport.close()
