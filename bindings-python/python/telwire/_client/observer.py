"""What can be seen of each request: the logger `telwire`, and the hooks of the caller."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from telwire._errors import NoAnswer, NotSent
from telwire._native import Request, Response

logger = logging.getLogger("telwire")


def log(level: int, message: str, *arguments: object, exc_info: bool = False) -> None:
    """Tells the logger. Handlers are the caller's: no answer and no save is lost for one that fails."""
    with suppress(Exception):
        logger.log(level, message, *arguments, exc_info=exc_info, stacklevel=2)


OnRequest = Callable[[Request], object]
"""Called before a request is sent. If it raises, the request does not leave, and the caller gets the error."""

OnResponse = Callable[[Request, Response | Exception, float], object]
"""Called with what came of a request, and after how many seconds. What it raises is logged and goes no further: an
answer that came is never dropped."""


class Answer(NamedTuple):
    """What came of a request."""

    result: Response | BaseException
    """The response, or what the transport raised."""
    seconds: float
    """How long it took."""


class Observer:
    """Logs every request and answer, without secrets and without the bodies of answers, and calls the hooks."""

    def __init__(self, on_request: OnRequest | None = None, on_response: OnResponse | None = None) -> None:
        self._on_request = on_request
        self._on_response = on_response

    def sending(self, request: Request) -> None:
        """A request is about to leave."""
        if logger.isEnabledFor(logging.DEBUG):
            log(logging.DEBUG, "sending `%s`: %s", request.call, _line(request))
        if self._on_request:
            self._on_request(request)

    def answered(self, request: Request, answer: Answer) -> None:
        """An answer came, or none will. Raises what `on_response` raises only if it is no `Exception`."""
        result, seconds = answer
        if isinstance(result, Response):
            log(logging.DEBUG, "`%s` was answered after %.3f s: %r", request.call, seconds, result)
        else:
            log(logging.INFO, "no answer to `%s` after %.3f s: %s", request.call, seconds, _reason(result))
        if self._on_response and isinstance(result, Response | Exception):
            try:
                self._on_response(request, result, seconds)
            except Exception:
                log(logging.ERROR, "`on_response` raised an error after `%s`", request.call, exc_info=True)


def _line(request: Request) -> str:
    """Method, address and form of the request, secrets replaced."""
    head, _, form = str(request).partition("\n\n")
    return " ".join([*head.splitlines()[:1], form])


def _reason(error: BaseException) -> str:
    """The words, where they are ours: nobody knows what others hold."""
    return str(error) if isinstance(error, NotSent | NoAnswer) else f"`{type(error).__name__}`"
