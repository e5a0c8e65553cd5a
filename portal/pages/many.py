"""What is done with many jobs at once: those that were ticked, or all that the list's address asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException
from litestar.params import QueryParameter
from litestar.response import Redirect, Stream

from outputs.bundle import zip_stream
from outputs.planner import planner_xlsx
from pipeline.archive import NotInArchive
from pipeline.model import JobOrder, from_json
from pipeline.orders import OrderRecord
from pipeline.period import today
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.templating import pdf_name
from portal.worklist import Question, Standing, standing

MOST = 2000
"""So many jobs make one file: a sheet of as many takes some seconds."""
MOST_RETRIED = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_MANY = "These are more than {most} jobs at once. Choose fewer: by dates, by words, or tick them."

Ticked = Annotated[list[str] | None, QueryParameter(name="job")]


@get("/jobs.zip", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def download_pdfs(desk: NamedDependency[Desk], asked: NamedDependency[Question], ticked: Ticked = None) -> Stream:
    """The printed job orders as one ZIP; drafts lie in a folder of their own in it."""
    orders = _orders(desk, _chosen(desk, asked, ticked, MOST))
    return Stream(
        zip_stream(_pdfs(desk, orders)), media_type="application/zip", headers=_named(f"job-orders-{_stamp()}.zip")
    )


@get("/jobs.xlsx", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def download_sheet(
    desk: NamedDependency[Desk], asked: NamedDependency[Question], ticked: Ticked = None
) -> Response[bytes]:
    """Their doors and frames as a sheet for the planner."""
    orders = _orders(desk, _chosen(desk, asked, ticked, MOST))
    sheet = planner_xlsx(_contents(desk, orders))
    return Response(sheet, media_type=XLSX, headers=_named(f"job-orders-{_stamp()}.xlsx"))


@post("/jobs/retry", include_in_schema=False, guards=[requires(Role.REVIEWER)])
async def retry_many(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    asked: NamedDependency[Question],
    caller: NamedDependency[Caller],
) -> Redirect:
    """Send the ticked jobs through all steps again, or all refused and failed ones that the address asks for."""
    form = await request.form()
    ticked = [str(job_id) for job_id in form.getall("job", [])]
    for job_id in _chosen(desk, asked, ticked or None, MOST_RETRIED):
        job = desk.records.job(job_id)
        if job and job.state.final and (ticked or standing(job) in (Standing.REFUSED, Standing.FAILED)):
            desk.retry(job_id, caller.name)
    return Redirect(_back(request), status_code=303)


def _chosen(desk: Desk, asked: Question, ticked: list[str] | None, most: int) -> tuple[str, ...]:
    """The ids of the jobs that are meant, newest first. Raises 400 when they are too many."""
    found = desk.records.job_ids(asked.filters(today()), most + 1) if ticked is None else tuple(ticked)
    if len(found) > most:
        raise ClientException(TOO_MANY.format(most=most))
    return found


def _orders(desk: Desk, job_ids: tuple[str, ...]) -> list[OrderRecord]:
    found = desk.records.orders.of_jobs(job_ids)
    return [order for job_id in job_ids for order in found.get(job_id, ())]


def _pdfs(desk: Desk, orders: list[OrderRecord]) -> Iterator[tuple[str, bytes]]:
    for order in orders:
        if order.pdf_digest:
            try:
                yield f"{'DRAFT/' if order.draft else ''}{pdf_name(order)}", desk.archive.get(order.pdf_digest)
            except NotInArchive:
                continue  # its time was up; the others are still wanted


def _contents(desk: Desk, orders: list[OrderRecord]) -> Iterator[JobOrder]:
    for order in orders:
        try:
            yield from_json(desk.archive.get(order.order_digest), JobOrder)
        except NotInArchive:
            continue


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


def _stamp() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d-%H%M}"


def _back(request: Request[Any, Any, Any]) -> str:
    """The list as it was; never another site, whatever the header says."""
    query = urlsplit(request.headers.get("referer", "")).query
    return f"/?{query}" if query else "/"
