"""aql and Aculab Cloud on your machine, without spending money: for your own tests.

A `Sandbox` answers as the carriers' documents say, refuses what they refuse, remembers what was bought, and fails on
demand. Time is virtual in it: nothing waits.

>>> from telwire import NoAnswer, aql
>>> from telwire.sandbox import Sandbox
>>> sandbox = Sandbox()
>>> sandbox.faults.add("no_answer", call="assign_numbers", done="now")
>>> order = aql.AssignNumbers(["44-113-3120120"])
>>> try:
...     sandbox.transport(order.request(sandbox.account.aql))
... except NoAnswer as error:
...     print(error)
no answer came within 120 seconds
>>> [user.number for user in sandbox.owned.aql]  # the answer is lost, though the number is bought
[Number('44-113-3120120')]

With a client: `aql.Client(sandbox.account.aql, transport=sandbox.transport, clock=sandbox.clock)`. In pytest, the
fixture `telwire_sandbox` is a fresh one for each test. `sandbox.serve()` and `python -m telwire.sandbox` serve it over
HTTP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telwire._native.sandbox import Faults, OwnedUser
from telwire.sandbox._clock import Clock
from telwire.sandbox._sandbox import PerCarrier, Sandbox

if TYPE_CHECKING:
    from telwire.sandbox._server import Server

__all__ = ["Clock", "Faults", "OwnedUser", "PerCarrier", "Sandbox", "Server"]


def __getattr__(name: str) -> object:
    """`Server`, which few need: it loads http.server."""
    if name != "Server":
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    from telwire.sandbox._server import Server

    return Server
