"""Signed requests for tests of transports."""

from __future__ import annotations

from telwire import Request, aql


def account() -> aql.Account:
    return aql.Account("reseller", "hunter2")


def search(gateway: str, timeout: float = 30) -> Request:
    return aql.CheckNumbers("44-113-312012*").request(account(), gateway).with_timeout(timeout)


def purchase(gateway: str, timeout: float = 30) -> Request:
    return aql.AssignNumbers(["44-113-3120120"]).request(account(), gateway).with_timeout(timeout)
