"""The password of a locked document, from its page."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from pipeline.errors import DocumentError
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.jobview import gather
from portal.pages.job import job_of, may_of
from portal.problems import Problem
from portal.review.file import open_locked
from portal.templating import Templates


@post("/jobs/{job_id:str}/password", include_in_schema=False, guards=[requires(Role.REVIEWER)])
async def open_with_password(
    job_id: FromPath[str],
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Redirect | Response[str]:
    """Open it and go on; or the job's page again, saying that the password is another one."""
    password = str((await request.form()).get("password", ""))
    return await sync_to_thread(_open, desk, templates, job_id, password, caller)


def _open(desk: Desk, templates: Templates, job_id: str, password: str, caller: Caller) -> Redirect | Response[str]:
    job = job_of(desk, job_id)
    try:
        open_locked(desk, job, password, caller.name)
    except Problem:
        pass  # somebody else was quicker
    except DocumentError as error:
        answer = templates.page("job", here="work", may=may_of(caller), not_opened=str(error), **gather(desk, job))
        answer.status_code = 422
        return answer
    return Redirect(f"/jobs/{job_id}", status_code=303)
