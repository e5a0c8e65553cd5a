"""Calling a document off: one that is being worked on, or that waits for a person."""

from __future__ import annotations

from pipeline.database import reading, writing
from pipeline.jobs import Job, JobState
from pipeline.orders import OrderRecord
from pipeline.records import Records
from pipeline.review.reviewing import NotNow, Reviews

CANCELLED = "cancelled"
"""The code of a job that was called off before it became a job order."""
WORDS = "Cancelled"


def cancel(records: Records, reviews: Reviews, job_id: str, by: str, reason: str = "") -> Job:
    """End the job; its sender is told the ``reason``. Its job orders that wait are rejected, as by hand.

    A step that is just being made ends unheard: what it finds belongs to a run that is over. Raises
    :class:`~pipeline.review.reviewing.NotNow` when the job has ended.
    """
    words = reason or WORDS
    if not _ended_running(records, job_id, by, words) and not _undecided(records, job_id):
        raise NotNow("ended", "This document has come to its end: there is nothing left to cancel.")
    for order in _undecided(records, job_id):
        reviews.reject(order.id, order.version, by, words)
    with reading(records.engine) as connection:
        return records.job_in(connection, job_id)


def _ended_running(records: Records, job_id: str, by: str, words: str) -> bool:
    with writing(records.engine) as connection:
        job = records.job_in(connection, job_id)
        if job.state.final:
            return False
        records.add_event_in(connection, job_id, JobState.FAILED, words, {"actor": by}, code=CANCELLED, run=job.run + 1)
    records.tell(job_id)
    return True


def _undecided(records: Records, job_id: str) -> list[OrderRecord]:
    return [order for order in records.orders.of_job(job_id) if order.draft and order.decision is None]
