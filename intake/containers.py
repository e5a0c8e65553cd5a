"""Files that hold files: zip archives and ``winmail.dat``, opened with limits.

A zip is read piece by piece and never past its limit, whatever it says about its own size.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from intake import tnef
from intake.settling import ignored

ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_PIECE = 2**16


@dataclass(frozen=True)
class File:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes


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


def is_container(data: bytes) -> bool:
    """Whether ``data`` begins like a zip or a ``winmail.dat``."""
    return data.startswith((ZIP, tnef.SIGNATURE))


def unpack(file: File, limits: ContainerLimits) -> Unpacked:
    """The files in a container, from containers within it too."""
    files: list[File] = []
    problems: list[str] = []
    _unpack_into(file, limits, limits.depth, files, problems)
    return Unpacked(tuple(files), tuple(problems))


def _unpack_into(file: File, limits: ContainerLimits, depth: int, files: list[File], problems: list[str]) -> None:
    if not is_container(file.data):
        files.append(file)
        return
    if depth == 0:
        problems.append(f"{file.name} is packed too deep. Send the documents themselves.")
        return
    inside = _from_zip(file, limits, problems) if file.data.startswith(ZIP) else _from_winmail(file, problems)
    for one in inside:
        total = sum(len(f.data) for f in files)
        if len(files) >= limits.files or total + len(one.data) > limits.total_bytes:
            problems.append(f"{file.name} holds too much. Send at most {limits.files} documents in one mail.")
            return
        _unpack_into(one, limits, depth - 1, files, problems)


def _from_winmail(file: File, problems: list[str]) -> list[File]:
    try:
        return [File(one.name or "winmail", one.data) for one in tnef.attachments(file.data)]
    except tnef.NotTnef:
        problems.append(f"{file.name} cannot be opened. Send the document as a plain attachment.")
        return []


def _from_zip(file: File, limits: ContainerLimits, problems: list[str]) -> list[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return _members(archive, file.name, limits, problems)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        problems.append(f"{file.name} cannot be opened ({error}). Send the documents themselves.")
        return []


def _members(archive: zipfile.ZipFile, name: str, limits: ContainerLimits, problems: list[str]) -> list[File]:
    members = [m for m in archive.infolist() if not m.is_dir() and not _is_litter(m.filename)]
    if _is_office(members):
        return []
    if len(members) > limits.files:
        problems.append(f"{name} holds {len(members)} files, at most {limits.files} are taken. Send fewer in one mail.")
        return []
    found: list[File] = []
    for member in members:
        inner = PurePosixPath(member.filename).name
        if member.flag_bits & _ENCRYPTED:
            problems.append(f"{inner} in {name} is locked with a password. Send it without one.")
            continue
        data = _read_at_most(archive, member, limits.file_bytes)
        if data is None:
            problems.append(f"{inner} in {name} is larger than {limits.file_bytes // 2**20} MB. Send a smaller one.")
        else:
            found.append(File(inner, data))
    return found


def _read_at_most(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    data = bytearray()
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            data += piece
            if len(data) > most:
                return None
    return bytes(data)


def _is_litter(path: str) -> bool:
    return any(ignored(part) or part == "__MACOSX" for part in PurePosixPath(path).parts)


def _is_office(members: list[zipfile.ZipInfo]) -> bool:
    """A Word or Excel file is a zip too, and its pictures are no documents."""
    return any(member.filename in {"[Content_Types].xml", "mimetype"} for member in members)
