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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from watchdog.observers.api import BaseObserver

from intake.events import Notebook, watch
from intake.receive import Door
from intake.settling import TAIL_BYTES, Seen, Settling, ignored
from intake.shelves import Shelves
from pipeline.errors import Temporary
from pipeline.identity import new_id
from pipeline.jobs import Arrival, Job
from pipeline.model import Source

log = logging.getLogger(__name__)

CLAIMED = ".claimed"
LONGEST_WAIT = 60.0
"""Seconds between tries for a file that is busy or forbidden, at most."""


@dataclass(frozen=True)
class FolderOptions:
    """A watched folder. ``rescan_seconds`` is how often it is looked through; ``events`` off relies on that alone."""

    inbox: Path
    rescan_seconds: float = 3.0
    events: bool = True


@dataclass
class Trouble:
    """A file that could not be taken: why, since when, and when it is tried again (steady clock)."""

    words: str
    since: datetime
    tries: int
    next_try: float


class FolderIntake:
    """Watches one folder in a thread of its own."""

    def __init__(self, door: Door, shelves: Shelves, options: FolderOptions, settling: Settling | None = None) -> None:
        self.door = door
        self.shelves = shelves
        self.options = options
        self.settling = settling or Settling()
        self.troubles: dict[str, Trouble] = {}
        self.mode = "rescan"
        self.last_scan: datetime | None = None
        self._notebook = Notebook()
        self._claimed = options.inbox / CLAIMED
        self._in_work: dict[str, list[Path]] = {}
        self._next_scan = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="folder intake", daemon=True)
        self._observer: BaseObserver | None = None
        self._stop_listening: Callable[[], None] = lambda: None

    # -- life ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the folders and begin. Raises :class:`OSError` when a folder cannot be made."""
        self._claimed.mkdir(parents=True, exist_ok=True)
        self.shelves.prepare()
        self._listen_to_folder()
        self._stop_listening = self.door.records.listen(self._notebook.job_changed)
        self._thread.start()

    def _listen_to_folder(self) -> None:
        if not self.options.events:
            return
        try:
            self._observer = watch(self.options.inbox, self._notebook)
        except OSError as error:  # no more inotify watches, or a file system without events
            log.warning("No events from %s (%s): it is looked through regularly instead", self.options.inbox, error)
            return
        self.mode = "events and rescan"

    def stop(self) -> None:
        """Finish the file in hand and end."""
        self._stopping.set()
        self._notebook.wake()
        self._stop_listening()
        if self._observer:
            self._observer.stop()
            self._observer.join()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow_news()
                if time.monotonic() >= self._next_scan:
                    self.scan()
            except OSError as error:
                self._note_trouble(str(self.options.inbox), f"The folder cannot be read: {error.strerror}")
                self._plan_scan()
            self._notebook.wait(max(0.0, self._next_scan - time.monotonic()))

    def _follow_news(self) -> None:
        """The quick way: only what the file system or the records have just told of."""
        news = self._notebook.read()
        for job_id in news.jobs & self._in_work.keys():
            self._put_away(job_id)
        if self.door.paused() is None:
            for name, closed in news.paths.items():
                if not self._is_ignored(Path(name)):
                    self._look_at(name, Path(name), closed=closed)
            if self.settling.waiting:
                self._next_scan = min(self._next_scan, time.monotonic() + self.settling.rest / 2)

    def _is_ignored(self, path: Path) -> bool:
        return any(ignored(part) for part in path.relative_to(self.options.inbox).parts)

    # -- the sure way -------------------------------------------------------------------------------------------

    def scan(self) -> None:
        """Look through the folder once: take what is complete, put away what has ended."""
        self._take_up_claimed()
        self._put_away_ended()
        if self.door.paused() is None:
            present = {str(path): path for path in _files(self.options.inbox)}
            self.settling.keep_only(set(present))
            self._forget_troubles(set(present))
            for name, path in present.items():
                if self._stopping.is_set():
                    return
                self._look_at(name, path)
        self.last_scan = datetime.now(UTC)
        self._plan_scan()

    def _plan_scan(self) -> None:
        """Sooner while a file is settling."""
        pause = self.settling.rest / 2 if self.settling.waiting else self.options.rescan_seconds
        self._next_scan = time.monotonic() + min(pause, self.options.rescan_seconds)

    def _look_at(self, name: str, path: Path, *, closed: bool = False) -> None:
        if not self._due(name):
            return
        try:
            if self.settling.complete(name, _seen(path), time.monotonic(), closed=closed):
                self._claim(path)
                self.settling.forget(name)
                self.troubles.pop(name, None)
        except FileNotFoundError:
            self.settling.forget(name)  # somebody else took it
        except OSError as error:
            self._note_trouble(name, f"{path.name} cannot be taken: {error.strerror}. It is tried again.")

    def _claim(self, path: Path) -> None:
        claim = self._claimed / new_id()
        claim.mkdir()
        try:
            path.rename(claim / path.name)
        except OSError:
            claim.rmdir()
            raise
        parent = path.parent.relative_to(self.options.inbox)
        if parent.parts:  # the subfolder stands for a branch or a customer: remember it beside the file
            (claim / ".from").write_text(str(parent), encoding="utf-8")
        self._receive(claim)

    def _receive(self, claim: Path) -> None:
        file = _file_in(claim)
        if file is None or not self._due(claim.name):
            return
        try:
            receipt = self.door.receive_file(file, self._arrival(claim, file))
        except (Temporary, OSError) as error:
            self._note_trouble(claim.name, f"{file.name}: {error}")
            return
        self.troubles.pop(claim.name, None)
        self._in_work.setdefault(receipt.job.id, []).append(claim)
        if receipt.job.state.final:
            self._put_away(receipt.job.id)

    def _arrival(self, claim: Path, file: Path) -> Arrival:
        origin = claim / ".from"
        sender = origin.read_text(encoding="utf-8") if origin.exists() else None
        return Arrival(Source.FOLDER, claim.name, sender, file.name, datetime.now(UTC))

    # -- what was claimed ---------------------------------------------------------------------------------------

    def _take_up_claimed(self) -> None:
        """Receive what was claimed before a crash, or could not be received a moment ago."""
        known = {claim for claims in self._in_work.values() for claim in claims}
        for claim in sorted(self._claimed.iterdir()):
            if claim in known:
                continue
            if _file_in(claim) is None:
                _clear(claim)
            elif job := self.door.records.job_of_arrival(Source.FOLDER, claim.name):
                self._in_work.setdefault(job.id, []).append(claim)
            else:
                self._receive(claim)

    def _put_away_ended(self) -> None:
        if not self._in_work:
            return
        unfinished = {job.id for job in self.door.records.unfinished()}
        for job_id in self._in_work.keys() - unfinished:
            self._put_away(job_id)

    def _put_away(self, job_id: str) -> None:
        """Put every file of the job away, if it has ended; a job that was deleted has."""
        job = self.door.records.job(job_id)
        if job and not job.state.final:
            return
        arrivals = self.door.records.arrivals(job_id)
        left = [claim for claim in self._in_work.pop(job_id) if not self._is_put_away(claim, job, arrivals)]
        if left:
            self._in_work[job_id] = left

    def _is_put_away(self, claim: Path, job: Job | None, arrivals: Sequence[Arrival]) -> bool:
        file = _file_in(claim)
        if file is None or not self._due(claim.name):
            return file is None
        this = next((a for a in arrivals if a.origin == claim.name), arrivals[0])
        try:
            self.shelves.put_away(file, this, job, arrivals[0])
            _clear(claim)
        except OSError as error:
            words = f"{file.name} is finished but cannot be moved: {error.strerror}. It is not worked on again."
            self._note_trouble(claim.name, words)
            return False
        self.troubles.pop(claim.name, None)
        return True

    # -- trouble ------------------------------------------------------------------------------------------------

    def _due(self, name: str) -> bool:
        trouble = self.troubles.get(name)
        return trouble is None or time.monotonic() >= trouble.next_try

    def _note_trouble(self, name: str, words: str) -> None:
        tries = self.troubles[name].tries + 1 if name in self.troubles else 1
        since = self.troubles[name].since if name in self.troubles else datetime.now(UTC)
        wait = min(LONGEST_WAIT, 2.0 ** min(tries - 1, 10))
        self.troubles[name] = Trouble(words, since, tries, time.monotonic() + wait)
        log.warning(words)

    def _forget_troubles(self, present: set[str]) -> None:
        claims = {claim.name for claim in self._claimed.iterdir()}
        self.troubles = {name: t for name, t in self.troubles.items() if name in present or name in claims}


def check_folder(folder: Path) -> str | None:
    """Write, rename and delete a file there; what is wrong in a sentence with its cure, or None."""
    probe = folder / f".sendora-{new_id()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"probe")
        probe = probe.rename(probe.with_suffix(".renamed"))
        probe.unlink()
    except OSError as error:
        return (
            f"{folder}: {error.strerror}. The service runs as user {os.getuid()} and must be able to write, rename and "
            f"delete there: sudo chown -R {os.getuid()} '{folder}'"
        )
    return None


def _files(folder: Path) -> Iterator[Path]:
    """Every file that could be a document, in subfolders too; links and hidden things are left alone."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if ignored(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _seen(path: Path) -> Seen:
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        head = file.read(64)
        file.seek(max(0, facts.st_size - TAIL_BYTES))
        return Seen(facts.st_size, facts.st_mtime_ns, head, file.read(TAIL_BYTES))


def _file_in(claim: Path) -> Path | None:
    return next((path for path in claim.iterdir() if path.name != ".from"), None)


def _clear(claim: Path) -> None:
    (claim / ".from").unlink(missing_ok=True)
    claim.rmdir()
