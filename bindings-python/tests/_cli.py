"""The command as tests run it: in this process, against a sandbox in virtual time in place of the network."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from telwire import aculab, aql
from telwire.sandbox import Sandbox

ENVIRONMENT = {
    "TELWIRE_AQL_USERNAME": "demo-reseller",
    "TELWIRE_AQL_PASSWORD": "demo-password",
    "TELWIRE_ACULAB_CLOUD_ID": "1-2-0",
    "TELWIRE_ACULAB_USERNAME": "demo@example.com",
    "TELWIRE_ACULAB_ACCESS_KEY": "demo-access-key",
}
SECRETS = ("demo-password", "demo-access-key")


@dataclass(frozen=True)
class Ended:
    """What a command did: its exit code, and what it wrote."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its answer."""
        return json.loads(self.out)


class Shell:
    """Runs commands one after the other, with a folder for their journals."""

    def __init__(
        self, state: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.orders = state / "telwire" / "orders"
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, stdin: str = "") -> Ended:
        """The end of `telwire arguments`."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        from telwire._cli.command import run

        self._capsys.readouterr()
        exit_code = run(list(arguments))
        out, err = self._capsys.readouterr()
        return Ended(exit_code, out, err)

    def journal(self) -> Path:
        """The only journal."""
        (journal,) = self.orders.glob("*.journal")
        return journal


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell without accounts, where nobody watches."""
    for name in list(os.environ):
        if name.startswith("TELWIRE_") or name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path / "state", capsys, monkeypatch)


@pytest.fixture
def carriers(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Both carriers behind their own gateways, and the accounts for them in the environment."""
    sandbox = Sandbox()
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for module in (aql, aculab):
        client = partial(module.Client, transport=sandbox.transport, clock=sandbox.clock)
        monkeypatch.setattr(module, "Client", client)
    return sandbox
