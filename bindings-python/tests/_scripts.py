"""Plays a script of `tests/vectors/workflows`: what a workflow is expected to want, and what it is told."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

import telwire
from _vectors import (
    CALLS,
    Account,
    Gateway,
    Members,
    aculab_account,
    aculab_gateway,
    aql_account,
    aql_gateway,
    only,
    response,
)
from telwire import aculab, aql, workflow

WIDTH = 80


def retry(call: str, parameters: Members, **host: Any) -> workflow.Retry:
    return workflow.Retry(CALLS[call](**parameters), **host)


def order_aculab(purchase: Members, **rest: Any) -> workflow.AculabOrder:
    return workflow.AculabOrder(aculab.TelPurchase(**purchase), **in_seconds(rest))


def order_aql(**rest: Any) -> workflow.AqlOrder:
    return workflow.AqlOrder(**in_seconds(rest))


def in_seconds(parameters: Members) -> Members:
    return {name.removesuffix("_seconds"): value for name, value in parameters.items()}


def configure(**given: Any) -> workflow.Configure:
    host = {name: given.pop(name) for name in given.keys() & HOST}
    return workflow.Configure(aql.ChangeUser(**given), **host)


HOST = {"account", "gateway", "seed", "max_in_flight", "max_retries", "timeout"}

WORKFLOWS: dict[str, Callable[..., workflow.Workflow]] = {
    "configure": configure,
    "inventory_aculab": workflow.AculabInventory,
    "inventory_aql": workflow.AqlInventory,
    "order_aculab": order_aculab,
    "order_aql": order_aql,
    "release": workflow.Release,
    "retry": retry,
    "search": workflow.Search,
}
"""Every workflow by the file of its vectors; its parameters are refused where they are none."""


def is_at_aculab(name: str, parameters: Members) -> bool:
    return name in ("inventory_aculab", "order_aculab", "release") or parameters.get("call", "").startswith(
        "aculab/"
    )


def begin(name: str, vector: Members, instead: Members | None = None) -> workflow.Workflow:
    """The workflow of a vector from its start, some of what it is made of replaced."""
    given = {**vector, **(instead or {})}
    setup = dict(vector.get("setup", {}))
    only(setup, "seed", "max_in_flight", "max_retries", "timeout_seconds")
    parameters = given["parameters"]
    account: Account
    gateway: Gateway
    if is_at_aculab(name, parameters):
        account, gateway = aculab_account(given.get("account")), aculab_gateway(given.get("gateway"))
    else:
        account, gateway = aql_account(given.get("account")), aql_gateway(given.get("gateway"))
    return WORKFLOWS[name](**parameters, account=account, gateway=gateway, **{"seed": 1, **in_seconds(setup)})


class Player:
    """A workflow on its way through a script. What is not as written is an `AssertionError`."""

    def __init__(self, name: str, vector: Members) -> None:
        self.name = name
        self.vector = vector
        self.workflow = begin(name, vector)
        self.handed: bytes | None = None
        self.journal: bytes | None = None
        self.is_saving = False
        self.ids: dict[int, str] = {}
        self.passwords = set(passwords_in(vector["script"]))

    def step(self, step: Members) -> None:
        only(step, "at", "error", "expect", "input", "resolve", "resume", "seal")
        (act,) = step.keys() - {"at", "error"}
        error = None
        try:
            getattr(self, act)(step["at"], step[act])
        except telwire.Error as refused:
            error = {"kind": refused.kind, "code": refused.code, "message": str(refused)}
        assert error == step.get("error")
        self.prints_no_password(self.workflow)

    def expect(self, now: int, expected: Members) -> None:
        output = self.workflow.poll(now)
        self.prints_no_password(output)
        assert isinstance(output, workflow.Wait) or not self.is_saving, "something else happens during a save"
        assert self.written(output, expected) == expected

    def written(self, output: object, expected: Members) -> Members:
        """What the workflow wants, as scripts write it."""
        match output:
            case workflow.Done(report):
                return {"done": self.done(report, expected.get("done", {}))}
            case workflow.Item(index, item):
                return {"item": {"index": index, "item": self.plain(item)}}
            case workflow.Progress():
                return {"progress": self.plain(output)}
            case workflow.Save(seq, checkpoint):
                return {"save": {"seq": self.save(seq, checkpoint)}}
            case workflow.Send(id, request):
                return {"send": self.send(id, request, expected.get("send", {}))}
            case workflow.Wait(seconds):
                return {"wait": {"ms": None if seconds is None else round(seconds * 1000)}}
        raise AssertionError(f"nothing wants {output!r}")

    def save(self, seq: int, checkpoint: bytes) -> int:
        begin(self.name, self.vector).resume(checkpoint)
        self.handed, self.is_saving = checkpoint, True
        return seq

    def send(self, id: int, request: telwire.Request, expected: Members) -> Members:
        name = expected.get("id", "")
        assert id not in self.ids, "an id is used twice"
        assert name not in self.ids.values(), "a name is there twice"
        self.ids[id] = name
        service = service_of(request)
        return {
            "id": name,
            "effect": request.effect,
            "service": service,
            "path": request.url.removeprefix(self.base_url(service)),
            "form": form_of(request),
            "timeout_ms": round(request.timeout * 1000),
        }

    def base_url(self, service: str) -> str:
        match self.vector.get("gateway"):
            case str(gateway):
                return gateway
            case {**gateways}:
                return str(gateways[service.removeprefix("aql-")])
        return BASE_URLS[service]

    def done(self, report: Any, expected: Members) -> Members:
        done: Members = {"report": self.plain(report)}
        text = done["report"].pop("text", None)
        if text is None:
            return done
        assert str(report) == text
        assert all(len(line) <= WIDTH for line in text.splitlines())
        assert self.password_in(text) is None
        return {**done, "text": text.splitlines()} if "text" in expected else done

    def input(self, now: int, given: Any) -> None:
        match given:
            case "stop":
                self.workflow.stop(now)
            case {"response": {"id": id, **answer}, **rest} if not rest:
                self.workflow.respond(now, self.id(id), response(answer))
            case {"failed": {"id": id, "failure": failure, **more}, **rest} if not (rest or more):
                self.workflow.fail(now, self.id(id), failure)
            case {"saved": {"seq": seq, **more}, **rest} if not (rest or more):
                self.workflow.saved(now, seq)
                self.journal, self.is_saving = self.handed, False
            case {"save_failed": {"seq": seq, "conflict": conflict, **more}, **rest} if not (rest or more):
                self.workflow.save_failed(now, seq, conflict)
                self.is_saving = False
            case _:
                raise AssertionError(f"nothing is told by {given!r}")

    def id(self, given: str | int) -> int:
        """A request by its name, or a number that none has."""
        return given if isinstance(given, int) else next(id for id, name in self.ids.items() if name == given)

    def resolve(self, now: int, given: Members) -> None:
        only(given, "attempt")
        assert isinstance(self.workflow, workflow.AqlOrder | workflow.AculabOrder)
        self.workflow.resolve(now, given["attempt"], "not_bought")

    def seal(self, _now: int, given: Members) -> None:
        only(given)
        assert isinstance(self.workflow, workflow.AqlOrder)
        self.workflow.seal()

    def resume(self, _now: int, given: Members) -> None:
        """Another process: what was in memory is gone, unless the resumption is refused."""
        only(given, "from", "parameters", "account", "gateway")
        sources = {"checkpoint": self.workflow.checkpoint(), "handed": self.handed, "journal": self.journal}
        checkpoint = sources[given.get("from", "journal")]
        resumed = begin(self.name, self.vector, {name: given[name] for name in given.keys() - {"from"}})
        if checkpoint is None:
            self.ids.clear()
        else:
            resumed.resume(checkpoint)
        self.workflow, self.is_saving = resumed, False

    def plain(self, value: Any) -> Any:
        """A value as scripts write it: its `to_dict`, what is `None` left out, requests by their names."""
        match value:
            case {"settings": {**settings}, **rest}:
                return self.plain({**settings, **rest})
            case dict():
                members = {name: self.member(name, member) for name, member in value.items()}
                return {name: member for name, member in members.items() if member is not None}
            case list() | tuple():
                return [self.plain(element) for element in value]
            case datetime.datetime():
                return (value - datetime.datetime.fromtimestamp(0, datetime.UTC)) // datetime.timedelta(
                    milliseconds=1
                )
            case datetime.date() | datetime.time() | decimal.Decimal() | aql.Number():
                return str(value)
            case bytes():
                return len(value)
            case None | bool() | int() | str():
                return value
        return self.plain(value.to_dict(reveal=True))

    def member(self, name: str, value: Any) -> Any:
        """A member, where Python writes it in another form than the other languages do."""
        match name, value:
            case "id", int():
                return self.ids.get(value)
            case "stopped", "by_caller":
                return {"by": "caller"}
            case "stopped", dict():
                return {"by": "error", **value}
            case "changed" | "user", {"kind": _}:
                return {"error": value}
        return self.plain(value)

    def prints_no_password(self, printed: object) -> None:
        assert self.password_in(f"{printed} {printed!r}") is None

    def password_in(self, text: str) -> str | None:
        return next((password for password in self.passwords if password in text), None)


BASE_URLS = {
    "aculab-cloud": "https://ws-1-2-0.aculabcloud.net",
    "aql-control": "https://aql.com",
    "aql-provisioning": "https://gw.aql.com",
}


def service_of(request: telwire.Request) -> str:
    if "/reseller/" in request.path:
        return "aql-control"
    return "aql-provisioning" if "/telecoms/" in request.path else "aculab-cloud"


def form_of(request: telwire.Request) -> str:
    """The parameters of a signed request, without the credentials that aql wants behind them."""
    form, *credentials = request.body.decode().split("&username=")
    assert len(credentials) == ("aql" in service_of(request))
    return form


def passwords_in(value: Any) -> list[str]:
    """Every password that a script shows."""
    if isinstance(value, list):
        return [password for element in value for password in passwords_in(element)]
    if isinstance(value, dict):
        own = [value["password"]] if isinstance(value.get("password"), str) else []
        return own + [password for member in value.values() for password in passwords_in(member)]
    return []
