"""`python -m telwire.sandbox`: serves a sandbox of both carriers on this machine until it is interrupted."""

from __future__ import annotations

import argparse
import errno
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telwire._native.sandbox import introduction
from telwire.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves as the command line says, until Ctrl-C or SIGTERM; the result is the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m telwire.sandbox",
        description="aql and Aculab Cloud on this machine, without spending money",
        allow_abbrev=False,
    )
    add_options(parser)
    return serve(parser.parse_args(arguments))


def serve(options: argparse.Namespace) -> int:
    """Serves as the options say, until Ctrl-C or SIGTERM; the result is the exit code."""
    sandbox = Sandbox(options.seed, now=datetime.now(UTC))
    sandbox.faults.by_chance(options.faults, options.seed)
    # Before anybody knows that it runs: whoever reads the address may end it at once.
    for number in signal.SIGINT, signal.SIGTERM:
        signal.signal(number, signal.default_int_handler)
    try:
        _serve(sandbox, options.port)
    except OSError as error:
        print(_explained(error, options.port), file=sys.stderr)
        return 1
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what `serve` takes."""
    parser.add_argument(
        "--port",
        type=_up_to(65_535),
        default=8620,
        metavar="N",
        help="listen on this port of 127.0.0.1; 0 takes any free one (8620)",
    )
    parser.add_argument(
        "--seed",
        type=_up_to(2**64 - 1),
        default=0,
        metavar="N",
        help="decides VoIP users, passwords and faults (0)",
    )
    parser.add_argument(
        "--faults",
        type=_up_to(100),
        default=0,
        metavar="PERCENT",
        help="so many requests in a hundred go wrong, from 0 to 100 (0)",
    )


def _up_to(limit: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or int(text) > limit:
            raise argparse.ArgumentTypeError(f"must be from 0 to {limit}, not `{text}`")
        return int(text)

    return read


def _serve(sandbox: Sandbox, port: int) -> None:
    with suppress(KeyboardInterrupt), sandbox.serve(port) as server:
        print(introduction(server.url), end="", flush=True)
        server.wait()


def _explained(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one"
    return f"cannot listen on port {port} of 127.0.0.1: {error.strerror}"


if __name__ == "__main__":
    sys.exit(main())
