"""What workflows hand out: values without secrets, which any thread may ask for and any process may take along."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from telwire import Body, InvalidInput, Misuse, NoAnswer, NotSent, Request, SipPassword, aculab, aql, workflow
from telwire.sandbox import Sandbox
from telwire.workflow import AqlOrder, Done, Save, Send, Wait, Workflow

NUMBERS = ["44-113-3120120", "44-113-3120121"]


def outputs(work: Workflow, sandbox: Sandbox) -> Iterator[Any]:
    """Everything that a workflow wants, done as it wants it."""
    clock = sandbox.clock
    while True:
        output = work.poll(clock.now_ms())
        yield output
        match output:
            case Save(seq, _):
                work.saved(clock.now_ms(), seq)
            case Send(id, request):
                try:
                    response = sandbox.transport(request)
                except NotSent:
                    work.fail(clock.now_ms(), id, "not_sent")
                except NoAnswer:
                    work.fail(clock.now_ms(), id, "no_answer")
                else:
                    work.respond(clock.now_ms(), id, response)
            case Wait(seconds):
                assert seconds is not None
                clock.sleep(seconds)
            case Done():
                return


def report(work: Workflow, sandbox: Sandbox) -> Any:
    *_, done = outputs(work, sandbox)
    return done.report


def workflows(sandbox: Sandbox) -> list[Workflow]:
    """One of each, over accounts that have something."""
    at_aql, at_aculab = sandbox.account.aql, sandbox.account.aculab
    report(AqlOrder(NUMBERS, at_aql), sandbox)
    (owned,) = report(workflow.AculabOrder(aculab.TelPurchase("Germany", "Berlin"), at_aculab), sandbox).items
    user = sandbox.owned.aql[0].voipnumber
    return [
        AqlOrder(["44-113-3120122", "44-113-3120123"], at_aql),
        workflow.AculabOrder(aculab.TelPurchase("Germany", "Berlin"), at_aculab),
        workflow.AculabInventory(at_aculab),
        workflow.AqlInventory(at_aql),
        workflow.Configure(aql.ChangeUser(user=user, voicemailon=True), at_aql),
        workflow.Release([owned.number], at_aculab),
        workflow.Retry(aql.GetUser(user=user), at_aql),
        workflow.Search("0113 312012*", at_aql, sms_enabled="ignore"),
    ]


def bought(**change: Any) -> Any:
    """The report of an order that bought both numbers; the sandbox loses the answers that `change` names."""
    sandbox = Sandbox(**change)
    return report(AqlOrder(NUMBERS, sandbox.account.aql), sandbox)


def test_nothing_that_a_workflow_hands_out_prints_a_secret() -> None:
    sandbox = Sandbox()
    shown = []
    for work in workflows(sandbox):
        for output in outputs(work, sandbox):
            shown += [f"{output}", f"{output!r}", f"{work!r}"]
            if isinstance(output, Send):
                shown += [f"{output.request}", f"{output.request!r}"]
            if isinstance(output, Done):
                shown += [f"{output.report}", f"{output.report!r}"]
    secrets = ["demo-password", "demo-access-key", *(user.password.reveal() for user in sandbox.owned.aql)]
    assert len(secrets) == 6
    assert [secret for secret in secrets if any(secret in text for text in shown)] == []


def test_each_request_says_what_it_is_of_and_how_long_to_wait() -> None:
    sandbox = Sandbox()
    wanted = [
        [o.request for o in outputs(work, sandbox) if isinstance(o, Send)] for work in workflows(sandbox)
    ]
    told = [[(request.call, request.effect, request.timeout) for request in requests] for requests in wanted]
    assert told == [
        [("check_numbers", "read", 30), ("assign_numbers", "purchase", 120), ("list_users", "read", 30)],
        [
            ("tel_list_numbers", "read", 30),
            ("tel_purchase", "purchase", 120),
            ("tel_list_numbers", "read", 30),
        ],
        [("tel_list_numbers", "read", 30)],
        [("list_users", "read", 30), *[("get_user", "read", 30)] * 4],
        [("change_user", "change", 30), ("get_user", "read", 30)],
        [("tel_delete_numbers", "release", 120)],
        [("get_user", "read", 30)],
        [("check_numbers", "read", 30)] * 2,
    ]
    assert all(request.is_signed for requests in wanted for request in requests)


def test_a_report_with_passwords_goes_nowhere_by_itself() -> None:
    sandbox = Sandbox()
    told = report(AqlOrder(NUMBERS, sandbox.account.aql), sandbox)
    with pytest.raises(TypeError, match=r"a `SipPassword` is not pickled: store what `reveal\(\)` gives"):
        pickle.dumps(told)
    with pytest.raises(TypeError, match=r"say `to_dict\(reveal=True\)`"):
        told.to_dict()
    revealed = [item["password"] for item in told.to_dict(reveal=True)["items"]]
    assert revealed == [user.password.reveal() for user in sandbox.owned.aql]


def test_a_report_without_passwords_is_the_same_in_another_process() -> None:
    told = bought().without_passwords()
    again = pickle.loads(pickle.dumps(told))
    assert (again, hash(again), str(again), repr(again)) == (told, hash(told), str(told), repr(told))
    assert str(told) == bought().text
    assert told.is_complete()
    assert [item.password for item in told.items] == [None, None]
    assert told.to_dict()["items"][0]["number"] == "44-113-3120120"
    assert copy.deepcopy(told) == told


def test_without_passwords_nothing_is_left_that_may_hold_one() -> None:
    told = bought(faults=[{"kind": "cut_body", "call": "assign_numbers", "at": 30}])
    assert "answers that could not be read are kept: 1; they may hold passwords" in str(told)
    (attempt,) = told.attempts
    assert isinstance(attempt.kept[0], Body)
    bare = told.without_passwords()
    assert bare.attempts[0].kept == ()
    assert "kept" not in str(bare)
    assert pickle.loads(pickle.dumps(bare)) == bare


def test_a_report_that_tells_an_error_is_a_value_all_the_same() -> None:
    sandbox = Sandbox()
    stranger = aql.Account("stranger", "secret")
    told = report(workflow.Search("0113 312012*", stranger), sandbox)
    assert (told.numbers, told.stopped.code, told.stopped.outcome) == (0, "auth_error", "not_changed")
    again = pickle.loads(pickle.dumps(told))
    assert (again, hash(again)) == (told, hash(told))
    assert again.to_dict()["stopped"] == {
        "kind": "refused",
        "code": "auth_error",
        "outcome": "not_changed",
        "message": "`check_numbers` was refused with AQVOIP_AUTH_ERROR: username or password is wrong",
    }


def test_a_stopped_workflow_says_who_stopped_it() -> None:
    search = workflow.Search("0113 312012*", Sandbox().account.aql)
    search.stop(0)
    assert search.poll(0) == Done(workflow.SearchReport(numbers=0, pages=0, stopped="by_caller"))


def test_reports_are_taken_apart_by_match() -> None:
    match bought().items[0]:
        case workflow.AqlOrderItem(0, workflow.Status.BOUGHT, None, number, str(), SipPassword()):
            assert str(number) == "44-113-3120120"
        case other:
            raise AssertionError(f"{other!r} is of another shape")


def test_times_are_in_utc_and_as_exact_as_the_clock() -> None:
    sandbox = Sandbox(now=datetime(2026, 11, 22, 9, 0, 0, 123_000, tzinfo=UTC))
    (attempt,) = report(AqlOrder(NUMBERS, sandbox.account.aql), sandbox).attempts
    assert attempt.sends[0].at == datetime(2026, 11, 22, 9, 0, 0, 123_000, tzinfo=UTC)
    assert attempt.sends[0].at.tzinfo is UTC


def test_a_clock_beyond_the_calendar_spoils_no_report() -> None:
    sandbox = Sandbox()
    order = AqlOrder(NUMBERS, sandbox.account.aql)
    for output in iter(lambda: order.poll(2**63), None):
        if isinstance(output, Save):
            break
        if isinstance(output, Send):
            order.respond(2**63, output.id, sandbox.transport(output.request))
    (attempt,) = order.report().attempts
    assert attempt.sends[0].at == datetime(9999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)


@pytest.mark.parametrize(
    "slots",
    [
        ["44-113-3120120", aql.Number("44-113-3120121")],
        [aql.Slot("44-113-3120120"), aql.Item("44-113-3120121")],
        [{"number": "44-113-3120120"}, {"number": aql.Number("44-113-3120121"), "email": ""}],
        iter(NUMBERS),
    ],
)
def test_slots_may_be_given_in_many_forms(slots: Any) -> None:
    account = Sandbox().account.aql
    order = AqlOrder(slots, account)
    order.resume(AqlOrder(NUMBERS, account).checkpoint())
    assert [str(item.number) for item in order.report().items] == NUMBERS


def test_a_count_of_slots_means_any_numbers_of_the_pool() -> None:
    account = Sandbox().account.aql
    order = AqlOrder(2, account, pool="0113 312*")
    order.resume(AqlOrder([aql.Slot(), {"number": None}], account, pool="44-113-312*").checkpoint())
    assert len(order.report().items) == 2


@pytest.mark.parametrize(
    ("slots", "field", "message"),
    [
        (["0113"], "phoneNumbers", "`phoneNumbers[0]` must be a number such as `44-113-3120120`, not `0113`"),
        ([{"mobile": "1"}], "mobile", "`mobile[0]` is not a field of an item"),
        (0, "phoneNumbers", "`phoneNumbers` must hold at least one number"),
    ],
)
def test_slots_that_are_none_are_refused(slots: Any, field: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        AqlOrder(slots, Sandbox().account.aql)
    assert (refused.value.field, str(refused.value)) == (field, message)


def test_one_text_is_not_many_slots() -> None:
    with pytest.raises(TypeError, match="expected many, such as a list, got one `str`"):
        AqlOrder("44-113-3120120", Sandbox().account.aql)


def test_a_dry_run_shows_requests_that_cannot_be_sent() -> None:
    order = AqlOrder(NUMBERS, Sandbox().account.aql)
    requests: list[Request] = order.dry_run()
    assert [(request.call, request.is_signed) for request in requests] == [
        ("check_numbers", False),
        ("assign_numbers", False),
    ]


@pytest.mark.parametrize(
    "call",
    [
        aql.AssignNumbers(NUMBERS),
        aculab.TelPurchase("Germany", "Berlin"),
        aculab.TelDeleteNumbers(["493011110001"]),
        "list_users",
    ],
    ids=lambda call: type(call).__name__,
)
def test_what_may_have_been_done_is_never_repeated(call: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        workflow.Retry(call, Sandbox().account.aql)
    name = type(call).__name__
    message = (
        f"`call` must be a call that reads or changes, not `{name}`: purchases and releases are sent once"
    )
    assert str(refused.value) == message


def test_a_call_goes_with_an_account_of_its_own_carrier() -> None:
    with pytest.raises(TypeError):
        workflow.Retry(aql.ListUsers(), Sandbox().account.aculab)


@pytest.mark.parametrize(
    ("say", "message"),
    [
        (lambda work: work.fail(0, 1, "lost"), "`failure` must be `not_sent` or `no_answer`, not `lost`"),
        (
            lambda work: work.resolve(0, 0, "maybe"),
            "`resolution` must be `bought` or `not_bought`, not `maybe`",
        ),
        (
            lambda work: work.resume(b"{}"),
            "`checkpoint` is no checkpoint of telwire's, or its beginning is damaged",
        ),
    ],
)
def test_words_that_a_workflow_does_not_know_are_refused(say: Any, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        say(AqlOrder(NUMBERS, Sandbox().account.aql))
    assert str(refused.value) == message


def test_a_timeout_is_a_number_of_seconds() -> None:
    with pytest.raises(ValueError, match=r"^`timeout` must be a number of seconds from 0 on, not `-1`$"):
        AqlOrder(NUMBERS, Sandbox().account.aql, timeout=-1)


def test_threads_may_share_a_workflow() -> None:
    sandbox = Sandbox()
    report(AqlOrder(20, sandbox.account.aql, pool="0113 312*"), sandbox)
    inventory = workflow.AqlInventory(sandbox.account.aql, max_in_flight=8)
    found: dict[int, workflow.AqlUser] = {}
    failures: list[BaseException] = []

    def drive() -> None:
        try:
            while not isinstance(output := inventory.poll(0), Done):
                if isinstance(output, workflow.Item):
                    found[output.index] = output.item
                elif isinstance(output, Send):
                    inventory.respond(0, output.id, sandbox.transport(output.request))
                inventory.checkpoint()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=drive) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [found[index].voipnumber for index in range(20)] == [user.voipnumber for user in sandbox.owned.aql]


def test_a_late_word_about_nothing_changes_nothing() -> None:
    search = workflow.Search("0113 312012*", Sandbox().account.aql)
    before = search.checkpoint()
    with pytest.raises(Misuse) as misuse:
        search.saved(0, 1)
    assert misuse.value.code == "unexpected_saved"
    assert search.checkpoint() == before
