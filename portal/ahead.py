"""Makes looks ahead that take long the first time, so that whoever looks first after a start does not wait for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from portal.rounds import Rounds

log = logging.getLogger(__name__)

OFTEN = timedelta(minutes=10)
"""In so long not much happens that a look has to add up by itself."""


class Ahead:
    """A thread that makes the looks when it starts, and again now and then."""

    def __init__(self, *looks: Callable[[], object]) -> None:
        self.looks = looks
        self._rounds = Rounds("looks ahead", self.look, OFTEN)

    def start(self) -> None:
        self._rounds.start()

    def stop(self) -> None:
        """Ends after the look that is being made."""
        self._rounds.stop()

    def look(self) -> None:
        """Make each look. One that fails is told to the log: whoever looks later is told why it cannot be."""
        for look in self.looks:
            if self._rounds.stopping:
                return
            try:
                look()
            except Exception:  # the boundary of this thread: a look ahead is a kindness, and must end nothing
                log.exception("A look could not be made ahead")
