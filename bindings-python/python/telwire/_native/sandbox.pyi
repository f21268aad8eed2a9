"""
Both carriers without money.
"""

from . import Response, SipPassword
from .aculab import OwnedNumber
from .aql import Number, Settings
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, SupportsFloat, SupportsIndex, final

__all__ = ["Faults", "OwnedUser", "Reply", "World", "environment", "introduction"]

@final
class Faults:
    """
    What goes wrong in a sandbox, from now on: by plan, by chance, or both.
    """
    def add(self, /, kind: Literal["crlf_line_ends", "cut_body", "gen_error", "html_page", "late_visibility", "no_answer", "not_sent", "proxy_error", "rival_on_account", "rival_takes_number", "stale_listing", "temp_error"], *, call: str | None = None, position: SupportsIndex = 1, done: Literal["now", "never"] | float | None = None, at: SupportsIndex | None = None, declared: bool | None = None, delay: SupportsFloat | SupportsIndex | None = None, status: SupportsIndex | None = None, item: SupportsIndex | None = None) -> None:
        """
        Lets one exchange to come go wrong: the `position`-th from now on, from 1, of the calls named `call`
        (`assign_numbers`, `tel_purchase`, …), or of all.

        | `kind` | what happens | |
        |---|---|---|
        | `crlf_line_ends` | lines end in `\\r\\n` | |
        | `cut_body` | the body ends after `at` bytes (0); `declared` (true): a client can notice | |
        | `gen_error` | `AQVOIP_GEN_ERROR` | `done` |
        | `html_page` | a page of HTML with the status 200 | `done` |
        | `late_visibility` | what is bought shows in listings `delay` seconds later | |
        | `no_answer` | the connection is closed without an answer | `done` |
        | `not_sent` | there is no connection (by HTTP: `no_answer`, not done) | |
        | `proxy_error` | a page of HTML with another `status` (502) | `done` |
        | `rival_on_account` | just before, somebody else on the account buys the number at `item` (0) of the list | |
        | `rival_takes_number` | just before, another customer takes that number | |
        | `stale_listing` | a listing answers as it did before | |
        | `temp_error` | `AQVOIP_TEMP_ERROR` | `done` |

        `done` says what becomes of the request all the same: it is done `now`, `never`, or so many seconds later, when
        the client may have given up. A fault that does not fit the call leaves it alone. Raises `InvalidInput`.
        """
    def by_chance(self, /, percent: SupportsIndex, seed: SupportsIndex = 1) -> None:
        """
        From now on lets so many requests in a hundred go wrong; `seed` decides which, and how. Raises `InvalidInput`.
        """
    def clear(self, /) -> None:
        """
        Nothing goes wrong any more, unless added from now on.
        """

@final
class OwnedUser:
    """
    A number that the demo account at aql has in truth, whatever the answers said.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["voipnumber"], Literal["password"], Literal["first_name"], Literal["last_name"], Literal["email"], Literal["settings"], Literal["by_rival"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: Number, voipnumber: str, password: SipPassword, first_name: str, last_name: str, email: str, settings: Settings, by_rival: bool) -> OwnedUser: ...
    def __repr__(self, /) -> str: ...
    @property
    def by_rival(self, /) -> bool:
        """
        Whether somebody else bought it on the same account: the fault `rival_on_account`.
        """
    @property
    def email(self, /) -> str:
        """
        The e-mail address, as the assign said.
        """
    @property
    def first_name(self, /) -> str:
        """
        The first name, as the assign said.
        """
    @property
    def last_name(self, /) -> str:
        """
        The last name, as the assign said.
        """
    @property
    def number(self, /) -> Number:
        """
        The number.
        """
    @property
    def password(self, /) -> SipPassword:
        """
        The password that the answer to the assign held, if it arrived.
        """
    @property
    def settings(self, /) -> Settings:
        """
        How it is configured.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        The VoIP user that it was given.
        """

@final
class Reply:
    """
    What comes back on the connection.
    """
    @property
    def announced(self, /) -> int | None:
        """
        How many bytes of body were promised, where the connection breaks within it.
        """
    @property
    def response(self, /) -> Response | None:
        """
        The answer; `None` if there is none.
        """
    @property
    def sent(self, /) -> bool:
        """
        Whether the request left the client.
        """

@final
class World:
    """
    Both carriers with a demo account each: what `telwire.sandbox.Sandbox` is around.

    The demo world. `numbers` and `without_sms` are ranges (`44-113-3120000..44-113-3120999`) or single numbers that
    aql has in stock instead of the demo's nine million. Raises `InvalidInput`.
    """
    def __new__(cls, /, seed: SupportsIndex, numbers: Iterable[str] | None = None, without_sms: Iterable[str] | None = None) -> World: ...
    def advance(self, /, now_ms: SupportsIndex) -> None:
        """
        Lets time pass: what was to be done later and is due by `now_ms` is done.
        """
    @property
    def faults(self, /) -> Faults:
        """
        What goes wrong.
        """
    def handle(self, /, method: str, url: str, headers: Mapping[str, str] | Iterable[tuple[str, str]], body: bytes | bytearray | memoryview | str, now_ms: SupportsIndex) -> Reply:
        """
        Answers a request. `url` is a whole address or what stands behind the host.
        """
    def owned_aculab(self, /) -> list[OwnedNumber]:
        """
        What the demo account at Aculab Cloud has in truth, in the order of purchase.
        """
    def owned_aql(self, /) -> list[OwnedUser]:
        """
        What the demo account at aql has in truth, in the order of purchase.
        """

def environment(url: str) -> dict[str, str]:
    """
    The variables that point a client to the demo accounts, served at the base URL `url`.
    """

def introduction(url: str) -> str:
    """
    What a program says that serves the demo accounts at the base URL `url`.
    """
