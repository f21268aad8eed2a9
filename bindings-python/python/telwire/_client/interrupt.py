"""Ctrl-C, where it must not break a purchase off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ctrl_c(*steps: Callable[[], object]) -> Iterator[None]:
    """Makes each Ctrl-C call the next of `steps`; those that come after the last raise `KeyboardInterrupt`.

    Only the main thread hears of signals, and a handler of the caller's own stays.
    """
    if not _is_ours():
        yield
        return

    left = iter(steps)

    def handle(number: int, frame: FrameType | None) -> None:
        next(left, lambda: signal.default_int_handler(number, frame))()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_ours() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
