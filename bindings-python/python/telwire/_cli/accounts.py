"""Accounts out of the environment, a prompt or the sandbox, and the clients that work for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import urlsplit

from telwire import InvalidInput, Request, aculab, aql
from telwire._cli.exits import CommandError
from telwire._cli.options import Options
from telwire._cli.terminal import Terminal

if TYPE_CHECKING:
    from telwire.sandbox import Sandbox

_SECRETS = ("PASSWORD", "ACCESS_KEY")

AccountT = TypeVar("AccountT")
ClientT = TypeVar("ClientT")


@dataclass(frozen=True)
class Desk(Generic[ClientT]):
    """A client, and whom it asks."""

    client: ClientT
    gateway: str
    """The host; for the sandbox that it is one."""
    is_test: bool = False


@contextmanager
def aql_desk(options: Options, terminal: Terminal) -> Iterator[Desk[aql.Client]]:
    """A client for aql, closed at the end. Raises `CommandError`, `telwire.InvalidInput`."""
    if options.sandbox:
        world = new_sandbox()
        yield _test_desk(aql.Client(world.account.aql, transport=world.transport, clock=world.clock))
        return
    account = _account(aql.Account.from_env, terminal)
    gateway = aql.Gateway.from_env()
    host = _host(aql.CheckNumbers("44-113-312*").request(account, gateway))
    with aql.Client(account, gateway) as client:
        yield Desk(client, host)


@contextmanager
def aculab_desk(options: Options, terminal: Terminal) -> Iterator[Desk[aculab.Client]]:
    """A client for Aculab Cloud, closed at the end. Raises `CommandError`, `telwire.InvalidInput`."""
    if options.sandbox:
        world = new_sandbox()
        yield _test_desk(aculab.Client(world.account.aculab, transport=world.transport, clock=world.clock))
        return
    account = _account(aculab.Account.from_env, terminal)
    gateway = aculab.Gateway.from_env()
    host = _host(aculab.TelListNumbers().request(account, gateway))
    with aculab.Client(account, gateway) as client:
        yield Desk(client, host)


def new_sandbox() -> Sandbox:
    """The demo world that `--sandbox` asks. It ends with the process."""
    from telwire.sandbox import Sandbox

    return Sandbox()


def _test_desk(client: ClientT) -> Desk[ClientT]:
    return Desk(client, "TEST sandbox, nothing is spent", is_test=True)


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc


def _account(from_env: Callable[[], AccountT], terminal: Terminal) -> AccountT:
    """The account of the environment; what is missing there is asked for."""
    while True:
        try:
            return from_env()
        except InvalidInput as error:
            if error.code != "missing":
                raise
            answer = _ask(error.field, terminal) if terminal.is_interactive else ""
            if not answer:
                raise CommandError(
                    str(error), "--sandbox asks a TEST sandbox, and needs no account"
                ) from None
            # Only this process sees it: `from_env` reads what its `os.environ` holds.
            os.environ[error.field] = answer


def _ask(variable: str, terminal: Terminal) -> str:
    ask = terminal.ask_secret if variable.endswith(_SECRETS) else terminal.ask
    return ask(f"{variable}: ")
