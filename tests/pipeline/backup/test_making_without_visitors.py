"""What visitors of the demo left is deleted in time, so it is in no backup either, and no restore brings it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.archive import Archive, digest_of
from pipeline.backup.making import Place, make_backup, restore_backup
from pipeline.database import open_database
from pipeline.model import Source
from pipeline.records import Records
from pipeline.visitors import VisitorArchive
from tests.pipeline.backup.conftest import fill, jobs_of
from tests.pipeline.conftest import a_document

COMPANY_S, THEIRS, BOTH_S, HALF_DONE = b"first", b"a stranger's invoice", b"second", b"a stranger's half-read page"


def visited(place: Place) -> None:
    """The company has two documents; a visitor sent one of them, too, and one of their own."""
    fill(place, COMPANY_S, BOTH_S)
    records = Records(open_database(place.database_url))
    archive = VisitorArchive(place.data / "archive", records.engine)
    with archive.keeping_for("visitor"):
        for content in (THEIRS, BOTH_S, HALF_DONE):
            archive.put(content)
    for content, name in ((THEIRS, "strangers-invoice"), (BOTH_S, "strangers-copy")):
        records.narrowed("visitor").create_job(a_document(content, name, Source.UPLOAD))
    records.engine.dispose()


def contents(folder: Path) -> bytes:
    """All bytes of a folder, one file after the other."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_visitors_files_are_in_no_backup_and_the_company_s_all_are(
    new_place: Callable[[str], Place], tmp_path: Path
) -> None:
    place, empty, folder = new_place("data"), new_place("restored"), tmp_path / "backups"
    visited(place)
    make_backup(place, folder, keep=3)
    kept = contents(folder / "bytes")
    assert (COMPANY_S in kept, BOTH_S in kept, THEIRS in kept, HALF_DONE in kept) == (True, True, False, False)
    if place.database_url.startswith("sqlite"):  # PostgreSQL's own program leaves no rows out
        assert b"strangers-" not in contents(folder)

    restore_backup(folder, empty)
    assert [job.owner for job in jobs_of(empty)] == ["", ""]
    archive = Archive(empty.data / "archive")
    assert [archive.path(digest_of(content)).exists() for content in (COMPANY_S, BOTH_S, THEIRS)] == [True, True, False]
    assert len(jobs_of(place)) == 4  # the running service keeps them until their time has come


def test_a_restore_forgets_visitors_that_an_earlier_backup_still_had(filled: Place, tmp_path: Path) -> None:
    folder, data = tmp_path / "backups", tmp_path / "restored"
    made = make_backup(filled, folder, keep=3)
    records = Records(open_database(f"sqlite:///{made.folder / 'records.db'}"))
    (job,) = (job for job in jobs_of(filled) if job.sha256 == digest_of(b"first"))
    with records.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET owner = 'visitor' WHERE id = ?", (job.id,))
    records.engine.dispose()
    restored = Place(data, f"sqlite:///{data / 'sendora.db'}")
    restore_backup(folder, restored)
    assert [left.sha256 for left in jobs_of(restored)] == [digest_of(b"second")]
