"""How many jobs stand behind each tab, kept until something happens: counting looks at every job."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from pipeline.jobs import JobFilters, JobState
from pipeline.records import Records

MOST_KEPT = 200
KEPT_SECONDS = 30.0
"""What is taken away without an event (a visitor's hour that is over) shows after so long."""

_Key = tuple[str | None, JobFilters]


class Tallies:
    """Counts by question. Safe to ask from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[_Key, tuple[int, float, dict[JobState, int]]] = OrderedDict()
        self._lock = threading.Lock()

    def counts(self, records: Records, filters: JobFilters) -> dict[JobState, int]:
        """As :meth:`Records.counts`, of this moment unless nothing has happened since they were counted."""
        key, last = (records.owner, filters), records.last_event_id()
        with self._lock:
            event, at, counts = self._kept.get(key, (-1, 0.0, {}))
        if event == last and self._clock() - at < KEPT_SECONDS:
            return counts
        counts = records.counts(filters)
        with self._lock:
            self._kept[key] = (last, self._clock(), counts)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return counts
