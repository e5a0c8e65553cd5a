"""Finished job orders as plain files where a person finds them: ``outputs/2026-11/KDI-2507-003.pdf`` and ``.json``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from pipeline.delivery import Finished
from pipeline.durable import flush_folder, make_folder, write_durably
from pipeline.errors import Temporary
from pipeline.identity import new_id

LONGEST_NAME = 100
"""Characters of a file name before its ending: long numbers are cut, file systems take 255 bytes."""

_UNSAFE = re.compile(r"[^\w.()+,&@=-]+")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class FilesDestination:
    """Puts each job order's PDF and JSON into a folder per month. A file of another job order is never replaced."""

    name = "files"

    def __init__(self, folder: Path, to_json: Callable[[Finished], bytes]) -> None:
        self.folder = folder
        self._to_json = to_json

    def deliver(self, finished: Finished, previous: str | None) -> str:
        """Write both files; gives the PDF's path relative to the folder. Raises :class:`Temporary`."""
        try:
            return str(self._deliver(finished, previous).relative_to(self.folder))
        except OSError as error:
            raise Temporary(f"The outputs folder {self.folder} cannot be written: {error.strerror}.") from error

    def _deliver(self, finished: Finished, previous: str | None) -> Path:
        month = self.folder / f"{finished.job.received_at.astimezone():%Y-%m}"
        make_folder(month)
        before = self.folder / previous if previous else None
        place = before if before and _named(before, file_stem(finished)) else self._claimed(month, finished)
        write_durably(place.with_name(f".{new_id()}.tmp"), finished.pdf, place)
        sheet = place.with_suffix(".json")
        write_durably(sheet.with_name(f".{new_id()}.tmp"), self._to_json(finished), sheet)
        if before and before != place:  # a person corrected its number: what lay under the wrong one is gone
            before.unlink(missing_ok=True)
            before.with_suffix(".json").unlink(missing_ok=True)
        return place

    def _claimed(self, month: Path, finished: Finished) -> Path:
        """A PDF name that is ours: taken by a hard link, which fails when the name is in use."""
        temporary = month / f".{new_id()}.tmp"
        temporary.write_bytes(finished.pdf)
        try:
            for place in _names(month, file_stem(finished)):
                if _taken(temporary, place) or place.read_bytes() == finished.pdf:  # ours, from before a crash
                    flush_folder(month)
                    return place
        finally:
            temporary.unlink()
        raise AssertionError("there is always a further number")


def _taken(temporary: Path, place: Path) -> bool:
    try:
        os.link(temporary, place)
    except FileExistsError:
        return False
    return True


def _named(place: Path, stem: str) -> bool:
    """Whether a file is the job order's by name, with or without a number behind it."""
    return re.fullmatch(rf"{re.escape(stem)}(?: \(\d+\))?", place.stem) is not None


def _names(month: Path, stem: str) -> Iterator[Path]:
    yield month / f"{stem}.pdf"
    for number in count(2):
        yield month / f"{stem} ({number}).pdf"


def file_stem(finished: Finished) -> str:
    """The job order's number (else its file's name) with its revision letter from B on, safe as a file name."""
    record = finished.record
    return record.revised(safe_name(record.number or Path(finished.job.file_name).stem))


def safe_name(text: str) -> str:
    """``text`` as a file name on Linux, macOS, Windows and shares: no separators, no leading dot, never empty."""
    name = _UNSAFE.sub("-", text).strip(".- ")[:LONGEST_NAME].rstrip(".- ")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name
