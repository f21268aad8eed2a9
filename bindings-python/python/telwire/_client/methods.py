"""How the methods of clients describe themselves to `help` and editors: as what they are made of."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

_REPEATED = "Repeated as often as the client's `max_retries` says, where that may help."
_ONCE = (
    "Sent once. After an error whose `outcome` is `unknown` find out what was done before sending it again."
)


def repeated(method: F, call: Callable[..., Any]) -> F:
    """`method` makes the call, and repeats it until it is answered."""
    return _call(method, call, _REPEATED)


def once(method: F, call: Callable[..., Any]) -> F:
    """`method` makes the call, and sends it once."""
    return _call(method, call, _ONCE)


def planned(method: F, plan: Callable[..., Any]) -> F:
    """`method` carries out a plan, whose first parameter, the setup, is the client's."""
    _, *parameters = inspect.signature(plan).parameters.values()
    return _described(method, plan.__name__, inspect.getdoc(plan), parameters)


def _call(method: F, call: Callable[..., Any], how: str) -> F:
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in call.__name__)
    parameters = list(inspect.signature(call).parameters.values())
    return _described(method, name.lstrip("_"), f"{inspect.getdoc(call)}\n\n{how}", parameters)


def _described(method: F, name: str, doc: str | None, parameters: list[inspect.Parameter]) -> F:
    this = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    signature = inspect.Signature([this, *parameters])
    method.__dict__.update(__signature__=signature)
    method.__name__ = method.__qualname__ = name
    method.__doc__ = doc
    return method
