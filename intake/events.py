"""Collects what happens while nobody looks: which files were closed or moved in, which jobs changed."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver
from watchdog.observers.inotify import InotifyFullEmitter
from watchdog.observers.inotify_c import InotifyConstants, Mask


@dataclass(frozen=True)
class News:
    """``paths`` are files to look at, True when their writer let go of them; ``jobs`` are ids."""

    paths: dict[str, bool]
    jobs: frozenset[str]


class ArrivalEmitter(InotifyFullEmitter):
    """Hears of files that are closed or moved in, and of nothing that leaves.

    watchdog holds every event back for half a second behind a file that was moved away, waiting for where it went:
    each of our own claims is one. Full events: a file that was moved in is told as such, not as created.
    """

    def get_event_mask_from_filter(self) -> Mask:
        wanted = InotifyConstants.IN_CLOSE_WRITE | InotifyConstants.IN_MOVED_TO
        # New subfolders must be watched too, and the end of the inbox itself be told.
        return Mask(wanted | InotifyConstants.IN_CREATE | InotifyConstants.IN_DELETE_SELF)


def watch(folder: Path, notebook: Notebook) -> BaseObserver:
    """Start writing down what arrives in ``folder`` and below. Raises :class:`OSError` when there are no events."""
    observer = BaseObserver(ArrivalEmitter)
    observer.schedule(notebook, str(folder), recursive=True)
    observer.start()
    return observer


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
        # Worth a look: a hard link is only ever "created". But nobody said that it is closed.
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
