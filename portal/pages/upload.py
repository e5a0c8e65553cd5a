"""Upload: files from a browser or a program go to the one door, and each gets its receipt or a sentence why not."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import Annotated, Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from intake.files import own_name
from intake.receive import Receipt
from pipeline.identity import new_id
from pipeline.jobs import Arrival
from pipeline.model import Source
from portal.access.addresses import address_of
from portal.access.caller import Kind, Role, Scope
from portal.access.guards import caller_of, requires
from portal.desk import Desk
from portal.languages import said
from portal.problems import Problem, problem, wants_page
from portal.templating import Templates

SUBMITS = requires(Role.REVIEWER, scope=Scope.SUBMIT, visitors=True)
Files = Annotated[dict[str, list[UploadFile]], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/upload", sync_to_thread=False, include_in_schema=False, guards=[SUBMITS])
def upload_page(templates: NamedDependency[Templates]) -> Response[str]:
    """Where files are chosen, dropped, pasted or photographed."""
    return templates.page("upload", here="upload", refused=())


@post("/upload", status_code=201, guards=[SUBMITS])
async def upload(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], templates: NamedDependency[Templates]
) -> Response[Any]:
    """Take in files sent as ``multipart/form-data``.

    One file answers 201 with its job (200 when the same bytes had come before), or 422 as problem+json. A form of a
    browser without scripts gets the list, or the upload page with the reasons.
    """
    form = await request.form()
    files = [file for file in form.getall("file", []) if isinstance(file, UploadFile) and file.filename]
    if not files:
        return problem(request, 422, "no_file", "No file came with the form. Choose one and send it again.")
    await to_thread.run_sync(check_quota, desk, request, len(files))
    receipts = [(own_name(file.filename) or "file", await _receive(desk, file)) for file in files]
    if wants_page(request):
        return _answer_browser(templates, receipts)
    return _answer_program(request, receipts)


def check_quota(desk: Desk, request: Request[Any, Any, Any], files: int) -> None:
    """Count a visitor's files. Raises :class:`Problem` when there are too many; then none of them is taken."""
    caller, demo = caller_of(request.scope), desk.access.demo
    if demo is None or caller is None or caller.kind is not Kind.VISITOR or caller.owner is None:
        return
    if too_many := demo.quota.admit(caller.owner, address_of(request), files):
        raise Problem(429, "too_many", too_many.sentence, retry_after=ceil(too_many.wait.total_seconds()))


async def _receive(desk: Desk, file: UploadFile) -> Receipt:
    data = await file.read()
    origin = f"upload {new_id()}"
    arrival = Arrival(Source.UPLOAD, origin, None, own_name(file.filename) or "file", datetime.now(UTC))
    return await to_thread.run_sync(desk.door.receive, data, arrival)


def _answer_browser(templates: Templates, receipts: list[tuple[str, Receipt]]) -> Response[Any]:
    refused = [(name, receipt.job.words) for name, receipt in receipts if receipt.refused]
    if refused:
        return templates.page("upload", status_code=422, here="upload", refused=refused)
    one = receipts[0][1].job.id if len(receipts) == 1 else None
    return Redirect(f"/jobs/{one}" if one else "/", status_code=303)


def _answer_program(request: Request[Any, Any, Any], receipts: list[tuple[str, Receipt]]) -> Response[Any]:
    if len(receipts) > 1:
        return Response({"jobs": [_summary(name, receipt) for name, receipt in receipts]}, status_code=207)
    name, receipt = receipts[0]
    if receipt.refused:
        job = receipt.job
        return problem(request, 422, job.code or "refused", job.words, job=job.id, url=f"/jobs/{job.id}")
    return Response(_summary(name, receipt), status_code=201 if receipt.new else 200)


def _summary(name: str, receipt: Receipt) -> dict[str, object]:
    job = receipt.job
    return {
        "id": job.id,
        "file_name": name,
        "new": receipt.new,
        "state": job.state,
        "words": said(job.words),
        "code": job.code,
        "url": f"/jobs/{job.id}",
    }
