"""Makes a backup, forgets old ones, and brings one back."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.archive import Archive
from pipeline.backup.contents import Bytes, Kept, copy_durably, listed, read_list, strike, write_list
from pipeline.backup.dump import copy_database, counts, counts_of, holds_records, restore_database
from pipeline.database import is_up_to_date, newest_version, open_database, open_engine
from pipeline.durable import flush_folder, write_durably
from pipeline.visitors import VisitorFiles, kept_for_visitors, of_visitors_alone

FILES, ABOUT = "files.jsonl", "backup.json"
_STAMP = "%Y-%m-%dT%H-%M-%SZ"


class BackupRefused(Exception):
    """A backup cannot be made or brought back. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Place:
    """What is backed up: the data folder, the address of its records, and the company's own files."""

    data: Path
    database_url: str
    company: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Backup:
    """A finished backup. ``tables`` is the version of its tables; ``records`` says how many it held, if known."""

    folder: Path
    made_at: str
    tables: str
    records: dict[str, int] | None
    files: int

    @property
    def told(self) -> str:
        """What is in it, for a person."""
        rows = (f"{count} {name.replace('_', ' ')}" for name, count in (self.records or {}).items())
        return ", ".join((*rows, f"{self.files} files"))


def make_backup(place: Place, folder: Path, keep: int) -> Backup:
    """Back everything up into a folder of its own under ``folder``, and keep the newest ``keep`` of them.

    Raises :class:`BackupRefused`, :class:`~pipeline.backup.dump.DatabaseNotCopied` and :class:`OSError`.
    """
    if folder.resolve().is_relative_to(place.data.resolve()):
        raise BackupRefused(f"{folder} lies in the data folder, and would be lost with it. Name another disk.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(folder, f"Another backup is being made in {folder}. Wait until it has ended."):
        made = _make(place, folder)
        _forget(folder, keep)
    return made


def _make(place: Place, folder: Path) -> Backup:
    earlier, store = backups(folder), Bytes(folder / "bytes")
    now = datetime.now(UTC)
    unfinished = folder / f".unfinished-{now.strftime(_STAMP)}"
    unfinished.mkdir(mode=0o700)
    try:
        # The database first: what it names lies in the archive already, since bytes are kept before their row.
        copy_database(place.database_url, unfinished)
        before = read_list(earlier[-1].folder / FILES) if earlier else iter(())
        count = _list_files(place, listed(place.data, store, before), unfinished / FILES)
        for file in place.company:
            (unfinished / "config").mkdir(exist_ok=True)
            copy_durably(file, unfinished / "config" / file.name)
        records = counts_of(unfinished, place.database_url)
        made = Backup(_free_name(folder, now), now.isoformat(), newest_version(), records, count)
        about = json.dumps({**asdict(made), "folder": made.folder.name}, indent=1)
        write_durably(unfinished / f".{ABOUT}", about.encode(), unfinished / ABOUT)
        unfinished.rename(made.folder)
        flush_folder(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return made


def _list_files(place: Place, files: Iterator[Kept], written: Path) -> int:
    """Write the list of files, without what is there for visitors of the demo alone; gives how many are listed.

    Asked is before and after: what they send meanwhile is left out, too, and what is deleted meanwhile. The company's
    records are asked last: whatever the copy of the database names is named then.
    """
    engine = open_engine(place.database_url)
    try:
        if not is_up_to_date(engine):  # of an earlier version, before its first start with this one
            return write_list(files, written)
        theirs = kept_for_visitors(engine)
        count = write_list(files, written)
        alone = of_visitors_alone(engine, theirs | kept_for_visitors(engine))
    finally:
        engine.dispose()
    return strike(written, alone) if alone else count


def _free_name(folder: Path, now: datetime) -> Path:
    """Named by its second; a further one of the same second gets a number."""
    first = folder / now.strftime(_STAMP)
    names = (first, *(first.with_name(f"{first.name}-{number}") for number in range(2, 100)))
    return next(name for name in names if not name.exists())


def backups(folder: Path) -> list[Backup]:
    """Every finished backup under ``folder``, the oldest first."""
    found = (json.loads(about.read_text()) | {"folder": about.parent} for about in folder.glob(f"[0-9]*/{ABOUT}"))
    return sorted((Backup(**one) for one in found), key=lambda backup: backup.made_at)


def _forget(folder: Path, keep: int) -> None:
    known = backups(folder)
    for old in known[: max(len(known) - keep, 0)]:
        shutil.rmtree(old.folder)
    kept = {one.digest for backup in backups(folder) for one in read_list(backup.folder / FILES)}
    Bytes(folder / "bytes").forget_all_but(kept)


def restore_backup(folder: Path, place: Place, named: str | None = None) -> Backup:
    """Bring back the newest backup under ``folder``, or the ``named`` one, into an empty place.

    Raises :class:`BackupRefused`, :class:`~pipeline.backup.contents.BackupDamaged`,
    :class:`~pipeline.backup.dump.DatabaseNotCopied` and :class:`OSError`.
    """
    backup = _chosen(folder, named)
    if backup.tables > newest_version():
        raise BackupRefused(f"{backup.folder.name} is of a newer Sendora. Install that version first, then restore.")
    if holds_records(place.database_url):
        raise BackupRefused(
            "There are records already, and a restore would replace them. Name an empty folder with --data, or move "
            "the present one away first."
        )
    place.data.mkdir(parents=True, exist_ok=True)
    with _alone(place.data, f"A service or a restore works on {place.data}. Stop it first."):
        store = Bytes(folder / "bytes")
        for kept in read_list(backup.folder / FILES):
            store.give(kept, _inside(place.data, kept))
        # The database last: before it is there, nothing takes a half-restored folder for a whole one.
        restore_database(backup.folder, place.database_url)
        _compare(backup, place)
        _forget_visitors(place)
    return backup


def _chosen(folder: Path, named: str | None) -> Backup:
    known = {backup.folder.name: backup for backup in backups(folder)}
    if not known:
        raise BackupRefused(f"There is no finished backup in {folder}. Name the folder that sendora backup was given.")
    if named is not None and named not in known:
        raise BackupRefused(f"There is no backup {named}. There are: {', '.join(known)}.")
    return known[named] if named is not None else list(known.values())[-1]


def _inside(data: Path, kept: Kept) -> Path:
    place = data / kept.path
    if not place.resolve().is_relative_to(data.resolve()):
        raise BackupRefused(f"The backup lists {kept.path}, which lies outside the data folder. It was tampered with.")
    return place


def _compare(backup: Backup, place: Place) -> None:
    engine = open_database(place.database_url)
    try:
        restored = counts(engine)
    finally:
        engine.dispose()
    if backup.records is not None and restored != backup.records:
        raise BackupRefused(f"Restored were {restored}, but the backup held {backup.records}. Take an earlier one.")


def _forget_visitors(place: Place) -> None:
    """What they had left is not brought back: not their rows, nor their files of a backup that still had them."""
    engine = open_database(place.database_url)
    try:
        VisitorFiles(engine, Archive(place.data / "archive")).expire(datetime.now(UTC))
    finally:
        engine.dispose()


@contextmanager
def _alone(folder: Path, otherwise: str) -> Iterator[None]:
    """The folder's lock, which a running service holds on its data, too."""
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(otherwise) from None
        yield
