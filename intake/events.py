"""Collects what happens while nobody looks: which files were closed or moved in, which jobs changed."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

from watchdog.events import FileSystemEvent, FileSystemEventHandler


@dataclass(frozen=True)
class News:
    """``paths`` are files to look at, True when their writer let go of them; ``jobs`` are ids."""

    paths: dict[str, bool]
    jobs: frozenset[str]


class Notebook(FileSystemEventHandler):
    """What happened, and a bell. It is only written down here: slow work would fill watchdog's queue."""

    def __init__(self) -> None:
        self._paths: dict[str, bool] = {}
        self._jobs: set[str] = set()
        self._lock = threading.Lock()
        self._bell = threading.Event()

    def on_closed(self, event: FileSystemEvent) -> None:
        self._add(event.src_path, closed=True)

    def on_moved(self, event: FileSystemEvent) -> None:
        self._add(event.dest_path, closed=True)

    def on_created(self, event: FileSystemEvent) -> None:
        # A file moved in from outside is only "created": worth a look, but nobody said that it is closed.
        if not event.is_directory:
            self._add(event.src_path, closed=False)

    def _add(self, path: bytes | str, *, closed: bool) -> None:
        name = os.fsdecode(path)
        with self._lock:
            self._paths[name] = closed or self._paths.get(name, False)
        self.wake()

    def job_changed(self, job_id: str) -> None:
        """The job's file may be put away."""
        with self._lock:
            self._jobs.add(job_id)
        self.wake()

    def wake(self) -> None:
        """Let the one who waits look now."""
        self._bell.set()

    def wait(self, seconds: float) -> None:
        """Until the bell rings, at most ``seconds``."""
        self._bell.wait(seconds)
        self._bell.clear()

    def read(self) -> News:
        """What happened since the last call."""
        with self._lock:
            news = News(self._paths, frozenset(self._jobs))
            self._paths, self._jobs = {}, set()
        return news
