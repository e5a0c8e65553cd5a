"""Does everything run? Each part by itself: its state, since when, a sentence, and the cure.

A part is a function that looks and answers. How often it is asked is set beside it, so that a page that is polled
never starts programs by the second.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum


class PartState(StrEnum):
    """Attention: it works, but not for long or not fully."""

    OK = "ok"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What a look at a part showed: a sentence, what to do when something is wrong, and figures for programs."""

    state: PartState
    sentence: str
    cure: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A part of the service. ``every`` is the seconds for which an answer holds; ``measure`` gives figures besides."""

    name: str
    look: Callable[[], Finding]
    every: float = 5.0
    measure: Callable[[], Mapping[str, float]] | None = None


@dataclass(frozen=True)
class PartReport:
    """A part's finding and since when it has been in that state."""

    name: str
    state: PartState
    sentence: str
    cure: str
    since: datetime
    measures: Mapping[str, float]


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


PATIENCE = 6.0
"""Seconds after which a look that gives no answer is itself the finding: a share that hangs must not hang the page."""


class Health:
    """Asks the parts and remembers since when each has been as it is. Safe to call from any thread."""

    def __init__(
        self, parts: Iterable[Part], clock: Callable[[], float] = time.monotonic, patience: float = PATIENCE
    ) -> None:
        self.started_at = datetime.now(UTC)
        self._parts = tuple(parts)
        self._clock = clock
        self._patience = patience
        self._known: dict[str, tuple[float, PartReport]] = {}
        self._looking: dict[str, Future[Finding]] = {}
        self._lookers = ThreadPoolExecutor(max(1, len(self._parts)), thread_name_prefix="health")
        self._lock = threading.Lock()

    def report(self) -> Report:
        """Every part as it is now, or was at most its ``every`` seconds ago."""
        with self._lock:
            for part in self._parts:
                if self._due(part) and part.name not in self._looking:
                    self._looking[part.name] = self._lookers.submit(_look, part)
            wait(self._looking.values(), self._patience)
            reports = tuple(self._reported(part) for part in self._parts)
        worst = max((report.state for report in reports), key=_WORSE.index, default=PartState.OK)
        return Report(worst, self.started_at, reports)

    def _due(self, part: Part) -> bool:
        asked, known = self._known.get(part.name, (0.0, None))
        return known is None or self._clock() - asked >= part.every

    def _reported(self, part: Part) -> PartReport:
        """The newest finding. One that still hangs is taken up again with the next report."""
        if part.name not in self._looking:
            return self._known[part.name][1]
        looking = self._looking[part.name]
        found = looking.result() if looking.done() else _no_answer(self._patience)
        if looking.done():
            del self._looking[part.name]
        _, known = self._known.get(part.name, (0.0, None))
        since = known.since if known is not None and known.state == found.state else datetime.now(UTC)
        report = PartReport(part.name, found.state, found.sentence, found.cure, since, found.measures)
        self._known[part.name] = (self._clock(), report)
        return report


def _no_answer(patience: float) -> Finding:
    return Finding(
        PartState.BROKEN,
        f"It gives no answer within {patience:.0f} seconds.",
        "Is a disk or a share gone? Connect it again; if it stays so, restart the service.",
    )


def _look(part: Part) -> Finding:
    try:
        found = part.look()
        return replace(found, measures={**found.measures, **part.measure()}) if part.measure else found
    except Exception as error:  # noqa: BLE001 - the boundary: a look that fails is itself the finding
        return Finding(
            PartState.BROKEN,
            f"It could not be looked at: {type(error).__name__}: {error}.",
            "Restart the service; if it stays so, look into its log.",
        )
