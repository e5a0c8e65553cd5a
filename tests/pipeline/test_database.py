"""The database is opened so that commits last, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from pipeline.database import (
    DatabaseUnsafe,
    address,
    newest_version,
    open_database,
    reading,
    refuse_network_file_system,
)
from pipeline.tables import metadata

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//nas/scans /mnt/scans\\040folder cifs rw 0 0
/dev/sdb1 /mnt/share/local xfs rw 0 0
"""


@pytest.mark.parametrize("place", ["/mnt/share/data/sendora.db", "/mnt/scans folder/sendora.db"])
def test_a_network_file_system_is_refused_with_what_to_do(place: str) -> None:
    with pytest.raises(DatabaseUnsafe, match="Put the data folder on a local disk"):
        refuse_network_file_system(Path(place), MOUNTS)


@pytest.mark.parametrize("place", ["/data/sendora.db", "/mnt/share/local/sendora.db", "/mnt/shared/sendora.db"])
def test_a_local_disk_is_taken_even_below_a_share(place: str) -> None:
    refuse_network_file_system(Path(place), MOUNTS)


def test_every_commit_is_flushed_and_readers_do_not_wait(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    with reading(engine) as connection:
        settings = [
            connection.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    assert settings == ["wal", 2, 1]


def in_both(name: str | None, _kind: str, _parents: object) -> bool:
    """The index for searching is of another kind on each database, so it stands in the migration alone."""
    return name != "ix_jobs_searched"


def test_the_migrations_make_exactly_the_tables_of_the_code(new_database_url: str) -> None:
    engine = open_database(new_database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": in_both})
        differences = compare_metadata(context, metadata)
        version = context.get_current_revision()
    engine.dispose()
    assert differences == []
    assert version == newest_version()


def test_opening_again_changes_nothing(new_database_url: str) -> None:
    for _ in range(2):
        open_database(new_database_url).dispose()


@pytest.mark.parametrize("written", ["postgresql://u:p%40ss@db/sendora", "postgres://u:p%40ss@db/sendora"])
def test_any_way_to_write_a_postgresql_address_uses_the_driver_that_is_there(written: str) -> None:
    assert address(written).render_as_string(hide_password=False) == "postgresql+psycopg://u:p%40ss@db/sendora"


def test_words_are_found_through_an_index(new_database_url: str) -> None:
    engine = open_database(new_database_url)
    indexes = {index["name"] for index in sa.inspect(engine).get_indexes("jobs")}
    engine.dispose()
    assert "ix_jobs_searched" in indexes
