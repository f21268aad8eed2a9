"""Ctrl-C, where it must not break a purchase off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def first_ctrl_c(tell: Callable[[], object]) -> Iterator[None]:
    """Makes the first Ctrl-C call `tell` instead of raising `KeyboardInterrupt`; the second one raises it.

    Only the main thread hears of signals, and a handler of the caller's own stays.
    """
    if not _is_ours():
        yield
        return

    def handle(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        tell()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_ours() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
