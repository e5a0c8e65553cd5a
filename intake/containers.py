"""Files that hold files: zip archives and ``winmail.dat``, opened with limits.

A zip is read piece by piece and never past its limits, whatever it says about its own size. The limits hold for all
containers of a mail together, those within others too.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from intake import tnef
from intake.files import File, own_name
from intake.settling import ignored

ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_PIECE = 2**16
_LONGEST_END = 22 + 2**16
"""A zip's end with the longest comment."""
MOST_LIST_BYTES = 2**20
"""A list of ten thousand files; a longer one takes seconds and much memory to read."""
MOST_PROBLEMS = 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the library raises for bytes that are no whole zip."""


@dataclass(frozen=True)
class ContainerLimits:
    """Most files in a container, most bytes of one file and of all together, and containers within containers."""

    files: int = 50
    file_bytes: int = 16 * 2**20
    total_bytes: int = 100 * 2**20
    depth: int = 3


@dataclass(frozen=True)
class Unpacked:
    """What was in a container, and sentences on what could not be taken out."""

    files: tuple[File, ...]
    problems: tuple[str, ...] = ()


class Room:
    """How much may still be taken out of containers; all containers of a mail share one."""

    def __init__(self, limits: ContainerLimits) -> None:
        self.limits = limits
        self._files, self._bytes = limits.files, limits.total_bytes

    def take(self, count: int) -> None:
        """So many bytes were taken out. Raises :class:`_Full`."""
        self._bytes -= count
        if self._bytes < 0:
            raise _Full

    def take_file(self) -> None:
        """A file was found. Raises :class:`_Full`."""
        self._files -= 1
        if self._files < 0:
            raise _Full


class _Full(Exception):
    """Nothing more is taken out: a bomb would go on for ever."""


def is_container(data: bytes) -> bool:
    """Whether ``data`` begins like a zip or a ``winmail.dat``."""
    return data.startswith((ZIP, tnef.SIGNATURE))


def unpack(file: File, limits: ContainerLimits, room: Room | None = None) -> Unpacked:
    """The files in a container, from containers within it too."""
    opened = _Opened(room or Room(limits), [], [])
    try:
        opened.look_into(file, limits.depth)
    except _Full:
        opened.problems.append(f"{file.name} holds too much. Send at most {limits.files} documents in one mail.")
    return Unpacked(tuple(opened.files), tuple(opened.problems[:MOST_PROBLEMS]))


@dataclass(frozen=True)
class _Opened:
    """What was found so far."""

    room: Room
    files: list[File]
    problems: list[str]

    def look_into(self, file: File, depth: int) -> None:
        if not is_container(file.data):
            self.room.take_file()
            self.files.append(file)
        elif depth == 0:
            self.problems.append(f"{file.name} is packed too deep. Send the documents themselves.")
        else:
            inside = self._from_zip(file) if file.data.startswith(ZIP) else _from_winmail(file, self.problems)
            for one in inside:
                self.look_into(one, depth - 1)

    def _from_zip(self, file: File) -> Iterator[File]:
        if _list_bytes(file.data) > MOST_LIST_BYTES:
            words = f"{file.name} holds too many files, at most {self.room.limits.files} are taken. Send fewer."
            self.problems.append(words)
            return
        try:
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                yield from self._members(archive, file.name)
        except _BROKEN as error:
            self.problems.append(f"{file.name} cannot be opened ({error}). Send the documents themselves.")

    def _members(self, archive: zipfile.ZipFile, name: str) -> Iterator[File]:
        most, limit = self.room.limits.files, self.room.limits.file_bytes
        members = [m for m in archive.infolist() if not m.is_dir() and not _is_litter(m.filename)]
        if _is_office(members):
            return
        if len(members) > most:
            words = f"{name} holds {len(members)} files, at most {most} are taken. Send fewer in one mail."
            self.problems.append(words)
            return
        for member in members:
            inner = own_name(member.filename) or "file"
            if member.flag_bits & _ENCRYPTED:
                self.problems.append(f"{inner} in {name} is locked with a password. Send it without one.")
                continue
            data = self._read_at_most(archive, member, limit)
            if data is None:
                self.problems.append(f"{inner} in {name} is larger than {limit // 2**20} MB. Send a smaller one.")
            else:
                yield File(inner, data)

    def _read_at_most(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
        data = bytearray()
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                self.room.take(len(piece))
                data += piece
                if len(data) > most:
                    return None
        return bytes(data)


def _from_winmail(file: File, problems: list[str]) -> list[File]:
    try:
        return [File(own_name(one.name) or "winmail", one.data) for one in tnef.attachments(file.data)]
    except tnef.NotTnef:
        problems.append(f"{file.name} cannot be opened. Send the document as a plain attachment.")
        return []


def _list_bytes(data: bytes) -> int:
    """How long the list of files at a zip's end says that it is (APPNOTE.TXT, 4.3.16); 0 when there is none."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_END))
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def _is_litter(path: str) -> bool:
    return any((ignored(part) and part != "..") or part == "__MACOSX" for part in PurePosixPath(path).parts)


def _is_office(members: list[zipfile.ZipInfo]) -> bool:
    """A Word or Excel file is a zip too, and its pictures are no documents."""
    return any(member.filename in {"[Content_Types].xml", "mimetype"} for member in members)
