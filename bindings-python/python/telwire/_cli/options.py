"""How arguments are read, and the options that commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import Any, NoReturn, TypeAlias, TypeVar

from telwire._cli.exits import CommandError, Exit
from telwire._cli.render import Format
from telwire._cli.terminal import Terminal

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""A group, where commands are added."""

Options = argparse.Namespace
"""What the command line asks for: an attribute for each option of the command."""

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

Run = Callable[[Options, Terminal], Exit]
"""What carries a command out. Raises `CommandError`, `telwire.Error`, `OSError`, `KeyboardInterrupt`."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are errors of the command."""

    def __init__(self, **settings: Any) -> None:
        form = argparse.RawDescriptionHelpFormatter
        super().__init__(allow_abbrev=False, formatter_class=form, **settings)

    def error(self, message: str) -> NoReturn:
        """Raises `CommandError`."""
        raise CommandError(message.replace("'", "`"), f"`{self.prog} --help` tells how it is used")

    def read(self, arguments: list[str]) -> Options:
        """What the arguments ask for. What is unknown may be a password: its name is repeated, not its value."""
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            names = [text.partition("=")[0] for text in unknown if text.startswith("-")]
            self.error(f"there is no option `{names[0]}`" if names else "there are too many arguments")
        return options


def add_group(commands: Commands, name: str, summary: str) -> Commands:
    """Adds a group of commands."""
    return group_of(commands.add_parser(name, help=summary, description=_sentence(summary)))


def group_of(parser: Parser) -> Commands:
    """Where the commands of the parser are added."""
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def add_command(commands: Commands, name: str, run: Run, summary: str, example: str) -> Parser:
    """Adds a command that `run` carries out, with the options that all have."""
    parser = commands.add_parser(
        name, help=summary, description=_sentence(summary), epilog=f"example:\n  telwire {example}"
    )
    parser.set_defaults(run=run)
    parser.add_argument("--verbose", action="store_true", help="tell what is sent, without secrets")
    return parser


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."


def add_format(parser: Parser) -> None:
    """Adds how the answer is written."""
    parser.add_argument(
        "--format",
        type=one_of(Format),
        default=Format.TABLE,
        metavar="FORMAT",
        help="table, json or csv (table)",
    )


def add_carrier(parser: Parser) -> None:
    """Adds what every command has that asks a carrier."""
    add_format(parser)
    text = "ask a TEST sandbox in this process: no account, nothing spent"
    parser.add_argument("--sandbox", action="store_true", help=text)


def add_confirmation(parser: Parser) -> None:
    """Adds what every command has that costs, gives up or changes."""
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--dry-run", action="store_true", help="show the requests and send none of them")


def add_journaled(parser: Parser) -> None:
    """Adds what every command has that writes a journal."""
    add_confirmation(parser)
    parser.add_argument("--again", action="store_true", help="even if the same is open already")


def add_passwords(parser: Parser) -> None:
    """Adds where SIP passwords go."""
    text = "put the SIP passwords into this new CSV, and out of the journal"
    parser.add_argument("--passwords", metavar="FILE", help=text)
    parser.add_argument("--reveal", action="store_true", help="show the SIP passwords")


def one_of(choices: type[ChoiceT]) -> Callable[[str], ChoiceT]:
    """Reads one of the choices."""

    def read(text: str) -> ChoiceT:
        with suppress(ValueError):
            return choices(text)
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(choices)}, got `{text}`")

    return read


def whole_number(text: str) -> int:
    """Reads a whole number from 1."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"must be a whole number from 1, got `{text}`")
