"""What people read: everything that the command writes to standard error, and the questions that it asks."""

from __future__ import annotations

import getpass
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich import progress
from rich.console import Console
from rich.text import Text

from telwire._cli.exits import CommandError, reasons

if TYPE_CHECKING:
    from telwire import Error
    from telwire.workflow import Progress

OnProgress = Callable[["Progress"], None]
"""Told of each step of a workflow."""


def printable(text: str) -> str:
    """The text with escapes in place of what could steer a terminal: carriers' words and files are not ours."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def discard(stream: TextIO) -> None:
    """Lets what is written to the stream from now on, and what it has not yet passed on, go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class PlainConsole(Console):
    """A console that takes text as it is, and leaves it to others what becomes of the process."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Raises `BrokenPipeError`, where rich would end the process."""
        raise BrokenPipeError


class Terminal:
    """Standard error, and the person in front of it, if there is one."""

    def __init__(self, *, assume_yes: bool = False) -> None:
        self._assume_yes = assume_yes
        self._console = PlainConsole(stderr=True)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody can be asked."""
        return sys.stdin.isatty() and self._console.is_terminal

    def say(self, text: str) -> None:
        """Writes a line."""
        self._print(Text(printable(text)))

    def facts(self, facts: Mapping[str, str]) -> None:
        """Writes what is named, a line for each."""
        width = max(map(len, facts))
        for name, fact in facts.items():
            self._print(Text.assemble((f"{name:{width}}  ", "dim"), printable(fact)))

    def error(self, message: str, hint: str | None = None, details: Iterable[str] = ()) -> None:
        """Writes what went wrong, each detail of it, and what to do about it."""
        self._print(Text.assemble(("error:", "bold red"), " ", printable(message)))
        for detail in details:
            self.say(f"  {detail}")
        if hint:
            self.hint(hint)

    def failure(self, error: Error, hint: str | None = None) -> None:
        """Writes what telwire says went wrong, why, and what to do about it."""
        self.error(str(error), hint, reasons(error))

    def hint(self, hint: str) -> None:
        """Writes what to do next."""
        self._print(Text.assemble(("hint:", "bold cyan"), " ", printable(hint)))

    def _print(self, text: Text) -> None:
        # That nobody reads it any more is no reason to leave undone what is bought.
        try:
            with self._console.capture() as lines:
                self._console.print(text, soft_wrap=True)
            print(lines.get(), end="", file=sys.stderr, flush=True)
        except BrokenPipeError:
            discard(sys.stderr)

    def confirm(self, question: str) -> None:
        """Asks before something that costs, gives up or changes. Without a terminal only `--yes` is a yes.

        Raises `CommandError` unless the answer is yes.
        """
        if self._assume_yes:
            return
        if not self.is_interactive:
            message = "this has to be confirmed, and there is no terminal to ask at: nothing was sent"
            raise CommandError(message, "give --yes to do it without being asked")
        if self.ask(f"{question} [y/N] ").lower() not in ("y", "yes"):
            raise CommandError("not confirmed: nothing was sent")

    def ask(self, prompt: str) -> str:
        """What is typed at the prompt."""
        print(prompt, end="", file=sys.stderr, flush=True)
        try:
            return sys.stdin.readline().strip()
        except KeyboardInterrupt:
            print(file=sys.stderr)
            raise

    def ask_secret(self, prompt: str) -> str:
        """What is typed at the prompt, without showing it."""
        return getpass.getpass(prompt, stream=sys.stderr)

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        """What a workflow tells of itself: a bar where somebody watches, or else a line for each stage."""
        if not self._console.is_terminal:
            yield self._say_stages()
            return
        columns = (
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeElapsedColumn(),
        )
        with progress.Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("starting", total=None)

            def advance(step: Progress) -> None:
                bar.update(task, description=_words(step), completed=step.settled, total=step.total)

            yield advance

    def _say_stages(self) -> OnProgress:
        last = ""

        def advance(step: Progress) -> None:
            nonlocal last
            if step.stage != last:
                last = step.stage
                self.say(_words(step))

        return advance

    def show_log(self) -> None:
        """Writes what the logger `telwire` says from now on. It holds no secret."""
        logger = logging.getLogger("telwire")
        logger.addHandler(_Handler(self))
        logger.setLevel(logging.DEBUG)


def _words(step: Progress) -> str:
    return step.stage.replace("_", " ")


class _Handler(logging.Handler):
    """Writes records above the bar, if there is one."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)-5s %(message)s", "%H:%M:%S"))
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        self._terminal.say(self.format(record))
