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
from requests.adapters import HTTPAdapter

from telwire import InvalidInput, MemoryJournal, Request, Response, aculab, aql
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


class Watched(HTTPAdapter):
    """Notices requests that are sent at the same time."""

    overlaps = 0
    _busy = Lock()

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        if not self._busy.acquire(blocking=False):
            Watched.overlaps += 1
            return super().send(*args, **kwargs)
        try:
            return super().send(*args, **kwargs)
        finally:
            self._busy.release()


def test_threads_share_a_client_and_a_session_is_used_by_one_at_a_time() -> None:
    sandbox = Sandbox()
    with sandbox.serve() as server, requests.Session() as session, ThreadPoolExecutor(8) as pool:
        session.mount(server.url, Watched())
        client = aql.Client(sandbox.account.aql, server.url, session)
        searches = pool.map(lambda _: client.check_numbers("0113 312012*", sms_enabled="ignore"), range(32))
        assert {len(numbers) for numbers in searches} == {10}
    assert Watched.overlaps == 0


def test_a_session_that_repeats_purchases_is_refused_and_nothing_is_sent() -> None:
    sandbox = Sandbox()
    with sandbox.serve() as server, requests.Session() as session:
        session.mount(server.url, HTTPAdapter(max_retries=3))
        client = aql.Client(sandbox.account.aql, server.url, session)
        uses: list[Callable[[], object]] = [
            lambda: client.assign_numbers(SLOTS),
            lambda: client.check_numbers("0113 312012*"),
            lambda: client.order(SLOTS, journal=MemoryJournal()),
        ]
        for use in uses:
            with pytest.raises(InvalidInput) as raised:
                use()
            assert (raised.value.field, raised.value.code) == ("transport", "unsupported")
    assert sandbox.owned.aql == []


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
    users, report = client.inventory()
    assert [user.voipnumber for user in users] == [user.voipnumber for user in sandbox.owned.aql]
    assert report.failed == ()
    assert report.read == 6
