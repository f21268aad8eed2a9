"""Time in a sandbox."""

from __future__ import annotations

from threading import Lock


class Clock:
    """A virtual clock: it stands still until somebody sleeps. Threads may share it."""

    def __init__(self, now_ms: int) -> None:
        """A clock that stands at `now_ms`, in milliseconds since 1970."""
        self._now_ms = now_ms
        self._lock = Lock()

    def now_ms(self) -> int:
        """The time, in milliseconds since 1970."""
        with self._lock:
            return self._now_ms

    def sleep(self, seconds: float) -> None:
        """Lets so many seconds pass, and returns at once."""
        with self._lock:
            self._now_ms += round(seconds * 1000)
