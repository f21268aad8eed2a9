"""Secrets stay where they are: nothing that prints, logs or pickles tells one, and no save but an order's."""

from __future__ import annotations

import base64
import logging
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from traceback import TracebackException
from typing import Any
from urllib.parse import quote_plus

import pytest

import telwire
from _clients import Clients, Kind, both
from telwire import Body, MemoryJournal, Request, Response, SipPassword, aculab, aql, workflow
from telwire.sandbox import OwnedUser, Sandbox
from test_workflow_values import NUMBERS, outputs, workflows

MARK = "m4rk3r"
"""What every secret here holds, in each of its parts."""

PASSWORD = "m4rk3r&m4rk3r=%m4rk3r+ü"
CONTROL_PASSWORD = "control m4rk3r&m4rk3r"
ACCESS_KEY = "m4rk3r:m4rk3r/+="
SIP_PASSWORD = "m4rk3r_m4rk3r"

AT_AQL = aql.Account("reseller", PASSWORD, control=("customer", CONTROL_PASSWORD))
AT_ACULAB = aculab.Account("1-2-0", "bob@example.com", ACCESS_KEY)


def spellings(secret: str) -> set[str]:
    """The secret in lower case and the numbers of its bytes; the lower case of its base64, at any offset."""
    encoded = secret.encode()
    in_base64 = set()
    for offset in range(3):
        text = base64.b64encode(bytes(offset) + encoded).decode()
        in_base64.add(text[-(-offset * 8 // 6) : (offset + len(encoded)) * 8 // 6].lower())
    return {secret.lower(), quote_plus(secret).lower(), str(list(encoded))[1:-1], *in_base64}


def tells(text: str, *secrets: str) -> bool:
    """Whether a text holds one of the secrets, the mark unless others are given."""
    return any(spelling in text.lower() for secret in secrets or [MARK] for spelling in spellings(secret))


def shown(thing: object) -> Iterator[str]:
    """All that a thing says of itself."""
    yield from (repr(thing), str(thing), f"{thing}", "%s %r" % (thing, thing))  # noqa: UP031
    yield repr(getattr(thing, "__dict__", None))
    try:
        yield pickle.dumps(thing).decode("latin-1")
    except TypeError as refused:
        yield str(refused)
    try:
        yield repr(thing.to_dict())  # type: ignore[attr-defined]
    except (AttributeError, TypeError) as refused:
        yield str(refused)


def told_by(error: BaseException) -> Iterator[str]:
    """All that an error says of itself, and what reporters of errors make of it: each frame's locals too."""
    yield from shown(error)
    yield repr(error.args)
    told: TracebackException | None = TracebackException.from_exception(error, capture_locals=True)
    while told is not None:
        yield "".join(told.format_exception_only())
        yield from (str(frame.locals) for frame in told.stack if frame.filename != __file__)
        told = told.__cause__ or told.__context__


def caught(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011
        act()
    return raised.value


SEARCH = aql.CheckNumbers("0113 312012*")
ORDER = aql.AssignNumbers(NUMBERS)
NUMBER = aql.Number(NUMBERS[0])

SIGNED: dict[str, Request] = {
    "provisioning": SEARCH.request(AT_AQL),
    "control": aql.ListUsers().request(AT_AQL),
    "Aculab": aculab.TelGetSupportedStates("Canada").request(AT_ACULAB),
    "purchase": ORDER.request(AT_AQL).with_timeout(1),
}

ROW = aql.AssignedNumber(NUMBER, "612345", SipPassword(SIP_PASSWORD))
LINE = aql.Problem("unreadable_line", "a line is no row", None, None, Body(SIP_PASSWORD))
SLOT = workflow.AqlOrderItem(
    0, workflow.Status.BOUGHT, None, NUMBER, "612345", ROW.password, None, True, (0,)
)
ATTEMPT = workflow.AqlAttempt(((0, NUMBER),), (), 0, False, (Body(SIP_PASSWORD),))

HOLDERS: list[object] = [
    AT_AQL,
    AT_ACULAB,
    ROW,
    ROW.password,
    LINE,
    LINE.line,
    SLOT,
    ATTEMPT,
    aql.Assigned((ROW,), (LINE,)),
    OwnedUser(NUMBER, "612345", ROW.password, "", "", "", aql.Settings(), False),
    workflow.AqlRow(NUMBER, "612345", ROW.password),
    workflow.AqlOrderReport((SLOT,), (ATTEMPT,), (), False, None, "1 bought"),
    workflow.Item(0, SLOT),
    workflow.Send(1, SIGNED["purchase"]),
    aql.Client(AT_AQL),
    aql.AsyncClient(AT_AQL),
    aculab.Client(AT_ACULAB),
    aculab.AsyncClient(AT_ACULAB),
    *SIGNED.values(),
]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_no_class_shows_the_secret_that_it_holds(holder: object) -> None:
    assert [text for text in shown(holder) if tells(text)] == []


def test_the_search_finds_what_is_revealed() -> None:
    """What holds secrets does give them where that is asked for, and none is overlooked."""
    revealed = [
        *(request.body.decode() + str(request.headers) for request in SIGNED.values()),
        str(ROW.to_dict(reveal=True)),
        str(LINE.to_dict(reveal=True)),
        str(SLOT.to_dict(reveal=True)),
        str(ATTEMPT.to_dict(reveal=True)),
        ROW.password.reveal(),
        *(base64.b64encode(f"{'x' * offset}{SIP_PASSWORD}".encode()).decode() for offset in range(3)),
        str(list(SIP_PASSWORD.encode())),
        SIP_PASSWORD.upper(),
    ]
    assert [text for text in revealed if not tells(text)] == []


ANSWERS: list[tuple[int, bytes]] = [
    (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r_m4rk3r\n44-113-3120121_654321_m4rk3r\n"),
    (200, b"AQVOIP_OK 44-113-3120120_612345_m4rk3r_m4rk3r\r\n44-113-3120121_654321_m4rk3r"),
    (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n44-113-3120122_654321_m4rk3r\n"),
    (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n44-113-3120120_654321_m4rk3r\n"),
    (200, b"AQVOIP_OK\n44-113-3120120__m4rk3r\n441133120121_654321_m4rk3r\n"),
    (200, b"AQVOIP_OK\n44-113-3120120 612345 m4rk3r\nm4rk3r"),
    (200, b"AQVOIP_OK\n44-113-3120120_612345_\xffm4rk3r\n"),
    (200, b"AQVOIP_DONE_441133120120_612345_M4RK3R\n"),
    (200, b"AQVOIP_OK:44-113-3120120_612345_m4rk3r\n"),
    (200, b"AQVOIP_TEMP_ERROR\n44-113-3120120_612345_m4rk3r\n"),
    (200, b"44-113-3120120_612345_m4rk3r\n"),
    (200, b"<html>44-113-3120120_612345_m4rk3r</html>"),
    (302, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n"),
    (500, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n"),
]


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(("status", "body"), ANSWERS)
def test_nothing_made_of_an_answer_shows_a_password(status: int, body: bytes, complete: bool) -> None:
    response = Response(status, body, {"Set-Cookie": "session=m4rk3r"}, complete)
    texts = [*shown(response)]
    try:
        answer = ORDER.read(response)
        texts += shown(answer)
        answer.require_complete()
    except (telwire.Refused, telwire.Malformed) as error:
        texts += told_by(error)
    assert [text for text in texts if tells(text)] == []


LONE_SURROGATE = "m4rk3r\udc80"
REQUEST = aql.ListUsers()

REFUSED: dict[str, Callable[[], object]] = {
    "password with a line end": lambda: aql.Account("reseller", "m4rk3r\n"),
    "password without username": lambda: aql.Account("", "m4rk3r"),
    "username with a line end": lambda: aql.Account("m4rk3r\n", "m4rk3r"),
    "control password with a line end": lambda: aql.Account("r", "p", control=("c", "m4rk3r\n")),
    "access key with a line end": lambda: aculab.Account("1-2-0", "bob", "m4rk3r\n"),
    "username and access key in one": lambda: aculab.Account("1-2-0", "bob:m4rk3r", "m4rk3r"),
    "whole login as cloud ID": lambda: aculab.Account("1-2-0/bob:m4rk3r", "bob", "m4rk3r"),
    "access key as cloud ID": lambda: aculab.Account("m4rk3r", "1-2-0", "bob"),
    "password as bytes": lambda: aql.Account("reseller", b"m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "control login as one text": lambda: aql.Account("r", "p", control="c:m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "control password alone": lambda: aql.Account("r", "p", control=("m4rk3r",)),  # type: ignore[arg-type]  # pyright: ignore
    "password by an unknown name": lambda: aql.Account(username="r", passwd="m4rk3r"),  # type: ignore[call-arg]  # pyright: ignore
    "SIP password as bytes": lambda: SipPassword(b"m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "SIP password as text": lambda: aql.AssignedNumber(NUMBER, "612345", "m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "line as text": lambda: aql.Problem("c", "m", None, None, "m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "password, no text": lambda: aql.Account("reseller", LONE_SURROGATE),
    "access key, no text": lambda: aculab.Account("1-2-0", "bob", LONE_SURROGATE),
    "body, no text": lambda: Body(LONE_SURROGATE),
    "answer, no text": lambda: ORDER.parse(200, LONE_SURROGATE),
    "password as an account": lambda: REQUEST.request("m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "gateway with a login": lambda: aql.Gateway("https://user:m4rk3r@gateway.example"),
    "gateway with an encoded login": lambda: aculab.Gateway("https://user:m4rk3r%40gateway.example"),
    "gateway with a login and no host": lambda: aql.Gateway("https://user:m4rk3r"),
    "gateway with a query": lambda: aql.Gateway("https://gateway.example?password=m4rk3r"),
    "gateway with a fragment": lambda: aculab.Gateway("https://gateway.example#m4rk3r"),
    "gateway with a login, as text": lambda: REQUEST.request(AT_AQL, "https://user:m4rk3r@gateway.example"),
    "gateway with a login, for a call": lambda: aql.Client(
        AT_AQL, "https://user:m4rk3r@gateway.example"
    ).list_users(),
    "gateway with a login, for an order": lambda: aql.Client(
        AT_AQL, "https://user:m4rk3r@gateway.example"
    ).order(NUMBERS, journal=MemoryJournal()),
    "password for a user": lambda: aql.ChangeUser("612345", password="m4rk3r"),  # type: ignore[arg-type]  # pyright: ignore
    "password for an item": lambda: aql.AssignNumbers([{"number": NUMBER, "password": "m4rk3r"}]),
    "checkpoint of another order": lambda: workflow.AqlOrder(NUMBERS, AT_AQL).resume(b"m4rk3r"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_refusal_repeats_a_secret(name: str) -> None:
    assert [text for text in told_by(caught(REFUSED[name])) if tells(text)] == []


@pytest.mark.parametrize(
    "make",
    [
        SipPassword,
        lambda text: aql.Gateway(f"https://user:{text}@gateway.example"),
        lambda text: aculab.Gateway(f"https://user:{text}@gateway.example"),
        lambda text: REQUEST.request(AT_AQL, f"https://user:{text}@gateway.example"),
        lambda text: Response(200, "", {"Set-Cookie": text}),
    ],
)
def test_what_cannot_be_utf8_is_not_repeated(make: Callable[[str], object]) -> None:
    assert [text for text in told_by(caught(lambda: make(LONE_SURROGATE))) if tells(text)] == []


@pytest.mark.parametrize("wrong", ["m4rk3r\n", "m4rk3r\udcff", "/nowhere/m4rk3r", "binary"])
@pytest.mark.parametrize(
    ("from_env", "name"),
    [
        (aql.Account.from_env, "TELWIRE_AQL_USERNAME"),
        (aql.Account.from_env, "TELWIRE_AQL_PASSWORD"),
        (aculab.Account.from_env, "TELWIRE_ACULAB_CLOUD_ID"),
        (aculab.Account.from_env, "TELWIRE_ACULAB_USERNAME"),
        (aculab.Account.from_env, "TELWIRE_ACULAB_ACCESS_KEY"),
    ],
)
def test_no_refusal_of_the_environment_repeats_a_secret(
    from_env: Callable[[], object], name: str, wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A secret where it belongs, where its path should be, and in a file that is no text."""
    for carrier in ("AQL", "ACULAB"):
        for field in ("CLOUD_ID", "USERNAME", "PASSWORD", "ACCESS_KEY"):
            monkeypatch.setenv(f"TELWIRE_{carrier}_{field}", "1-2-0")
    monkeypatch.setenv(name, wrong)
    if "m4rk3r" not in wrong or "/" in wrong:
        (tmp_path / "binary").write_bytes(b"m4rk3r\xff")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / wrong))
        monkeypatch.delenv(name)
    error = caught(from_env)
    assert name in str(error)
    assert [text for text in told_by(error) if tells(text)] == []


def secrets_of(sandbox: Sandbox) -> list[str]:
    """The secrets of the demo accounts, and the SIP passwords of what they bought."""
    return ["demo-password", "demo-access-key", *(user.password.reveal() for user in sandbox.owned.aql)]


def log_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    formatter = logging.Formatter("%(name)s %(levelname)s %(message)s")
    return [f"{formatter.format(record)} {record.__dict__!r}" for record in caplog.records]


@both
@pytest.mark.parametrize("seed", range(3))
def test_clients_tell_no_secret(kind: Kind, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong: by their log, their reports, their errors and all that their callers are called with."""
    sandbox = Sandbox(seed)
    sandbox.faults.by_chance(40, seed)
    texts: list[str] = []

    def hook(*told: object) -> None:
        for thing in told:
            texts.extend(told_by(thing) if isinstance(thing, BaseException) else shown(thing))

    clients = Clients(kind, sandbox, on_request=hook, on_response=hook)
    told: dict[str, Any] = {"journal": MemoryJournal(), "on_progress": hook, "on_item": hook}
    acts: list[Callable[[], object]] = [
        lambda: clients.aql.check_numbers("0113 312012*"),
        lambda: clients.aql.assign_numbers(["44-113-3120150"]).require_complete(),
        lambda: clients.aql.order(6, pool="0113 312012*", batch_size=2, **told),
        lambda: clients.aql.inventory(on_item=hook),
        lambda: clients.aculab.tel_purchase("Germany", "Berlin"),
        lambda: clients.aculab.order("Germany", "Berlin", journal=MemoryJournal(), on_item=hook),
        lambda: clients.aculab.tel_delete_numbers(["493011110001"]),
    ]
    with caplog.at_level(logging.DEBUG):
        for act in acts:
            try:
                texts.extend(shown(act()))
            except telwire.Error as error:
                texts.extend(told_by(error))
    secrets = secrets_of(sandbox)
    assert len(secrets) > 6
    assert len(log_of(caplog)) > 20
    assert [text for text in [*texts, *log_of(caplog)] if tells(text, *secrets)] == []


@both
def test_a_login_that_is_refused_is_not_told(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    driven = Clients(kind, sandbox)
    with caplog.at_level(logging.DEBUG):
        at_aql = driven._driven(aql, AT_AQL)
        at_aculab = driven._driven(aculab, AT_ACULAB)
        errors = [
            caught(lambda: at_aql.check_numbers("0113 312012*")),
            caught(lambda: at_aql.assign_numbers(NUMBERS)),
            caught(lambda: at_aculab.tel_list_numbers()),
            caught(lambda: at_aculab.tel_purchase("Germany", "Berlin")),
        ]
    assert [type(error).__name__ for error in errors] == ["Refused"] * 4
    texts = [text for error in errors for text in told_by(error)]
    assert [text for text in [*texts, *log_of(caplog)] if tells(text)] == []


@pytest.mark.parametrize("fault", ["no_answer", "cut_body", "html_page", "proxy_error"])
def test_errors_of_http_tell_no_secret(fault: str, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox(faults=[{"kind": fault, "call": "assign_numbers"}])
    with caplog.at_level(logging.DEBUG), sandbox.serve() as server:
        client = aql.Client(sandbox.account.aql, server.url)
        error = caught(lambda: client.assign_numbers(NUMBERS).require_complete())
        server.close()
        unreached = caught(lambda: client.assign_numbers(NUMBERS))
        client.close()
    assert isinstance(error, telwire.Error)
    assert isinstance(unreached, telwire.NotSent)
    texts = [*told_by(error), *told_by(unreached), *log_of(caplog)]
    assert [text for text in texts if tells(text, *secrets_of(sandbox))] == []


@both
def test_a_journal_that_fails_tells_no_password(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The save that holds the passwords fails: the error that says so has passed by them."""
    sandbox = Sandbox()

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    def transport(request: Request) -> Response:
        if request.call == "assign_numbers":
            monkeypatch.setattr("os.fsync", full_disk)
        return sandbox.transport(request)

    clients = Clients(kind, sandbox, transport=transport)
    with caplog.at_level(logging.DEBUG):
        report = clients.aql.order(NUMBERS, journal=tmp_path / "order")
    assert report.stopped.code == "journal_failed"
    assert isinstance(report.stopped.__cause__, OSError)
    assert report.items[0].password is not None
    texts = [*told_by(report.stopped), *shown(report), *log_of(caplog)]
    assert [text for text in texts if tells(text, *secrets_of(sandbox))] == []


def test_passwords_are_in_the_checkpoints_of_orders_alone() -> None:
    sandbox = Sandbox()
    holding: set[str] = set()
    for work in workflows(sandbox):
        saved = []
        for output in outputs(work, sandbox):
            saved.append(work.checkpoint())
            if isinstance(output, workflow.Save):
                saved.append(output.checkpoint)
                assert not tells(f"{output} {output!r}", *secrets_of(sandbox))
        account, key, *passwords = secrets_of(sandbox)
        texts = [checkpoint.decode("latin-1") for checkpoint in saved]
        assert [text for text in texts if tells(text, account, key)] == []
        if any(tells(text, *passwords) for text in texts):
            holding.add(type(work).__name__)
    assert holding == {"AqlOrder"}
