"""The files of a backup: which there are, and where their bytes are kept."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.durable import flush_folder
from pipeline.identity import new_id
from pipeline.trays import SUFFIX

LEFT_OUT = frozenset({".lock", "sendora.db", "workflow.db"})
"""Of the data folder itself: the databases are copied in their own way, the lock belongs to the running service."""
BLOCK = 1 << 20


class BackupDamaged(Exception):
    """A backup does not hold what it lists. ``str(error)`` names the file."""


@dataclass(frozen=True)
class Kept:
    """A file as it was: its path within the data folder, its bytes' digest, size, rights and time of change."""

    path: str
    digest: str
    size: int
    mode: int
    mtime_ns: int


def data_files(data: Path) -> Iterator[Path]:
    """Every file that belongs to a backup, without what is half-written.

    The archive's trays come first: a blob that leaves one later is met in its own place.
    """
    yield from sorted((data / "archive" / "incoming").glob(f"*{SUFFIX}"))
    for folder, names, files in os.walk(data):
        place = Path(folder)
        if place == data / "archive":
            names[:] = [name for name in names if name != "incoming"]
        for name in sorted(files):
            own = place != data or not any(name == one or name.startswith(f"{one}-") for one in LEFT_OUT)
            if own and not (place / name).is_symlink():
                yield place / name


class Bytes:
    """The contents of files, each once under its SHA-256, two letters deep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def keep(self, file: Path) -> str:
        """Keep a copy unless its bytes are here already; gives their digest. Raises :class:`OSError`."""
        digest = digest_of_file(file)
        if self.path(digest).exists():
            return digest
        self.folder.mkdir(parents=True, exist_ok=True)
        with _temporary(self.folder) as temporary:
            copied = _copy(file, temporary)  # not always the digest above: somebody may be writing to it
            place = self.path(copied)
            place.parent.mkdir(exist_ok=True)
            temporary.replace(place)
            flush_folder(place.parent)
        return copied

    def give(self, kept: Kept, place: Path) -> None:
        """Write a file back, with its time. Raises :class:`BackupDamaged` when its bytes are not what they were."""
        source = self.path(kept.digest)
        if not source.exists() or digest_of_file(source) != kept.digest:
            raise BackupDamaged(f"{kept.path}: its bytes are not in the backup as they were. Take an earlier backup.")
        place.parent.mkdir(parents=True, exist_ok=True)
        copy_durably(source, place)
        place.chmod(kept.mode)
        os.utime(place, ns=(kept.mtime_ns, kept.mtime_ns))

    def forget_all_but(self, digests: set[str]) -> int:
        """Remove what no backup lists any more; gives how many files that were."""
        gone = [path for path in self.folder.glob("??/*") if path.name not in digests]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)


def listed(data: Path, store: Bytes, before: Iterable[Kept]) -> Iterator[Kept]:
    """Keep every file of the data folder. A file that has not changed since the backup ``before`` is not read again."""
    known = {kept.path: kept for kept in before}
    for file in data_files(data):
        try:
            yield _kept(data, file, store, known)
        except FileNotFoundError:  # moved on while we looked, as files of the inbox do; it is listed where it went
            continue


def _kept(data: Path, file: Path, store: Bytes, known: dict[str, Kept]) -> Kept:
    path, stat = str(file.relative_to(data)), file.stat()
    same = known.get(path)
    unchanged = same is not None and (same.size, same.mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    digest = same.digest if same is not None and unchanged and store.path(same.digest).exists() else store.keep(file)
    return Kept(path, digest, stat.st_size, stat.st_mode & 0o777, stat.st_mtime_ns)


def write_list(kept: Iterable[Kept], place: Path) -> int:
    """Write the list of files, a line of JSON each; gives how many there are."""
    count = 0
    with place.open("w", encoding="ascii") as file:
        for count, one in enumerate(kept, start=1):  # noqa: B007 - the number of the last one is the count
            file.write(json.dumps(asdict(one)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return count


def strike(place: Path, digests: frozenset[str]) -> int:
    """Take the files with these bytes off a written list; gives how many are left."""
    written = place.with_name(f"{place.name}.all")
    place.rename(written)
    count = write_list((kept for kept in read_list(written) if kept.digest not in digests), place)
    written.unlink()
    return count


def read_list(place: Path) -> Iterator[Kept]:
    """The list of files of a backup; none when there is no list."""
    if place.exists():
        with place.open(encoding="ascii") as file:
            yield from (Kept(**json.loads(line)) for line in file)


def digest_of_file(file: Path) -> str:
    """The SHA-256 of its bytes, read in blocks."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def copy_durably(source: Path, place: Path) -> None:
    """Copy to a temporary name, flush, rename: ``place`` holds all of it or nothing."""
    with _temporary(place.parent) as temporary:
        _copy(source, temporary)
        temporary.replace(place)
    flush_folder(place.parent)


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """A name in ``folder`` that nothing is left under."""
    temporary = folder / f".{new_id()}"
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _copy(source: Path, place: Path) -> str:
    """Copy and flush; gives the digest of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as read, place.open("wb") as written:
        while block := read.read(BLOCK):
            digest.update(block)
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()
