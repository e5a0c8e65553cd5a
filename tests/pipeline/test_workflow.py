"""A document's way is durable: run in a real process that is killed for real."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.database import open_database, reading
from pipeline.jobs import JobState
from pipeline.records import Records
from pipeline.webhook_tables import webhook_events
from tests.forked import Forked
from tests.pipeline.conftest import a_document
from tests.pipeline.workflow_process import run
from tests.postgresql import Cluster
from tests.waiting import wait_for


class Service:
    """The workflow in a process of its own. ``held`` names the steps that wait until a file ``go`` appears."""

    def __init__(self, folder: Path, database_url: str, *held: str) -> None:
        self.process = Forked(run, folder, database_url, *held)

    def kill(self) -> None:
        self.process.kill()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def shared_records(database_url: str) -> Iterator[Records]:
    engine = open_database(database_url)
    yield Records(engine)
    engine.dispose()


@pytest.fixture
def start(folder: Path, database_url: str) -> Callable[..., Service]:
    """Starts the process on this test's folder and database."""
    return partial(Service, folder, database_url)


ON_SQLITE_ONLY = pytest.mark.parametrize("database_url", ["SQLite"], indirect=True)
"""For drills that take long and try the engine more than the database."""


def done_steps(folder: Path, name: str) -> list[str]:
    """Which steps really did their work for this document, in order."""
    journal = folder / f"{name}.journal"
    return journal.read_text().split() if journal.exists() else []


def test_documents_killed_in_different_steps_each_end_once_and_finished_steps_are_not_repeated(
    start: Callable[..., Service], folder: Path, shared_records: Records
) -> None:
    held = ("read", "extract", "render")
    service = start(*(f"{step}:{step}" for step in held))
    jobs = {step: shared_records.create_job(a_document(step.encode(), step))[0] for step in held}
    wait_for(lambda: all(f"begin-{step}" in done_steps(folder, step) for step in held))
    service.kill()
    service = start()
    wait_for(lambda: not shared_records.unfinished())
    assert service.stop() == 0
    for step, job in jobs.items():
        ended = shared_records.job(job.id)
        assert ended is not None
        assert ended.state is JobState.DONE
        assert len(shared_records.orders.of_job(job.id)) == 1
        steps = done_steps(folder, step)
        assert [steps.count(f"end-{name}") for name in ("read", "extract", "build", "render", "deliver")] == [1] * 5
        assert steps.count(f"begin-{step}") == 2
        assert (folder / f"{step}.delivered").read_text() == "1"


@ON_SQLITE_ONLY
def test_twenty_kills_at_any_moment_lose_nothing_and_double_nothing(
    start: Callable[..., Service], shared_records: Records
) -> None:
    jobs = [shared_records.create_job(a_document(f"d{n}".encode(), f"d{n}"))[0] for n in range(50)]
    for after in range(20):
        service = start()
        seen = shared_records.last_event_id()
        wait_for(lambda seen=seen: shared_records.last_event_id() > seen or not shared_records.unfinished())  # type: ignore[misc] # mypy cannot type a lambda's default
        time.sleep(after / 100)  # a further moment each time, so that the kill hits another place
        service.kill()
    service = start()
    wait_for(lambda: not shared_records.unfinished(), 120)
    service.stop()
    assert {shared_records.job(job.id).state for job in jobs} == {JobState.DONE}  # type: ignore[union-attr] # asserted
    assert [len(shared_records.orders.of_job(job.id)) for job in jobs] == [1] * 50
    assert all(len(shared_records.orders.deliveries(job.id)) == 1 for job in jobs)
    assert events_told(shared_records) == Counter({job.id: 1 for job in jobs})


@ON_SQLITE_ONLY
def test_two_workers_forced_onto_the_same_jobs_leave_one_output_and_one_event_of_each(
    start: Callable[..., Service], folder: Path, shared_records: Records
) -> None:
    """Both believe to be the same worker: the second takes up what the first is still doing (R17)."""
    jobs = [shared_records.create_job(a_document(f"d{n}".encode(), f"d{n}"))[0] for n in range(12)]
    workers = [start("d0:read")]
    wait_for(lambda: "begin-read" in done_steps(folder, "d0"))  # the engine's tables are there: made twice they lock
    workers.append(start("d0:read"))
    wait_for(lambda: done_steps(folder, "d0").count("begin-read") > 1)
    (folder / "go").touch()
    wait_for(lambda: not shared_records.unfinished(), 60)
    for worker in workers:
        worker.stop()
    assert {shared_records.job(job.id).state for job in jobs} == {JobState.DONE}  # type: ignore[union-attr] # asserted
    assert [len(shared_records.orders.of_job(job.id)) for job in jobs] == [1] * 12
    assert [len(shared_records.orders.deliveries(job.id)) for job in jobs] == [1] * 12
    assert events_told(shared_records) == Counter({job.id: 1 for job in jobs})


def events_told(records: Records) -> Counter[str]:
    """How many events of each job were written for other systems."""
    with reading(records.engine) as connection:
        return Counter(connection.execute(sa.select(webhook_events.c.job_id)).scalars())


def test_a_bug_in_one_document_does_not_stop_the_next(start: Callable[..., Service], shared_records: Records) -> None:
    bad, _ = shared_records.create_job(a_document(b"bug", "bug"))
    refused, _ = shared_records.create_job(a_document(b"refused", "refused"))
    good, _ = shared_records.create_job(a_document(b"good", "good"))
    service = start()
    wait_for(lambda: not shared_records.unfinished())
    service.stop()
    ends = [shared_records.job(job.id) for job in (bad, refused, good)]
    assert [(end.state, end.code) for end in ends if end] == [
        (JobState.FAILED, "unexpected"),
        (JobState.FAILED, "encrypted"),
        (JobState.DONE, None),
    ]


@pytest.mark.parametrize("database_url", ["PostgreSQL"], indirect=True)
def test_a_database_that_is_away_for_a_while_costs_no_document(
    start: Callable[..., Service], folder: Path, shared_records: Records, postgresql: Cluster, database_url: str
) -> None:
    """Its server is restarted, or lets nobody in: whatever was in work goes on when it answers again."""
    held = ("read", "deliver")
    jobs = [shared_records.create_job(a_document(step.encode(), step))[0] for step in held]
    service = start(*(f"{step}:{step}" for step in held))
    wait_for(lambda: all(f"begin-{step}" in done_steps(folder, step) for step in held))
    before = postgresql.turned_away()
    postgresql.shut(database_url)
    (folder / "go").touch()
    wait_for(lambda: all(f"end-{step}" in done_steps(folder, step) for step in held))
    wait_for(lambda: postgresql.turned_away() > before + 5)
    postgresql.open(database_url)
    wait_for(lambda: not shared_records.unfinished())
    service.stop()
    ended = [shared_records.job(job.id) for job in jobs]
    assert [(job.state, job.code) for job in ended if job] == [(JobState.DONE, None)] * 2
    assert [len(shared_records.orders.deliveries(job.id)) for job in jobs] == [1, 1]


def test_a_job_that_failed_runs_again_when_asked(
    start: Callable[..., Service], folder: Path, shared_records: Records
) -> None:
    job, _ = shared_records.create_job(a_document(b"refused", "refused"))
    service = start()
    wait_for(lambda: not shared_records.unfinished())
    (folder / "mended").touch()
    shared_records.retry(job.id, "Again")
    wait_for(lambda: not shared_records.unfinished())
    service.stop()
    ended = shared_records.job(job.id)
    assert ended is not None
    assert (ended.state, ended.run) == (JobState.DONE, 2)


@ON_SQLITE_ONLY
def test_stopping_in_the_middle_of_a_step_is_quick_and_the_step_is_done_again(
    start: Callable[..., Service], folder: Path, shared_records: Records
) -> None:
    job, _ = shared_records.create_job(a_document(b"slow", "slow"))
    service = start("slow:render")
    wait_for(lambda: "begin-render" in done_steps(folder, "slow"))
    started = time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - started < 10
    service = start()
    wait_for(lambda: not shared_records.unfinished())
    service.stop()
    ended = shared_records.job(job.id)
    assert ended is not None
    assert ended.state is JobState.DONE
