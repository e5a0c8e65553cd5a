"""A real door on a real database and archive; jobs end as soon as they are handed over, unless told otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.receive import Door, DoorLimits
from pipeline.archive import Archive
from pipeline.database import open_database
from pipeline.jobs import Job, JobState
from pipeline.records import Records
from tests.intake.dovecot import Dovecot

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(text: str) -> bytes:
    """Bytes that pass for a PDF at the door; another text makes another document."""
    return PDF.replace(b"%%EOF", b"% " + text.encode() + b"\n%%EOF")


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Until the condition is true; fails when it is not in time."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "the condition did not come true in time"
        time.sleep(0.01)  # between two looks, not instead of one


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    engine = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    yield Records(engine)
    engine.dispose()


@pytest.fixture
def handed_over() -> list[Job]:
    return []


@pytest.fixture
def door(tmp_path: Path, records: Records, handed_over: list[Job]) -> Door:
    def end(job: Job) -> None:
        handed_over.append(job)
        records.add_event(job.id, JobState.DONE, "Done")

    return Door(Archive(tmp_path / "archive"), records, DoorLimits(16 * 2**20, 0), end)


@pytest.fixture
def dovecot(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    """An IMAP server with empty mailboxes; its parameter is how it keeps them."""
    server = Dovecot(getattr(request, "param", "sdbox"))
    yield server
    server.end()
