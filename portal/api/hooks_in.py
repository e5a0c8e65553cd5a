"""``POST /webhooks/{source}``: another system sends a document and is answered before any of it is read."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath

from intake.payload import Ignored
from intake.receive import Receipt
from intake.signatures import Untrusted
from pipeline.errors import Refused
from portal.access.guards import FOR_NOBODY, open_to_all
from portal.api.answers import EventIgnored, JobTaken, api_address
from portal.api.submit import AT_THE_DOOR, STATUS
from portal.desk import Desk
from portal.problems import Problem

AT_ONCE = 50
"""Deliveries that are taken in at the same time; more wait. Their threads are their own and stay, so that a crowd of
senders neither waits for threads to start nor keeps the portal's pages waiting."""


def senders() -> Executor:
    """The threads that take deliveries in."""
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="senders")


@post(
    "/webhooks/{source:str}",
    guards=[open_to_all],
    opt=FOR_NOBODY,
    operation_id="receiveWebhook",
    tags=["webhooks in"],
    status_code=202,
    responses={200: ResponseSpec(EventIgnored, description="An event that carries no document: nothing is done")},
)
async def receive_webhook(
    source: FromPath[str], request: Request[Any, Any, Any], desk: NamedDependency[Desk]
) -> Response[JobTaken | EventIgnored]:
    """Take in a document that another system sends.

    The body is the document itself, a form with one file, or JSON that holds it in base64. It is signed as Standard
    Webhooks 1.0 says, or with ``X-Hub-Signature-256`` where the source is set up so. The document is kept and its job
    recorded when the answer leaves; the same delivery again is answered with the same job.
    """
    if source not in desk.webhooks.senders:
        raise NotFoundException(f"No source {source} is set up. Name it in the setting webhooks.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = await request.body()
    try:
        with desk.door.rush.waiting():
            taken = await asyncio.get_running_loop().run_in_executor(
                request.app.state.senders, desk.webhooks.take, source, headers, body
            )
    except Untrusted as error:
        raise Problem(401, error.code, str(error)) from error
    except Refused as error:
        raise Problem(STATUS.get(error.code, 422), error.code, error.reason) from error
    return _answered(taken)


def _answered(taken: Receipt | Ignored) -> Response[JobTaken | EventIgnored]:
    if isinstance(taken, Ignored):
        return Response(EventIgnored(taken.type), status_code=200)
    job, url = taken.job, api_address(taken.job.id)
    if job.code in AT_THE_DOOR:
        raise Problem(STATUS.get(str(job.code), 422), str(job.code), job.words, job_id=job.id, url=url)
    return Response(JobTaken.of(job, new=taken.new), status_code=202, headers={"Location": url})
