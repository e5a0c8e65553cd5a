"""Adds up the days that are over before anybody looks, so that the first look after a start waits for none of them."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from pipeline.day_sums import DaySums
from pipeline.period import Period, today
from portal.stats import Span

log = logging.getLogger(__name__)

OFTEN_SECONDS = 600.0
"""So much can have happened since that a look has little to add up."""


class StatsAhead:
    """A thread that asks for the longest span now and then."""

    def __init__(self, sums: DaySums) -> None:
        self.sums = sums
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sums of days", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends when what is being added up is kept."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.look()
            except SQLAlchemyError:
                log.exception("The days could not be added up; whoever looks at the numbers waits for it")
            self._stop.wait(OFTEN_SECONDS)

    def look(self) -> None:
        """Add up what is not kept yet."""
        self.sums.of(Period(today() - timedelta(days=max(Span) - 1), today()))
