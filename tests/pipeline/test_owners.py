"""A visitor's documents are nobody else's: not seen, not counted, not compared with."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.database import open_database, reading
from pipeline.jobs import Arrival, Job, JobFilters, JobState, NewJob
from pipeline.model import Source
from pipeline.orders import OrderRecords
from pipeline.records import Records
from tests.tables import with_tables

ONE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records(open_database(with_tables(tmp_path / "sendora.db")))
    yield records
    records.engine.dispose()


def came(records: Records, origin: str, sha256: str = "0" * 64) -> Job:
    arrival = Arrival(Source.UPLOAD, origin, None, "invoice.pdf", datetime.now(UTC))
    return records.create_job(NewJob(sha256, "application/pdf", 4, arrival))[0]


def claim(records: Records, job: Job, number: str = "KDI-1") -> str:
    return records.orders.claim(job.id, 1, number, "KDI1", "1" * 64).id


def test_the_same_bytes_of_two_owners_are_two_jobs_and_of_one_owner_one(records: Records) -> None:
    mine, theirs, ours = came(records.narrowed(ONE), "1"), came(records.narrowed(OTHER), "2"), came(records, "3")
    assert len({mine.id, theirs.id, ours.id}) == 3
    assert came(records.narrowed(ONE), "4").id == mine.id
    assert came(records, "5").id == ours.id
    assert [job.owner for job in (mine, theirs, ours)] == [ONE, OTHER, ""]


def within(records: Records, question: Callable[[sa.Connection], object]) -> object:
    with reading(records.engine) as connection:
        return question(connection)


ASKED: dict[str, Callable[[Records, Job, str], object]] = {
    "job": lambda r, job, _: r.job(job.id),
    "job_of_bytes": lambda r, job, _: r.job_of_bytes(job.sha256),
    "job_of_arrival": lambda r, _, __: r.job_of_arrival(Source.UPLOAD, "theirs"),
    "list_jobs": lambda r, _, __: r.list_jobs(JobFilters()).jobs,
    "job_ids": lambda r, _, __: r.job_ids(JobFilters(), 10),
    "counts": lambda r, _, __: sum(r.counts().values()),
    "unfinished": lambda r, _, __: r.unfinished(),
    "arrivals": lambda r, job, _: r.arrivals(job.id),
    "events": lambda r, job, _: r.events(job.id),
    "events_after": lambda r, _, __: r.events_after(0),
    "last_event_id": lambda r, _, __: r.last_event_id(),
    "order": lambda r, _, order: r.orders.order(order),
    "of_job": lambda r, job, _: r.orders.of_job(job.id),
    "of_jobs": lambda r, job, _: r.orders.of_jobs([job.id]),
    "with_number": lambda r, _, __: r.orders.with_number("KDI-1"),
    "deliveries": lambda r, job, _: r.orders.deliveries(job.id),
    "newest": lambda r, _, __: r.orders.newest(10),
    "waiting": lambda r, _, __: r.orders.waiting(),
    "live_job_in": lambda r, job, _: within(r, lambda connection: r.live_job_in(connection, job.id)),
    "order_in": lambda r, _, order: within(r, lambda connection: r.orders.order_in(connection, order)),
    "of_job_in": lambda r, job, _: within(r, lambda connection: r.orders.of_job_in(connection, job.id)),
}
"""Every question that the records answer, asked about a job of somebody else."""
NO_QUESTION = {
    "listen": "tells ids only",
    "narrowed": "makes the view",
    "create_job": "is tested above",
    "create_jobs": "is the same for several",
    "add_event": "the workflow writes",
    "retry": "is tested below",
    "delete": "is tested below",
    "claim": "the workflow writes",
    "save": "the workflow writes",
    "begin_delivery": "the workflow writes",
    "end_delivery": "the workflow writes",
    "has_pdf": "the asker holds the bytes already",
    "tell": "tells ids only",
    "opened": "follows a question about the job",
    "job_in": "fails, as is tested below",
    "add_event_in": "the workflow writes",
    "run_again_in": "is retry, which is tested below",
    "claim_in": "the workflow writes",
    "save_in": "the workflow writes",
    "keep_first_in": "the workflow writes",
    "printed": "the workflow writes",
}


@pytest.mark.parametrize("question", ASKED)
def test_no_question_about_anothers_job_is_answered(records: Records, question: str) -> None:
    theirs = came(records.narrowed(OTHER), "theirs")
    order = claim(records, theirs)
    records.orders.begin_delivery(order, "store")
    if question == "waiting":
        records.add_event(theirs.id, JobState.NEEDS_REVIEW, "Needs you")
    asked = ASKED[question]
    assert not asked(records.narrowed(ONE), theirs, order)
    assert asked(records.narrowed(OTHER), theirs, order)


def test_no_question_is_forgotten_here() -> None:
    public = {
        name
        for kind in (Records, OrderRecords)
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }
    new = public - ASKED.keys() - NO_QUESTION.keys()
    assert new == set(), f"{new}: narrow it to self.owner (pipeline/owners.py) and ask it in ASKED above"


def test_nobody_changes_anothers_job(records: Records) -> None:
    theirs = came(records.narrowed(OTHER), "theirs")
    records.add_event(theirs.id, JobState.DONE, "Done")
    with pytest.raises(sa.exc.NoResultFound):
        records.narrowed(ONE).retry(theirs.id, "again")
    with pytest.raises(sa.exc.NoResultFound):
        records.narrowed(ONE).delete(theirs.id)
    with pytest.raises(sa.exc.NoResultFound):
        within(records, lambda connection: records.narrowed(ONE).job_in(connection, theirs.id))
    left = records.job(theirs.id)
    assert left is not None
    assert left.run == 1


def test_the_number_of_anothers_job_order_makes_no_revision(records: Records) -> None:
    first = claim(records, came(records, "ours"))
    for owner in (ONE, OTHER):
        order = records.orders.order(claim(records, came(records.narrowed(owner), owner)))
        assert order is not None
        assert (order.letter, order.replaces) == ("A", None)
    again = claim(records, came(records.narrowed(ONE), "again", "2" * 64))
    revised = records.orders.order(again)
    assert revised is not None
    assert revised.letter == "B"
    assert [order.id for order in records.orders.with_number("KDI-1")] == [first]


def test_whoever_listens_to_a_narrowed_view_hears_of_changes_made_elsewhere(records: Records) -> None:
    heard: list[str] = []
    records.narrowed(ONE).listen(heard.append)
    job = came(records, "ours")
    assert heard == [job.id]
