"""What the READMEs show works as it stands, against the sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import readme
from telwire.sandbox import Sandbox

SANDBOX = Sandbox()


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """The environment of somebody whose accounts are at a sandbox."""
    with SANDBOX.serve() as server:
        yield {
            **os.environ,
            "TELWIRE_AQL_USERNAME": "demo-reseller",
            "TELWIRE_AQL_PASSWORD": "demo-password",
            "TELWIRE_AQL_GATEWAY": server.url,
            "TELWIRE_ACULAB_CLOUD_ID": "1-2-0",
            "TELWIRE_ACULAB_USERNAME": "demo@example.com",
            "TELWIRE_ACULAB_ACCESS_KEY": "demo-access-key",
            "TELWIRE_ACULAB_GATEWAY": server.url,
        }


@pytest.mark.parametrize("name", readme.programs())
def test_programs_and_tests_of_the_readme_pass(
    name: str, environment: dict[str, str], tmp_path: Path
) -> None:
    readme.write(tmp_path)
    pytest_ = [sys.executable, "-X", "dev", "-W", "error", "-m", "pytest", f"{name}.py"]
    ended = subprocess.run(pytest_, cwd=tmp_path, env=environment, capture_output=True, text=True)
    no_test = 5
    assert ended.returncode in (0, no_test), ended.stdout + ended.stderr


def test_what_the_readme_buys_is_bought_in_the_sandbox(environment: dict[str, str], tmp_path: Path) -> None:
    before = len(SANDBOX.owned.aculab)
    (tmp_path / "program.py").write_text(readme.programs()["readme_python"], encoding="utf-8")
    subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert len(SANDBOX.owned.aculab) == before + 2


def test_lines_of_a_program_are_those_of_its_readme() -> None:
    markdown = "# Title\n\n```python\na = 1\n```\ntext\n```sh\nls\n```\n```python\nb = a\n```\n"
    assert readme.program(markdown).splitlines() == ["", "", "", "a = 1", "", "", "", "", "", "", "b = a"]
