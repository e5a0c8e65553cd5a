"""The demo's first page, which explains itself, and its rules for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException

from pipeline.jobs import JobFilters
from portal.access.addresses import address_of
from portal.access.caller import Caller
from portal.access.guards import caller_of, open_to_all
from portal.access.visitors import Demo
from portal.desk import Desk
from portal.templating import Templates
from portal.worklist import Question, rows

SHOWN = 20


def landing(desk: Desk, templates: Templates, caller: Caller, address: str) -> Response[str]:
    """What it does, on a true picture; where to drop a file, within which limits; and the visitor's own files."""
    demo = _demo(desk)
    page = desk.records.list_jobs(JobFilters(), limit=SHOWN)
    return templates.page(
        "visitor",
        here="visitor",
        demo=demo,
        left=demo.quota.left(caller.owner or "", address),
        asked=Question(),
        rows=rows(page.jobs, desk.records.orders.of_jobs([job.id for job in page.jobs])),
        more=None,
    )


@dataclass(frozen=True)
class AccuracyAnswer:
    """The share of values that were read right, on so many labelled documents, on a day."""

    right: float
    documents: int
    on: date


@dataclass(frozen=True)
class DemoInfo:
    """The demo's rules. ``files_left`` is for the asker, just now; ``accuracy`` is null when none was measured."""

    files_per_session: int
    files_per_hour: int
    files_left: int
    deleted_after_minutes: int
    max_file_bytes: int
    max_pages: int
    file_endings: tuple[str, ...]
    accuracy: AccuracyAnswer | None
    demo: bool = True


@get("/demo-info", operation_id="demoInfo", sync_to_thread=True, guards=[open_to_all])
def demo_info(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> DemoInfo:
    """The demo's rules, and how many files the asker may still upload; 404 where there is no demo."""
    demo, caller = _demo(desk), caller_of(request.scope)
    measured = demo.measured
    return DemoInfo(
        files_per_session=demo.rules.files_per_session,
        files_per_hour=demo.rules.files_per_hour,
        files_left=demo.quota.left(caller.owner if caller and caller.owner else "", address_of(request)),
        deleted_after_minutes=int(demo.rules.keep.total_seconds() // 60),
        max_file_bytes=demo.rules.max_bytes,
        max_pages=desk.limits.pages,
        file_endings=desk.limits.endings,
        accuracy=AccuracyAnswer(measured.right, measured.documents, measured.on) if measured else None,
    )


def _demo(desk: Desk) -> Demo:
    if desk.access.demo is None:
        raise NotFoundException("There is no demo here.")
    return desk.access.demo
