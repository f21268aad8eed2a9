"""The logger `telwire` tells what happens, and no secret."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from _clients import Clients, Kind, both
from telwire import MemoryJournal
from telwire.sandbox import Sandbox

SLOTS = ["44-113-3120120"]


def messages(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "telwire"]


@both
def test_a_call_is_two_lines(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "telwire"):
        Clients(kind, Sandbox()).aql.check_numbers("0113 312012*", sms_enabled="ignore", show=1)
    (_, sent), (_, answered) = messages(caplog)
    assert sent == (
        "sending `check_numbers`: POST https://gw.aql.com/telecoms/checknumberapi.php country=44&areaCode=113"
        "&subCode=312012*&skip=0&show=1&smsEnabled=ignore&username=demo-reseller&password=[secret]"
    )
    assert answered.startswith("`check_numbers` was answered after 0.")
    assert answered.endswith(" s: <Response 200, 25 bytes>")


class Full(logging.Handler):
    """A handler whose disk is full."""

    def emit(self, record: logging.LogRecord) -> None:
        raise OSError(28, "No space left on device")


@pytest.fixture
def full_log() -> Iterator[None]:
    logger, handler = logging.getLogger("telwire"), Full()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield
    logger.setLevel(logging.NOTSET)
    logger.removeHandler(handler)


@both
@pytest.mark.usefixtures("full_log")
def test_a_handler_that_fails_loses_no_password(kind: Kind) -> None:
    sandbox = Sandbox()
    clients = Clients(kind, sandbox)
    report = clients.aql.order(SLOTS, journal=MemoryJournal())
    bought = clients.aql.assign_numbers(["44-113-3120121"])
    passwords = [report.items[0].password, bought.rows[0].password]
    assert passwords == [user.password for user in sandbox.owned.aql]


@both
def test_retries_and_finding_out_are_told(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    sandbox.faults.add("no_answer", call="assign_numbers", done="now")
    sandbox.faults.add("not_sent", call="check_numbers")
    with caplog.at_level(logging.INFO, "telwire"):
        Clients(kind, sandbox).aql.order(SLOTS, journal=MemoryJournal())
    told = [message.partition(" after ")[0] for _, message in messages(caplog)]
    assert told == [
        "no answer to `check_numbers`",
        "sending `check_numbers` again",
        "no answer to `assign_numbers`",
        "finding out what became of a request whose answer was lost",
    ]


@both
def test_no_log_record_holds_a_secret(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    sandbox.faults.by_chance(30, 3)
    with caplog.at_level(logging.DEBUG, "telwire"):
        clients = Clients(kind, sandbox)
        clients.aql.order(3, pool="0113 312012*", batch_size=1, journal=MemoryJournal())
        clients.aculab.order("Germany", "Berlin", journal=MemoryJournal())
    secrets = ["demo-password", "demo-access-key", *(user.password.reveal() for user in sandbox.owned.aql)]
    assert len(secrets) > 2
    formatter = logging.Formatter()
    for record in caplog.records:
        held = f"{formatter.format(record)} {record.args!r}"
        assert not [secret for secret in secrets if secret in held]


@both
def test_a_save_that_fails_is_told_and_its_reason_kept(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    class FullDisk(MemoryJournal):
        def save(self, seq: int, checkpoint: bytes) -> bool:
            raise OSError(28, "No space left on device")

    sandbox = Sandbox()
    with caplog.at_level(logging.WARNING, "telwire"):
        report = Clients(kind, sandbox).aql.order(SLOTS, journal=FullDisk())
    line = ("WARNING", "save 1 is not in the journal: [Errno 28] No space left on device")
    assert messages(caplog) == [line] * 5
    assert report.stopped.code == "journal_failed"
    assert isinstance(report.stopped.__cause__, OSError)
    assert sandbox.owned.aql == []


@both
def test_what_a_journal_of_the_callers_raises_is_not_repeated(
    kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    class Talkative(MemoryJournal):
        def save(self, seq: int, checkpoint: bytes) -> bool:
            raise RuntimeError(f"could not insert {checkpoint!r}")

    with caplog.at_level(logging.WARNING, "telwire"):
        Clients(kind, Sandbox()).aql.order(SLOTS, journal=Talkative())
    assert messages(caplog) == [("WARNING", "save 1 is not in the journal: `RuntimeError`")] * 5


@both
@pytest.mark.parametrize("said", [None, 1, "yes"])
def test_a_journal_that_says_neither_true_nor_false_is_told_so(
    kind: Kind, said: object, caplog: pytest.LogCaptureFixture
) -> None:
    class Sloppy(MemoryJournal):
        def save(self, seq: int, checkpoint: bytes) -> bool:
            return said  # type: ignore[return-value]

    sandbox = Sandbox()
    with caplog.at_level(logging.WARNING, "telwire"):
        report = Clients(kind, sandbox).aql.order(SLOTS, journal=Sloppy())
    assert report.stopped.code == "journal_failed"
    message = f"`save` of a journal returns `True` or `False`, not `{type(said).__name__}`"
    assert str(report.stopped.__cause__) == message
    assert messages(caplog)[0] == ("WARNING", f"save 1 is not in the journal: {message}")
    assert sandbox.owned.aql == []
