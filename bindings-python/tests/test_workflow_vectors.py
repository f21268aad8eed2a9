"""Every workflow goes through its scripts, step by step, and nothing begins with refused parameters."""

from __future__ import annotations

import pytest

import telwire
from _scripts import WORKFLOWS, Player, begin
from _vectors import ROOT, Members, only, vectors

FOLDER = ROOT / "workflows"
MEMBERS = {
    "script": ("parameters", "account", "gateway", "setup", "script"),
    "refused_workflow": ("parameters", "expect"),
}


def of_kind(kind: str) -> list[object]:
    """The vectors of that kind, each a case."""
    read = [(path.stem, vector) for path in sorted(FOLDER.iterdir()) for vector in read_file(path.stem)]
    return [
        pytest.param(name, vector, id=f"{name}-{vector['name']}")
        for name, vector in read
        if vector["kind"] == kind
    ]


def read_file(name: str) -> list[Members]:
    read = vectors(FOLDER / f"{name}.json", "../workflows.schema.json", "workflow", name)
    for vector in read:
        only(vector, "name", "kind", "source", *MEMBERS[vector["kind"]])
    return read


def test_every_file_is_of_a_workflow_that_is_run() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.json" for name in WORKFLOWS)


@pytest.mark.parametrize(("name", "vector"), of_kind("script"))
def test_script(name: str, vector: Members) -> None:
    player = Player(name, vector)
    for position, step in enumerate(vector["script"]):
        try:
            player.step(step)
        except AssertionError as error:
            error.add_note(f"at step {position}: {step}")
            raise


@pytest.mark.parametrize(("name", "vector"), of_kind("refused_workflow"))
def test_refused_workflow(name: str, vector: Members) -> None:
    with pytest.raises(telwire.InvalidInput) as refused:
        begin(name, vector)
    error = refused.value
    told = {"field": error.field, "item": error.item, "code": error.code, "message": str(error)}
    assert told == vector["expect"]
