"""Keeps bytes under the name of their content: originals, what each step made of them, and PDFs.

A blob is written to a temporary file, flushed to disk, given its name and the folder flushed too, before anybody is
told its digest. It is never changed afterwards, so the same bytes are kept once and two writers cannot collide.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from pipeline.errors import Temporary
from pipeline.identity import new_id

_DIGEST = re.compile(r"[0-9a-f]{64}")


class NotInArchive(LookupError):
    """Nothing is kept under this digest."""


def digest_of(data: bytes) -> str:
    """The name of these bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Archive:
    """A folder of blobs, two levels deep by the first letters of their digests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._changing = threading.Lock()

    def put(self, data: bytes) -> str:
        """Keep ``data`` safely on disk and return its digest. Raises :class:`Temporary` when the disk refuses."""
        digest = digest_of(data)
        place = self.path(digest)
        try:
            with self._changing:
                if place.exists():
                    place.touch()  # somebody counts on it now: see forget
                    return digest
            self._write(data, place)
        except OSError as error:
            raise Temporary(
                f"The archive {self.folder} cannot be written: {error.strerror}. Free some space."
            ) from error
        return digest

    def _write(self, data: bytes, place: Path) -> None:
        make_folder(place.parent)
        write_durably(self._incoming / new_id(), data, place)

    def get(self, digest: str) -> bytes:
        """The bytes kept under ``digest``. Raises :class:`NotInArchive`."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotInArchive(f"The archive holds nothing named {digest}.") from None

    def path(self, digest: str) -> Path:
        """Where the bytes of ``digest`` lie or would lie. Raises :class:`ValueError` when it is not a digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is not a SHA-256 in hexadecimal")
        return self.folder / digest[:2] / digest[2:4] / digest

    @contextmanager
    def keeping_for(self, owner: str) -> Iterator[None]:  # noqa: ARG002 - an archive that visitors use remembers it
        """What is put meanwhile belongs to the job of ``owner``."""
        yield

    def forget(self, digest: str, untouched: timedelta) -> bool:
        """Remove these bytes unless they were put within ``untouched``; whether they are gone.

        The caller has made sure that no record names them. Who puts the same bytes meanwhile may not have recorded
        them yet: for those the time is.
        """
        place = self.path(digest)
        with self._changing:
            try:
                if time.time() - place.stat().st_mtime < untouched.total_seconds():
                    return False
            except FileNotFoundError:
                return True
            place.unlink()
            return True

    def free_bytes(self) -> int:
        """How much room is left on the archive's disk."""
        return shutil.disk_usage(self.folder).free

    def clear_unfinished(self) -> None:
        """Remove what a killed process left half-written. Call it at start, before anybody writes."""
        for leftover in self._incoming.iterdir():
            leftover.unlink(missing_ok=True)


def write_durably(temporary: Path, data: bytes, place: Path) -> None:
    """Write ``data`` to ``temporary`` (same file system), flush it, and rename it to ``place``.

    After a crash ``place`` holds either what it held before or all of ``data``.
    """
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(place)
    flush_folder(place.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, so that a power cut leaves them there."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
