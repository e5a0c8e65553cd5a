"""The password of a locked document, from a program."""

from __future__ import annotations

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from pipeline.errors import NeedsPassword
from pipeline.jobs import JobState
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.pages.job import job_of
from portal.problems import Problem
from portal.unlocking import NotLocked

LONGEST = 1024


class PasswordGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password that opens the PDF. It is used once and kept nowhere."""

    password: str


class Opened(msgspec.Struct, frozen=True):
    """The job, on its way again."""

    job_id: str
    state: JobState
    url: str


@post(
    "/api/jobs/{job_id:str}/password",
    operation_id="giveJobPassword",
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def give_password(
    job_id: FromPath[str], data: JSONBody[PasswordGiven], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> Opened:
    """Open a PDF that was refused because it needs a password; its job then goes on. 422 for a wrong password."""
    if not 0 < len(data.password) <= LONGEST:
        raise Problem(422, "no_password", f"Send a password of 1 to {LONGEST} characters.")
    try:
        job = desk.unlocking.unlock(desk.records, job_of(desk, job_id), data.password, caller.name)
    except NotLocked as error:
        raise Problem(409, "not_locked", str(error)) from None
    except NeedsPassword as error:
        raise Problem(422, "wrong_password", error.reason) from None
    return Opened(job.id, job.state, f"/api/jobs/{job.id}")
