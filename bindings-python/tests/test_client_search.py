"""A search hands out numbers as they come, and leaves nothing on its way."""

from __future__ import annotations

import asyncio

import pytest

from _clients import Clients, Kind, both
from telwire import InvalidInput, Refused, Request, Response, aql
from telwire.sandbox import Sandbox

POOL = "0113 312012*"


def expected(count: int) -> list[aql.Number]:
    return [aql.Number(f"44-113-312012{digit}") for digit in range(count)]


@both
def test_all_pages_are_read(kind: Kind) -> None:
    sent: list[Request] = []
    pages: list[int] = []
    client = Clients(kind, Sandbox(), on_request=sent.append).aql
    found = client.search(
        POOL, sms_enabled="ignore", page_size=4, on_progress=lambda progress: pages.append(progress.settled)
    )
    assert found == expected(10)
    assert len(sent) == 4
    assert pages == [4, 8, 10]


@both
def test_a_bad_pattern_is_refused_at_once(kind: Kind) -> None:
    client = Clients(kind, Sandbox()).aql.client
    with pytest.raises(InvalidInput):
        client.search("0113")


def test_an_error_is_raised_after_the_numbers_that_came() -> None:
    sandbox = Sandbox(faults=[{"kind": "proxy_error", "status": 404, "position": 2}])
    client = Clients("sync", sandbox).aql.client
    found: list[aql.Number] = []
    with pytest.raises(Refused) as raised:
        found.extend(client.search(POOL, sms_enabled="ignore", page_size=4))
    assert found == expected(4)
    assert raised.value.status == 404


def test_an_error_is_raised_after_the_numbers_that_came_asynchronously() -> None:
    sandbox = Sandbox(faults=[{"kind": "proxy_error", "status": 404, "position": 2}])
    client = Clients("async", sandbox).aql.client
    found: list[aql.Number] = []

    async def main() -> None:
        async for number in client.search(POOL, sms_enabled="ignore", page_size=4):
            found.append(number)

    with pytest.raises(Refused):
        asyncio.run(main())
    assert found == expected(4)


def test_no_page_is_asked_for_before_somebody_wants_it() -> None:
    sent: list[Request] = []
    client = Clients("sync", Sandbox(), on_request=sent.append).aql.client
    numbers = client.search(POOL, sms_enabled="ignore", page_size=4)
    assert sent == []
    assert [next(numbers) for _ in range(4)] == expected(4)
    assert len(sent) == 1
    numbers.close()
    assert list(numbers) == []
    assert len(sent) == 1


def test_an_asynchronous_search_ends_when_it_is_closed() -> None:
    sent: list[Request] = []

    async def main() -> None:
        client = Clients("async", Sandbox(), on_request=sent.append).aql.client
        numbers = client.search(POOL, sms_enabled="ignore", page_size=4)
        assert await anext(numbers) == expected(1)[0]
        await numbers.aclose()
        assert [number async for number in numbers] == []
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    assert len(sent) == 1


def test_a_cancelled_search_leaves_no_request_on_its_way() -> None:
    began = asyncio.Event()
    ended: list[str] = []

    async def transport(request: Request) -> Response:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(request.call)
        raise AssertionError

    async def main() -> None:
        client = Clients("async", Sandbox(), transport=transport).aql.client
        search = asyncio.ensure_future(anext(client.search(POOL)))
        await began.wait()
        search.cancel()
        with pytest.raises(asyncio.CancelledError):
            await search
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    assert ended == ["check_numbers"]
