"""
aql: the number provisioning API, and the number control and credit API.
"""

from . import Body, Request, Response, SipPassword
from collections.abc import Iterable, Mapping
from datetime import time
from decimal import Decimal
from telwire._enums import SmsAction
from telwire._errors import TransportError
from typing import Any, Final, Literal, SupportsIndex, final

__all__ = ["Account", "AssignNumbers", "Assigned", "AssignedNumber", "ChangeUser", "Changed", "CheckNumbers", "Gateway", "GetUser", "Item", "ListUsers", "Number", "Pattern", "Problem", "Settings", "Slot", "User"]

@final
class Account:
    """
    The credentials of a reseller at aql. They print as placeholders and go nowhere but into signed requests.

    An account: username and password of the provisioning service. `control` holds those of the control service,
    where they are others. Raises `InvalidInput`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, username: str, password: str, *, control: tuple[str, str] | None = None) -> Account: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_env() -> Account:
        """
        The account of the variables `TELWIRE_AQL_USERNAME` and `TELWIRE_AQL_PASSWORD`; each may be given as `…_FILE`
        too, the path of a file that holds it. Raises `InvalidInput` that names the variable.
        """
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

    A purchase of these numbers, at most 100, as `sip` or `iax` users. Each is an `Item`, a mapping with the keys
    `number`, `first_name`, `last_name`, `email`, or a number alone. Raises `InvalidInput`.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, items: Iterable[Item | Mapping[str, Number | str] | Number | str], *, protocol: str = "sip") -> AssignNumbers: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Assigned:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> Assigned:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Assigned:
    """
    What an assign bought. `problems` empty means: checked, and exactly what was asked for.
    """
    __match_args__: Final[tuple[Literal["rows"], Literal["problems"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, rows: Iterable[AssignedNumber], problems: Iterable[Problem]) -> Assigned: ...
    def __repr__(self, /) -> str: ...
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What does not fit the request.
        """
    def require_complete(self, /) -> tuple[AssignedNumber, ...]:
        """
        The rows, if they are exactly what was asked for. Else raises `Malformed` with the code `problems`; its
        `salvaged` is this value.
        """
    @property
    def rows(self, /) -> tuple[AssignedNumber, ...]:
        """
        A row for each number that was bought.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class AssignedNumber:
    """
    A number that was bought, its VoIP user and that user's password.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["voipnumber"], Literal["password"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, number: Number, voipnumber: str, password: SipPassword) -> AssignedNumber: ...
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
class ChangeUser:
    """
    Changes some of a VoIP user's items and leaves the others alone (number control and credit API, "action:changeuser").

    Whether several items change together or one by one is not documented: after an error, read back with `GetUser`. The
    answer is a `Changed`.

    Changes `voipnumber`, 6 digits that begin with 6 or 7, or `user`, named as list_users or an assign named it. Each
    setting may also be given as the text that aql writes: see `Settings` for what they mean. What is left out, or
    `None`, stays as it is. Raises `InvalidInput`.

    >>> from telwire import aql
    >>> call = aql.ChangeUser("606309", forwardto="01133203040", forwardactive=True)
    >>> call.request().body
    b'action=changeuser&voipnumber=606309&forwardto=01133203040&forwardactive=1'
    >>> call.parse(200, b"OK:22\\n")
    Changed(id='22')
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voipnumber: str | None = None, *, user: str | None = None, voicemailon: bool | str | None = None, voicemaildelay: int | str | None = None, voicemaildest: str | None = None, forwardto: str | None = None, forwardstart: time | str | None = None, forwardend: time | str | None = None, forwardcli: bool | str | None = None, forwardactive: bool | str | None = None, faxenabled: bool | str | None = None, faxrecipient: str | None = None, faxrecipientname: str | None = None, sipendpoint: str | None = None, smsaction: str | None = None, smsdata: str | None = None, callrecord: bool | str | None = None, **others: "None") -> ChangeUser: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Changed:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> Changed:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Changed:
    """
    The change was accepted.
    """
    __match_args__: Final[tuple[Literal["id"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: str | None) -> Changed: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str | None:
        """
        The id behind `OK:`, if there is one. What it means is not documented.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class CheckNumbers:
    """
    Asks for available numbers that match a pattern (number provisioning API, "Querying available numbers").

    The answer is a list of `Number`, empty where nothing matches. It may be shorter than `show` even if there are more.

    A search for `pattern`, or for `country` (`44`), `area_code` (`113`) and `sub_code` (`312012*`).

    `skip`: leave out so many matches. `show`: at most so many numbers, 100 if left out. `sms_enabled`: `yes`, `no`
    or `ignore`; left out, **numbers without SMS do not show**. Raises `InvalidInput`.

    >>> from telwire import aql
    >>> call = aql.CheckNumbers("0113 312012*", show=2)
    >>> call.parse(200, b"AQVOIP_OK\\n44-113-3120120_44-113-3120121\\n")
    [Number('44-113-3120120'), Number('44-113-3120121')]
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, pattern: Pattern | str | None = None, *, country: str | None = None, area_code: str | None = None, sub_code: str | None = None, skip: int | None = None, show: int | None = None, sms_enabled: str | None = None) -> CheckNumbers: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> list[Number]:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> list[Number]:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Gateway:
    """
    Where aql's services are: one base URL for both, or one for each.

    `base_url` for both services, or `provisioning` and `control` for each; aql's own where nothing is said. Plain
    `http` is for this machine alone. Raises `InvalidInput`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, base_url: str | None = None, *, provisioning: str | None = None, control: str | None = None) -> Gateway: ...
    @staticmethod
    def from_env() -> Gateway:
        """
        The gateway of the variable `TELWIRE_AQL_GATEWAY` (or `…_FILE`), aql's own where it is not set. Raises
        `InvalidInput` that names the variable.
        """

@final
class GetUser:
    """
    Asks how a VoIP user is configured (number control and credit API, "action:getuser").

    The answer is a `User`.

    Asks about `voipnumber`, 6 digits that begin with 6 or 7, or about `user`, named as list_users or an assign named
    it. Raises `InvalidInput`.

    >>> from telwire import aql
    >>> user = aql.GetUser("606309").parse(200, b"voipnumber:606309\\nforwardstart:08:30:00\\ncredit:3.42\\n")
    >>> user.credit, user.settings
    (Decimal('3.42'), Settings(forwardstart=datetime.time(8, 30)))
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voipnumber: str | None = None, *, user: str | None = None) -> GetUser: ...
    def __repr__(self, /) -> str: ...
    def failed(self, /, failure: Literal["no_answer", "not_sent"]) -> TransportError:
        """
        The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
        Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
        """
    def parse(self, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> User:
        """
        What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
        body is whole. Raises `Refused` or `Malformed`.
        """
    def read(self, /, response: Response) -> User:
        """
        What the answer says: `parse` for a `Response`.
        """
    def request(self, /, account: Account | None = None, gateway: Gateway | str | None = None) -> Request:
        """
        The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
        out), without one unsigned, with neither host nor secret.
        """

@final
class Item:
    """
    One number to buy, and who gets it.

    aql's lists are separated by `_`: a name or an e-mail address with one is refused.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["first_name"], Literal["last_name"], Literal["email"]]]
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Number, str, str, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: Number | str, first_name: str = "", last_name: str = "", email: str = "") -> Item: ...
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
class ListUsers:
    """
    Asks for all VoIP users of the account (number control and credit API, "action:listusers").

    The answer is a list of texts, in the order of the wire. An account without users answers with nothing.

    The call; it has no parameters.

    >>> from telwire import aql
    >>> aql.ListUsers().parse(200, b"606309\\n612345\\n")
    ['606309', '612345']
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /) -> ListUsers: ...
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
class Number:
    """
    A telephone number as aql writes it, such as `44-113-3120120`: country code, area code, subscriber number.

    It holds one integer, compares, hashes and sorts.

    A number from its text. Raises `InvalidInput`.
    """
    __match_args__: Final[tuple[Literal["country"], Literal["area_code"], Literal["subscriber"]]]
    def __eq__(self, value: object, /) -> bool: ...
    def __ge__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str]: ...
    def __gt__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, value: object, /) -> bool: ...
    def __lt__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: str) -> Number: ...
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

    A pattern from its text. Raises `InvalidInput`.
    """
    __match_args__: Final[tuple[Literal["country"], Literal["area_code"], Literal["sub_code"]]]
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, pattern: str) -> Pattern: ...
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
    __match_args__: Final[tuple[Literal["code"], Literal["message"], Literal["row"], Literal["number"], Literal["line"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, code: str, message: str, row: int | None, number: Number | None, line: Body | None) -> Problem: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
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
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """

@final
class Settings:
    """
    The items of a VoIP user that can be read and written (number control and credit API, the table of parameters).
    `None` is unset: get_user did not say. Unset is not the same as empty.
    """
    __match_args__: Final[tuple[Literal["voicemailon"], Literal["voicemaildelay"], Literal["voicemaildest"], Literal["forwardto"], Literal["forwardstart"], Literal["forwardend"], Literal["forwardcli"], Literal["forwardactive"], Literal["faxenabled"], Literal["faxrecipient"], Literal["faxrecipientname"], Literal["sipendpoint"], Literal["smsaction"], Literal["smsdata"], Literal["callrecord"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voicemailon: bool | None = None, voicemaildelay: int | None = None, voicemaildest: str | None = None, forwardto: str | None = None, forwardstart: time | None = None, forwardend: time | None = None, forwardcli: bool | None = None, forwardactive: bool | None = None, faxenabled: bool | None = None, faxrecipient: str | None = None, faxrecipientname: str | None = None, sipendpoint: str | None = None, smsaction: SmsAction | None = None, smsdata: str | None = None, callrecord: bool | None = None) -> Settings: ...
    def __repr__(self, /) -> str: ...
    @property
    def callrecord(self, /) -> bool | None:
        """
        Whether calls are recorded.
        """
    @property
    def faxenabled(self, /) -> bool | None:
        """
        Whether the number receives faxes.
        """
    @property
    def faxrecipient(self, /) -> str | None:
        """
        The e-mail addresses that faxes go to, separated by `,` or `;`.
        """
    @property
    def faxrecipientname(self, /) -> str | None:
        """
        The name of the recipient of faxes.
        """
    @property
    def forwardactive(self, /) -> bool | None:
        """
        Whether calls are forwarded.
        """
    @property
    def forwardcli(self, /) -> bool | None:
        """
        Whether the original caller's number is forwarded.
        """
    @property
    def forwardend(self, /) -> time | None:
        """
        When forwarding ends each day.
        """
    @property
    def forwardstart(self, /) -> time | None:
        """
        When forwarding starts each day.
        """
    @property
    def forwardto(self, /) -> str | None:
        """
        Where calls are forwarded to, as dialled: `01133203040`.
        """
    @property
    def sipendpoint(self, /) -> str | None:
        """
        The SIP endpoint of the number, `user@host`.
        """
    @property
    def smsaction(self, /) -> SmsAction | None:
        """
        What happens with an SMS that comes in.
        """
    @property
    def smsdata(self, /) -> str | None:
        """
        The e-mail address or URL that an SMS goes to.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voicemaildelay(self, /) -> int | None:
        """
        Seconds before an unanswered call goes to voicemail.
        """
    @property
    def voicemaildest(self, /) -> str | None:
        """
        The e-mail address that voicemail messages are sent to.
        """
    @property
    def voicemailon(self, /) -> bool | None:
        """
        Whether aql voicemail is enabled.
        """

@final
class Slot:
    """
    One number to buy by an order, and whose it will be. Without a number: any of the order's pool.

    An e-mail address with `_`, which the assign cannot carry, is set as `voicemaildest` after the purchase.
    Raises `InvalidInput`.
    """
    __match_args__: Final[tuple[Literal["number"], Literal["first_name"], Literal["last_name"], Literal["email"]]]
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Number | None, str, str, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: Number | str | None = None, first_name: str = "", last_name: str = "", email: str = "") -> Slot: ...
    def __repr__(self, /) -> str: ...
    @property
    def email(self, /) -> str:
        """
        The e-mail address, perhaps empty.
        """
    @property
    def first_name(self, /) -> str:
        """
        The first name of the reseller's customer, perhaps empty.
        """
    @property
    def last_name(self, /) -> str:
        """
        The last name, perhaps empty.
        """
    @property
    def number(self, /) -> Number | None:
        """
        The number; `None`: any of the pool.
        """

@final
class User:
    """
    How a VoIP user is configured. Every item may be missing.
    """
    __match_args__: Final[tuple[Literal["voipnumber"], Literal["pstnnumber"], Literal["credit"], Literal["settings"], Literal["other"]]]
    def __eq__(self, other: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[Any, ...]: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, voipnumber: str | None, pstnnumber: str | None, credit: Decimal | None, settings: Settings, other: Iterable[tuple[str, str]]) -> User: ...
    def __repr__(self, /) -> str: ...
    @property
    def credit(self, /) -> Decimal | None:
        """
        The credit left on the number; its unit is not documented.
        """
    @property
    def other(self, /) -> tuple[tuple[str, str], ...]:
        """
        Items that are not documented, stand there twice or cannot be read: pairs of name and value, as they came.
        """
    @property
    def pstnnumber(self, /) -> str | None:
        """
        The telephone number of the user without separators, such as `441133120120`.
        """
    @property
    def settings(self, /) -> Settings:
        """
        What change_user can change.
        """
    def to_dict(self, /, *, reveal: bool = False) -> dict[str, Any]:
        """
        The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
        or bytes that may hold one, `TypeError` unless `reveal` is true.
        """
    @property
    def voipnumber(self, /) -> str | None:
        """
        The VoIP user.
        """
