"""A thread that does something when it starts, and again every so often until it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta


class Rounds:
    """Goes round and round: ``go`` is one round, ``often`` the rest after each. An error of ``go`` ends the thread."""

    def __init__(self, name: str, go: Callable[[], object], often: timedelta) -> None:
        self._go = go
        self._often = often
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """For a round that can end early."""
        return self._stop.is_set()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the round that is being gone."""
        self._stop.set()
        if self.alive:
            self._thread.join()

    def _run(self) -> None:
        while not self.stopping:
            self._go()
            self._stop.wait(self._often.total_seconds())
