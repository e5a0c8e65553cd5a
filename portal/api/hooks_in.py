"""``POST /webhooks/{source}``: another system sends a document and is answered before any of it is read."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath

from intake.payload import Ignored
from intake.receive import Receipt
from intake.signatures import Untrusted
from intake.webhook import Delivery, Linked, WebhookIntake
from pipeline.errors import Refused
from pipeline.trays import LONGEST
from portal.access.guards import FOR_NOBODY, open_to_all
from portal.api.answers import EventIgnored, JobTaken, api_address
from portal.api.submit import AT_THE_DOOR, STATUS
from portal.crowd import Crowd
from portal.desk import Desk
from portal.problems import Problem

ALONE = 20
"""Deliveries at the same time that are large, or still to be fetched; more wait."""


class Senders:
    """Takes in together what comes together. What would hold the others up is taken in alone, in threads of its own."""

    def __init__(self, webhooks: WebhookIntake) -> None:
        self._webhooks = webhooks
        self._together: Crowd[Delivery, Receipt | Ignored | Linked] = Crowd(webhooks.take_all, "senders")
        self._alone = ThreadPoolExecutor(ALONE, thread_name_prefix="large deliveries")

    async def take(self, delivery: Delivery) -> Receipt | Ignored:
        """What became of it. Raises the errors of :meth:`~intake.webhook.WebhookIntake.take`."""
        loop = asyncio.get_running_loop()
        if len(delivery.body) > LONGEST:
            return await loop.run_in_executor(self._alone, self._webhooks.take, delivery)
        taken = await self._together.do(delivery)
        if isinstance(taken, Linked):
            return await loop.run_in_executor(self._alone, self._webhooks.fetch, taken)
        return taken


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
            taken = await request.app.state.senders.take(Delivery(source, headers, body))
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
