"""Reads the vectors of `tests/vectors` and makes the values that they write: see the README there."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telwire import Response, aculab, aql

ROOT = Path(__file__).parents[2] / "tests" / "vectors"

Members = dict[str, Any]
Account = aql.Account | aculab.Account
Gateway = aql.Gateway | aculab.Gateway

CALLS: dict[str, Callable[..., Any]] = {
    "aculab/tel_delete_numbers": aculab.TelDeleteNumbers,
    "aculab/tel_get_supported_countries": aculab.TelGetSupportedCountries,
    "aculab/tel_get_supported_regions": aculab.TelGetSupportedRegions,
    "aculab/tel_get_supported_states": aculab.TelGetSupportedStates,
    "aculab/tel_list_numbers": aculab.TelListNumbers,
    "aculab/tel_list_regulation_addresses": aculab.TelListRegulationAddresses,
    "aculab/tel_purchase": aculab.TelPurchase,
    "aculab/tel_purchase_development": aculab.TelPurchaseDevelopment,
    "aql/assign_numbers": aql.AssignNumbers,
    "aql/change_user": aql.ChangeUser,
    "aql/check_numbers": aql.CheckNumbers,
    "aql/get_user": aql.GetUser,
    "aql/list_users": aql.ListUsers,
}
"""Every call by the folder of its vectors; its parameters are refused where they are none."""


def vectors(path: Path, schema: str, subject: str, name: str) -> list[Members]:
    """The vectors of a file whose member `subject` is `name`, their `$repeat`s written out."""
    content = json.loads(path.read_text(encoding="utf-8"))
    only(content, "$schema", subject, "vectors")
    assert (content["$schema"], content[subject]) == (schema, name), path
    read: list[Members] = expanded(content["vectors"])
    names = [vector["name"] for vector in read]
    assert sorted(names) == sorted(set(names)), f"a name of {path} is there twice"
    return read


def only(members: Members, *names: str) -> None:
    """Refuses a member that nothing here reads."""
    unknown = members.keys() - set(names)
    assert not unknown, f"unknown members {sorted(unknown)}"


def expanded(value: Any) -> Any:
    """`value` with every `{"$repeat": …, "times": n}` written out."""
    if isinstance(value, list):
        return [element for given in value for element in elements(given)]
    if isinstance(value, dict) and "$repeat" in value:
        only(value, "$repeat", "times")
        return value["$repeat"] * value["times"]
    if isinstance(value, dict):
        return {name: expanded(member) for name, member in value.items()}
    return value


def elements(given: Any) -> list[Any]:
    """What an element of an array stands for: itself, or several."""
    is_repeated = isinstance(given, dict) and isinstance(given.get("$repeat"), list)
    return list(expanded(given)) if is_repeated else [expanded(given)]


def body(value: Any) -> bytes:
    """A body out of its parts."""
    return b"".join(map(part, value)) if isinstance(value, list) else part(value)


def part(value: Any) -> bytes:
    match value:
        case str():
            return value.encode()
        case {"base64": str(encoded), **rest} if not rest:
            return base64.b64decode(encoded)
        case {"repeat": str(text), "times": int(times), **rest} if not rest:
            return text.encode() * times
    raise AssertionError(f"{value!r} is no part of a body")


def response(members: dict[Any, Any]) -> Response:
    """A response as vectors write it."""
    only(members, "status", "headers", "body", "complete")
    return Response(
        members["status"], body(members["body"]), members.get("headers"), members.get("complete", True)
    )


def aql_account(given: Members | None) -> aql.Account:
    """The account given, or the standard one."""
    given = given or {"username": "reseller", "password": "s3cret&=%+ü"}
    only(given, "username", "password", "control")
    control = given.get("control")
    only(control or {}, "username", "password")
    return aql.Account(
        given["username"],
        given["password"],
        control=None if control is None else (control["username"], control["password"]),
    )


def aculab_account(given: Members | None) -> aculab.Account:
    """The account given, or the standard one."""
    given = given or {"cloud_id": "1-2-0", "username": "bob@example.com", "access_key": "k3y:&="}
    return aculab.Account(**given)


def aql_gateway(given: str | Members | None) -> aql.Gateway:
    """The gateway given, or the carrier's own."""
    return aql.Gateway(**given) if isinstance(given, dict) else aql.Gateway(given)


def aculab_gateway(given: str | None) -> aculab.Gateway:
    """The gateway given, or the carrier's own."""
    return aculab.Gateway(given)
