"""When is a dropped file complete? Pure: fed with what was seen and when, it says whether to take the file.

A writer that closes the file, or a rename, says "complete" at once if the content agrees. Without such a sign the file
must rest. A file whose end is missing is held while it is young: slow scanners pause for a minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

REST_SECONDS = 2.0
"""How long size and time must not change when nobody said that the file was closed."""

HOLD_SECONDS = 120.0
"""How long a file without its end is held after its last change; then it is taken as it is and judged by its reader."""

TAIL_BYTES = 4096
"""How much of the end of a file is looked at. Some PDF writers put a kilobyte after ``%%EOF``."""

HEAD_BYTES = 16384
"""How much of the start: the boxes of a HEIC picture say there how long the file is to be."""

IGNORED_STARTS = (".", "~$")
IGNORED_ENDS = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".swp")
IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Seen:
    """A look at a file: its size, its change time (any unit, only compared), its first and last bytes."""

    size: int
    changed: float
    head: bytes
    tail: bytes


@dataclass
class _Watched:
    seen: Seen
    since: float
    closed: bool


def ignored(name: str) -> bool:
    """Whether a file of this name is somebody's temporary file and never a document."""
    lower = name.lower()
    return lower in IGNORED_NAMES or lower.startswith(IGNORED_STARTS) or lower.endswith(IGNORED_ENDS)


def has_its_end(seen: Seen) -> bool:
    """Whether the file has the end that its kind and its own first bytes promise. A kind without one is complete."""
    if seen.size == 0:
        return False
    if seen.head.lstrip().startswith(b"%PDF"):
        return _pdf_has_its_end(seen)
    if seen.head.startswith(b"\x89PNG"):
        return b"IEND" in seen.tail
    if seen.head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in seen.tail
    if promised := _promised_size(seen.head):
        return seen.size >= promised
    start, end = seen.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1], seen.tail.rstrip()[-1:]
    return {b"<": b">", b"{": b"}", b"[": b"]"}.get(start, end) == end


def _pdf_has_its_end(seen: Seen) -> bool:
    """``%%EOF`` after a ``startxref`` that points into the file (ISO 32000-1, 7.5.5).

    A PDF made for the web has one near its start too, which points to 0 (annex F.3.2).
    """
    body, found, _ = seen.tail.rpartition(b"%%EOF")
    points = re.findall(rb"startxref\s+(\d+)\s", body)
    return bool(found) and (not points or 0 < int(points[-1]) < seen.size)


def _promised_size(head: bytes) -> int:
    """How long a TIFF, WebP or HEIC file must at least be by its own first bytes; 0 for any other kind."""
    if head.startswith((b"II*\x00", b"MM\x00*")):
        order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
        return int.from_bytes(head[4:8], order) + 6  # the first directory: its count and an end at least
    if head.startswith(b"RIFF"):
        return int.from_bytes(head[4:8], "little") + 8
    if head[4:8] == b"ftyp":
        return _end_of_boxes(head)
    return 0


def _end_of_boxes(head: bytes) -> int:
    """Where the last box that begins in ``head`` ends (ISO/IEC 14496-12, 4.2)."""
    end = 0
    while end + 16 <= len(head):
        size = int.from_bytes(head[end : end + 4], "big")
        if size == 1:
            size = int.from_bytes(head[end + 8 : end + 16], "big")
        if size < 8:  # 0: to the end of the file
            break
        end += size
    return end


class Settling:
    """Remembers the files that were seen but not taken yet. Times are seconds of any steady clock."""

    def __init__(self, rest: float = REST_SECONDS, hold: float = HOLD_SECONDS) -> None:
        self.rest = rest
        self.hold = hold
        self._watched: dict[str, _Watched] = {}

    def complete(self, name: str, seen: Seen, now: float, *, closed: bool = False) -> bool:
        """Whether to take the file now. ``closed`` says that its writer let go of it since the last look."""
        watched = self._watched.get(name)
        if watched is None or (watched.seen.size, watched.seen.changed) != (seen.size, seen.changed):
            watched = self._watched[name] = _Watched(seen, now, closed)
        watched.closed = watched.closed or closed
        quiet = now - watched.since
        if has_its_end(seen):
            return watched.closed or quiet >= self.rest
        return quiet >= self.hold

    def forget(self, name: str) -> None:
        """The file was taken or has gone."""
        self._watched.pop(name, None)

    def keep_only(self, names: set[str]) -> None:
        """Forget every file that is not among ``names``."""
        for gone in self._watched.keys() - names:
            del self._watched[gone]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The files that are held, by name."""
        return tuple(self._watched)
