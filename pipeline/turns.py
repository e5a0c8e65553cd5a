"""Who may write next: one at a time, in the order in which they came.

SQLite lets one connection write and has the others sleep between looks, up to a tenth of a second at a time, whoever
came first. Within one process they can do better: each waits for the one before it and is called the instant it is
done (decision 20).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class TooLong(Exception):
    """The turn did not come in time."""


class Turns:
    """A queue of threads, of which the first may go on."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    @contextmanager
    def taken(self, seconds: float) -> Iterator[None]:
        """Wait for the turn and keep it meanwhile. Raises :class:`TooLong` after ``seconds``."""
        self._take(seconds)
        try:
            yield
        finally:
            self._pass_on()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def _take(self, seconds: float) -> None:
        with self._changing:
            if not self._taken:
                self._taken = True
                return
            called = threading.Lock()
            called.acquire()
            self._waiting.append(called)
        if called.acquire(timeout=seconds):
            return
        with self._changing:
            if called in self._waiting:
                self._waiting.remove(called)
                raise TooLong
            # It came at the very last instant: it is ours.

    def _pass_on(self) -> None:
        with self._changing:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
