"""What the reports of orders and releases say: rows, a state, and how the command ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from telwire import Error
from telwire._cli.exits import Exit, of_error
from telwire._cli.journals import State
from telwire._cli.render import Listing
from telwire.workflow import (
    AculabOrderItem,
    AculabOrderReport,
    AqlOrderItem,
    AqlOrderReport,
    LateEmail,
    ReleaseReport,
)

Report: TypeAlias = AculabOrderReport | AqlOrderReport | ReleaseReport

_DONE = {"bought", "gone", "released"}


def exit_code(report: Report) -> Exit:
    """How the command ends that ends with this report."""
    if _is_unknown(report):
        return Exit.UNKNOWN
    if isinstance(report.stopped, Error) and not any(item.status in _DONE for item in report.items):
        return of_error(report.stopped)
    return Exit.DONE if _is_complete(report) else Exit.PARTIAL


def _is_complete(report: Report) -> bool:
    if isinstance(report, ReleaseReport):
        return report.stopped is None and all(item.status in _DONE for item in report.items)
    return report.is_complete()


def state(report: Report) -> State:
    """How far it came: what stopped early can go on, what is unknown can be found out."""
    if report.stopped is not None:
        return State.OPEN
    return State.UNKNOWN if _is_unknown(report) else State.FINISHED


def _is_unknown(report: Report) -> bool:
    if isinstance(report, ReleaseReport):
        return any(item.status == "unknown" for item in report.items)
    return bool(open_purchases(report))


def summary(report: Report) -> str:
    """What came of it, such as `2 bought, 1 unknown`."""
    return str(report).partition("\n")[0]


def open_purchases(report: AculabOrderReport | AqlOrderReport) -> list[int]:
    """The purchases of unknown outcome, by position in the report's attempts: what `--resolve` takes."""
    unknown = {item.attempts[-1] for item in report.items if item.status == "unknown"}
    return sorted(attempt for attempt in unknown if not report.attempts[attempt].is_resolved)


def listing(report: Report, journal: str | None, *, reveal: bool) -> Listing:
    """The report as rows, and as a document that says all. A SIP password is in the document only with `reveal`."""
    columns, rows, shown = _parts(report, reveal)
    del shown["text"]
    return Listing(columns, list(rows), {"journal": journal, **shown})


def _parts(
    report: Report, reveal: bool
) -> tuple[Sequence[str], Iterator[tuple[object, ...]], dict[str, object]]:
    match report:
        case AqlOrderReport():
            shown = (report if reveal else report.without_passwords()).to_dict(reveal=reveal)
            return ("slot", "status", "number", "voipnumber", "password", "note"), _aql_rows(report), shown
        case AculabOrderReport():
            columns = ("slot", "status", "number", "region", "price", "note")
            return columns, _aculab_rows(report), report.to_dict()
        case _:
            return ("number", "status", "note"), _release_rows(report), report.to_dict()


def _aql_rows(report: AqlOrderReport) -> Iterator[tuple[object, ...]]:
    answers = [[send.answer for send in attempt.sends] for attempt in report.attempts]
    for item in report.items:
        email = "e-mail address not set" if item.email not in (None, LateEmail.SET) else None
        yield item.slot, item.status, item.number, item.voipnumber, item.password, _note(item, answers, email)
    for row in report.strays:
        yield None, "bought", row.number, row.voipnumber, row.password, "for no slot"


def _aculab_rows(report: AculabOrderReport) -> Iterator[tuple[object, ...]]:
    answers = [[attempt.sent.answer] for attempt in report.attempts]
    for item in report.items:
        listed = item.listed
        region, price = (listed.region, listed.price) if listed else (None, None)
        yield item.slot, item.status, item.number, region, price, _note(item, answers)
    for number in report.surplus:
        yield None, "bought", number, None, None, "for no slot"
    for purchase, attempt in enumerate(report.attempts):
        for number in attempt.candidates:
            yield None, "candidate", number, None, None, f"appeared after purchase {purchase}"


def _note(item: AqlOrderItem | AculabOrderItem, answers: list[list[str | None]], *more: str | None) -> str:
    """Why an item is what it is: what the carrier answered to its purchases tells where it was not bought."""
    tried = () if item.status == "bought" else item.attempts
    sent = (
        f"purchase {attempt}: {', '.join(answer or 'no_answer' for answer in answers[attempt])}"
        for attempt in tried
    )
    return "; ".join(filter(None, (item.why, *sent, *more))).replace("_", " ")


def _release_rows(report: ReleaseReport) -> Iterator[tuple[object, ...]]:
    for item in report.items:
        words = (item.carrier_code, item.carrier_message)
        yield item.number, item.status, " ".join(word for word in words if word)
