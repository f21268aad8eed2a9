"""What a sandbox is: accounts, stock, truth, time."""

from __future__ import annotations

import asyncio
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from telwire import InvalidInput, Misuse, NoAnswer, Request, aculab, aql
from telwire.sandbox import Sandbox

NUMBER = "44-113-3120120"
ORDER = aql.AssignNumbers([aql.Item(NUMBER, "Ada", "Lovelace", "ada@example.com")])


def order(sandbox: Sandbox, number: str = NUMBER) -> Request:
    return aql.AssignNumbers([number]).request(sandbox.account.aql)


def found(sandbox: Sandbox, search: aql.CheckNumbers) -> list[str]:
    response = sandbox.transport(search.request(sandbox.account.aql))
    return [str(number) for number in search.read(response)]


def test_the_truth_is_what_the_answer_says() -> None:
    sandbox = Sandbox()
    [row] = ORDER.read(sandbox.transport(ORDER.request(sandbox.account.aql))).rows
    [user] = sandbox.owned.aql
    assert (user.number, user.voipnumber, user.password) == (row.number, row.voipnumber, row.password)
    assert (user.first_name, user.last_name, user.email) == ("Ada", "Lovelace", "ada@example.com")
    assert user.by_rival is False
    assert user.settings.voicemaildest == "ada@example.com"


def test_the_truth_at_aculab_is_what_its_list_says() -> None:
    sandbox = Sandbox()
    account = sandbox.account.aculab
    purchase = aculab.TelPurchase("Spain", "Bilbao", quantity=2)
    bought = purchase.read(sandbox.transport(purchase.request(account)))
    listing = aculab.TelListNumbers()
    assert listing.read(sandbox.transport(listing.request(account))) == sandbox.owned.aculab
    assert tuple(owned.number for owned in sandbox.owned.aculab) == bought.rows

    delete = aculab.TelDeleteNumbers([bought.rows[0]])
    sandbox.transport(delete.request(account))
    assert [owned.number for owned in sandbox.owned.aculab] == [bought.rows[1]]


def test_a_changed_user_is_changed_in_truth() -> None:
    sandbox = Sandbox()
    [row] = ORDER.read(sandbox.transport(ORDER.request(sandbox.account.aql))).rows
    change = aql.ChangeUser(row.voipnumber, forwardto="01133203040")
    sandbox.transport(change.request(sandbox.account.aql))
    assert sandbox.owned.aql[0].settings.forwardto == "01133203040"


def test_a_password_shows_as_a_placeholder_and_is_not_pickled() -> None:
    sandbox = Sandbox()
    sandbox.transport(order(sandbox))
    [user] = sandbox.owned.aql
    assert user.password.reveal() not in repr(sandbox.owned)
    with pytest.raises(TypeError, match="reveal"):
        pickle.dumps(user)


def test_the_seed_decides_the_passwords() -> None:
    def sold(seed: int) -> object:
        sandbox = Sandbox(seed)
        sandbox.transport(order(sandbox))
        return sandbox.owned.aql

    assert sold(1) == sold(1) != sold(2)


def test_two_sandboxes_share_nothing() -> None:
    one, other = Sandbox(), Sandbox()
    one.transport(order(one))
    assert (len(one.owned.aql), other.owned.aql) == (1, [])


def test_the_demo_has_nine_million_numbers() -> None:
    assert found(Sandbox(), aql.CheckNumbers("0113 312012*", show=1)) == [NUMBER]
    assert found(Sandbox(), aql.CheckNumbers("020 31289999")) == ["44-20-31289999"]


def test_the_stock_can_be_said() -> None:
    sandbox = Sandbox(
        numbers=["44-113-3120000..44-113-3120001", "44-113-3120007"],
        without_sms=("44-113-3120009" for _ in range(1)),
    )
    shown = ["44-113-3120000", "44-113-3120001", "44-113-3120007"]
    assert found(sandbox, aql.CheckNumbers("0113 *")) == shown
    assert found(sandbox, aql.CheckNumbers("0113 *", sms_enabled="ignore")) == [*shown, "44-113-3120009"]
    assert found(sandbox, aql.CheckNumbers("020 *")) == []
    assert found(Sandbox(numbers=[]), aql.CheckNumbers("0113 *")) == []


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (
            ["44-113-2..44-113-1"],
            "be ranges: a range goes up within one area code, and not from `44-113-2` to `44-113-1`",
        ),
        (["44-113-1..44-113-9", "44-113-5"], "not overlap: two ranges share `44-113-5`"),
    ],
)
def test_a_stock_that_makes_no_sense_is_refused(numbers: list[str], message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Sandbox(numbers=numbers)
    assert (refused.value.field, str(refused.value)) == ("numbers", f"`numbers` must {message}")


def test_a_number_that_cannot_be_read_is_refused_by_its_place() -> None:
    with pytest.raises(InvalidInput) as refused:
        Sandbox(without_sms=["leeds"])
    assert refused.value.field == "without_sms"


def test_time_stands_still_until_somebody_sleeps() -> None:
    sandbox = Sandbox(now=datetime(2026, 1, 1, tzinfo=UTC))
    sandbox.transport(order(sandbox))
    assert sandbox.clock.now_ms() == 1_767_225_600_000
    sandbox.clock.sleep(0.25)
    sandbox.advance(1)
    assert sandbox.clock.now_ms() == 1_767_225_601_250


def test_the_truth_is_up_to_date_whoever_slept() -> None:
    sandbox = Sandbox(faults=[{"kind": "no_answer", "done": 200}])
    with pytest.raises(NoAnswer):
        sandbox.transport(order(sandbox))
    assert sandbox.owned.aql == []
    sandbox.clock.sleep(80)
    assert len(sandbox.owned.aql) == 1


def test_a_request_without_account_is_misuse() -> None:
    with pytest.raises(Misuse) as refused:
        Sandbox().transport(ORDER.request())
    assert refused.value.code == "unsigned_request"


def test_threads_buy_each_number_once() -> None:
    sandbox = Sandbox(numbers=["44-113-3120000..44-113-3120099"])
    requests = [order(sandbox, f"44-113-31200{number:02}") for number in range(100)] * 2
    with ThreadPoolExecutor(8) as pool:
        answers = [response.body[:10] for response in pool.map(sandbox.transport, requests)]
    assert (answers.count(b"AQVOIP_OK\n"), answers.count(b"AQVOIP_SIM")) == (100, 100)
    assert len({user.number for user in sandbox.owned.aql}) == len(sandbox.owned.aql) == 100


def test_the_asynchronous_transport_answers_alike() -> None:
    sandbox, other = Sandbox(), Sandbox()
    response = asyncio.run(sandbox.async_transport(order(sandbox)))
    assert response.body == other.transport(order(other)).body


def test_who_is_cancelled_meanwhile_has_bought() -> None:
    sandbox = Sandbox()

    async def give_up() -> None:
        purchase = asyncio.create_task(sandbox.async_transport(order(sandbox)))
        await asyncio.sleep(0)
        purchase.cancel()
        with pytest.raises(asyncio.CancelledError):
            await purchase

    asyncio.run(give_up())
    assert len(sandbox.owned.aql) == 1


def test_a_lost_answer_is_lost_asynchronously_too() -> None:
    sandbox = Sandbox(faults=["no_answer"])
    with pytest.raises(NoAnswer, match=r"^no answer came within 120 seconds$"):
        asyncio.run(sandbox.async_transport(order(sandbox)))
