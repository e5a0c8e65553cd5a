"""Job orders over the API: what they are, their print and their content, and many of them as one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from outputs.data import render_json
from outputs.planner import planner_csv, planner_xlsx
from pipeline.jobs import Job, JobState
from pipeline.model import JobOrder, from_json
from pipeline.orders import Decision, OrderRecord
from portal.access.caller import Role
from portal.access.guards import requires
from portal.api.answers import OrderAnswer
from portal.api.files import attachment
from portal.api.jobs import From, Since, State, Text, asked_for
from portal.desk import Desk
from portal.templating import pdf_name

MOST_EXPORTED = 5000
"""Documents in one sheet: more would not be read by anybody, and take long."""
AT_ONCE = 200


class SheetKind(StrEnum):
    """As what the sheet is written."""

    XLSX = "xlsx"
    CSV = "csv"


Format = Annotated[SheetKind, QueryParameter(name="format", description="As what the sheet is written.")]
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get(
    "/api/job-orders/{order_id:str}",
    operation_id="getJobOrder",
    tags=["job orders"],
    sync_to_thread=True,
    guards=[requires(Role.VIEWER)],
)
def get_order(order_id: FromPath[str], desk: NamedDependency[Desk]) -> OrderAnswer:
    """A job order of a document."""
    return OrderAnswer.of(known_order(desk, order_id))


@get(
    "/api/job-orders/{order_id:str}/pdf",
    operation_id="getJobOrderPdf",
    tags=["job orders"],
    sync_to_thread=True,
    media_type="application/pdf",
    guards=[requires(Role.VIEWER)],
)
def get_pdf(order_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """The printed form."""
    order = known_order(desk, order_id)
    if order.pdf_digest is None:
        raise NotFoundException("This job order is not printed yet.")
    return attachment(desk.archive.get(order.pdf_digest), pdf_name(order), "application/pdf")


@get(
    "/api/job-orders/{order_id:str}/json",
    operation_id="getJobOrderContent",
    tags=["job orders"],
    sync_to_thread=True,
    media_type="application/json",
    guards=[requires(Role.VIEWER)],
)
def get_json(order_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """Its content: every value with its place on the page, its confidence and its rule (docs/job-order.schema.json)."""
    order = known_order(desk, order_id)
    content = from_json(desk.archive.get(order.order_digest), JobOrder)
    return attachment(render_json(content), f"{PurePath(pdf_name(order)).stem}.json", "application/json")


@get(
    "/api/export",
    operation_id="exportJobOrders",
    tags=["job orders"],
    sync_to_thread=True,
    media_type=XLSX_TYPE,
    guards=[requires(Role.VIEWER)],
)
def export(  # noqa: PLR0913, PLR0917 - what can be asked
    desk: NamedDependency[Desk],
    kind: Format = SheetKind.XLSX,
    states: State = None,
    source: From = None,
    q: Text = "",
    updated_since: Since = None,
) -> Response[bytes]:
    """The job orders of many documents in one sheet, a line a door or frame; the newest 5,000 documents at most."""
    asked = asked_for(states or [JobState.DONE, JobState.NEEDS_REVIEW], source, q, updated_since)
    orders: list[JobOrder] = []
    cursor: str | None = None
    for _ in range(MOST_EXPORTED // AT_ONCE):
        page = desk.records.list_jobs(asked, cursor, AT_ONCE)
        orders += _orders(desk, page.jobs)
        cursor = page.next_cursor
        if cursor is None:
            break
    if kind is SheetKind.CSV:
        return attachment(planner_csv(orders), "job-orders.csv", "text/csv; charset=utf-8")
    return attachment(planner_xlsx(orders), "job-orders.xlsx", XLSX_TYPE)


def _orders(desk: Desk, jobs: tuple[Job, ...]) -> Iterator[JobOrder]:
    found = desk.records.orders.of_jobs([job.id for job in jobs])
    for job in jobs:
        for order in found.get(job.id, ()):
            if order.decision is not Decision.REJECTED:
                yield from_json(desk.archive.get(order.order_digest), JobOrder)


def known_order(desk: Desk, order_id: str) -> OrderRecord:
    """The job order, if its document was not deleted. Raises 404."""
    order = desk.records.orders.order(order_id)
    if order is None or desk.records.job(order.job_id) is None:
        raise NotFoundException(f"There is no job order {order_id}.")
    return order


HANDLERS = (get_order, get_pdf, get_json, export)
