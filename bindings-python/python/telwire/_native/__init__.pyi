"""
The native half of telwire; import the names from `telwire`, `telwire.aql` and `telwire.aculab`.
"""

from . import aculab as aculab, aql as aql, sandbox as sandbox, workflow as workflow
from _typeshed import Incomplete
from collections.abc import Iterable, Mapping
from telwire._enums import Effect
from typing import Final, NoReturn, SupportsFloat, SupportsIndex, final

__version__: Final[str]
"""
The version of the package.
"""

@final
class Body:
    """
    The bytes of an answer as they came, kept with the error that they caused.

    They may hold SIP passwords: they print as their size and refuse to be pickled; `reveal()` is the way out.

    A body of these bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, data: bytes | bytearray | memoryview | str) -> Body: ...
    def __reduce__(self, /) -> NoReturn: ...
    def __repr__(self, /) -> str: ...
    def reveal(self, /) -> bytes:
        """
        The bytes.
        """

@final
class Request:
    """
    A request, ready to be sent if it is signed. It prints without its secrets.
    """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def body(self, /) -> bytes:
        """
        The form. That of a signed request may hold its credentials.
        """
    @property
    def call(self, /) -> str:
        """
        The name of the call, such as `check_numbers`.
        """
    @property
    def effect(self, /) -> Effect:
        """
        What sending it twice would mean.
        """
    @property
    def headers(self, /) -> dict[str, str]:
        """
        The headers in the order in which they are to be sent. Those of a signed request may hold its credentials.
        """
    @property
    def is_signed(self, /) -> bool:
        """
        Whether it holds the credentials and the host of an account.
        """
    @property
    def method(self, /) -> str:
        """
        `POST`.
        """
    @property
    def path(self, /) -> str:
        """
        What stands behind the host in the address.
        """
    @property
    def timeout(self, /) -> float:
        """
        How many seconds to wait for the answer: 30, or 120 where giving up leaves unknown what was done.
        """
    @property
    def url(self, /) -> str:
        """
        The whole address. `Misuse` (`unsigned_request`) if the request is not signed: it has no host.
        """
    def with_timeout(self, /, seconds: SupportsFloat | SupportsIndex) -> Request:
        """
        The same request, to be given up after so many seconds.
        """

@final
class Response:
    """
    An answer, as the HTTP library gave it.

    `complete` is whether that library vouches that the body is whole. It prints as its sizes: a body may hold passwords.

    An answer of that status; text is taken as UTF-8.
    """
    def __new__(cls, /, status: SupportsIndex, body: bytes | bytearray | memoryview | str, headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None, complete: bool = True) -> Response: ...
    def __repr__(self, /) -> str: ...
    @property
    def body(self, /) -> bytes:
        """
        The body.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether the body is whole.
        """
    @property
    def headers(self, /) -> dict[str, str]:
        """
        The headers, as they came.
        """
    @property
    def status(self, /) -> int:
        """
        The status code.
        """

@final
class SipPassword:
    """
    The password of a VoIP user, as the answer to an assign gave it.

    It prints as a placeholder and refuses to be pickled; `reveal()` is the way out.

    A password from its text.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int:
        """
        The same for all passwords: a hash tells nothing of one.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, text: str) -> SipPassword: ...
    def __reduce__(self, /) -> NoReturn: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def reveal(self, /) -> str:
        """
        The password.
        """

def __getattr__(name: str) -> Incomplete: ...
