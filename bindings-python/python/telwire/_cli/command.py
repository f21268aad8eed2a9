"""The command line as a whole: its commands, and how whatever they raise ends it."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper

import telwire
from telwire._cli import aculab, aql, orders, sandbox
from telwire._cli.exits import CommandError, Exit, of_error, os_words
from telwire._cli.options import Options, Parser, group_of
from telwire._cli.terminal import Terminal

_DESCRIPTION = """\
Provision telephone numbers at aql (UK) and Aculab Cloud.

Answers go to standard output, everything else to standard error. What costs
money, gives up numbers or changes settings is shown and asked about first.

The accounts come from the environment, or are asked for:

  TELWIRE_AQL_USERNAME  TELWIRE_AQL_PASSWORD
  TELWIRE_ACULAB_CLOUD_ID  TELWIRE_ACULAB_USERNAME  TELWIRE_ACULAB_ACCESS_KEY

or from the file that the same name with _FILE names. TELWIRE_AQL_GATEWAY and
TELWIRE_ACULAB_GATEWAY lead to another gateway than the carrier's own.
"""
_EPILOG = """\
exit codes:
  0    done
  1    refused, or done in part
  2    cannot be done as it was asked for
  3    the carrier was not reached, nothing was sent
  4    not known what became of it; the command that finds out is printed
  130  interrupted; the command that goes on is printed

example:
  telwire aql search "0113 312012*" --sandbox
"""


def run(arguments: list[str]) -> Exit:
    """Carries the command out that the arguments name, and tells what went wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    terminal = Terminal()
    try:
        return _carry_out(parser().read(arguments))
    except CommandError as error:
        terminal.error(str(error), error.hint, error.details)
        return error.exit_code
    except telwire.Error as error:
        terminal.failure(error)
        return of_error(error)
    except OSError as error:
        terminal.error(os_words(error))
        return Exit.INPUT
    except KeyboardInterrupt:
        terminal.error("interrupted")
        return Exit.INTERRUPTED


def _carry_out(options: Options) -> Exit:
    terminal = Terminal(assume_yes=getattr(options, "yes", False))
    if options.verbose:
        terminal.show_log()
    exit_code: Exit = options.run(options, terminal)
    return exit_code


class _Version(argparse.Action):
    """Looks the version up when somebody asks for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Ends the process. Raises `CommandError` where telwire runs without being installed."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"telwire {version('telwire')}")
        except PackageNotFoundError:
            raise CommandError("telwire is not installed as a package, which tells its version") from None
        parser.exit()


def parser() -> Parser:
    """All that can be said."""
    line = Parser(prog="telwire", description=_DESCRIPTION, epilog=_EPILOG)
    line.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = group_of(line)
    for module in (aql, aculab, orders, sandbox):
        module.add_to(commands)
    return line
