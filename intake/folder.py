"""The watched folder: native events make it fast, a rescan every few seconds makes it sure.

A file that is complete is claimed by renaming it into a hidden folder on the same file system, so that only one
watcher gets it and no later change of the folder touches it. From there it goes through the door, and when its job
has ended to one of the :class:`~intake.shelves.Shelves`. After a crash the claimed files are found again.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy.exc import OperationalError
from watchdog.observers.api import BaseObserver

from intake.claims import Claims, shown
from intake.custody import Custody
from intake.events import Notebook, watch
from intake.mounts import Watching, how_to_watch
from intake.plain_files import NotPlain, open_plain, plain_files
from intake.receive import Door
from intake.settling import HEAD_BYTES, TAIL_BYTES, Seen, Settling, ignored
from intake.shelves import Shelves
from intake.troubles import Troubles
from intake.usable import cure
from pipeline.database import AWAY

log = logging.getLogger(__name__)

LONGEST_NAP = 1.0
"""Real seconds after which the clock is looked at again: it may be one that a test sets."""


@dataclass(frozen=True)
class FolderOptions:
    """A watched folder.

    ``rescan_seconds`` is how often it is looked through. ``events`` uses the file system's own news besides: None
    leaves that to the kind of file system. ``name`` tells inboxes apart in the records, ``installation`` this service
    from another one on the same folder. ``sender`` is who its documents come from unless a subfolder says it.
    ``beside_original`` puts the job order beside the original, too.
    """

    inbox: Path
    rescan_seconds: float = 3.0
    events: bool | None = None
    name: str = "inbox"
    installation: str = "service"
    sender: str | None = None
    beside_original: bool = False


class FolderIntake:
    """Watches one folder in a thread of its own. ``clock`` is any steady clock, in seconds."""

    def __init__(
        self,
        door: Door,
        shelves: Shelves,
        options: FolderOptions,
        settling: Settling | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.door = door
        self.options = options
        self.settling = settling or Settling()
        self.troubles = Troubles(clock)
        self.watching = Watching(events=False, reason="it could not be used yet")
        self.last_scan: datetime | None = None
        self.claims = Claims(options.inbox, options.name, options.installation)
        self.custody = Custody(door, self.claims, shelves, self.troubles)
        self.custody.sender, self.custody.beside_original = options.sender, options.beside_original
        self._clock = clock
        self._notebook = Notebook()
        self._not_ours = frozenset(shelves.folders)
        self._watched: tuple[int, int] | None = None
        self._next_scan = clock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"folder intake {options.name}", daemon=True)
        self._observer: BaseObserver | None = None
        self._stop_listening = _nothing

    # -- life ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin. A folder that cannot be used is a trouble, and is tried again until it can."""
        self._stop_listening = self.door.records.listen(self._notebook.job_changed)
        self._attempt(self._prepare)
        self._thread.start()

    def stop(self) -> None:
        """Finish the file in hand and end."""
        self._stopping.set()
        self._notebook.wake()
        self._stop_listening()
        self._stop_listening = _nothing
        if self._thread.is_alive():
            self._thread.join()
        self._stop_watching()

    def wake(self) -> None:
        """Look at the clock now."""
        self._notebook.wake()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._attempt(self._round)
            self._notebook.wait(min(LONGEST_NAP, max(0.0, self._next_scan - self._clock())))

    def _attempt(self, work: Callable[[], None]) -> None:
        """The watcher outlives a folder that is gone and a database that does not answer."""
        try:
            work()
        except OSError as error:
            place = Path(error.filename or self.options.inbox)
            self._give_up(f"{shown(str(place))} cannot be used: {error.strerror}. {cure(error, place)}")
        except OperationalError as error:
            self._give_up(f"The database does not answer: {error.orig}. Documents wait in the folder.")
        except Exception as error:  # the boundary of this thread: a bug must not end the watching
            log.exception("%s: unexpected error", self.options.inbox)
            self._give_up(f"{shown(str(self.options.inbox))}: unexpected error {type(error).__name__}, see the log.")

    def _give_up(self, words: str) -> None:
        """For now; everything is looked at anew when it works again."""
        self._watched = None
        self._next_scan = self.troubles.note(str(self.options.inbox), words)

    def _round(self) -> None:
        if not self.troubles.due(str(self.options.inbox)):
            return
        if self._watched is None:
            self._prepare()
        self._follow_news()
        if self._clock() >= self._next_scan:
            self.scan()

    # -- events -------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Make the folders, and listen to the inbox if it tells anything."""
        self._stop_watching()
        self.options.inbox.mkdir(parents=True, exist_ok=True)
        self.custody.prepare()
        self.watching = how_to_watch(self.options.inbox, self.options.events)
        if self.watching.events:
            self._listen_to_folder()
        self._watched = _identity(self.options.inbox)

    def _listen_to_folder(self) -> None:
        try:
            self._observer = watch(self.options.inbox, self._notebook)
        except OSError as error:  # no more inotify watches, or a file system without events
            log.warning("No events from %s (%s): it is looked through regularly instead", self.options.inbox, error)
            self.watching = Watching(events=False, reason=f"the system gives no events ({error.strerror})")

    def _go_on_without_events(self) -> None:
        """The system tells nothing any more: a folder that it may not watch, or too many of them."""
        watched = self._watched
        self._stop_watching()
        self._watched = watched
        self.watching = Watching(events=False, reason="the system stopped telling of changes; see the log")

    def _stop_watching(self) -> None:
        self._watched = None
        if self._observer:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def _follow_news(self) -> None:
        """The quick way: only what the file system or the records have just told of."""
        news = self._notebook.read()
        self.custody.follow(news.jobs)
        if self.door.paused() is None:
            for name, closed in news.paths.items():
                if not self._is_ignored(Path(name)):
                    self._look_at(name, Path(name), closed=closed)
            if self.settling.waiting:
                self._next_scan = min(self._next_scan, self._clock() + self.settling.rest / 2)

    def _is_ignored(self, path: Path) -> bool:
        hidden = any(ignored(part) for part in path.relative_to(self.options.inbox).parts)
        return hidden or any(folder in self._not_ours for folder in path.parents)

    # -- the sure way -------------------------------------------------------------------------------------------

    def scan(self) -> None:
        """Look through the folder once: take what is complete, put away what has ended. Raises :class:`OSError`."""
        if _identity(self.options.inbox) != self._watched:  # a share that came back, a folder that was made anew
            self._prepare()
        if self._observer and not all(emitter.is_alive() for emitter in self._observer.emitters):
            self._go_on_without_events()
        if self.door.paused() is None:
            self.custody.take_up()
        self.custody.put_away_ended()
        if self.door.paused() is None:
            self._look_at_all()
        self.last_scan = datetime.now(UTC)
        self.troubles.solved(str(self.options.inbox))
        self._plan_scan()

    def _look_at_all(self) -> None:
        broken: list[str] = []
        found = plain_files(self.options.inbox, self._is_wanted, partial(self._cannot_look_into, broken))
        present = {str(path): path for path in found}
        self.settling.keep_only(set(present))
        self.troubles.keep_only({*present, *broken, *self.custody.names, str(self.options.inbox)})
        for name, path in present.items():
            if self._stopping.is_set():
                return
            self._look_at(name, path)

    def _is_wanted(self, path: Path) -> bool:
        return not ignored(path.name) and path not in self._not_ours

    def _cannot_look_into(self, broken: list[str], folder: Path, error: OSError) -> None:
        """A folder that somebody dropped: the others are looked through all the same."""
        broken.append(str(folder))
        if self.troubles.due(str(folder)):
            words = f"{shown(folder.name)} cannot be looked into: {error.strerror}. {cure(error, folder)}"
            self.troubles.note(str(folder), words)

    def _plan_scan(self) -> None:
        """Sooner while a file is settling or a trouble is due."""
        now, pause = self._clock(), self.options.rescan_seconds
        if self.settling.waiting:
            pause = min(pause, self.settling.rest / 2)
        if (due := self.troubles.next_try()) is not None:
            pause = min(pause, max(due - now, 0.1))
        self._next_scan = now + pause

    def _look_at(self, name: str, path: Path, *, closed: bool = False) -> None:
        if not self.troubles.due(name):
            return
        try:
            if self.settling.complete(name, _seen(path), self._clock(), closed=closed):
                claim = self.claims.take(path)
                self.settling.forget(name)
                self.troubles.solved(name)
                self.custody.receive(claim)
        except (FileNotFoundError, NotPlain):
            self.settling.forget(name)  # somebody else took it, or it never was a document
        except OSError as error:
            words = f"{shown(path.name)} cannot be taken: {error.strerror}. {cure(error, path)}"
            self.troubles.note(name, words)
        except AWAY:
            raise
        except Exception as error:  # the boundary around one file: it must not hold up the others
            log.exception("%s stumbled over a bug", shown(path.name))
            self.troubles.note(name, f"{shown(path.name)} cannot be taken: {type(error).__name__}, see the log.")


def _nothing() -> None:
    """Not listening, so nothing to end."""


def _identity(folder: Path) -> tuple[int, int]:
    facts = folder.stat()
    return facts.st_dev, facts.st_ino


def _seen(path: Path) -> Seen:
    with open_plain(path) as file:
        facts = os.fstat(file.fileno())
        head = file.read(HEAD_BYTES)
        file.seek(max(0, facts.st_size - TAIL_BYTES))
        return Seen(facts.st_size, facts.st_mtime_ns, head, file.read(TAIL_BYTES))
