"""A program that buys two numbers, run by the tests of Ctrl-C: `_interrupted.py PORT JOURNAL sync|async`.

It says on its output what it sends, so that a test knows when to interrupt it, and in the end how the order went.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from telwire import Interrupted, Request, aql

_, PORT, JOURNAL, KIND = sys.argv
ACCOUNT = aql.Account("demo-reseller", "demo-password")
ORDER: dict[str, Any] = {"slots": ["44-113-3120120", "44-113-3120121"], "journal": JOURNAL}


def say(line: object) -> None:
    print(line, flush=True)


def sending(request: Request) -> None:
    say(f"sending {request.call}")


class Stopping(logging.Handler):
    """Says when the log does that the order is to stop."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("stopping"):
            say("stopping")


def blocking() -> None:
    logging.getLogger("telwire").setLevel(logging.INFO)
    logging.getLogger("telwire").addHandler(Stopping())
    with aql.Client(ACCOUNT, f"http://127.0.0.1:{PORT}", on_request=sending) as client:
        try:
            report = client.order(**ORDER)
        except Interrupted as interrupted:
            say(interrupted)
            say(interrupted.journal)
            stopped: Any = interrupted.report
            say([str(item.status) for item in stopped.items] if stopped else None)
            raise
        say([str(item.status) for item in report.items])


async def asynchronous() -> None:
    async with aql.AsyncClient(ACCOUNT, f"http://127.0.0.1:{PORT}", on_request=sending) as client:
        try:
            report = await client.order(**ORDER)
        except asyncio.CancelledError as cancelled:
            say(cancelled.__notes__[0])
            raise
        say([str(item.status) for item in report.items])


if KIND == "sync":
    blocking()
else:
    asyncio.run(asynchronous())
