"""Trays: files that hold what came at the same time, one after another, so that one flush of the disk keeps it all.

A flush takes a disk some milliseconds, however little is written, and a blob by itself needs up to four: of its bytes,
and of the folders that lead to it. Who waits for an answer waits for the flush of a tray instead. Each blob is laid in
its own place when it is first asked for, or when the trays are emptied; what a crash leaves in them is laid there at
the next start (decision 20).
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.durable import flush_folder
from pipeline.identity import new_id

SUFFIX = ".tray"
LONGEST = 2**20
"""Bytes of a blob that is put into a tray: to write a larger one twice takes longer than its flushes."""
FULL = 16 * 2**20
"""Bytes after which another tray is begun, so that each is emptied soon."""

_HEAD = 80
_WRITTEN = re.compile(rb"([0-9a-f]{64}) +([0-9]+)\n")


def _head(digest: str, size: int) -> bytes:
    """What stands before a blob: its digest and its size, always as long."""
    return f"{digest} {size:>{_HEAD - 66}}\n".encode()


class _Tray:
    """One file, and where each blob begins in it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{new_id()}{SUFFIX}"
        self.path.touch(exist_ok=False)
        flush_folder(folder)
        self.blobs: dict[str, tuple[int, int]] = {}
        self._size = 0

    @property
    def full(self) -> bool:
        return self._size >= FULL

    def add(self, blobs: Mapping[str, bytes]) -> None:
        """Write and flush. Raises :class:`OSError`; nobody knows then how far it was written."""
        with self.path.open("ab") as file:
            for digest, data in blobs.items():
                self._size += file.write(_head(digest, len(data)))
                self.blobs[digest] = self._size, len(data)
                self._size += file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def read(self, digest: str) -> bytes:
        begin, size = self.blobs[digest]
        with self.path.open("rb") as file:
            file.seek(begin)
            return file.read(size)


class Trays:
    """The trays of one process, in ``folder``. Safe to use from any thread.

    ``lay`` puts a blob durably into its own place; it may be asked to do so again.
    """

    def __init__(self, folder: Path, lay: Callable[[str, bytes], None]) -> None:
        self._folder = folder
        self._lay = lay
        self._changing = threading.Lock()
        self._adding = threading.Lock()
        self._emptying = threading.Lock()
        self._held: dict[str, _Tray] = {}
        self._trays: list[_Tray] = []
        self._open = False

    def __contains__(self, digest: str) -> bool:
        return digest in self._held

    def keep(self, blobs: Mapping[str, bytes]) -> None:
        """Keep all of them safely on disk. Raises :class:`OSError`."""
        with self._adding:
            tray = self._for_more()
            self._open = False  # unless all goes well
            tray.add(blobs)
            self._open = not tray.full
            with self._changing:
                self._held.update(dict.fromkeys(blobs, tray))

    def _for_more(self) -> _Tray:
        if not self._open:
            self._trays.append(_Tray(self._folder))
        return self._trays[-1]

    def lay(self, digest: str) -> None:
        """Lay this blob in its place, if it lies in a tray. Raises :class:`OSError`."""
        with self._changing:
            tray = self._held.get(digest)
            data = tray.read(digest) if tray else b""
        if tray:
            self._lay(digest, data)
            self._held.pop(digest, None)

    def empty(self, pause: Callable[[], object]) -> None:
        """Lay every blob in its place and remove the trays. ``pause`` is called before each blob.

        Raises :class:`OSError`; what could not be laid stays in its tray.
        """
        with self._emptying:
            with self._adding:
                self._open, full = False, tuple(self._trays)
            for tray in full:
                for digest in tray.blobs:
                    pause()
                    self.lay(digest)
                with self._changing:
                    tray.path.unlink()
                self._trays.remove(tray)


def contents(tray: Path) -> Iterator[tuple[str, bytes]]:
    """What lies in a tray, each digest and its bytes. What was cut short was promised to nobody; there it ends."""
    with tray.open("rb") as file:
        while written := _WRITTEN.fullmatch(file.read(_HEAD)):
            digest, data = written[1].decode(), file.read(int(written[2]))
            if hashlib.sha256(data).hexdigest() != digest:
                return
            yield digest, data
