"""What the records come to, on both kinds of database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pipeline.database import writing
from pipeline.jobs import JobState
from pipeline.model import Source
from pipeline.numbers import Numbers, through
from pipeline.period import Period, midnight
from pipeline.records import Records
from pipeline.review.ledger import Document, Ledger
from pipeline.review.operations import AcceptIssue, Seen, SetCell
from pipeline.tables import events, jobs
from tests.pipeline.conftest import a_document

DAY = date(2026, 3, 12)
PERIOD = Period(DAY - timedelta(days=1), DAY)


def came(records: Records, name: str, at: datetime, *ends: JobState, source: Source = Source.MAIL) -> str:
    """A job that came at a time and went through these ends."""
    job, _ = records.create_job(a_document(name.encode(), name, source))
    for end in ends:
        records.add_event(job.id, end, end.value, code="corrupt" if end is JobState.FAILED else None)
    with writing(records.engine) as connection:
        connection.execute(jobs.update().where(jobs.c.id == job.id).values(received_at=at))
    return job.id


def test_straight_through_went_what_no_person_was_asked_about(records: Records) -> None:
    noon = midnight(DAY) + timedelta(hours=12)
    came(records, "alone", noon, JobState.DONE)
    came(records, "approved", noon, JobState.NEEDS_REVIEW, JobState.DONE)
    came(records, "open", noon, JobState.NEEDS_REVIEW)
    came(records, "refused", noon, JobState.FAILED)
    straight = through(Numbers(records.engine).days(PERIOD).values())
    assert (straight.count, straight.of) == (1, 3)
    assert through(Numbers(records.engine).days(Period(date(2020, 1, 1), date(2020, 1, 2))).values()).share is None


def test_the_middle_and_the_slow_end_of_each_step_are_told(records: Records) -> None:
    job_id = came(records, "1", midnight(DAY))
    rows = [
        {"job_id": job_id, "at": midnight(DAY), "state": "reading", "words": "", "step": "reading", "seconds": float(n)}
        for n in range(1, 101)
    ]
    old = rows[0] | {"at": midnight(DAY - timedelta(days=9)), "seconds": 999.0}
    with writing(records.engine) as connection:
        connection.execute(events.insert(), [*rows, old])
    together, (step,) = Numbers(records.engine).times(PERIOD)
    assert (step.step, step.count, step.p50, step.p95) == ("reading", 100, 50.0, 95.0)
    assert together.p50 == sum(range(1, 101))
    nothing, steps = Numbers(records.engine).times(Period(date(2020, 1, 1), date(2020, 1, 2)))
    assert (nothing.count, steps) == (0, ())


def test_what_waits_is_told_with_since_when(records: Records) -> None:
    assert Numbers(records.engine).backlog().count == 0
    waiting = records.create_job(a_document(b"1", "1"))[0]
    moving = records.create_job(a_document(b"2", "2"))[0]
    records.add_event(moving.id, JobState.READING, "Reading")
    came(records, "3", datetime.now(UTC), JobState.DONE)
    backlog = Numbers(records.engine).backlog()
    assert (backlog.count, backlog.unmoved_since, backlog.untouched_since) == (
        2,
        waiting.updated_at,
        waiting.updated_at,
    )


def test_jobs_are_counted_by_state_and_way_in(records: Records) -> None:
    came(records, "1", midnight(DAY), JobState.DONE)
    came(records, "2", midnight(DAY), JobState.DONE, source=Source.FOLDER)
    assert Numbers(records.engine).standings() == {(JobState.DONE, "mail"): 1, (JobState.DONE, "folder"): 1}


def test_cells_that_people_set_are_counted(records: Records) -> None:
    job_id = came(records, "1", midnight(DAY))
    set_width = SetCell("width_mm", None, None, None, Seen("900"))
    with writing(records.engine) as connection:
        Ledger(records.engine).add_in(
            connection,
            Document(job_id, 1, 1),
            [
                (set_width, None),
                (set_width, None),
                (SetCell("location", None, None, None, Seen("")), None),
                (AcceptIssue("?"), None),
            ],
            "reviewer",
        )
    today = datetime.now().astimezone().date()
    assert Numbers(records.engine).corrections(Period(today, today)) == (("width_mm", 2), ("location", 1))
