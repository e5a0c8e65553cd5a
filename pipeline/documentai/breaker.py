"""Leaves a failing service alone for a while, so that documents do not wait for it one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Open after ``failures`` in a row for ``seconds``; then one call tries, and the others go on without.

    Safe to call from any thread. ``clock`` gives seconds that only grow.
    """

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = failures
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._row = 0
        self._asked_to_wait = 0.0
        self._until = 0.0

    def lets_through(self) -> bool:
        """Whether a call may be made now. When a pause has just ended only the first who asks may."""
        with self._lock:
            now = self._clock()
            if now < max(self._asked_to_wait, self._until):
                return False
            if self._row >= self._most:
                self._until = now + self._seconds
            return True

    def worked(self) -> None:
        """A call was answered: everything is in order again."""
        with self._lock:
            self._row, self._asked_to_wait, self._until = 0, 0.0, 0.0

    def failed(self, retry_after: float | None = None, *, at_once: bool = False) -> None:
        """A call failed. The service's own ``retry_after`` is kept to; ``at_once`` does not wait for a row of them."""
        with self._lock:
            now = self._clock()
            self._row = self._most if at_once else self._row + 1
            self._asked_to_wait = max(self._asked_to_wait, now + (retry_after or 0.0))
            if self._row >= self._most:
                self._until = now + self._seconds

    @property
    def seconds_left(self) -> float:
        """How long nobody is let through, 0 when calls are made."""
        with self._lock:
            return max(0.0, self._asked_to_wait - self._clock(), self._until - self._clock())
