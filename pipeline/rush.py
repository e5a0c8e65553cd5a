"""Whether senders wait for their answers just now. What nobody waits for gives way to them, a moment at a time.

Hand-overs to the engine and the steps of documents would otherwise share processor, interpreter and disk with the
answers of those who come meanwhile (decision 20).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.25
"""Seconds that a piece of work gives way at most: documents go on, more slowly, however long others keep coming."""


class Rush:
    """Counts who waits for an answer. Safe to use from any thread."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._count = 0
        self._over = threading.Event()
        self._over.set()

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
                self._over.set()

    def give_way(self) -> None:
        """Return when nobody waits for an answer, after :data:`LONGEST` in any case."""
        self._over.wait(LONGEST)
