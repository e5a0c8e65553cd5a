"""Keeps bytes under the name of their content: originals, what each step made of them, and PDFs.

A blob is written to a temporary file, flushed to disk, given its name and the folder flushed too, before anybody is
told its digest. What somebody waits for is flushed together with what comes at the same time, and gets its name later
(:mod:`pipeline.trays`). A blob is never changed afterwards, so the same bytes are kept once and two writers cannot
collide.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

from pipeline.durable import make_folder, write_durably
from pipeline.errors import Temporary
from pipeline.identity import new_id
from pipeline.together import Together
from pipeline.trays import LONGEST, SUFFIX, Trays, contents

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
        self._trays = Trays(self._incoming, self._write)
        self._together = Together(nullcontext, self._keep_together, shared=(OSError,))

    def put(self, data: bytes) -> str:
        """Keep ``data`` safely on disk and return its digest. Raises :class:`Temporary` when the disk refuses."""
        digest = digest_of(data)
        with self._or_temporary():
            if not self._has(digest):
                self._write(digest, data)
        return digest

    def take_in(self, data: bytes) -> str:
        """As :meth:`put`, for somebody who waits for an answer: what comes at the same time is flushed together."""
        if len(data) > LONGEST:
            return self.put(data)
        digest = digest_of(data)
        with self._or_temporary():
            if not self._has(digest):
                self._together.do((digest, data))
        return digest

    def take_in_all(self, blobs: Mapping[str, bytes]) -> None:
        """As :meth:`take_in`, for all of them, by their digests."""
        with self._or_temporary():
            fresh = {digest: data for digest, data in blobs.items() if not self._has(digest)}
            for digest in [digest for digest, data in fresh.items() if len(data) > LONGEST]:
                self._write(digest, fresh.pop(digest))
            if fresh:
                self._trays.keep(fresh)

    @property
    def waiting(self) -> int:
        """How many wait to be taken in."""
        return self._together.waiting

    def _keep_together(self, _: None, blobs: Sequence[tuple[str, bytes]]) -> Sequence[None]:
        self._trays.keep(dict(blobs))
        return [None] * len(blobs)

    def _has(self, digest: str) -> bool:
        """Whether these bytes are kept; somebody counts on them now (see :meth:`forget`)."""
        if digest in self._trays:
            return True
        place = self._place(digest)
        with self._changing:
            if known := place.exists():
                place.touch()
        return known

    @contextmanager
    def _or_temporary(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Temporary(
                f"The archive {self.folder} cannot be written: {error.strerror}. Free some space."
            ) from error

    def _write(self, digest: str, data: bytes) -> None:
        place = self._place(digest)
        make_folder(place.parent)
        write_durably(self._incoming / new_id(), data, place)

    def get(self, digest: str) -> bytes:
        """The bytes kept under ``digest``. Raises :class:`NotInArchive`."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotInArchive(f"The archive holds nothing named {digest}.") from None

    def path(self, digest: str) -> Path:
        """Where the bytes of ``digest`` lie or would lie. Raises :class:`ValueError` when it is not a digest.

        Raises :class:`Temporary` when they came a moment ago and the disk refuses to give them their own place.
        """
        place = self._place(digest)
        if digest in self._trays:
            with self._or_temporary():
                self._trays.lay(digest)
        return place

    def _place(self, digest: str) -> Path:
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
        self.empty_trays()  # what lies in one would come back
        place = self._place(digest)
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

    def empty_trays(self, pause: Callable[[], object] = lambda: None) -> None:
        """Give what was taken in its own place. ``pause`` is called before each blob. Raises :class:`OSError`.

        To be called now and then: until then it lies where only this process finds it.
        """
        self._trays.empty(pause)

    def clear_unfinished(self) -> None:
        """Take back what a killed process left in trays, and remove what it left half-written.

        To be called at start, before anybody writes. Raises :class:`OSError`; nothing is lost then.
        """
        for leftover in self._incoming.iterdir():
            if leftover.suffix == SUFFIX:
                for digest, data in contents(leftover):
                    if not self._place(digest).exists():
                        self._write(digest, data)
            leftover.unlink(missing_ok=True)
