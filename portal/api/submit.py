"""``POST /api/jobs``: a program submits a document, once even when it asks twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter

from intake.files import File
from intake.payload import read_payload
from intake.receive import Receipt
from pipeline.errors import Refused
from pipeline.idempotency import Kept, OtherContent, StillRunning
from pipeline.identity import new_id
from pipeline.jobs import Arrival
from pipeline.model import Source
from portal.access.caller import Caller, Kind, Role, Scope
from portal.access.guards import requires
from portal.api.answers import JobTaken, api_address
from portal.desk import Desk
from portal.problems import Problem

STATUS = {"too_large": 413, "not_a_document": 415, "unsupported_type": 415}
"""Other refusals are 422."""
AT_THE_DOOR = frozenset({"empty", "too_large", "not_a_document"})
"""What the door refuses at once; a job that failed later was taken in all the same."""
EVENTS = frozenset({"invoice.received", "document.received"})
LONGEST_KEY = 255

Key = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        description='A name of your choice for this request, for example "0b6f…"; kept for 7 days. The same again gets '
        "the same answer.",
    ),
]


@dataclass(frozen=True)
class Answered:
    """What was answered: as much as is needed to answer it again."""

    status: int
    taken: JobTaken | None = None
    code: str = ""
    words: str = ""
    job_id: str = ""


@post(
    "/api/jobs",
    operation_id="submitDocument",
    tags=["jobs"],
    status_code=201,
    guards=[requires(Role.REVIEWER, scope=Scope.SUBMIT)],
    responses={200: ResponseSpec(JobTaken, description="The same document had come before: its job")},
)
async def submit(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    idempotency_key: Key = None,
) -> Response[JobTaken]:
    """Submit a document. It is kept and its job recorded when the answer leaves; the work on it follows.

    The body is the document itself (its name in ``Content-Disposition``), a form with one file, or JSON that holds it
    in base64.
    """
    body = await request.body()
    file = _file(request, body)
    key = _key(idempotency_key)

    def work() -> Answered:
        return _answered(desk.door.receive(file.data, _arrival(file, caller)))

    if key is None:
        answered = await to_thread.run_sync(work)
    else:
        kept = Kept(desk.records.engine, f"{caller.kind} {caller.name}")
        answered = await to_thread.run_sync(_once, kept, key, _fingerprint(file), work)
    return _response(answered)


def _file(request: Request[Any, Any, Any], body: bytes) -> File:
    headers = request.headers
    kind, disposition = headers.get("content-type", ""), headers.get("content-disposition", "")
    try:
        payload = read_payload(kind, disposition, body, EVENTS)
    except Refused as error:
        raise Problem(STATUS.get(error.code, 422), error.code, error.reason) from error
    if not isinstance(payload, File):
        raise Problem(422, "no_document", "Send the document itself: addresses are not fetched, events not read here.")
    return payload


def _arrival(file: File, caller: Caller) -> Arrival:
    sender = caller.name if caller.kind is Kind.TOKEN else None
    return Arrival(Source.UPLOAD, f"api {new_id()}", sender, file.name, datetime.now(UTC))


def _answered(receipt: Receipt) -> Answered:
    job = receipt.job
    if job.code in AT_THE_DOOR:
        return Answered(STATUS.get(str(job.code), 422), code=str(job.code), words=job.words, job_id=job.id)
    return Answered(201 if receipt.new else 200, JobTaken.of(job, new=receipt.new))


def _once(kept: Kept, key: str, fingerprint: str, work: Callable[[], Answered]) -> Answered:
    """Do it, or answer what was answered before."""
    try:
        known = kept.begin(key, fingerprint)
    except StillRunning:
        raise Problem(409, "still_running", "The first request with this key is still being worked on.") from None
    except OtherContent:
        raise Problem(
            422, "key_reused", "This Idempotency-Key was used for another document. Choose one anew."
        ) from None
    if known is not None:
        return msgspec.json.decode(known, type=Answered)
    try:
        answered = work()
    except BaseException:
        kept.forget(key)
        raise
    kept.finish(key, msgspec.json.encode(answered).decode())
    return answered


def _response(answered: Answered) -> Response[JobTaken]:
    if answered.taken is None:
        job_id = answered.job_id
        raise Problem(answered.status, answered.code, answered.words, job_id=job_id, url=api_address(job_id))
    return Response(answered.taken, status_code=answered.status, headers={"Location": answered.taken.url})


def _key(given: str | None) -> str | None:
    """The key without the quotes of a structured field (RFC 9651, 3.3.3)."""
    if given is None:
        return None
    key = given.strip().removeprefix('"').removesuffix('"')
    if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Problem(400, "bad_key", f'Write the Idempotency-Key as 1 to {LONGEST_KEY} plain characters: "0b6f-1".')
    return key


def _fingerprint(file: File) -> str:
    digest = hashlib.sha256(file.data)
    digest.update(b"\0" + file.name.encode())
    return digest.hexdigest()
