"""What is told of a job follows from where it stands, whoever brought it there, and is told once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from pipeline.announcing import Announcer, EventType
from pipeline.database import open_database, reading
from pipeline.jobs import JobFilters, JobState, NewJob
from pipeline.orders import OrderRecord
from pipeline.records import Records
from pipeline.webhook_tables import webhook_deliveries, webhook_events
from tests.pipeline.conftest import a_document

ALL = frozenset(EventType)
ADDRESS = "https://orders.example"


@pytest.fixture
def records(database_url: str) -> Iterator[Records]:
    engine = open_database(database_url)
    subscriptions = {"planner": ALL, "alarm": frozenset({EventType.FAILED})}
    yield Records(engine, announces=Announcer(subscriptions, ADDRESS))
    engine.dispose()


def told(records: Records) -> list[dict[str, Any]]:
    """Every event, oldest first."""
    with reading(records.engine) as connection:
        rows = connection.execute(sa.select(webhook_events).order_by(webhook_events.c.created_at, webhook_events.c.id))
        return [json.loads(row.body) for row in rows]


def types(records: Records) -> list[str]:
    return [event["type"] for event in told(records)]


def a_job(records: Records, content: bytes = b"a") -> str:
    return records.create_job(a_document(content, content.decode()))[0].id


def an_order(records: Records, job: str, *, draft: bool, digest: str = "1", number: str = "KDI-1") -> OrderRecord:
    order = records.orders.claim(job, 1, number, number.replace("-", ""), digest)
    return records.orders.save(order.id, customer="Acme", draft=draft, order_digest=digest, pdf_digest=None)


def test_a_finished_job_order_is_told_with_ids_and_links_and_no_document(records: Records) -> None:
    job = a_job(records)
    order = an_order(records, job, draft=False)
    records.add_event(job, JobState.DONE, "Done")
    (event,) = told(records)
    assert event["type"] == "job_order.created"
    assert event["data"]["job"]["id"] == job
    assert event["data"]["job"]["state"] == "done"
    assert event["data"]["job_order"]["number"] == "KDI-1"
    assert event["data"]["job_order"]["links"]["pdf"] == f"{ADDRESS}/api/job-orders/{order.id}/pdf"
    assert event["data"]["job"]["version"] == records.list_jobs(JobFilters()).jobs[0].version
    assert len(json.dumps(event)) < 2000


def test_each_endpoint_gets_what_it_asked_for(records: Records) -> None:
    for name, state in (("a", JobState.DONE), ("b", JobState.FAILED)):
        job = a_job(records, name.encode())
        an_order(records, job, draft=False, number=name)
        records.add_event(job, state, "Ended")
    with reading(records.engine) as connection:
        rows = connection.execute(sa.select(webhook_deliveries).order_by(webhook_deliveries.c.created_at))
        assert sorted(row.endpoint for row in rows) == ["alarm", "planner", "planner"]


def test_a_draft_needs_review_until_a_person_approves_it(records: Records) -> None:
    job = a_job(records)
    an_order(records, job, draft=True)
    records.add_event(job, JobState.NEEDS_REVIEW, "Needs you")
    an_order(records, job, draft=True, digest="2")
    records.add_event(job, JobState.NEEDS_REVIEW, "A width was corrected", actor="Mei")
    assert types(records) == ["job_order.needs_review"]
    an_order(records, job, draft=False, digest="3")
    records.add_event(job, JobState.DONE, "Approved", actor="Mei")
    assert types(records) == ["job_order.needs_review", "job_order.created"]


def test_what_changes_after_it_was_finished_is_a_revision_also_when_it_changes_back(records: Records) -> None:
    job = a_job(records)
    for digest in ("1", "1", "2", "1"):
        an_order(records, job, draft=False, digest=digest)
        records.add_event(job, JobState.DONE, "Done")
    assert types(records) == ["job_order.created", "job_order.revised", "job_order.revised"]
    versions = [event["data"]["job"]["version"] for event in told(records)]
    assert versions == sorted(set(versions))


def test_the_same_number_with_other_content_is_a_revision_of_the_first(records: Records) -> None:
    first, second = a_job(records, b"a"), a_job(records, b"b")
    before = an_order(records, first, draft=False)
    records.add_event(first, JobState.DONE, "Done")
    an_order(records, second, draft=False, digest="2")
    records.add_event(second, JobState.DONE, "Done")
    assert types(records) == ["job_order.created", "job_order.revised"]
    assert told(records)[1]["data"]["job_order"]["replaces"] == before.id


def test_a_failure_is_told_once_a_run(records: Records) -> None:
    job = a_job(records)
    for _ in range(2):
        records.add_event(job, JobState.FAILED, "It cannot be read.", code="unreadable")
    assert types(records) == ["job.failed"]
    records.retry(job, "Again")
    records.add_event(job, JobState.FAILED, "It cannot be read.", code="unreadable")
    assert types(records) == ["job.failed", "job.failed"]
    assert told(records)[0]["data"]["job_order"] is None


def test_what_the_door_refuses_is_told_in_the_transaction_that_records_it(records: Records) -> None:
    new = a_document(b"a")
    refused = NewJob(new.sha256, new.media_type, 1, new.arrival, JobState.FAILED, "It is empty.", "empty")
    records.create_job(refused)
    assert types(records) == ["job.failed"]


def test_what_a_visitor_of_the_demo_tries_is_told_to_nobody(records: Records) -> None:
    records = records.narrowed("visitor-1")
    records.add_event(a_job(records), JobState.FAILED, "It cannot be read.", code="unreadable")
    assert types(records) == []


def test_an_end_that_is_written_once_is_told_once(records: Records) -> None:
    job = a_job(records)
    an_order(records, job, draft=False)
    for digest in ("1", "2"):
        an_order(records, job, draft=False, digest=digest)
        records.add_event(job, JobState.DONE, "Done", once="1 end")
    assert types(records) == ["job_order.created"]


def test_long_words_never_make_an_event_too_big(records: Records) -> None:
    job = a_job(records)
    an_order(records, job, draft=False, number="9" * 50_000)
    records.add_event(job, JobState.DONE, "Done " * 10_000)
    assert len(json.dumps(told(records)[0])) < 20_000


def test_without_anybody_to_tell_nothing_is_written(database_url: str) -> None:
    engine = open_database(database_url)
    records = Records(engine, announces=Announcer({}, ADDRESS))
    job = a_job(records)
    an_order(records, job, draft=False)
    records.add_event(job, JobState.DONE, "Done")
    assert told(records) == []
    engine.dispose()
