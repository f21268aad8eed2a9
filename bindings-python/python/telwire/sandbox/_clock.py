"""Time in a sandbox."""

from __future__ import annotations

from threading import Lock
from time import monotonic


class Clock:
    """A virtual clock: it stands still until somebody sleeps. Threads may share it."""

    def __init__(self, now_ms: int) -> None:
        """A clock that stands at `now_ms`, in milliseconds since 1970."""
        self._now_ms = now_ms
        self._running_since: float | None = None
        self._lock = Lock()

    def now_ms(self) -> int:
        """The time, in milliseconds since 1970."""
        with self._lock:
            return self._now_ms + self._run_ms()

    def sleep(self, seconds: float) -> None:
        """Lets so many seconds pass, and returns at once."""
        with self._lock:
            self._now_ms += round(seconds * 1000)

    def run(self) -> None:
        """From now on it goes with real time, too: whoever speaks HTTP to a sandbox waits for real."""
        with self._lock:
            self._now_ms += self._run_ms()
            self._running_since = monotonic()

    def _run_ms(self) -> int:
        return 0 if self._running_since is None else round((monotonic() - self._running_since) * 1000)
