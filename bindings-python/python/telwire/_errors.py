"""What goes wrong, as exceptions: whose fault, what exactly, and what happened to the money."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from telwire._enums import Kind, Outcome
    from telwire._native import Body

_HOLDS_PASSWORDS = "assign_numbers"
_LEFT_OUT = "what came may hold SIP passwords: it was left out when this error was pickled"
_FROZEN = ("body", "salvaged")


class Error(Exception):
    """The base of all that telwire raises. `str(error)` says what was wrong and what to do."""

    _kind = "misuse"
    code: str
    """What exactly: a text that never changes, the same in every language."""
    outcome: Outcome
    """What happened to the money, as far as this exchange tells."""
    retryable: bool
    """Whether the identical request may be sent again without harm, and has a chance to succeed then."""
    carrier_code: str | None
    """The carrier's own code, where one came."""
    carrier_message: str | None
    """The carrier's own words, where they came."""

    def __init__(
        self,
        message: str = "",
        *,
        code: str = "",
        outcome: Outcome | str = "unknown",
        retryable: bool = False,
        carrier_code: str | None = None,
        carrier_message: str | None = None,
    ) -> None:
        from telwire._enums import Outcome  # the first error pays for enums, not the import of telwire

        super().__init__(message)
        self.code = code
        self.outcome = Outcome(outcome)
        self.retryable = retryable
        self.carrier_code = carrier_code
        self.carrier_message = carrier_message

    @property
    def kind(self) -> Kind:
        """Whose fault it is."""
        from telwire._enums import Kind

        return Kind(self._kind)

    def to_dict(self, *, reveal: bool = False) -> dict[str, Any]:
        """The error as plain data: what programs compare, and a sentence for people. It holds no secret to `reveal`."""
        return {"kind": self.kind, "code": self.code, "outcome": self.outcome, "message": str(self)}

    def __eq__(self, other: object) -> bool:
        """Errors in reports are values: the same class, words and details."""
        if type(other) is not type(self):
            return NotImplemented
        return self.args == other.args and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.args))


class InvalidInput(Error, ValueError):
    """A parameter cannot be sent as it is. Nothing was built, nothing was sent."""

    _kind = "invalid_input"

    def __init__(self, message: str = "", *, field: str = "", item: int | None = None, **rest: Any) -> None:
        super().__init__(message, **{"outcome": "not_sent", **rest})
        self.field = field
        """The parameter, by the carrier's own name."""
        self.item = item
        """Which item of a list, from 0."""


class _Answered(Error):
    def __init__(self, message: str = "", *, call: str = "", body: Body | None = None, **rest: Any) -> None:
        super().__init__(message, **rest)
        self.call = call
        """The call that was answered."""
        self.body = body
        """The answer as it came. `None` in a copy that was pickled, where it may hold SIP passwords."""

    def __reduce__(self) -> tuple[Any, ...]:
        state = dict(self.__dict__)
        if self.call == _HOLDS_PASSWORDS:
            state.update(body=None, **({"salvaged": None} if "salvaged" in state else {}))
            notes = [note for note in state.get("__notes__", ()) if note != _LEFT_OUT]
            state["__notes__"] = [*notes, _LEFT_OUT]
        elif self.body is not None:
            state["body"] = self.body.reveal()
        return type(self), self.args, state

    def __copy__(self) -> Self:
        copied = type(self)(*self.args)
        copied.__dict__.update(self.__dict__)
        return copied

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        from copy import copy, deepcopy

        memo[id(self)] = copied = copy(self)
        for name, value in self.__dict__.items():
            if name not in _FROZEN:
                copied.__dict__[name] = deepcopy(value, memo)
        return copied

    def __setstate__(self, state: dict[str, Any] | None) -> None:
        from telwire._native import Body

        self.__dict__.update(state or {})
        if isinstance(self.body, bytes):
            self.body = Body(self.body)


class Refused(_Answered):
    """The carrier said no, or something between here and there answered in its place."""

    _kind = "refused"

    def __init__(self, message: str = "", *, status: int = 0, **rest: Any) -> None:
        super().__init__(message, **rest)
        self.status = status
        """The HTTP status."""


class Malformed(_Answered):
    """An answer came and could not be understood, or is not known to be whole."""

    _kind = "malformed"

    def __init__(
        self,
        message: str = "",
        *,
        position: int = 0,
        expected: str = "",
        salvaged: object = None,
        **rest: Any,
    ) -> None:
        super().__init__(message, **rest)
        self.position = position
        """Where it stops making sense, in bytes."""
        self.expected = expected
        """What should have stood there."""
        self.salvaged = salvaged
        """What the beginning says, as the call would have answered it; `None` if nothing was understood."""


class TransportError(Error):
    """No answer came."""

    _kind = "transport"

    def __init__(self, message: str = "", *, call: str = "", **rest: Any) -> None:
        super().__init__(
            message, **{"code": self._CODE, "outcome": self._OUTCOME, "retryable": False, **rest}
        )
        self.call = call
        """The call that got no answer."""

    _CODE = "no_answer"
    _OUTCOME = "unknown"


class NotSent(TransportError):
    """The request certainly never left: the name did not resolve, the connection was refused, the handshake failed.

    Transports raise it: `raise NotSent("connection refused")`.
    """

    _CODE = "not_sent"
    _OUTCOME = "not_sent"


class NoAnswer(TransportError):
    """The request left, or may have left, and no answer came.

    Transports raise it: `raise NoAnswer("the connection was reset")`.
    """


class Misuse(Error):
    """The library was used against its contract, or the host could not do its part, such as writing the journal."""

    _kind = "misuse"


class Interrupted(KeyboardInterrupt):
    """Ctrl-C stopped a workflow at a safe point. What it was doing is in the journal, and can be resumed."""

    def __init__(self, message: str = "", *, report: object = None, journal: object = None) -> None:
        super().__init__(message)
        self.report = report
        """How far it came."""
        self.journal = journal
        """The journal to resume from."""


for _public in (
    Error, InvalidInput, Refused, Malformed, TransportError, NotSent, NoAnswer, Misuse, Interrupted
):  # fmt: skip
    _public.__module__ = "telwire"  # where people import them from, in tracebacks and pickles
