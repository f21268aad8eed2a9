"""How a command ends: its exit code, and the errors that end it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from telwire import Error, Kind, Outcome


class Exit(IntEnum):
    """The exit codes of the command."""

    DONE = 0
    """All that was asked for is done."""
    PARTIAL = 1
    """The carrier refused, or did a part of it."""
    INPUT = 2
    """It cannot be done as it was asked for."""
    NOT_SENT = 3
    """The carrier was not reached: nothing was sent."""
    UNKNOWN = 4
    """What became of it is not known."""
    INTERRUPTED = 130
    """Ctrl-C ended it."""


class CommandError(Exception):
    """Ends the command: what was wrong in one line, what it was in detail, and what to do about it."""

    def __init__(
        self, message: str, hint: str = "", *, details: Sequence[str] = (), exit_code: Exit = Exit.INPUT
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.details = details
        self.exit_code = exit_code


def reasons(error: Error) -> list[str]:
    """What stands behind the error, a line each: only what never holds a secret, which is not so of any exception."""
    match error.__cause__:
        case Error() as cause:
            return [str(cause)]
        case OSError() as cause:
            return [os_words(cause)]
        case _:
            return []


def os_words(error: OSError) -> str:
    """What the operating system said, in a line."""
    words = (error.strerror or str(error)).lower()
    return f"`{error.filename}`: {words}" if error.filename else words


def of_error(error: Error) -> Exit:
    """How a command ends that this error ends."""
    if error.kind in (Kind.INVALID_INPUT, Kind.MISUSE):
        return Exit.INPUT
    return {Outcome.NOT_SENT: Exit.NOT_SENT, Outcome.UNKNOWN: Exit.UNKNOWN}.get(error.outcome, Exit.PARTIAL)
