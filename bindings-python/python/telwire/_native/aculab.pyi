"""
Aculab Cloud: inbound telephone numbers.
"""

from . import Request, Response
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from telwire._enums import DeletedStatus, DidType
from telwire._errors import TransportError
from typing import Any, Final, Literal, SupportsIndex, final

__all__ = ["Account", "Deleted", "Gateway", "MimickedPurchase", "NotDeleted", "OwnedNumber", "Problem", "Purchased", "RegulationAddress", "TelDeleteNumbers", "TelGetSupportedCountries", "TelGetSupportedRegions", "TelGetSupportedStates", "TelListNumbers", "TelListRegulationAddresses", "TelPurchase", "TelPurchaseDevelopment"]

@final
class Account:
    """
    A cloud account: the cloud ID, a user of it, and the API access key, which prints as a placeholder and goes nowhere but
    into signed requests.

    An account of the cloud `cloud_id`, digits and dashes such as `1-2-0`. Raises `InvalidInput`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, cloud_id: str, username: str, access_key: str) -> Account: ...
    def __repr__(self, /) -> str: ...
    @property
    def cloud_id(self, /) -> str:
        """
        The cloud ID.
        """
    @staticmethod
    def from_env() -> Account:
        """
        The account of the variables `TELWIRE_ACULAB_CLOUD_ID`, `TELWIRE_ACULAB_USERNAME` and
        `TELWIRE_ACULAB_ACCESS_KEY`; each may be given as `…_FILE` too, the path of a file that holds it. Raises
        `InvalidInput` that names the variable.
        """
    @property
    def username(self, /) -> str:
        """
        The username, without the cloud ID.
        """

@final
class Deleted:
    """
    What became of the numbers.
    """
    __match_args__: Final[tuple[Literal["status"], Literal["not_deleted"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, status: DeletedStatus | str, not_deleted: Iterable[NotDeleted]) -> Deleted: ...
    def __repr__(self, /) -> str: ...
    @property
    def not_deleted(self, /) -> tuple[NotDeleted, ...]:
        """
        The numbers that were not deleted, in the order of the wire.
        """
    @property
    def status(self, /) -> DeletedStatus | str:
        """
        `OK` (all), `PARTIAL` (at least one) or `FAIL` (none).
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Gateway:
    """
    Where Aculab Cloud is.

    All services at `base_url`; the cloud's own host where nothing is said. Plain `http` is for this machine alone.
    Raises `InvalidInput`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, base_url: str | None = None) -> Gateway: ...
    @staticmethod
    def from_env() -> Gateway:
        """
        The gateway of the variable `TELWIRE_ACULAB_GATEWAY` (or `…_FILE`), the cloud's own where it is not set. Raises
        `InvalidInput` that names the variable.
        """

@final
class MimickedPurchase:
    """
    What a rehearsal answers: numbers that nobody owns now.
    """
    __match_args__: Final[tuple[Literal["rows"], Literal["problems"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, rows: Iterable[str], problems: Iterable[Problem]) -> MimickedPurchase: ...
    def __repr__(self, /) -> str: ...
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What does not fit the request.
        """
    def require_complete(self, /) -> tuple[str, ...]:
        """
        The numbers, if they are what was asked for. Else raises `Malformed` with the code `problems`; its `salvaged` is
        this value.
        """
    @property
    def rows(self, /) -> tuple[str, ...]:
        """
        Every number of the answer, in its order. None of them is bought.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class NotDeleted:
    """
    A number that was not deleted, and why.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["description"], Literal["code"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: str, description: str, code: str) -> NotDeleted: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        The carrier's code, such as `0300`: the number is not yours, or gone already.
        """
    @property
    def description(self, /) -> str:
        """
        Why, in the carrier's words.
        """
    @property
    def number(self, /) -> str:
        """
        The number, as it came.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class OwnedNumber:
    """
    A number of the account.

    Listings are long: a number knows where it stands in the answer, which it keeps, and makes Python's objects when they
    are asked for.

    A number of these. Raises `InvalidInput` for one that is not made of digits, and for a price of more than 18.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["country"], Literal["state"], Literal["region"], Literal["price"], Literal["purchased"], Literal["did_type"], Literal["other"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: str, country: str, state: str | None, region: str, price: Decimal | None, purchased: date | None, did_type: str, other: Iterable[tuple[str, str]]) -> OwnedNumber: ...
    def __repr__(self, /) -> str: ...
    @property
    def country(self, /) -> str:
        """
        The country; empty where the answer leaves it out.
        """
    @property
    def did_type(self, /) -> DidType | str:
        """
        The type; empty where the answer leaves it out.
        """
    @property
    def number(self, /) -> str:
        """
        The number: digits, not necessarily E.164.
        """
    @property
    def other(self, /) -> tuple[tuple[str, str], ...]:
        """
        Documented members that stand there twice or could not be read: pairs of name and JSON text.
        """
    @property
    def price(self, /) -> Decimal | None:
        """
        The price per month, in US dollars; `None` where it is left out, or unreadable and then in `other`.
        """
    @property
    def purchased(self, /) -> date | None:
        """
        The day on which it was bought; `None` as for the price.
        """
    @property
    def region(self, /) -> str:
        """
        The region, a name, or a prefix for toll-free and national numbers; empty where the answer leaves it out.
        """
    @property
    def state(self, /) -> str | None:
        """
        The state, only where countries have them.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Problem:
    """
    What is wrong with the answer to a purchase, or to its rehearsal.
    """
    __match_args__: Final[tuple[Literal["code"], Literal["message"], Literal["asked"], Literal["received"], Literal["row"], Literal["element"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, code: str, message: str, asked: int | None, received: int | None, row: int | None, element: str | None) -> Problem: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def asked(self, /) -> int | None:
        """
        How many numbers were asked for.
        """
    @property
    def code(self, /) -> str:
        """
        `long_purchase`, `repeated_row`, `short_purchase` or `unreadable_element`.
        """
    @property
    def element(self, /) -> str | None:
        """
        The JSON text of an element that is no number.
        """
    @property
    def message(self, /) -> str:
        """
        A sentence that says it.
        """
    @property
    def received(self, /) -> int | None:
        """
        How many different numbers came.
        """
    @property
    def row(self, /) -> int | None:
        """
        Which of the rows, from 0.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Purchased:
    """
    What a purchase bought. `problems` empty means: as many as asked for, or fewer where that is allowed.
    """
    __match_args__: Final[tuple[Literal["rows"], Literal["problems"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, rows: Iterable[str], problems: Iterable[Problem]) -> Purchased: ...
    def __repr__(self, /) -> str: ...
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What does not fit the request.
        """
    def require_complete(self, /) -> tuple[str, ...]:
        """
        The numbers, if they are what was asked for. Else raises `Malformed` with the code `problems`; its `salvaged` is
        this value.
        """
    @property
    def rows(self, /) -> tuple[str, ...]:
        """
        Every number of the answer, in its order. **All of them are bought**, whatever `problems` says.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class RegulationAddress:
    """
    An address registered on the account.
    """
    __match_args__: Final[tuple[Literal["name"], Literal["country"], Literal["region"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, name: str, country: str, region: str) -> RegulationAddress: ...
    def __repr__(self, /) -> str: ...
    @property
    def country(self, /) -> str:
        """
        The country; empty where the answer leaves it out.
        """
    @property
    def name(self, /) -> str:
        """
        The name that a purchase gives as `regulation_address`.
        """
    @property
    def region(self, /) -> str:
        """
        The region; empty where the answer leaves it out.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class TelDeleteNumbers:
    """
    Deletes numbers of the account (Managing Inbound Telephone Numbers, "Tel Delete Numbers"). **A number that was deleted
    may not be had again.**

    The answer is a `Deleted`: that some or all were not deleted is a result, not an error.

    A deletion of all of `numbers`: digits as tel_list_numbers gives them, each once. Raises `InvalidInput`.

    >>> from telwire import aculab
    >>> deleted = aculab.TelDeleteNumbers(["441908538007"]).parse(200, b'{"status": "OK"}')
    >>> deleted.status is aculab.DeletedStatus.OK
    True
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, numbers: Iterable[str]) -> TelDeleteNumbers: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Deleted:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> Deleted:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelGetSupportedCountries:
    """
    Asks in which countries numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported Countries").

    The answer is a list of names, in the order of the wire.

    The countries with numbers of that type, a `DidType`; geographic unless given. Raises `InvalidInput`.

    >>> from telwire import aculab
    >>> aculab.TelGetSupportedCountries().parse(200, b'["Germany", "United Kingdom"]')
    ['Germany', 'United Kingdom']
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, *, did_type: str | None = None) -> TelGetSupportedCountries: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[str]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[str]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelGetSupportedRegions:
    """
    Asks in which regions of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
    Regions").

    The answer is a list of texts, in the order of the wire: names, or prefixes for national and toll-free numbers.

    The regions of `country`, or of one of its states, with numbers of a type, a `DidType`; geographic unless given.
    Raises `InvalidInput`.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, country: str, *, state: str | None = None, did_type: str | None = None) -> TelGetSupportedRegions: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[str]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[str]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelGetSupportedStates:
    """
    Asks in which states of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
    States"). Not all countries have states.

    The answer is a list of names, in the order of the wire.

    The states of `country`, a name as tel_get_supported_countries gives it. Raises `InvalidInput`.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, country: str) -> TelGetSupportedStates: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[str]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[str]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelListNumbers:
    """
    Asks for the numbers of the account, all of them unless filtered (Managing Inbound Telephone Numbers, "Tel List
    Numbers").

    The answer is a list of `OwnedNumber`, in the order of the wire.

    All numbers, or those of a country, a state, a region (a name or a prefix), a type (a `DidType`). Raises
    `InvalidInput`.

    >>> from telwire import aculab
    >>> call = aculab.TelListNumbers(country="United Kingdom")
    >>> [owned] = call.parse(200, b'''{"441908538007": {"country": "United Kingdom", "price": "3.00",
    ...     "region": "Milton Keynes", "purchased": "2011-09-14", "did_type": "geographic"}}''')
    >>> owned.number, owned.price, owned.purchased
    ('441908538007', Decimal('3.00'), datetime.date(2011, 9, 14))
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, *, country: str | None = None, state: str | None = None, region: str | None = None, did_type: str | None = None) -> TelListNumbers: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[OwnedNumber]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[OwnedNumber]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelListRegulationAddresses:
    """
    Asks for the addresses registered for countries that ask for one (Managing Inbound Telephone Numbers, "Tel List
    Regulation Addresses").

    The answer is a list of `RegulationAddress`, in the order of the wire.

    The call; it has no parameters.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /) -> TelListRegulationAddresses: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[RegulationAddress]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[RegulationAddress]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelPurchase:
    """
    Buys numbers in a region (Managing Inbound Telephone Numbers, "Tel Purchase"). **Each time it is sent it may buy**, at
    once and every month.

    The answer is a `Purchased`.

    One number in `region`, a name as tel_get_supported_regions gives it, or a prefix for toll-free and national numbers;
    or `quantity` numbers. `state`, `regulation_address`: some countries require them. `based_on`: an inbound service to
    copy for each number. `allow_partial`: fewer numbers are a success. `did_type`: a `DidType`; geographic unless given.
    A toll-free number needs one of `allow_landline`, `allow_cellular`, `allow_payphone`. Raises `InvalidInput`.

    >>> from telwire import aculab
    >>> purchase = aculab.TelPurchase("Germany", "Mönchengladbach")
    >>> purchase.parse(200, b'["4921615550100"]').require_complete()
    ('4921615550100',)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, country: str, region: str, *, state: str | None = None, regulation_address: str | None = None, quantity: int | None = None, based_on: str | None = None, allow_partial: bool = False, did_type: str | None = None, allow_landline: bool = False, allow_cellular: bool = False, allow_payphone: bool = False) -> TelPurchase: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Purchased:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> Purchased:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class TelPurchaseDevelopment:
    """
    Rehearses a purchase: it **buys nothing** and costs nothing, with the parameters and the answer of `TelPurchase`
    (Managing Inbound Telephone Numbers, "Tel Purchase Development").

    The answer is a `MimickedPurchase`.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, country: str, region: str, *, state: str | None = None, regulation_address: str | None = None, quantity: int | None = None, based_on: str | None = None, allow_partial: bool = False, did_type: str | None = None, allow_landline: bool = False, allow_cellular: bool = False, allow_payphone: bool = False) -> TelPurchaseDevelopment: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> MimickedPurchase:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> MimickedPurchase:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """
