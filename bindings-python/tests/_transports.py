"""Every transport, by name, as something that exchanges requests one after the other."""

from __future__ import annotations

import asyncio
import ssl
import traceback
from collections.abc import Callable, Iterable
from contextlib import closing

import aiohttp
import httpx
import requests

from telwire import Request, Response, TransportError
from telwire._transport import AsyncTransport, SyncTransport, async_transport, sync_transport

Outcomes = list[Response | TransportError]
Exchange = Callable[[Iterable[Request]], Outcomes]


def stdlib(wanted: Iterable[Request]) -> Outcomes:
    with closing(sync_transport(None)) as transport:
        return _outcomes(transport, wanted)


def with_httpx(wanted: Iterable[Request]) -> Outcomes:
    with httpx.Client() as client:
        return _outcomes(sync_transport(client), wanted)


def with_requests(wanted: Iterable[Request]) -> Outcomes:
    with requests.Session() as session:
        return _outcomes(sync_transport(session), wanted)


def threads(wanted: Iterable[Request]) -> Outcomes:
    async def exchange() -> Outcomes:
        with closing(async_transport(None)) as transport:
            return await _awaited_outcomes(transport, wanted)

    return asyncio.run(exchange())


def async_httpx(wanted: Iterable[Request]) -> Outcomes:
    async def exchange() -> Outcomes:
        async with httpx.AsyncClient() as client:
            return await _awaited_outcomes(async_transport(client), wanted)

    return asyncio.run(exchange())


def with_aiohttp(wanted: Iterable[Request]) -> Outcomes:
    async def exchange() -> Outcomes:
        # aiohttp reads the certificates of the environment once, when it is imported.
        connector = aiohttp.TCPConnector(ssl=ssl.create_default_context())
        async with aiohttp.ClientSession(connector=connector, trust_env=True) as session:
            return await _awaited_outcomes(async_transport(session), wanted)

    return asyncio.run(exchange())


ALL: dict[str, Exchange] = {
    "stdlib": stdlib,
    "httpx": with_httpx,
    "requests": with_requests,
    "threads": threads,
    "async-httpx": async_httpx,
    "aiohttp": with_aiohttp,
}


def everything_shown(error: object) -> str:
    """The error as a reporter prints it: with its causes, and the locals of all frames."""
    assert isinstance(error, TransportError)
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def _outcomes(transport: SyncTransport, wanted: Iterable[Request]) -> Outcomes:
    outcomes: Outcomes = []
    for request in wanted:
        try:
            outcomes.append(transport(request))
        except TransportError as error:
            outcomes.append(error)
    return outcomes


async def _awaited_outcomes(transport: AsyncTransport, wanted: Iterable[Request]) -> Outcomes:
    outcomes: Outcomes = []
    for request in wanted:
        await _turn_loop()
        try:
            outcomes.append(await transport(request))
        except TransportError as error:
            outcomes.append(error)
    return outcomes


async def _turn_loop() -> None:
    """As the loop does all the time elsewhere: this is when it learns that a server has closed a connection."""
    for _ in range(4):
        await asyncio.sleep(0)
