"""Approving is durable: a process that is killed between the approval and the delivery delivers once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.jobs import JobState
from pipeline.model import JobOrder, from_json
from pipeline.orders import Decision
from pipeline.records import Records
from pipeline.review.changes import Accept
from pipeline.review.making import Making
from pipeline.review.reviewing import NotNow, Reviews, Stale
from tests.pipeline.conftest import a_document
from tests.pipeline.review.orders import OPTIONS, RULES
from tests.pipeline.test_workflow import Service, done_steps
from tests.waiting import wait_for


@pytest.mark.parametrize("database_url", ["PostgreSQL"], indirect=True)  # on SQLite every test of the portal reviews
def test_a_kill_between_approval_and_delivery_ends_as_one_delivery(
    tmp_path: Path, database_url: str, records: Records
) -> None:
    start = partial(Service, tmp_path, database_url)
    reviews = Reviews(Making(records, Archive(tmp_path / "archive"), RULES), OPTIONS, lambda _: None)
    job, _ = records.create_job(a_document(b"doubtful", "doubtful"))
    service = start()
    wait_for(lambda: not records.unfinished())
    service.stop()
    (order,) = records.orders.of_job(job.id)
    with pytest.raises(NotNow):
        reviews.approve(order.id, order.version, "reviewer")
    seen = reviews.change(order.id, order.version, [Accept("")], "reviewer")
    with pytest.raises(Stale):
        reviews.approve(order.id, order.version, "reviewer")
    reviews.approve(order.id, seen.record.version, "reviewer")
    killed = start("doubtful:deliver")
    wait_for(lambda: done_steps(tmp_path, "doubtful").count("begin-deliver") == 2)
    killed.kill()
    service = start()
    wait_for(lambda: not records.unfinished())
    service.stop()
    steps = done_steps(tmp_path, "doubtful")
    assert [steps.count(f"end-{name}") for name in ("read", "extract", "build", "render", "deliver")] == [1, 1, 1, 2, 2]
    ended, (approved,), (delivery,) = (
        records.job(job.id),
        records.orders.of_job(job.id),
        records.orders.deliveries(job.id),
    )
    assert ended is not None
    assert (ended.state, ended.run, ended.doubts) == (JobState.DONE, 2, 0)
    assert (approved.decision, approved.decided_by, approved.draft) == (Decision.APPROVED, "reviewer", False)
    assert delivery.state == "delivered"
    assert from_json(reviews.making.archive.get(approved.order_digest), JobOrder).issues == ()
