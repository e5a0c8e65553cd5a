"""Does everything run? Each part by itself: its state, since when, a sentence, and the cure.

A part is a function that looks and answers. How often it is asked is set beside it, so that a page that is polled
never starts programs by the second.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum


class PartState(StrEnum):
    """Attention: it works, but not for long or not fully."""

    OK = "ok"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What a look at a part showed: a sentence, and what to do when something is wrong."""

    state: PartState
    sentence: str
    cure: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the service. ``every`` is the seconds for which an answer holds."""

    name: str
    look: Callable[[], Finding]
    every: float = 5.0


@dataclass(frozen=True)
class PartReport:
    """A part's finding and since when it has been in that state."""

    name: str
    state: PartState
    sentence: str
    cure: str
    since: datetime


@dataclass(frozen=True)
class Report:
    """All parts; ``state`` is the worst of them."""

    state: PartState
    started_at: datetime
    parts: tuple[PartReport, ...]

    def to_dict(self) -> dict[str, object]:
        """As ``/health`` answers it."""
        return asdict(self)


_WORSE = (PartState.OK, PartState.ATTENTION, PartState.BROKEN)


class Health:
    """Asks the parts and remembers since when each has been as it is. Safe to call from any thread."""

    def __init__(self, parts: Iterable[Part], clock: Callable[[], float] = time.monotonic) -> None:
        self.started_at = datetime.now(UTC)
        self._parts = tuple(parts)
        self._clock = clock
        self._known: dict[str, tuple[float, PartReport]] = {}
        self._lock = threading.Lock()

    def report(self) -> Report:
        """Every part as it is now, or was at most its ``every`` seconds ago."""
        with self._lock:
            reports = tuple(self._looked(part) for part in self._parts)
        worst = max((report.state for report in reports), key=_WORSE.index, default=PartState.OK)
        return Report(worst, self.started_at, reports)

    def _looked(self, part: Part) -> PartReport:
        asked, known = self._known.get(part.name, (0.0, None))
        if known is not None and self._clock() - asked < part.every:
            return known
        found = _look(part)
        since = known.since if known is not None and known.state == found.state else datetime.now(UTC)
        report = PartReport(part.name, found.state, found.sentence, found.cure, since)
        self._known[part.name] = (self._clock(), report)
        return report


def _look(part: Part) -> Finding:
    try:
        return part.look()
    except Exception as error:  # noqa: BLE001 - the boundary: a look that fails is itself the finding
        return Finding(
            PartState.BROKEN,
            f"It could not be looked at: {type(error).__name__}: {error}.",
            "Restart the service; if it stays so, look into its log.",
        )
