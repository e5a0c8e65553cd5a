"""Jobs over the API: submit a document, list, look, get it back, retry, cancel."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, JSONBody, QueryParameter

from pipeline.cancelling import cancel
from pipeline.jobs import Job, JobFilters, JobState
from pipeline.model import Source
from pipeline.review.reviewing import NotNow
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.api.answers import (
    ArrivalAnswer,
    DeliveredAnswer,
    HistoryAnswer,
    JobAnswer,
    JobDetails,
    JobListAnswer,
    OrderAnswer,
)
from portal.api.files import attachment
from portal.desk import Desk
from portal.problems import Problem

ID = r"^[0-9a-hjkmnp-tv-z]{26}$"
"""See :func:`pipeline.identity.new_id`."""
MOST = 200

State = Annotated[
    list[JobState] | None, QueryParameter(name="state", description="Only jobs in these states; may be repeated.")
]
From = Annotated[Source | None, QueryParameter(name="source", description="Only documents that came this way.")]
Text = Annotated[
    str, QueryParameter(name="q", max_length=200, description="Words of the number, customer, codes or file name.")
]
Since = Annotated[
    datetime | None, QueryParameter(name="updated_since", description="Only jobs that changed since then, with a zone.")
]
Cursor = Annotated[str | None, QueryParameter(name="cursor", pattern=ID, description="The list before's next_cursor.")]
Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=MOST, description="Most jobs in one answer.")]


class CancelRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ``reason`` is what the sender is told."""

    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


@get("/api/jobs", operation_id="listJobs", tags=["jobs"], sync_to_thread=True, guards=[requires(Role.VIEWER)])
def list_jobs(  # noqa: PLR0913, PLR0917 - what can be asked
    desk: NamedDependency[Desk],
    states: State = None,
    source: From = None,
    q: Text = "",
    updated_since: Since = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> JobListAnswer:
    """Jobs, newest first. With ``updated_since`` a receiver of events catches up on what it missed."""
    page = desk.records.list_jobs(asked_for(states, source, q, updated_since), cursor, limit)
    return JobListAnswer(tuple(JobAnswer.of(job) for job in page.jobs), page.next_cursor)


@get(
    "/api/jobs/{job_id:str}",
    operation_id="getJob",
    tags=["jobs"],
    sync_to_thread=True,
    guards=[requires(Role.VIEWER, visitors=True)],
)
def get_job(job_id: FromPath[str], desk: NamedDependency[Desk]) -> JobAnswer:
    """Where a job stands."""
    return JobAnswer.of(known_job(desk, job_id))


@get(
    "/api/jobs/{job_id:str}/details",
    operation_id="getJobDetails",
    tags=["jobs"],
    sync_to_thread=True,
    guards=[requires(Role.VIEWER)],
)
def get_details(job_id: FromPath[str], desk: NamedDependency[Desk]) -> JobDetails:
    """A job with its job orders, arrivals, history and deliveries."""
    job, records = known_job(desk, job_id), desk.records
    return JobDetails(
        JobAnswer.of(job),
        tuple(OrderAnswer.of(order) for order in records.orders.of_job(job.id)),
        tuple(ArrivalAnswer.of(arrival) for arrival in records.arrivals(job.id)),
        tuple(HistoryAnswer.of(event) for event in records.events(job.id)),
        tuple(DeliveredAnswer.of(delivery) for delivery in records.orders.deliveries(job.id)),
    )


@get(
    "/api/jobs/{job_id:str}/document",
    operation_id="getDocument",
    tags=["jobs"],
    sync_to_thread=True,
    media_type="application/octet-stream",
    guards=[requires(Role.VIEWER)],
)
def get_document(job_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """The document as it came."""
    job = known_job(desk, job_id)
    return attachment(desk.archive.get(job.sha256), job.file_name, "application/octet-stream")


@post(
    "/api/jobs/{job_id:str}/retry",
    operation_id="retryJob",
    tags=["jobs"],
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def retry_job(job_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> JobAnswer:
    """Send an ended job through all steps again. What people corrected stays. A running one is left alone."""
    job = known_job(desk, job_id)
    return JobAnswer.of(desk.retry(job.id, caller.name) if job.state.final else job)


@post(
    "/api/jobs/{job_id:str}/cancel",
    operation_id="cancelJob",
    tags=["jobs"],
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def cancel_job(
    job_id: FromPath[str],
    data: JSONBody[CancelRequest],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
) -> JobAnswer:
    """Call off a job that is being worked on or waits for a person; its sender is told. 409 when it has ended."""
    job = known_job(desk, job_id)
    try:
        return JobAnswer.of(cancel(desk.records, desk.reviews, job.id, caller.name, data.reason.strip()))
    except NotNow as error:
        raise Problem(409, error.code, str(error)) from error


def asked_for(
    state: list[JobState] | None, source: Source | None, text: str, updated_since: datetime | None
) -> JobFilters:
    """The records' question. Raises a problem for a time without a zone: whose would it be?"""
    if updated_since is not None and updated_since.tzinfo is None:
        raise Problem(400, "no_zone", "updated_since has no zone. Write it as 2026-11-27T08:00:00Z or with +08:00.")
    return JobFilters(frozenset(state or ()), source, text, updated_since=updated_since)


def known_job(desk: Desk, job_id: str) -> Job:
    """The job. Raises 404."""
    job = desk.records.job(job_id)
    if job is None:
        raise NotFoundException(f"There is no job {job_id}.")
    return job


HANDLERS = (get_job, get_details, get_document, retry_job, cancel_job)
