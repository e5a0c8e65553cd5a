"""What was backed up comes back: the same jobs, the same bytes, from SQLite and from PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.backup.contents import BackupDamaged
from pipeline.backup.dump import DatabaseNotCopied
from pipeline.backup.making import BackupRefused, Place, backups, make_backup, restore_backup
from pipeline.database import open_database
from pipeline.records import Records
from tests.pipeline.backup.conftest import fill, jobs_of
from tests.pipeline.conftest import a_document
from tests.postgresql import Cluster


def files_of(place: Place) -> dict[str, bytes]:
    """Every file but the database's own and what is half-written."""
    left_out = ("sendora.db", ".lock", "archive/incoming")
    found = {str(path.relative_to(place.data)): path for path in place.data.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(left_out)}


def test_what_was_backed_up_comes_back_the_same(new_place: Callable[[str], Place], tmp_path: Path) -> None:
    place, empty = new_place("data"), new_place("restored")
    fill(place)
    make_backup(place, tmp_path / "backups", keep=3)
    restore_backup(tmp_path / "backups", empty)
    assert jobs_of(empty) == jobs_of(place)
    assert files_of(empty) == files_of(place)
    assert (empty.data / "outputs/KDI-1 ünïcode.pdf").stat().st_mtime_ns == (
        place.data / "outputs/KDI-1 ünïcode.pdf"
    ).stat().st_mtime_ns


def test_a_database_that_asks_for_a_password_is_backed_up_and_comes_back(postgresql: Cluster, tmp_path: Path) -> None:
    places = [Place(tmp_path / name, postgresql.locked_database()) for name in ("data", "restored")]
    for place in places:
        place.data.mkdir()
    fill(places[0])
    make_backup(places[0], tmp_path / "backups", keep=3)
    restore_backup(tmp_path / "backups", places[1])
    assert jobs_of(places[1]) == jobs_of(places[0])


def test_a_backup_beside_writers_holds_every_document_whose_job_it_names(filled: Place, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        records, archive = Records(open_database(filled.database_url)), Archive(filled.data / "archive")
        for n in range(10_000):
            if stop.is_set():
                break
            archive.take_in(f"document {n}".encode())
            if n % 7 == 0:
                archive.empty_trays()
            records.create_job(a_document(f"document {n}".encode(), str(n)))
        records.engine.dispose()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = make_backup(filled, tmp_path / "backups", keep=3)
    finally:
        stop.set()
        writer.join()
    data = tmp_path / "restored"
    restored = Place(data, f"sqlite:///{data / 'sendora.db'}")
    restore_backup(tmp_path / "backups", restored)
    archive = Archive(data / "archive")
    archive.clear_unfinished()
    known = jobs_of(restored)
    assert made.records is not None
    assert all(archive.path(job.sha256).exists() for job in known)


def test_only_the_newest_are_kept_and_what_they_share_lies_there_once(filled: Place, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [make_backup(filled, folder, keep=2)]
    stored = {path.name for path in (folder / "bytes").glob("??/*")}
    (filled.data / "outputs/KDI-1 ünïcode.pdf").write_bytes(b"%PDF, another one")
    made += [make_backup(filled, folder, keep=2) for _ in range(2)]
    assert [backup.folder for backup in backups(folder)] == [backup.folder for backup in made[1:]]
    now = {path.name for path in (folder / "bytes").glob("??/*")}
    assert (len(stored), len(now), len(stored & now)) == (3, 3, 2)


def test_a_restore_replaces_no_records(filled: Place, tmp_path: Path) -> None:
    make_backup(filled, tmp_path / "backups", keep=2)
    with pytest.raises(BackupRefused, match="There are records already"):
        restore_backup(tmp_path / "backups", filled)


def test_a_byte_that_changed_in_the_backup_is_named(filled: Place, tmp_path: Path) -> None:
    make_backup(filled, tmp_path / "backups", keep=2)
    (victim,) = (path for path in (tmp_path / "backups/bytes").glob("??/*") if path.read_bytes() == b"%PDF")
    victim.write_bytes(b"%PDG")
    empty = tmp_path / "restored"
    with pytest.raises(BackupDamaged, match=r"outputs/KDI-1 ünïcode\.pdf"):
        restore_backup(tmp_path / "backups", Place(empty, f"sqlite:///{empty / 'sendora.db'}"))
    assert not (empty / "sendora.db").exists()


def test_a_backup_inside_the_data_folder_is_refused(filled: Place) -> None:
    with pytest.raises(BackupRefused, match="would be lost with it"):
        make_backup(filled, filled.data / "backups", keep=2)


def test_a_damaged_database_is_told_and_leaves_no_backup(filled: Place, tmp_path: Path) -> None:
    with (filled.data / "sendora.db").open("r+b") as file:
        file.write(b"not a database at all, really")
    with pytest.raises(DatabaseNotCopied, match=r"cannot be copied|damaged"):
        make_backup(filled, tmp_path / "backups", keep=2)
    assert backups(tmp_path / "backups") == []
