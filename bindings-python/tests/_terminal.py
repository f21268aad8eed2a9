"""A process of the command, on a terminal or without one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

COMMAND = (sys.executable, "-X", "dev", "-W", "error", "-m", "telwire")


@dataclass(frozen=True)
class Ended:
    """What a process did: its exit code, its standard output, and what stood on the terminal or standard error."""

    exit_code: int
    out: str
    err: str


def environment(home: Path, variables: Mapping[str, str] = {}) -> dict[str, str]:
    """The environment of a user without accounts, whose home is empty, and `variables`."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm", **variables}


def run(arguments: Iterable[str], env: Mapping[str, str], stdin: str = "") -> Ended:
    """The command without a terminal."""
    done = subprocess.run(
        [*COMMAND, *arguments], check=False, env=env, input=stdin, capture_output=True, text=True, timeout=60
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def iter_until(stream: IO[str], text: str) -> Iterator[str]:
    """The lines of the stream up to one that holds the text."""
    for line in stream:
        yield line
        if text in line:
            return


def run_on_terminal(
    arguments: Iterable[str], env: Mapping[str, str], dialog: Iterable[tuple[str, str]]
) -> Ended:
    """The command on a terminal of 80 columns, where somebody sees a text and types a line, again and again."""
    screen, theirs = pty.openpty()
    command = subprocess.Popen(
        [*COMMAND, *arguments], env={**env, "COLUMNS": "80"}, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs,
        start_new_session=True, text=True,
    )  # fmt: skip
    os.close(theirs)
    with os.fdopen(screen, "rb+", buffering=0) as terminal, command:
        seen = ""
        for text, line in dialog:
            while text not in seen:
                seen += terminal.read(1000).decode()
            os.write(terminal.fileno(), f"{line}\n".encode())
        # Linux answers EIO where the other side is gone.
        with suppress(OSError):
            while more := terminal.read(1000):
                seen += more.decode(errors="replace")
        assert command.stdout
        return Ended(command.wait(60), command.stdout.read(), seen.replace("\r\n", "\n"))
