"""What could not be done with a file, why, and when it is tried again: sooner at first, then more and more seldom."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0
"""Seconds between two tries, at most."""


@dataclass(frozen=True)
class Trouble:
    """``words`` say what and why. ``next_try`` is a time of the steady clock."""

    words: str
    since: datetime
    tries: int
    next_try: float


class Troubles:
    """The things in trouble, by name. Changed by one thread; any thread may look."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[str, Trouble] = {}

    def note(self, name: str, words: str) -> float:
        """It failed once more; the wait before the next try doubles. Gives when that is."""
        before = self._known.get(name)
        tries = before.tries + 1 if before else 1
        wait = min(LONGEST_WAIT, 2.0 ** min(tries - 1, 10))
        since = before.since if before else datetime.now(UTC)
        self._known = self._known | {name: Trouble(words, since, tries, self._clock() + wait)}
        if before is None or before.words != words:
            log.warning(words)
        return self._clock() + wait

    def due(self, name: str) -> bool:
        """Whether to try it now."""
        trouble = self._known.get(name)
        return trouble is None or self._clock() >= trouble.next_try

    def solved(self, name: str) -> None:
        """It went well, or is gone."""
        if name in self._known:
            self._known = {other: trouble for other, trouble in self._known.items() if other != name}

    def keep_only(self, names: Collection[str]) -> None:
        """Forget what is not there any more."""
        if self._known:
            self._known = {name: trouble for name, trouble in self._known.items() if name in names}

    def all(self) -> tuple[Trouble, ...]:
        """Every trouble, the oldest first."""
        return tuple(self._known.values())

    def next_try(self) -> float | None:
        """When the next one is due, by the steady clock."""
        return min((trouble.next_try for trouble in self._known.values()), default=None)

    def seconds_until(self, trouble: Trouble) -> float:
        """How long until it is tried again."""
        return max(0.0, trouble.next_try - self._clock())
