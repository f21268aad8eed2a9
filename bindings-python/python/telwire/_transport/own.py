"""A transport of the caller's own: any callable that takes a request and returns a response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable

from telwire import NoAnswer, NotSent, Request, Response
from telwire._transport.exchange import HandedIn


class OwnTransport(HandedIn):
    """Calls `send`, which raises `NotSent` or `NoAnswer`; whatever else it raises may have happened after sending."""

    def __init__(self, send: Callable[[Request], Response]) -> None:
        self._send = send

    def __call__(self, request: Request) -> Response:
        try:
            return _checked(self._send(request))
        except (NotSent, NoAnswer):
            raise
        except Exception as error:
            raise _no_answer(request, error) from error


class AsyncOwnTransport(HandedIn):
    """As `OwnTransport`, with a `send` that is awaited."""

    def __init__(self, send: Callable[[Request], Awaitable[Response]]) -> None:
        self._send = send

    async def __call__(self, request: Request) -> Response:
        try:
            answer = self._send(request)
            # A callable that blocks has answered already: its answer counts, even if it is the wrong kind of transport.
            return _checked(await answer if isawaitable(answer) else answer)
        except (NotSent, NoAnswer):
            raise
        except Exception as error:
            raise _no_answer(request, error) from error


def _checked(answer: object) -> Response:
    if not isinstance(answer, Response):
        raise TypeError(f"a transport returns a telwire.Response, not `{type(answer).__name__}`")
    return answer


def _no_answer(request: Request, error: Exception) -> NoAnswer:
    return NoAnswer(f"the transport that was handed in raised `{type(error).__name__}`", call=request.call)
