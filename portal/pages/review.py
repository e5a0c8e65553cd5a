"""The review of a job order: a person decides what is doubtful. The script fills the page from ``/api/job-orders``."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.templating import Templates


@get("/review", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def review_next(desk: NamedDependency[Desk]) -> Redirect:
    """The job order that waits longest, or the list when none does."""
    waiting = desk.records.orders.waiting()
    return Redirect(f"/review/{waiting[0].id}" if waiting else "/?show=needs-you", status_code=303)


@get("/review/{order_id:str}", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def review_page(
    order_id: FromPath[str],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """Is each doubtful value right?"""
    order = desk.records.orders.order(order_id)
    job = desk.records.job(order.job_id) if order else None
    if order is None or job is None:
        raise NotFoundException(f"There is no job order {order_id}.")
    may_change = caller.role >= Role.REVIEWER
    return templates.page("review", here="work", order=order, job=job, may_change=may_change)
