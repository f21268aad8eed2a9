"""
aql: the number provisioning API, and the number control and credit API.
"""

from . import Body, Request, Response, SipPassword
from _typeshed import SupportsGetItem
from collections.abc import Iterable, Mapping
from telwire._native.aql import Gateway as Gateway2, Item as Item2, Number as Number2, Pattern as Pattern2
from typing import Final, SupportsIndex, final

__all__ = ["Account", "AssignNumbers", "Assigned", "AssignedNumber", "CheckNumbers", "Gateway", "Item", "Number", "Pattern", "Problem"]

@final
class Account:
    """
    The credentials of a reseller at aql. They print as placeholders and go nowhere but into signed requests.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, username: str, password: str, *, control: tuple[str, str] | None = None) -> Account:
        """
        An account: username and password of the provisioning service. `control` holds those of the control service,
        where they are others. Raises `InvalidInput`.
        """
    def __repr__(self, /) -> str: ...
    @property
    def username(self, /) -> str:
        """
        The username at the provisioning service.
        """

@final
class AssignNumbers:
    """
    Buys numbers (number provisioning API, "Assigning numbers"). **Each time it is sent it may buy.**

    The answer is an `Assigned`; no other answer ever holds the passwords.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: SupportsGetItem[int, Item2 | Number2 | str | Mapping[str, Number2 | str]], *, protocol: str = "sip") -> AssignNumbers:
        """
        A purchase of these numbers, at most 100, as `sip` or `iax` users. Each is an `Item`, a mapping with the keys
        `number`, `first_name`, `last_name`, `email`, or a number alone. Raises `InvalidInput`.
        """
    def __repr__(self, /) -> str: ...
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Assigned:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> Assigned:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway2 | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Assigned:
    """
    What an assign bought. `problems` empty means: checked, and exactly what was asked for.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, rows: tuple[AssignedNumber, ...], problems: tuple[Problem, ...]) -> Assigned: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What does not fit the request.
        """
    @property
    def rows(self, /) -> tuple[AssignedNumber, ...]:
        """
        A row for each number that was bought.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """

@final
class AssignedNumber:
    """
    A number that was bought, its VoIP user and that user's password.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: Number, voipnumber: str, password: SipPassword) -> AssignedNumber: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def number(self, /) -> Number:
        """
        The number.
        """
    @property
    def password(self, /) -> SipPassword:
        """
        The password of the VoIP user. No other answer holds it.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str:
        """
        The VoIP user that it was given.
        """

@final
class CheckNumbers:
    """
    Asks for available numbers that match a pattern (number provisioning API, "Querying available numbers").

    The answer is a list of `Number`, empty where nothing matches. It may be shorter than `show` even if there are more.

    >>> from telwire import aql
    >>> call = aql.CheckNumbers("0113 312012*", show=2)
    >>> call.parse(200, b"AQVOIP_OK\\n44-113-3120120_44-113-3120121\\n")
    [Number('44-113-3120120'), Number('44-113-3120121')]
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, pattern: Pattern2 | str | None = None, *, country: str | None = None, area_code: str | None = None, sub_code: str | None = None, skip: SupportsIndex | None = None, show: SupportsIndex | None = None, sms_enabled: str | None = None) -> CheckNumbers:
        """
        A search for `pattern`, or for `country` (`44`), `area_code` (`113`) and `sub_code` (`312012*`).

        `skip`: leave out so many matches. `show`: at most so many numbers, 100 if left out. `sms_enabled`: `yes`, `no`
        or `ignore`; left out, **numbers without SMS do not show**. Raises `InvalidInput`.
        """
    def __repr__(self, /) -> str: ...
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[Number]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[Number]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway2 | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Gateway:
    """
    Where aql's services are: one base URL for both, or one for each.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, base_url: str | None = None, *, provisioning: str | None = None, control: str | None = None) -> Gateway:
        """
        `base_url` for both services, or `provisioning` and `control`; aql's own where nothing is said. Plain `http` is
        for this machine alone. Raises `InvalidInput`.
        """

@final
class Item:
    """
    One number to buy, and who gets it.

    aql's lists are separated by `_`: a name or an e-mail address with one is refused.
    """
    __match_args__: Final[tuple[str, str, str, str]]
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Number, str, str, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: Number2 | str, first_name: str = ..., last_name: str = ..., email: str = ...) -> Item:
        """
        An item of these.
        """
    def __repr__(self, /) -> str: ...
    @property
    def email(self, /) -> str:
        """
        The e-mail address, perhaps empty.
        """
    @property
    def first_name(self, /) -> str:
        """
        The first name, perhaps empty.
        """
    @property
    def last_name(self, /) -> str:
        """
        The last name, perhaps empty.
        """
    @property
    def number(self, /) -> Number:
        """
        The number.
        """

@final
class Number:
    """
    A telephone number as aql writes it, such as `44-113-3120120`: country code, area code, subscriber number.

    It holds one integer, compares, hashes and sorts.
    """
    __match_args__: Final[tuple[str, str, str]]
    def __eq__(self, value: object, /) -> bool: ...
    def __ge__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str]: ...
    def __gt__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, value: object, /) -> bool: ...
    def __lt__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: str) -> Number:
        """
        A number from its text. Raises `InvalidInput`.
        """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def area_code(self, /) -> str:
        """
        The area code without its leading zero, such as `113`.
        """
    @property
    def country(self, /) -> str:
        """
        The country code, such as `44`.
        """
    @property
    def e164(self, /) -> str:
        """
        All digits without signs between, such as `441133120120`: the spelling of `pstnnumber` in a user.
        """
    @property
    def subscriber(self, /) -> str:
        """
        The rest, such as `3120120`.
        """

@final
class Pattern:
    """
    Which numbers a search is for: country code, area code, and the beginning of the subscriber number with `*`s.

    As text it is written `44-113-312012*`, or as a person dials it, `0113 312012*`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, pattern: str) -> Pattern:
        """
        A pattern from its text. Raises `InvalidInput`.
        """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def area_code(self, /) -> str:
        """
        The area code without its leading zero, such as `113`.
        """
    @property
    def country(self, /) -> str:
        """
        The country code, such as `44`.
        """
    @property
    def sub_code(self, /) -> str:
        """
        The subscriber number, with `*` for any digits.
        """

@final
class Problem:
    """
    What is wrong with the answer to an assign.
    """
    __match_args__: Final[tuple]
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, code: str, message: str, row: int | None, number: Number | None, line: Body | None) -> Problem: ...
    def __reduce__(self, /) -> tuple: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        `foreign_row`, `missing_row`, `out_of_order`, `repeated_row`, `unreadable_line` or `unterminated_line`.
        """
    @property
    def line(self, /) -> Body | None:
        """
        The line as it came; it may hold a password.
        """
    @property
    def message(self, /) -> str:
        """
        A sentence that says it.
        """
    @property
    def number(self, /) -> Number | None:
        """
        The number that has no row.
        """
    @property
    def row(self, /) -> int | None:
        """
        Which of the rows, from 0.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        `TypeError` unless `reveal` is true.
        """
