"""Where a dropped file goes when its job has ended: a folder a person finds it in, with a note that says what happened.

inbox/  →  processed/  duplicates/  failed/  needs-review/
"""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.durable import flush_folder, write_durably
from pipeline.identity import new_id
from pipeline.jobs import Arrival, Job, JobState

PROCESSED, DUPLICATES, FAILED, NEEDS_REVIEW = "processed", "duplicates", "failed", "needs-review"
SHELVES = (PROCESSED, DUPLICATES, FAILED, NEEDS_REVIEW)

LONGEST_STEM = 200
"""Bytes of a name before its ending: room for a number, the ending and the note's own."""

_one_at_a_time = threading.Lock()
"""Inboxes may share their shelves: finding a free name and taking it is one act."""


@dataclass(frozen=True)
class Shelved:
    """A file on a shelf, and what was put beside it: the note, job orders."""

    place: Path
    beside: tuple[Path, ...]


@dataclass(frozen=True)
class PrintedOrder:
    """A job order to lie beside its original: its number with the revision's letter, and its PDF."""

    number: str
    pdf: bytes


@dataclass(frozen=True)
class Shelves:
    """The folders beside the inbox. ``job_address`` is the portal's address of a job, with ``{id}`` in it."""

    base: Path
    job_address: str

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(self.base / name for name in SHELVES)

    def prepare(self) -> None:
        """Make the folders. Raises :class:`OSError` when that is not possible."""
        for folder in self.folders:
            folder.mkdir(parents=True, exist_ok=True)

    def put_away(
        self, file: Path, arrival: Arrival, job: Job | None, first: Arrival, orders: Sequence[PrintedOrder] = ()
    ) -> Shelved:
        """Move a file to where its job's end belongs and write the note; gives its new place.

        ``first`` is the arrival that made the job: when it is another one, this file is a duplicate. A job that was
        deleted meanwhile is None: its file is kept as processed. A file that lies on its shelf already stays there.
        """
        shelf, note = self._verdict(arrival, job, first) if job else (PROCESSED, "")
        with _one_at_a_time:
            folder = self.base / shelf
            folder.mkdir(parents=True, exist_ok=True)
            place = file if file.parent == folder else free_name(folder, file.name)
            beside = [_write_order(place, order) for order in orders]
            if job and note:
                beside.append(place.with_name(f"{place.name}.txt"))
                _write_whole(beside[-1], f"{note}\n\n{self._facts(arrival, job)}\n".encode())
            move(file, place)
        return Shelved(place, tuple(beside))

    def put_refused(self, data: bytes, job: Job) -> None:
        """Keep a copy of a document that came another way and was refused, with its sentence, among the failed."""
        place = self.base / FAILED / f"{job.id}-{safe_ending(job.file_name)}"
        place.with_name(f"{place.name}.txt").write_text(f"{job.words}\n\nJob:       {job.id}\n", encoding="utf-8")
        place.write_bytes(data)

    def _verdict(self, arrival: Arrival, job: Job, first: Arrival) -> tuple[str, str]:
        address = self.job_address.format(id=job.id)
        if job.state is JobState.FAILED:
            return FAILED, f"{job.words}\nSee {address}"
        if arrival.origin != first.origin or arrival.source != first.source:
            day = first.at.astimezone().strftime("%d %b %Y %H:%M")
            return DUPLICATES, (
                f"The same file came already on {day} by {first.source} as {first.file_name}: it is one job order.\n"
                f"See {address} — to have it made again all the same, press Retry there."
            )
        if job.state is JobState.NEEDS_REVIEW:
            return NEEDS_REVIEW, f"{job.words}. Look at it and approve it here: {address}"
        return PROCESSED, ""

    def _facts(self, arrival: Arrival, job: Job) -> str:
        return (
            f"File:      {arrival.file_name}\n"
            f"Received:  {arrival.at.astimezone().strftime('%d %b %Y %H:%M:%S')}\n"
            f"Job:       {job.id}\n"
        )


def move(file: Path, place: Path) -> None:
    """Rename, or copy to another file system; after a crash the file is in one of both places, whole.

    Raises :class:`OSError`; the file then stays where it was.
    """
    if file == place:
        return
    try:
        file.rename(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_over(file, place)
    flush_folder(place.parent)


def _copy_over(file: Path, place: Path) -> None:
    temporary = place.with_name(f".{new_id()}.tmp")
    try:
        shutil.copy2(file, temporary)
        with temporary.open("rb") as copy:
            os.fsync(copy.fileno())
        temporary.rename(place)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(place.parent)
    file.unlink()


def _write_order(original: Path, order: PrintedOrder) -> Path:
    """The job order beside its original: ``scan - job order KDI-2507-003.pdf``."""
    stem = original.stem.encode(errors="surrogateescape")[: LONGEST_STEM // 2].decode(errors="ignore")
    place = original.with_name(f"{stem} - job order {safe_ending(order.number)}.pdf")
    _write_whole(place, order.pdf)
    return place


def _write_whole(place: Path, data: bytes) -> None:
    """Nobody ever reads half of it."""
    write_durably(place.with_name(f".{new_id()}.tmp"), data, place)


def safe_ending(name: str) -> str:
    """A sender's file name without anything that could lead out of a folder; its last 100 characters."""
    return "".join(c if c.isalnum() or c in " .-_()" else "-" for c in name)[-100:]


def free_name(folder: Path, name: str) -> Path:
    """``folder/name``, or with a number before the ending when that is taken: ``scan (2).pdf``.

    A name too long for its note beside it (file systems take 255 bytes) loses the end of its stem.
    """
    suffix = Path(name).suffix[:16]
    stem = Path(name).stem.encode(errors="surrogateescape")[:LONGEST_STEM].decode(errors="ignore")
    place, number = folder / f"{stem}{suffix}", 1
    while place.exists():
        number += 1
        place = folder / f"{stem} ({number}){suffix}"
    return place
