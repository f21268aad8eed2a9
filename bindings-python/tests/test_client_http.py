"""Clients over real HTTP, with each transport; what is handed in stays open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Lock, Semaphore
from typing import Any

import aiohttp
import httpx
import pytest
import requests

from telwire import Request, Response, aculab, aql
from telwire.sandbox import Sandbox

SYNC: list[Callable[[], Any]] = [lambda: None, httpx.Client, requests.Session]
ASYNC: list[Callable[[], Any]] = [lambda: None, httpx.AsyncClient, aiohttp.ClientSession]
SLOTS = ["44-113-3120120", "44-113-3120121"]


@pytest.mark.parametrize("transport", SYNC, ids=["stdlib", "httpx", "requests"])
def test_orders_over_http(transport: Callable[[], Any], tmp_path: Path) -> None:
    sandbox, given = Sandbox(), transport()
    with sandbox.serve() as server:
        with aql.Client(sandbox.account.aql, server.url, given) as client:
            assert client.order(SLOTS, journal=tmp_path / "aql").is_complete()
            assert len(list(client.search("0113 312012*", sms_enabled="ignore"))) == 8
        with aculab.Client(sandbox.account.aculab, server.url, given) as other:
            assert other.order("Germany", "Berlin", quantity=2, journal=tmp_path / "aculab").is_complete()
        if given is not None:
            assert given.get(server.url).status_code > 0
            given.close()
    assert [str(user.number) for user in sandbox.owned.aql] == SLOTS
    assert len(sandbox.owned.aculab) == 2


@pytest.mark.parametrize("transport", ASYNC, ids=["threads", "httpx", "aiohttp"])
def test_orders_over_http_asynchronously(transport: Callable[[], Any], tmp_path: Path) -> None:
    sandbox = Sandbox()

    async def main(url: str) -> None:
        given = transport()
        async with aql.AsyncClient(sandbox.account.aql, url, given) as client:
            assert (await client.order(SLOTS, journal=tmp_path / "aql")).is_complete()
            search = client.search("0113 312012*", sms_enabled="ignore")
            assert len([number async for number in search]) == 8
        async with aculab.AsyncClient(sandbox.account.aculab, url, given) as other:
            report = await other.order("Germany", "Berlin", quantity=2, journal=tmp_path / "aculab")
            assert report.is_complete()
        if isinstance(given, httpx.AsyncClient):
            assert not given.is_closed
            await given.aclose()
        elif given is not None:
            assert not given.closed
            await given.close()

    with sandbox.serve() as server:
        asyncio.run(main(server.url))
    assert [str(user.number) for user in sandbox.owned.aql] == SLOTS
    assert len(sandbox.owned.aculab) == 2


def test_threads_share_a_client_and_a_session_is_used_by_one_at_a_time() -> None:
    sandbox = Sandbox()

    class Watched(requests.Session):
        busy = Lock()

        def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
            assert self.busy.acquire(blocking=False)
            try:
                return super().send(request, **kwargs)
            finally:
                self.busy.release()

    with sandbox.serve() as server, Watched() as session, ThreadPoolExecutor(8) as pool:
        client = aql.Client(sandbox.account.aql, server.url, session, max_retries=0)
        searches = pool.map(lambda _: client.check_numbers("0113 312012*", sms_enabled="ignore"), range(32))
        assert {len(numbers) for numbers in searches} == {10}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_as_many_requests_as_allowed_are_on_their_way_together(limit: int) -> None:
    sandbox = Sandbox()
    numbers = [f"44-113-312012{digit}" for digit in range(6)]
    aql.Client(sandbox.account.aql, transport=sandbox.transport).assign_numbers(numbers)
    together, places = Barrier(limit), Semaphore(limit)

    def transport(request: Request) -> Response:
        if request.call == "get_user":
            assert places.acquire(blocking=False)
            together.wait(timeout=10)
            places.release()
        return sandbox.transport(request)

    client = aql.Client(sandbox.account.aql, transport=transport, max_in_flight=limit, max_retries=0)
    report = client.inventory()
    assert report.failed == ()
    assert report.read == 6
