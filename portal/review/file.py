"""A file under review: which of its pages make up a document, and the password that opens it."""

from __future__ import annotations

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, JSONBody

from pipeline.jobs import Job, JobState
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.problems import Problem
from portal.review.answers import told

LOCKED = "encrypted"
"""The code of a job whose file needs a password."""


class Grouping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page numbers of each document, every page once; null leaves it to the reading again."""

    documents: tuple[tuple[int, ...], ...] | None


class Password(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opens the file. It is used once and not kept."""

    password: str


class Running(msgspec.Struct, frozen=True):
    """The job's new run."""

    id: str
    state: str
    words: str
    run: int
    url: str


@post(
    "/api/jobs/{job_id:str}/documents",
    operation_id="groupPages",
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def group_pages(
    job_id: FromPath[str], data: JSONBody[Grouping], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> Running:
    """Split or join the documents of a file. It is understood anew; corrections stay with their rows."""
    with told():
        return _running(desk.reviews.regroup(job_id, data.documents, caller.name))


@post(
    "/api/jobs/{job_id:str}/password",
    operation_id="openWithPassword",
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def open_with_password(
    job_id: FromPath[str], data: JSONBody[Password], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> Running:
    """Open a locked PDF and read it. 422 when the password does not open it."""
    job = desk.records.job(job_id)
    if job is None:
        raise NotFoundException(f"There is no job {job_id}.")
    return _running(open_locked(desk, job, data.password, caller.name))


def open_locked(desk: Desk, job: Job, password: str, actor: str) -> Job:
    """Open the job's file with its password, which is then forgotten, and send it on its way (decision 11).

    Raises Problem (409) when the job does not wait for one, and NeedsPassword when it is another one.
    """
    if job.state is not JobState.FAILED or job.code != LOCKED:
        raise Problem(409, "not_locked", "This document does not wait for a password.")
    opened = desk.unlock(desk.archive.path(job.sha256), password)
    job = desk.records.opened(job.id, desk.archive.put(opened), actor)
    desk.reviews.enqueue(job)
    return job


def _running(job: Job) -> Running:
    return Running(job.id, job.state.value, job.words, job.run, f"/jobs/{job.id}")


HANDLERS = (group_pages, open_with_password)
