"""Places to back up and to restore into, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.backup.making import Place
from pipeline.database import open_database
from pipeline.jobs import Job, JobFilters
from pipeline.records import Records
from tests.pipeline.conftest import a_document
from tests.postgresql import Cluster
from tests.tables import with_tables


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Place]:
    """Makes a data folder with a database of this kind, both empty."""

    def place(name: str) -> Place:
        data = tmp_path / name
        data.mkdir()
        if request.param == "SQLite":
            return Place(data, f"sqlite:///{data / 'sendora.db'}")
        running: Cluster = request.getfixturevalue("postgresql")
        return Place(data, running.database())

    return place


@pytest.fixture
def filled(tmp_path: Path) -> Place:
    """A place on SQLite with two documents and a finished job order."""
    data = tmp_path / "data"
    data.mkdir()
    place = Place(data, with_tables(data / "sendora.db"))
    fill(place)
    return place


def fill(place: Place, *contents: bytes) -> None:
    records, archive = Records(open_database(place.database_url)), Archive(place.data / "archive")
    for content in contents or (b"first", b"second"):
        archive.put(content)
        records.create_job(a_document(content, content.decode()))
    (place.data / "outputs").mkdir(exist_ok=True)
    (place.data / "outputs/KDI-1 ünïcode.pdf").write_bytes(b"%PDF")
    (place.data / "archive/incoming/half-written").write_bytes(b"ha")
    records.engine.dispose()


def jobs_of(place: Place) -> list[Job]:
    records = Records(open_database(place.database_url))
    found = list(records.list_jobs(JobFilters()).jobs)
    records.engine.dispose()
    return found
