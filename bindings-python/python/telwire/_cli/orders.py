"""`telwire orders` and `telwire resume`: the journals, and going on with one of them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from telwire import FileJournal
from telwire._cli import errand, journals
from telwire._cli.accounts import Desk, aculab_desk, aql_desk
from telwire._cli.errand import Drive, Work
from telwire._cli.exits import CommandError, Exit
from telwire._cli.journals import Entry, State
from telwire._cli.options import Commands, Options, add_command, add_format, add_passwords
from telwire._cli.render import Listing, show
from telwire._cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    OpenDesk = Callable[[Options, Terminal], AbstractContextManager[Desk[Any]]]


def add_to(commands: Commands) -> None:
    """Adds the two."""
    add_format(
        add_command(
            commands,
            "orders",
            _list,
            "list the orders and releases, the oldest first",
            "orders --format json",
        )
    )
    parser = add_command(
        commands, "resume", _resume, "go on with an order or release", "resume 20261122-084500-aql-order"
    )
    parser.set_defaults(sandbox=False)
    add_format(parser)
    add_passwords(parser)
    parser.add_argument("--yes", action="store_true", help="go on without asking")
    parser.add_argument(
        "journal",
        nargs="?",
        metavar="JOURNAL",
        help="as `telwire orders` names it, or its path; the only one open",
    )
    parser.add_argument(
        "--resolve",
        action="append",
        type=_resolution,
        default=[],
        metavar="N=bought|not_bought",
        help="tell what became of purchase N, whose outcome is unknown",
    )


def _resolution(text: str) -> tuple[int, str]:
    purchase, _, resolution = text.partition("=")
    if not (purchase.isascii() and purchase.isdigit()) or resolution not in ("bought", "not_bought"):
        raise argparse.ArgumentTypeError(f"must be N=bought or N=not_bought, got `{text}`")
    return int(purchase), resolution


def _list(options: Options, terminal: Terminal) -> Exit:
    _show(journals.entries(), options)
    terminal.say(f"journals in {journals.folder()}")
    return Exit.DONE


def _show(entries: list[Entry], options: Options) -> None:
    rows = [(entry.name, entry.state, entry.what, entry.result) for entry in entries]
    document = [{"name": entry.name, **asdict(entry)} for entry in entries]
    show(Listing(("name", "state", "what", "result"), rows, document), options.format)


def _resume(options: Options, terminal: Terminal) -> Exit:
    if len(options.resolve) > 1:
        # The order goes on after each, and what it finds then may make the next one wrong.
        raise CommandError(
            "--resolve is given more than once", "resolve one purchase, look at the report, go on"
        )
    if options.journal:
        return _go_on(journals.find(options.journal), options, terminal)
    match [entry for entry in journals.entries() if entry.state != State.FINISHED]:
        case []:
            terminal.say("there is nothing to resume: `telwire orders` lists what was done")
            return Exit.DONE
        case [entry]:
            return _go_on(entry, options, terminal)
        case unfinished:
            _show(unfinished, options)
            raise CommandError("there are several to resume", "name one: telwire resume JOURNAL")


def _go_on(entry: Entry, options: Options, terminal: Terminal) -> Exit:
    if not entry.journal.exists():
        raise CommandError(f"`{entry.name}` ended before anything was sent", "give the command again")
    open_desk: OpenDesk = aql_desk if entry.carrier == "aql" else aculab_desk
    with open_desk(options, terminal) as desk, errand.password_file(options) as file:
        _check_gateway(entry, desk.gateway)
        if options.resolve or entry.state != State.FINISHED:
            terminal.facts(_facts(entry))
            terminal.confirm(f"go on with this {entry.task}?")
        work = _work(entry, desk.client, options.resolve)
        with FileJournal(entry.journal) as journal:
            return errand.carry_out(work, entry, journal, file, options, terminal)


def _check_gateway(entry: Entry, gateway: str) -> None:
    if entry.gateway != gateway:
        message = f"`{entry.name}` belongs to the gateway `{entry.gateway}`, not to `{gateway}`"
        raise CommandError(message, f"set TELWIRE_{entry.carrier.upper()}_GATEWAY")


def _facts(entry: Entry) -> dict[str, str]:
    so_far = f"{entry.state}: {entry.result}" if entry.result else entry.state
    return {entry.task: entry.what, "gateway": entry.gateway, "began": entry.started, "so far": so_far}


def _work(entry: Entry, client: Any, resolutions: list[tuple[int, str]]) -> Work:
    """Goes on with what the journal holds, after telling it what became of a purchase."""
    if entry.release is not None:
        return Work(partial(client.release, **entry.release))
    drive: Drive = client.resume_order
    for purchase, resolution in resolutions:
        drive = partial(client.resolve_order, attempt=purchase, resolution=resolution)
    return Work(drive, getattr(client, "seal_order", None))
