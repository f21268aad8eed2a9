"""What is installed: its metadata, and how little an import costs."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import telwire

HEAVY = {
    "asyncio",
    "concurrent.futures",
    "dataclasses",
    "datetime",
    "decimal",
    "email",
    "http.client",
    "inspect",
    "json",
    "logging",
    "re",
    "socket",
    "ssl",
    "threading",
    "typing",
    "urllib.parse",
}


def imported_by(statement: str) -> set[str]:
    """The modules that the statement adds to a bare interpreter."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    return set(subprocess.check_output([sys.executable, "-I", "-c", program], text=True).split())


@pytest.mark.parametrize(
    "statement", ["import telwire", "from telwire import aql, aculab", "from telwire.aql import CheckNumbers"]
)
def test_import_brings_in_nothing_heavy(statement: str) -> None:
    assert imported_by(statement) & HEAVY == set()


def test_import_brings_in_no_third_party_module() -> None:
    roots = {name.partition(".")[0] for name in imported_by("import telwire")}
    assert roots - sys.stdlib_module_names == {"telwire"}


def test_nothing_is_required_without_an_extra() -> None:
    required = metadata.requires("telwire") or []
    assert [requirement for requirement in required if "extra ==" not in requirement] == []


def test_command_requires_rich_alone() -> None:
    assert metadata.requires("telwire") == ["rich>=13 ; extra == 'cli'"]


def test_metadata_names_python_licence_and_readme() -> None:
    about = metadata.metadata("telwire")
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT OR Apache-2.0"
    assert about.get_all("License-File") == ["LICENSE-APACHE", "LICENSE-MIT"]
    assert about["Description-Content-Type"].startswith("text/markdown")
    assert "## Quick start" in (metadata.distribution("telwire").read_text("METADATA") or "")


def test_licences_are_those_of_the_project() -> None:
    root = Path(__file__).parents[2]
    for name in ["LICENSE-APACHE", "LICENSE-MIT"]:
        licence = metadata.distribution("telwire").read_text(f"licenses/{name}")
        assert licence == (root / name).read_text(encoding="utf-8")


def test_entry_points_are_there() -> None:
    entries = metadata.distribution("telwire").entry_points
    assert {(entry.group, entry.name, entry.value) for entry in entries} == {
        ("console_scripts", "telwire", "telwire._cli:main"),
        ("pytest11", "telwire", "telwire._pytest_plugin"),
    }


def test_package_says_that_it_is_typed() -> None:
    assert (Path(telwire.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize(
    "name", ["telwire", "telwire.aculab", "telwire.aql", "telwire.sandbox", "telwire.workflow"]
)
def test_public_names_are_all_there(name: str) -> None:
    module = importlib.import_module(name)
    assert [public for public in module.__all__ if not hasattr(module, public)] == []
