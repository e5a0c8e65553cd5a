"""Makes looks ahead that take long the first time, so that whoever looks first after a start does not wait for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

OFTEN_SECONDS = 600.0
"""In so long not much happens that a look has to add up by itself."""


class Ahead:
    """A thread that makes the looks when it starts, and again now and then."""

    def __init__(self, *looks: Callable[[], object]) -> None:
        self.looks = looks
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="looks ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the look that is being made."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.look()
            self._stop.wait(OFTEN_SECONDS)

    def look(self) -> None:
        """Make each look. One that fails is told to the log: whoever looks later is told why it cannot be."""
        for look in self.looks:
            if self._stop.is_set():
                return
            try:
                look()
            except Exception:  # the boundary of this thread: a look ahead is a kindness, and must end nothing
                log.exception("A look could not be made ahead")
