"""What does the work is stopped for real, and the look at it says so with its cure."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import read_settings
from pipeline.contained import Workers, _Child
from pipeline.database import open_database, writing
from pipeline.reading import ReadingLimits
from pipeline.records import Records
from pipeline.tables import jobs
from portal.health import Finding, PartState
from portal.running import look_at_database, look_at_workers, look_at_workflow
from portal.wiring import Service, open_service
from tests.pipeline.conftest import a_document
from tests.tables import with_tables
from tests.waiting import wait_for


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    engine = open_database(with_tables(tmp_path / "sendora.db"))
    yield Records(engine)
    engine.dispose()


def test_a_sound_database_says_how_fast_it_is(records: Records) -> None:
    found = look_at_database(records)
    assert found.state is PartState.OK
    assert found.measures["answer_seconds"] < 5


def test_a_database_file_that_was_deleted_is_found_although_its_connection_still_works(
    records: Records, tmp_path: Path
) -> None:
    records.last_event_id()
    (tmp_path / "sendora.db").unlink()
    found = look_at_database(records)
    assert (found.state, "is gone" in found.sentence, "restore" in found.cure) == (PartState.BROKEN, True, True)


def test_a_database_file_that_cannot_be_written_is_found(records: Records, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "sendora.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "sendora.db").write_bytes(b"something else entirely, and no database at all" * 100)
    found = look_at_database(records)
    assert found.state is PartState.BROKEN
    assert "not a database" in found.sentence
    assert found.cure


def test_a_database_that_somebody_writes_to_is_sound(records: Records) -> None:
    with writing(records.engine):
        assert look_at_database(records).state is PartState.OK


def test_reading_processes_that_were_killed_are_replaced_and_lose_no_document() -> None:
    workers = Workers(2, ReadingLimits())
    try:
        workers.start()
        children = [child for child in _Child.living if child.owner is workers]
        for child in children:
            os.killpg(child._process.pid, signal.SIGKILL)
        wait_for(lambda: all(child.gone for child in children))
        assert workers.call(abs, -3) == 3
        assert look_at_workers(workers).state is PartState.OK
    finally:
        workers.close()
    assert look_at_workers(workers).state is PartState.BROKEN


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service, plugged together, its workflow running."""
    service = open_service(read_settings(data=tmp_path_factory.mktemp("data"), workers=1))
    service.workflow.start()
    yield service
    service.workflow.stop()
    service.workers.close()
    service.records.engine.dispose()
    service.lock.close()


def look(service: Service) -> Finding:
    return look_at_workflow(service.workflow, service.workers)


def test_a_workflow_that_works_says_what_waits(service: Service) -> None:
    found = look(service)
    assert (found.state, found.measures["queue_age_seconds"]) == (PartState.OK, 0)


def test_documents_that_nobody_takes_up_are_told_within_a_minute(service: Service) -> None:
    job, _ = service.records.create_job(a_document(b"never handed over"))
    with writing(service.records.engine) as connection:
        old = datetime.now(UTC) - timedelta(seconds=61)
        connection.execute(jobs.update().where(jobs.c.id == job.id).values(updated_at=old))
    found = look(service)
    service.records.delete(job.id)
    assert found.state is PartState.BROKEN
    assert "nothing is in work" in found.sentence
    assert found.measures["queue_age_seconds"] > 60


def test_a_sweep_that_hangs_is_told_within_two_minutes(service: Service) -> None:
    swept = service.workflow.swept_at
    service.workflow.swept_at = datetime.now(UTC) - timedelta(seconds=80)
    found = look(service)
    service.workflow.swept_at = swept
    assert (found.state, "has not looked" in found.sentence) == (PartState.BROKEN, True)


def test_a_workflow_whose_thread_ended_is_told(service: Service) -> None:
    service.workflow._stopping.set()
    wait_for(lambda: not service.workflow.running)
    found = look(service)
    assert (found.state, found.cure) == (PartState.BROKEN, "Restart the service.")


def test_an_inbox_that_was_removed_and_a_printer_that_is_missing_are_red(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = service.folders[0].options.inbox
    service.folders[0].start()
    wait_for(inbox.is_dir)
    inbox.rename(inbox.with_name("moved away"))
    inbox.write_text("a file where the folder was: it cannot be made again")
    monkeypatch.setenv("PATH", "/nowhere")
    parts = {part.name: part for part in service.health.report().parts}
    service.folders[0].stop()
    assert {name: parts[name].state for name in ("folder", "renderer", "database")} == {
        "folder": PartState.BROKEN,
        "renderer": PartState.BROKEN,
        "database": PartState.OK,
    }
    assert parts["renderer"].cure == "Install it: sudo apt install wkhtmltopdf"  # to be copied as it stands
