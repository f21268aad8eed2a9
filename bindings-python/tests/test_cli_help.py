"""The command line: every command says what it does, with an example that can be given as it stands."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from importlib import metadata

import pytest

from _cli import Shell
from telwire._cli.command import parser
from telwire._cli.options import Parser


def _commands(of: Parser, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Parser]]:
    groups = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield names, of
    for group in groups:
        for name, command in group.choices.items():
            yield from _commands(command, (*names, name))


COMMANDS = dict(_commands(parser()))


def test_these_are_the_commands() -> None:
    assert [" ".join(names) for names in COMMANDS] == [
        "aql search",
        "aql order",
        "aql users list",
        "aql users get",
        "aql users set",
        "aql users inventory",
        "aculab countries",
        "aculab states",
        "aculab regions",
        "aculab addresses",
        "aculab order",
        "aculab numbers",
        "aculab release",
        "orders",
        "resume",
        "sandbox",
    ]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_the_example_of_a_command_is_one_of_it(names: tuple[str, ...]) -> None:
    command = COMMANDS[names]
    assert command.epilog
    title, example = command.epilog.splitlines()
    assert title == "example:"
    telwire, *arguments = shlex.split(example)
    assert (telwire, tuple(arguments[: len(names)])) == ("telwire", names)
    parser().read(arguments)


@pytest.mark.parametrize("names", [(), ("aql",), ("aql", "users"), *COMMANDS], ids=" ".join)
def test_help_fits_in_80_columns(
    names: tuple[str, ...], shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        shell(*names, "--help")
    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert out.startswith(" ".join(("usage: telwire", *names)))
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("aculab", "countries", "--type", "mobil"),
            "argument --type: must be one of geographic, mobile, national, tollfree, got `mobil`",
        ),
        (("orders", "--format", "xml"), "argument --format: must be one of csv, json, table, got `xml`"),
        (("sandbox", "--port", "x"), "argument --port: must be from 0 to 65535, not `x`"),
    ],
)
def test_a_wrong_value_is_told_with_the_good_ones(
    arguments: tuple[str, ...], message: str, shell: Shell
) -> None:
    ended = shell(*arguments)
    command = " ".join(arguments[:-2])
    assert (ended.exit_code, ended.err) == (
        2,
        f"error: {message}\nhint: `telwire {command} --help` tells how it is used\n",
    )


def test_the_version_is_told(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shell("--version")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"telwire {metadata.version('telwire')}\n"


def test_only_who_asks_for_the_version_needs_the_metadata_of_the_package(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert shell("orders").exit_code == 0
    ended = shell("--version")
    assert (ended.exit_code, ended.err) == (
        2,
        "error: telwire is not installed as a package, which tells its version\n",
    )
