"""aiohttp.

Each request goes through a session of its own on the connector of the one handed in, so that nothing that one holds
(headers, cookies, authorisation, netrc, middlewares) is added to it. The connector's limits and certificates apply, and
the proxy that the session knows: its own, or with `trust_env` that of the environment.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp

from telwire import NotSent, Request, Response
from telwire._transport import exchange
from telwire._transport.exchange import HandedIn
from telwire._transport.proxy import environment_proxy

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientConnectorCertificateError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
    aiohttp.ServerFingerprintMismatch,
)


class AiohttpTransport(HandedIn):
    """Sends with the connector of an `aiohttp.ClientSession`."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __call__(self, request: Request) -> Response:
        if self._session.closed:
            raise NotSent("the aiohttp session that was handed in is closed", call=request.call)
        end = asyncio.get_running_loop().time() + request.timeout
        async with self._bare_session() as session:
            try:
                async with asyncio.timeout_at(end):
                    answer = await self._send(session, request)
            except Exception as error:
                raise _failure(request, error) from exchange.root(error)
            try:
                body, ended = await exchange.read_async(_chunks(answer), end)
            finally:
                answer.close()
        return exchange.response(answer.status, answer.headers.items(), body, ended=ended)

    def _bare_session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=self._session.connector,
            connector_owner=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=self._session.trace_configs,
        )

    async def _send(self, session: aiohttp.ClientSession, request: Request) -> aiohttp.ClientResponse:
        proxy, proxy_auth = self._proxy(request)
        return await session.request(
            request.method,
            request.url,
            data=request.body,
            headers=exchange.headers_of(request, closing=exchange.wants_new_connection(request)),
            skip_auto_headers=("Accept", "User-Agent"),
            allow_redirects=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=exchange.connect_timeout(request)),
            proxy=proxy,
            proxy_auth=proxy_auth,
        )

    def _proxy(self, request: Request) -> tuple[str | None, aiohttp.BasicAuth | None]:
        # aiohttp has no public way to ask a session for its proxy.
        own = getattr(self._session, "_default_proxy", None)
        if own is not None:
            return str(own), getattr(self._session, "_default_proxy_auth", None)
        found = environment_proxy(request.url) if self._session.trust_env else None
        return found, None


async def _chunks(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    async for chunk in answer.content.iter_any():
        yield chunk


def _failure(request: Request, error: Exception) -> Exception:
    as_failure = exchange.not_sent if isinstance(error, _NEVER_LEFT) else exchange.no_answer
    return as_failure(request, error)
