"""A copy of an error within the process is whole: only pickling leaves out what may hold passwords."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from telwire import Body, Error, Malformed, Refused, SipPassword

BODY = Body(b'[{"number": "44-113-3120120", "pass')


def errors() -> list[Error]:
    """One of each that holds an answer, which may hold SIP passwords."""
    salvaged = SipPassword("secret")
    told: dict[str, Any] = {"code": "syntax", "call": "assign_numbers", "body": BODY}
    return [
        Malformed("it broke off", position=35, expected="a string", salvaged=salvaged, **told),
        Refused("it was refused", status=500, **told),
    ]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
@pytest.mark.parametrize("error", errors(), ids=lambda error: error.kind)
def test_a_copy_keeps_all_that_came(error: Error, copied: Callable[[Error], Error]) -> None:
    again = copied(error)
    assert again is not error
    assert again == error
    assert again.__dict__["body"] is BODY


def test_only_a_deep_copy_has_notes_of_its_own() -> None:
    (error, _) = errors()
    error.add_note("first")
    shallow, deep = copy.copy(error), copy.deepcopy(error)
    error.add_note("second")
    assert shallow.__notes__ == ["first", "second"]
    assert deep.__notes__ == ["first"]


def test_a_deep_copy_that_leads_to_itself_ends() -> None:
    (error, _) = errors()
    error.__dict__["seen"] = [error]
    again = copy.deepcopy(error)
    assert again.__dict__["seen"][0] is again


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.kind)
def test_a_pickled_one_leaves_out_what_may_hold_passwords(error: Any) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert again.body is None
    assert getattr(again, "salvaged", None) is None
    assert again.__notes__ == [
        "what came may hold SIP passwords: it was left out when this error was pickled"
    ]
