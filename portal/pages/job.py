"""A job: its page, its files, and sending it round again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from pipeline.cancelling import cancel
from pipeline.errors import DocumentError
from pipeline.jobs import Job, JobFilters
from pipeline.orders import OrderRecord
from pipeline.review.reviewing import NotNow
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.jobview import gather
from portal.pictures import MEDIA_TYPE, Pictures, Size
from portal.templating import Templates, pdf_name

SEES = requires(Role.VIEWER, visitors=True)
"""A visitor of the demo, too, whose desk knows their own jobs only."""
FOR_EVER = "private, max-age=31536000, immutable"
"""For what lies under an address that changes with its content."""
FOR_A_WHILE = "private, max-age=3600"
SIZES = {"thumb": Size.THUMB, "phone": Size.PHONE}
"""By the name in an address; a page as large as it is shown on a desk without one."""
BLANK_SHEET = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><path fill="#f3f1ed" d="M0 0h595v842H0z"/></svg>'
)


@get("/jobs/{job_id:str}", sync_to_thread=True, include_in_schema=False, guards=[SEES])
def job_page(
    job_id: FromPath[str],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """Is it right?"""
    return templates.page("job", here="work", may=may_of(caller), **gather(desk, job_of(desk, job_id)))


def look_ahead(desk: Desk) -> None:
    """The newest job as its page shows it."""
    for newest in desk.records.list_jobs(JobFilters(), limit=1).jobs:
        gather(desk, newest)


@get("/live/jobs/{job_id:str}", sync_to_thread=True, include_in_schema=False, guards=[SEES])
def live_job(
    job_id: FromPath[str],
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """The page's content as it is now."""
    return templates.fragment(request, "job_body", may=may_of(caller), **gather(desk, job_of(desk, job_id)))


@post("/jobs/{job_id:str}/retry", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.REVIEWER)])
def retry(job_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> Redirect:
    """Send an ended job through all steps again; a running one is left alone."""
    job = job_of(desk, job_id)
    if job.state.final:
        desk.retry(job_id, caller.name)
    return Redirect(f"/jobs/{job_id}", status_code=303)


@post("/jobs/{job_id:str}/cancel", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.REVIEWER)])
def call_off(job_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> Redirect:
    """End a job that is being worked on; one that has ended meanwhile stays as it is."""
    if not job_of(desk, job_id).state.final:
        with suppress(NotNow):
            cancel(desk.records, desk.reviews, job_id, caller.name)
    return Redirect(f"/jobs/{job_id}", status_code=303)


@post("/jobs/{job_id:str}/delete", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def delete(job_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> Redirect:
    """Take an ended job out of all lists, so that its document may come again; a running one is left alone."""
    job = job_of(desk, job_id)
    if not job.state.final:
        return Redirect(f"/jobs/{job_id}", status_code=303)
    desk.records.delete(job_id, caller.name)
    return Redirect("/", status_code=303)


@get("/jobs/{job_id:str}/original", sync_to_thread=True, include_in_schema=False, guards=[SEES])
def original(job_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """The document as it came. Always a download: what a stranger sent is never opened inside the portal."""
    job = job_of(desk, job_id)
    headers = {"Content-Disposition": _attachment(job.file_name), "Cache-Control": FOR_A_WHILE}
    return Response(desk.archive.get(job.sha256), media_type="application/octet-stream", headers=headers)


@get(
    "/jobs/{job_id:str}/pages/{number:int}",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[SEES],
)
def document_page(
    job_id: FromPath[str],
    number: FromPath[int],
    desk: NamedDependency[Desk],
    pictures: NamedDependency[Pictures],
    size: FromQuery[str] = "page",
) -> Response[bytes]:
    """A page of the document as a picture."""
    return _picture(pictures, job_of(desk, job_id).readable_sha256, number, size, FOR_A_WHILE)


@get(
    "/orders/{order_id:str}/pages/{number:int}",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[SEES],
)
def order_page(  # noqa: PLR0913, PLR0917 - the parts of its address, and what it is given
    order_id: FromPath[str],
    number: FromPath[int],
    desk: NamedDependency[Desk],
    pictures: NamedDependency[Pictures],
    size: FromQuery[str] = "page",
    v: FromQuery[str] = "",
) -> Response[bytes]:
    """A page of the printed job order as a picture; ``v`` is the beginning of the PDF's digest."""
    digest = _pdf_digest(_order(desk, order_id))
    keep = FOR_EVER if v and digest.startswith(v) else "no-store"
    return _picture(pictures, digest, number, size, keep)


@get(
    "/orders/{order_id:str}/pdf/{name:str}",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[SEES],
)
def order_pdf(
    order_id: FromPath[str], name: FromPath[str], desk: NamedDependency[Desk], download: FromQuery[bool] = False
) -> Response[bytes]:
    """The job order as PDF, to be opened beside, or saved under its number."""
    order = _order(desk, order_id)
    if name != pdf_name(order):
        raise NotFoundException(f"The job order's PDF is called {pdf_name(order)}.")
    disposition = _attachment(name) if download else f'inline; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-cache"}
    return Response(desk.archive.get(_pdf_digest(order)), media_type="application/pdf", headers=headers)


@get(
    "/orders/{order_id:str}/job-order.json",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[SEES],
)
def order_json(order_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """The job order with every value's place and confidence."""
    order = _order(desk, order_id)
    headers = {"Content-Disposition": _attachment(f"{PurePath(pdf_name(order)).stem}.json")}
    return Response(desk.archive.get(order.order_digest), media_type="application/json", headers=headers)


def may_of(caller: Caller) -> dict[str, bool]:
    """What is offered: nobody is shown a button that would only refuse."""
    return {"review": caller.may(Role.REVIEWER), "delete": caller.may(Role.ADMIN)}


def job_of(desk: Desk, job_id: str) -> Job:
    """The job. Raises NotFoundException when there is none, or it was deleted."""
    job = desk.records.job(job_id)
    if job is None:
        raise NotFoundException(f"There is no job {job_id}.")
    return job


def _order(desk: Desk, order_id: str) -> OrderRecord:
    """The job order, if its document was not deleted."""
    order = desk.records.orders.order(order_id)
    if order is None or desk.records.job(order.job_id) is None:
        raise NotFoundException(f"There is no job order {order_id}.")
    return order


def _pdf_digest(order: OrderRecord) -> str:
    if order.pdf_digest is None:
        raise NotFoundException("This job order is not printed yet.")
    return order.pdf_digest


def _picture(pictures: Pictures, digest: str, number: int, size: str, keep: str) -> Response[bytes]:
    """The page, or a blank sheet in its place: a picture that cannot be drawn is no fault of the page it stands on."""
    try:
        drawn = pictures.page(digest, number, SIZES.get(size, Size.PAGE))
    except DocumentError:
        return Response(BLANK_SHEET, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})
    return Response(drawn, media_type=MEDIA_TYPE, headers={"Cache-Control": keep})


def _attachment(name: str) -> str:
    """A download under ``name``, whatever characters it has (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
