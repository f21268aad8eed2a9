"""`telwire sandbox`: both carriers on this machine."""

from __future__ import annotations

from telwire._cli.exits import Exit
from telwire._cli.options import Commands, Options, Parser, add_command
from telwire._cli.terminal import Terminal


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = add_command(
        commands,
        "sandbox",
        _serve,
        "serve a TEST sandbox of both carriers on this machine",
        "sandbox --port 0",
    )
    parser.add_argument(
        "--port", metavar="N", default="8620", help="listen on this port; 0 takes any free one (8620)"
    )
    parser.add_argument(
        "--seed", metavar="N", default="0", help="decides VoIP users, passwords and faults (0)"
    )
    parser.add_argument(
        "--faults", metavar="PERCENT", default="0", help="so many requests in a hundred go wrong (0)"
    )


def _serve(options: Options, terminal: Terminal) -> Exit:
    from telwire.sandbox.__main__ import add_options, serve

    # Its module says which values are good, and is not imported before it has to be.
    parser = Parser(prog="telwire sandbox")
    add_options(parser)
    given = [f"--{name}={getattr(options, name)}" for name in ("port", "seed", "faults")]
    return Exit.DONE if serve(parser.read(given)) == 0 else Exit.PARTIAL
