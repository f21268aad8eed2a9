"""Every call sends and understands what its vectors say, and nothing is made of parameters that are refused."""

from __future__ import annotations

import base64
import datetime
import decimal
import inspect
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import telwire
from _scripts import BASE_URLS
from _vectors import (
    CALLS,
    ROOT,
    Members,
    aculab_account,
    aculab_gateway,
    aql_account,
    aql_gateway,
    only,
    response,
    vectors,
)
from telwire import aculab, aql

Check = Callable[[str, Members], None]

ACCOUNTS: dict[str, Callable[..., Any]] = {"aculab": aculab_account, "aql": aql_account}
GATEWAYS: dict[str, Callable[..., Any]] = {"aculab": aculab_gateway, "aql": aql_gateway}
"""What vectors write of a carrier, by its folder."""

SERVICES = {base_url: service for service, base_url in BASE_URLS.items()}


def request(subject: str, vector: Members) -> None:
    """The unsigned request and the signed one are as written."""
    members(vector, "parameters", "account", "gateway", "expect")
    # What is read and not compared: the package sends everything by POST and has no request by GET.
    only(vector["expect"], "unsigned", "signed", "get")
    call = made(subject, vector)
    account = ACCOUNTS[carrier(subject)]
    gateway = GATEWAYS[carrier(subject)]
    same(unsigned(call.request(), service_of(call, account(None))), in_order(vector["expect"]["unsigned"]))
    sent = call.request(account(vector.get("account")), gateway(vector.get("gateway")))
    same(signed(sent), in_order(vector["expect"]["signed"]))
    assert sent.method == vector["expect"]["unsigned"]["method"]


def unsigned(request: telwire.Request, service: str) -> Members:
    with pytest.raises(telwire.Misuse):
        _ = request.url
    assert not request.is_signed
    return in_order(
        {
            "service": service,
            "method": request.method,
            "path": request.path,
            "headers": request.headers,
            "body": request.body.decode(),
        }
    )


def service_of(call: Any, account: Any) -> str:
    """The service that a call belongs to: its own address tells."""
    sent: telwire.Request = call.request(account)
    return SERVICES[sent.url.removesuffix(sent.path)]


def signed(request: telwire.Request) -> Members:
    assert request.is_signed
    return in_order({"url": request.url, "headers": request.headers, "body": request.body.decode()})


def in_order(request: Members) -> Members:
    """A request, the order of its headers a part of what is compared."""
    return {**request, "headers": list(map(list, request["headers"].items()))}


def answer(subject: str, vector: Members) -> None:
    """The answer says what is written, and an error keeps it."""
    members(vector, "parameters", "response", "expect")
    call, came = made(subject, vector), response(vector["response"])
    same(understood(lambda: call.read(came), came.body), vector["expect"])
    parts = (came.status, came.body, came.headers, came.complete)
    same(understood(lambda: call.parse(*parts), came.body), vector["expect"])


def understood(read: Callable[[], Any], body: bytes) -> Members:
    """What an answer says, as vectors write it; an error keeps the body."""
    try:
        return {"value": written(read())}
    except (telwire.Refused, telwire.Malformed) as error:
        keeps(error, body)
        return {"error": written_error(error)}


def keeps(error: telwire.Refused | telwire.Malformed, body: bytes) -> None:
    """Law 1: an error keeps the bytes as they came."""
    assert error.body is not None
    assert error.body.reveal() == body


def written_error(error: telwire.Refused | telwire.Malformed) -> Members:
    common = {
        "kind": error.kind,
        "code": error.code,
        "outcome": error.outcome,
        "retryable": error.retryable,
        "message": str(error),
        "carrier_code": error.carrier_code,
        "carrier_message": error.carrier_message,
    }
    if isinstance(error, telwire.Refused):
        return present({**common, "status": error.status})
    return present({**common, "position": error.position, "salvaged": written(error.salvaged)})


def written(value: Any) -> Any:
    """A value as vectors write it."""
    match value:
        case None | bool() | int() | str():
            return value
        case list() | tuple():
            return [written(element) for element in value]
        case aql.Number() | datetime.date() | datetime.time():
            return str(value)
        case decimal.Decimal():
            return f"{value:f}"
        case telwire.SipPassword():
            return value.reveal()
        case telwire.Body():
            return text_or_base64(value.reveal())
        case aql.User():
            return present({**fields(value), "settings": None, **fields(value.settings)})
        case aql.Problem() | aculab.Problem():
            return present({**fields(value), "message": None})
    return fields(value)


def fields(value: Any) -> Members:
    return {name: written(getattr(value, name)) for name in value.__match_args__}


def present(members: Members) -> Members:
    return {name: member for name, member in members.items() if member is not None}


def text_or_base64(line: bytes) -> str | Members:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(line).decode()}


def refused_input(subject: str, vector: Members) -> None:
    members(vector, "parameters", "expect")
    missing = left_out(subject, vector["parameters"])
    if missing is None:
        refused(vector, lambda: made(subject, vector))
        return
    # An argument that the signature requires is missed by Python itself, as Rust's compiler misses it.
    with pytest.raises(TypeError, match=rf"missing \d required positional arguments?: '{missing}'"):
        made(subject, vector)
    message = f"`{missing}` is required"
    same({"field": missing, "item": None, "code": "missing", "message": message}, vector["expect"])


def left_out(subject: str, parameters: Members) -> str | None:
    """The first parameter that the call's signature requires and the vector does not give."""
    signature = inspect.signature(CALLS[subject]).parameters.values()
    required = [p.name for p in signature if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
    return next((name for name in required if name not in parameters), None)


def refused_account(subject: str, vector: Members) -> None:
    members(vector, "account", "expect")
    refused(vector, lambda: ACCOUNTS[carrier(subject)](vector["account"]))


def refused_gateway(subject: str, vector: Members) -> None:
    members(vector, "gateway", "expect")
    refused(vector, lambda: GATEWAYS[carrier(subject)](vector["gateway"]))


def refused(vector: Members, make: Callable[[], object]) -> None:
    """Nothing is made, and the error is as written (law 2)."""
    with pytest.raises(telwire.InvalidInput) as refusal:
        make()
    error = refusal.value
    told = {"field": error.field, "item": error.item, "code": error.code, "message": str(error)}
    same(told, vector["expect"])


def members(vector: Members, *names: str) -> None:
    only(vector, "name", "kind", "source", *names)
    assert vector["source"], "no source"


def made(subject: str, vector: Members) -> Any:
    """The call of a vector."""
    assert None not in vector["parameters"].values(), "what is left out is not written"
    return CALLS[subject](**vector["parameters"])


def carrier(subject: str) -> str:
    return subject.split("/")[0]


def same(got: Any, expected: Any) -> None:
    """Holds that both are the same JSON: to Python `True` is 1 as well."""
    assert got == expected
    assert json.dumps(got, sort_keys=True) == json.dumps(expected, sort_keys=True)


OF_CALLS: dict[str, Check] = {"answer": answer, "refused_input": refused_input, "request": request}
OF_ACCOUNTS: dict[str, Check] = {"refused_account": refused_account, "refused_gateway": refused_gateway}
CHECKS: dict[str, dict[str, Check]] = {
    **dict.fromkeys(CALLS, OF_CALLS),
    **{f"{carrier}/account": OF_ACCOUNTS for carrier in ACCOUNTS},
}
"""How a vector is run, by its folder and its kind."""


def files() -> list[Path]:
    """Everything below the carriers' folders that is a file."""
    return sorted(path for carrier in ACCOUNTS for path in (ROOT / carrier).rglob("*") if not path.is_dir())


def subject_of(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix()


VECTORS = [
    (path, vector)
    for path in files()
    for vector in vectors(path, "../../schema.json", "call", subject_of(path))
]


def cases(is_wanted: Callable[[Members], bool] = lambda _: True) -> list[object]:
    """The vectors, each a case with its call."""
    return [
        pytest.param(subject_of(path), vector, id=f"{subject_of(path)}/{path.stem}-{vector['name']}")
        for path, vector in VECTORS
        if is_wanted(vector)
    ]


@pytest.mark.parametrize(("subject", "vector"), cases())
def test_vector(subject: str, vector: Members) -> None:
    run(subject, vector)


def run(subject: str, vector: Members) -> None:
    CHECKS[subject][vector["kind"]](subject, vector)


def test_every_file_and_every_vector_is_run() -> None:
    folders = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
    assert folders == sorted([*ACCOUNTS, "workflows"])
    assert {path.suffix for path in files()} == {".json"}
    assert {subject_of(path) for path in files()} == CHECKS.keys()
    run = Counter((subject_of(path), str(vector["kind"])) for path, vector in VECTORS)
    written = Counter(
        (subject_of(path), kind)
        for path in files()
        for kind in re.findall(r'^      "kind": "(\w+)",$', path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert run == written
    assert {(call, kind) for call in CALLS for kind in ("answer", "request")} <= run.keys()
    for (subject, kind), count in sorted(run.items()):
        print(f"{subject}: {count} {kind}")


SOUND = {
    "name": "users",
    "kind": "answer",
    "source": "number control API",
    "parameters": {},
    "response": {"status": 200, "body": "606309\n"},
    "expect": {"value": ["606309"]},
}
FILE = {"$schema": "../../schema.json", "call": "aql/list_users", "vectors": [SOUND]}


@pytest.mark.parametrize(
    "change",
    [
        {"$schema": "schema.json"},
        {"call": "aql/get_user"},
        {"vectors": [SOUND, SOUND]},
        {"notes": ""},
    ],
)
def test_a_file_that_is_not_of_the_format_fails(change: Members, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(FILE))
    assert vectors(path, "../../schema.json", "call", "aql/list_users") == [SOUND]
    path.write_text(json.dumps({**FILE, **change}))
    with pytest.raises(AssertionError):
        vectors(path, "../../schema.json", "call", "aql/list_users")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "reply"}, "'reply'"),
        ({"kind": "request"}, "unknown members ['response']"),
        ({"kind": "refused_account"}, "'refused_account'"),
        ({"source": ""}, "no source"),
        ({"notes": ""}, "unknown members ['notes']"),
        ({"parameters": {"user": "bob"}}, "unexpected keyword argument 'user'"),
        ({"response": {"status": 200}}, "'body'"),
        ({"response": {"status": 200, "body": "", "reason": "OK"}}, "unknown members ['reason']"),
        ({"response": {"status": 200, "body": [{"base65": ""}]}}, "is no part of a body"),
        ({"response": {"status": 500, "body": "606309\n"}}, "'error'"),
        ({"expect": {"value": []}}, "'606309'"),
        ({"expect": {"value": ["606309"], "error": {}}}, "'error'"),
    ],
)
def test_a_vector_that_does_not_hold_fails(change: Members, complaint: str) -> None:
    run("aql/list_users", SOUND)
    with pytest.raises((AssertionError, KeyError, TypeError), match=re.escape(complaint)):
        run("aql/list_users", {**SOUND, **change})


def test_a_number_is_no_boolean() -> None:
    with pytest.raises(AssertionError):
        same({"voicemailon": True}, {"voicemailon": 1})


CUT_EVERYWHERE = 4096
EDGE = 600
BUDGET = 200_000
"""How many bytes the cuts of one long body may come to: there are fewer of them, the longer it is."""


@dataclass(frozen=True)
class Whole:
    """An answer that is to be cut, and what the call understands by all of it."""

    call: Any
    numbers: list[str]
    body: bytes
    value: Any

    @cached_property
    def end(self) -> int:
        """Where nothing but white space follows."""
        return len(self.body.rstrip(b" \t\r\n"))


def json_is_an_error(whole: Whole, at: int) -> None:
    """Law 6: JSON ends where it ends, whoever vouches for it."""
    if at < whole.end:
        malformed(whole, at, True)
        malformed(whole, at, False)


def lines_are_an_error(whole: Whole, at: int) -> None:
    """Law 7: lines do not say which is the last, so they are an error unless somebody vouches for them."""
    error = malformed(whole, at, False)
    assert error.code in ("empty_body", "incomplete")


def what_was_bought_is_handed_on(whole: Whole, at: int) -> None:
    """Law 7, of an assign: it is never handed on as whole unless it is."""
    try:
        bought = whole.call.parse(200, whole.body[:at], complete=False)
    except telwire.Malformed:
        lines_are_an_error(whole, at)
        return
    is_every_row = [str(row.number) for row in bought.rows] == whole.numbers
    is_ended = whole.body[:at].rstrip(b" \r").endswith(b"\n")
    assert bought.problems or (is_every_row and is_ended)
    assert begins(bought, whole.value)


def malformed(whole: Whole, at: int, is_complete: bool) -> telwire.Malformed:
    """The error that the cut answer is. It keeps the body (law 1), and salvages a beginning (law 8)."""
    try:
        value = whole.call.parse(200, whole.body[:at], complete=is_complete)
    except telwire.Malformed as error:
        keeps(error, whole.body[:at])
        if error.salvaged is None or begins(error.salvaged, whole.value):
            return error
        value = error.salvaged
    raise AssertionError(f"cut at {at}, complete {is_complete}: {value!r}")


def begins(part: Any, whole: Any) -> bool:
    """Whether `part` is the beginning of `whole`: of a list its first elements, of fields those that came first."""
    match part:
        case list() | tuple():
            return bool(part == whole[: len(part)])
        case aql.Assigned() | aculab.Purchased() | aculab.MimickedPurchase():
            return begins(part.rows, whole.rows)
        case aql.User() | aql.Settings():
            return all(begins(getattr(part, name), getattr(whole, name)) for name in part.__match_args__)
    return part is None or bool(part == whole)


def law_of(subject: str) -> Callable[[Whole, int], None]:
    if subject == "aql/assign_numbers":
        return what_was_bought_is_handed_on
    return lines_are_an_error if carrier(subject) == "aql" else json_is_an_error


def positions(length: int) -> set[int]:
    if length <= CUT_EVERYWHERE:
        return set(range(length))
    edge = min(max(BUDGET // length, 1), EDGE)
    return {*range(EDGE), *range(0, length, length // edge), *range(length - edge, length)}


@pytest.mark.parametrize(("subject", "vector"), cases(lambda vector: "value" in vector["expect"]))
def test_a_cut_answer_is_never_taken_for_a_whole_one(subject: str, vector: Members) -> None:
    call, came = made(subject, vector), response(vector["response"])
    numbers = [item["number"] for item in vector["parameters"].get("items", [])]
    whole = Whole(call, numbers, came.body, call.read(came))
    law = law_of(subject)
    for at in positions(len(came.body)):
        law(whole, at)
