"""Whether senders wait for their answers just now. What nobody waits for gives way to them, a moment at a time.

Hand-overs to the engine and the steps of documents would otherwise share processor, interpreter and disk with the
answers of those who come meanwhile (decision 20).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.5
"""Seconds that a piece of work gives way at most: documents go on, more slowly, however long others keep coming."""
QUIET = 0.05
"""Seconds without anybody after which nobody is expected: senders that were answered together send together again."""


class Rush:
    """Counts who waits for an answer. Safe to use from any thread."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._count = 0
        self._over = threading.Event()
        self._over.set()
        self._ended = -QUIET

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Somebody waits for an answer meanwhile."""
        self._change(1)
        try:
            yield
        finally:
            self._change(-1)

    def _change(self, by: int) -> None:
        with self._changing:
            self._count += by
            if self._count:
                self._over.clear()
            else:
                self._ended = time.monotonic()
                self._over.set()

    def give_way(self) -> None:
        """Return when nobody has waited for an answer for :data:`QUIET`, after :data:`LONGEST` in any case."""
        left, end = LONGEST, time.monotonic() + LONGEST
        while left > 0 and not self._quiet():
            if self._over.wait(left):
                time.sleep(min(QUIET, left))
            left = end - time.monotonic()

    def _quiet(self) -> bool:
        return self._over.is_set() and time.monotonic() - self._ended >= QUIET
