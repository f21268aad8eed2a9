"""Both carriers with a demo account each, in virtual time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from telwire import aculab, aql
from telwire._errors import NoAnswer, NotSent
from telwire._native.sandbox import World, environment
from telwire.sandbox._clock import Clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from telwire import Request, Response
    from telwire._native.sandbox import Faults, OwnedUser, Reply
    from telwire.sandbox._server import Server

_BEGINNING = datetime(2026, 11, 22, 9, tzinfo=UTC)

_Aql = TypeVar("_Aql")
_Aculab = TypeVar("_Aculab")


@dataclass(frozen=True, slots=True)
class PerCarrier(Generic[_Aql, _Aculab]):
    """The same of both carriers."""

    aql: _Aql
    aculab: _Aculab


class Sandbox:
    """Both carriers with a demo account each. The same seed and the same requests give the same answers.

    Nothing waits: time is `clock`, and passes when somebody sleeps or an answer is lost. Threads may share a sandbox.
    """

    def __init__(
        self,
        seed: int = 1,
        *,
        faults: Iterable[str | Mapping[str, Any]] = (),
        now: datetime | None = None,
        numbers: Iterable[str] | None = None,
        without_sms: Iterable[str] | None = None,
    ) -> None:
        """A world of its own, where nothing is bought yet.

        `seed` decides VoIP users and passwords. `faults` are planned from the beginning: each a kind, or a mapping of
        the arguments of `Faults.add`. `numbers` are what aql has in stock instead of the demo's nine million, as ranges
        (`44-113-3120000..44-113-3120999`) or one by one, and `without_sms` those that a search hides unless it sets
        `sms_enabled`. Raises `InvalidInput`.
        """
        self._world = World(seed, numbers, without_sms)
        self._clock = Clock(round((now or _BEGINNING).timestamp() * 1000))
        for fault in faults:
            self.faults.add(**({"kind": fault} if isinstance(fault, str) else fault))

    @property
    def account(self) -> PerCarrier[aql.Account, aculab.Account]:
        """The demo accounts."""
        known = environment("")
        return PerCarrier(
            aql.Account(known["TELWIRE_AQL_USERNAME"], known["TELWIRE_AQL_PASSWORD"]),
            aculab.Account(
                known["TELWIRE_ACULAB_CLOUD_ID"],
                known["TELWIRE_ACULAB_USERNAME"],
                known["TELWIRE_ACULAB_ACCESS_KEY"],
            ),
        )

    @property
    def clock(self) -> Clock:
        """The time here. Clients take it by `clock=`."""
        return self._clock

    @property
    def faults(self) -> Faults:
        """What goes wrong from now on. Nothing, unless it is added."""
        return self._world.faults

    @property
    def owned(self) -> PerCarrier[list[OwnedUser], list[aculab.OwnedNumber]]:
        """What the accounts have in truth, whatever the answers and listings say, in the order of purchase."""
        self.advance(0)
        return PerCarrier(self._world.owned_aql(), self._world.owned_aculab())

    def advance(self, seconds: float) -> None:
        """Lets time pass: what was to be done later, and is due, is done."""
        self._clock.sleep(seconds)
        self._world.advance(self._clock.now_ms())

    def transport(self, request: Request) -> Response:
        """Answers a signed request: a transport for `aql.Client` and `aculab.Client`.

        Raises `NotSent` and `NoAnswer` where a fault says so; an answer that never comes takes the virtual time of
        `request.timeout`. Raises `Misuse` (`unsigned_request`).
        """
        reply = self._handle(request.method, request.url, request.headers, request.body)
        if not reply.sent:
            raise NotSent("the connection was refused")
        if reply.response is None:
            self.advance(request.timeout)
            raise NoAnswer(f"no answer came within {request.timeout:g} seconds")
        return reply.response

    async def async_transport(self, request: Request) -> Response:
        """Answers a signed request: `transport` for `aql.AsyncClient` and `aculab.AsyncClient`.

        Whoever is cancelled meanwhile has sent the request.
        """
        try:
            return self.transport(request)
        finally:
            await asyncio.sleep(0)

    def serve(self, port: int = 0) -> Server:
        """Serves this sandbox over HTTP on a port of 127.0.0.1, any free one if that is 0, until it is closed.

        From now on `clock` goes with real time, too. Raises `OSError` if the port is in use.

        >>> sandbox = Sandbox()
        >>> with sandbox.serve() as server:
        ...     search = aql.CheckNumbers("0113 312012*").request(sandbox.account.aql, gateway=server.url)
        """
        from telwire.sandbox._server import Server

        server = Server(self._handle, port)
        self._clock.run()
        return server

    def _handle(
        self, method: str, url: str, headers: Mapping[str, str] | Iterable[tuple[str, str]], body: bytes
    ) -> Reply:
        return self._world.handle(method, url, headers, body, self._clock.now_ms())
