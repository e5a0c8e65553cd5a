"""Many files as one ZIP, written while it is read: nothing waits until all are there, and memory holds one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath


def zip_stream(entries: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of a ZIP that holds ``entries``, a piece a file. A name that comes again gets a number.

    The files are stored as they are: a PDF is compressed already.
    """
    taken: set[str] = set()
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in entries:
            own = _own_name(name, taken)
            taken.add(own)
            bundle.writestr(zipfile.ZipInfo(own, datetime.now(UTC).astimezone().timetuple()[:6]), data)
            yield sink.take()
    yield sink.take()


def _own_name(name: str, taken: set[str]) -> str:
    """``KDI-1.pdf``, then ``KDI-1-2.pdf``."""
    path, own, number = PurePosixPath(name), name, 1
    while own in taken:
        number += 1
        own = str(path.with_stem(f"{path.stem}-{number}"))
    return own


class _Sink(io.RawIOBase):
    """Where the ZIP is written to; it cannot go back, so sizes follow each file (APPNOTE.TXT 4.3.9)."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Keep ``data`` until it is taken."""
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # whatever a raw stream is given is a buffer
        self._pieces += piece
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        piece = bytes(self._pieces)
        self._pieces.clear()
        return piece
