"""The pytest plugin, in a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

USED = """
from telwire import aql

def test_one(telwire_sandbox):
    order = aql.AssignNumbers(["44-113-3120120"])
    telwire_sandbox.transport(order.request(telwire_sandbox.account.aql))
    assert len(telwire_sandbox.owned.aql) == 1

def test_other(telwire_sandbox):
    assert telwire_sandbox.owned.aql == []
"""

UNUSED = """
import sys

def test_nothing_is_loaded():
    assert "telwire._pytest_plugin" in sys.modules
    assert "telwire.sandbox" not in sys.modules
"""


def pytest_run(folder: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_own.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_each_test_has_a_sandbox_of_its_own(tmp_path: Path) -> None:
    ended = pytest_run(tmp_path, USED)
    assert (ended.returncode, ended.stdout.splitlines()[-1].startswith("2 passed")) == (0, True), ended.stdout


def test_nothing_is_loaded_before_the_fixture_is_used(tmp_path: Path) -> None:
    ended = pytest_run(tmp_path, UNUSED)
    assert ended.returncode == 0, ended.stdout


def test_it_can_be_left_out(tmp_path: Path) -> None:
    ended = pytest_run(tmp_path, USED, "-p", "no:telwire")
    assert ended.returncode == 1
    assert "fixture 'telwire_sandbox' not found" in ended.stdout
