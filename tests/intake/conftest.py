"""A real door on a real database and archive; jobs end as soon as they are handed over, unless told otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.folder import FolderIntake, FolderOptions
from intake.receive import Door, DoorLimits
from intake.settling import Settling
from intake.shelves import Shelves
from pipeline.archive import Archive
from pipeline.database import open_database
from pipeline.jobs import Job, JobFilters, JobState
from pipeline.records import Records
from tests.intake.dovecot import Dovecot
from tests.tables import with_tables
from tests.waiting import wait_for

Watch = Callable[..., FolderIntake]

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(text: str) -> bytes:
    """Bytes that pass for a PDF at the door; another text makes another document."""
    return PDF.replace(b"%%EOF", b"% " + text.encode() + b"\n%%EOF")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    engine = open_database(with_tables(tmp_path / "records.db"))
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


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float, intake: FolderIntake) -> None:
        """Let time pass, and the watcher look through its folder at least once after that."""
        self.now += seconds
        for _ in range(2):
            seen = intake.last_scan
            intake.wake()
            self.now += intake.options.rescan_seconds
            wait_for(lambda seen=seen: intake.last_scan != seen)  # type: ignore[misc] # a lambda's default


@pytest.fixture
def watch(tmp_path: Path, door: Door) -> Iterator[Watch]:
    """Starts the real watcher on ``tmp_path/inbox``; stops every one that is left."""
    started: list[FolderIntake] = []

    def start(
        with_door: Door | None = None,
        *,
        hold: float = 120,
        rescan: float = 0.5,
        clock: Callable[[], float] = time.monotonic,
        shelves: Path = tmp_path,
        **options: object,
    ) -> FolderIntake:
        given = FolderOptions(tmp_path / "inbox", rescan_seconds=rescan, **options)  # type: ignore[arg-type] # the test's own
        settling = Settling(rest=0.3 if clock is time.monotonic else 2.0, hold=hold)
        shelved = Shelves(shelves, "http://portal/jobs/{id}")
        started.append(FolderIntake(with_door or door, shelved, given, settling, clock))
        started[-1].start()
        return started[-1]

    yield start
    for intake in started:
        intake.stop()


def names(folder: Path) -> list[str]:
    """What a person sees in a folder."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def jobs(records: Records) -> tuple[Job, ...]:
    """Every job, newest first."""
    return records.list_jobs(JobFilters(), limit=10_000).jobs


@pytest.fixture
def dovecot(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    """An IMAP server with empty mailboxes; its parameter is how it keeps them."""
    server = Dovecot(getattr(request, "param", "sdbox"))
    yield server
    server.end()
