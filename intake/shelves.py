"""Where a dropped file goes when its job has ended: a folder a person finds it in, with a note that says what happened.

inbox/  →  processed/  duplicates/  failed/  needs-review/
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import flush_folder
from pipeline.jobs import Arrival, Job, JobState

LONGEST_STEM = 200
"""Bytes of a name before its ending: room for a number, the ending and the note's own."""


@dataclass(frozen=True)
class Shelves:
    """The folders beside the inbox. ``job_address`` is the portal's address of a job, with ``{id}`` in it."""

    base: Path
    job_address: str

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(self.base / name for name in ("processed", "duplicates", "failed", "needs-review"))

    def prepare(self) -> None:
        """Make the folders. Raises :class:`OSError` when that is not possible."""
        for folder in self.folders:
            folder.mkdir(parents=True, exist_ok=True)

    def put_away(self, file: Path, arrival: Arrival, job: Job | None, first: Arrival) -> Path:
        """Move a claimed file to where its job's end belongs and write the note; gives its new place.

        ``first`` is the arrival that made the job: when it is another one, this file is a duplicate. A job that was
        deleted meanwhile is None: its file is kept as processed.
        """
        folder, note = self._verdict(arrival, job, first) if job else ("processed", "")
        place = free_name(self.base / folder, file.name)
        if job and note:
            note_place = place.with_name(f"{place.name}.txt")
            note_place.write_text(f"{note}\n\n{self._facts(arrival, job)}\n", encoding="utf-8")
        file.rename(place)
        flush_folder(place.parent)
        return place

    def put_refused(self, data: bytes, job: Job) -> None:
        """Keep a copy of a document that came another way and was refused, with its sentence, among the failed."""
        place = self.base / "failed" / f"{job.id}-{safe_ending(job.file_name)}"
        place.with_name(f"{place.name}.txt").write_text(f"{job.words}\n\nJob:       {job.id}\n", encoding="utf-8")
        place.write_bytes(data)

    def _verdict(self, arrival: Arrival, job: Job, first: Arrival) -> tuple[str, str]:
        address = self.job_address.format(id=job.id)
        if job.state is JobState.FAILED:
            return "failed", job.words
        if arrival.origin != first.origin or arrival.source != first.source:
            day = first.at.astimezone().strftime("%d %b %Y %H:%M")
            return "duplicates", (
                f"The same file came already on {day} by {first.source} as {first.file_name}: it is one job order.\n"
                f"See {address}"
            )
        if job.state is JobState.NEEDS_REVIEW:
            return "needs-review", f"{job.words}. Look at it and approve it here: {address}"
        return "processed", ""

    def _facts(self, arrival: Arrival, job: Job) -> str:
        return (
            f"File:      {arrival.file_name}\n"
            f"Received:  {arrival.at.astimezone().strftime('%d %b %Y %H:%M:%S')}\n"
            f"Job:       {job.id}\n"
        )


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
