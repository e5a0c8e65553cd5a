"""Gathers what a job's page shows: its job orders with their cells, its pages with their boxes, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.archive import Archive, NotInArchive
from pipeline.jobs import Event, Job
from pipeline.model import Document, JobOrder, from_json
from pipeline.orders import OrderRecord
from pipeline.sniff import IMAGES, PDF
from portal.api import told
from portal.changes import Change, changes
from portal.desk import Desk
from portal.pictures import page_count
from portal.sheet import Group, Shown, groups, loose_issues
from portal.worklist import Standing, standing, step_number

A4_POINTS = (595.0, 842.0)
"""The size of a page that was not read yet."""


@dataclass(frozen=True)
class Ask:
    """A sentence for a person: about which row and cell, and where to look (see :func:`target`)."""

    kind: str
    number: int
    name: str
    message: str
    target: str


@dataclass(frozen=True)
class Sheet:
    """A job order as shown, with what differs from the one it replaces and all of its number, first one first."""

    record: OrderRecord
    groups: tuple[Group, ...]
    asks: tuple[Ask, ...]
    page_count: int
    replaced: OrderRecord | None
    changes: tuple[Change, ...]
    revisions: tuple[OrderRecord, ...]

    @property
    def cells(self) -> tuple[Shown, ...]:
        return tuple(cell for group in self.groups for cell in group.cells)


@dataclass(frozen=True)
class Leaf:
    """A page of their document and the cells that were read from it, by target."""

    number: int
    width: int
    height: int
    cells: tuple[tuple[str, Shown], ...]


@dataclass(frozen=True)
class Moment:
    """A line of the history. ``end`` is what the job came to with it, or ""."""

    event: Event
    end: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.event, name)


def gather(desk: Desk, job: Job) -> dict[str, Any]:
    """The values of the template ``job_body``."""
    sheets = tuple(_sheet(desk, record) for record in desk.records.orders.of_job(job.id))
    document = _document(desk.archive, job)
    return {
        "job": job,
        "standing": standing(job),
        "step_number": step_number(job),
        "sheets": sheets,
        "pdf": next((sheet.record for sheet in sheets if sheet.record.pdf_digest), None),
        "asks": tuple(ask for sheet in sheets for ask in sheet.asks),
        "leaves": _leaves(job, document, sheets),
        "readers": _readers(document),
        "events": _history(desk, job),
        "arrivals": desk.records.arrivals(job.id),
        "deliveries": desk.records.orders.deliveries(job.id),
        "told": told.answers(desk, desk.hooks.out.of_job(job.id)),
    }


def target(record: OrderRecord, path: str) -> str:
    """What names a cell on the whole page, which may show several job orders."""
    return f"{record.position}:{path}"


def _sheet(desk: Desk, record: OrderRecord) -> Sheet:
    order = from_json(desk.archive.get(record.order_digest), JobOrder)
    shown, replaced = groups(order), desk.records.orders.order(record.replaces) if record.replaces else None
    return Sheet(
        record=record,
        groups=shown,
        asks=_asks(record, order, shown),
        page_count=page_count(desk.archive.path(record.pdf_digest)) if record.pdf_digest else 0,
        replaced=replaced,
        changes=_changes(desk.archive, replaced, order),
        revisions=desk.records.orders.with_number(record.number) if record.number else (),
    )


def _changes(archive: Archive, replaced: OrderRecord | None, order: JobOrder) -> tuple[Change, ...]:
    """Nothing for a first document, and for one whose earlier one is not kept any more."""
    if replaced is None:
        return ()
    try:
        return changes(from_json(archive.get(replaced.order_digest), JobOrder), order)
    except NotInArchive:
        return ()


def _asks(record: OrderRecord, order: JobOrder, shown: tuple[Group, ...]) -> tuple[Ask, ...]:
    about_cells = [
        Ask(group.kind, group.number, cell.name, doubt, target(record, cell.path) if cell.box else "")
        for group in shown
        for cell in group.cells
        for doubt in cell.doubts
    ]
    about_more = [Ask(*_row_of(issue.path), "", issue.message, "") for issue in loose_issues(order)]
    return (*about_more, *about_cells)


def _row_of(path: str) -> tuple[str, int]:
    """Which row a path like ``doors[2]`` is about; the header for anything else."""
    for name, kind in (("doors[", "door"), ("frames[", "frame")):
        index = path.removeprefix(name).partition("]")[0]
        if path.startswith(name) and index.isdigit():
            return kind, int(index) + 1
    return "header", 0


def _document(archive: Archive, job: Job) -> Document | None:
    if job.document_digest is None:
        return None
    try:
        return from_json(archive.get(job.document_digest), Document)
    except NotInArchive:
        return None


def _leaves(job: Job, document: Document | None, sheets: tuple[Sheet, ...]) -> tuple[Leaf, ...]:
    if job.media_type != PDF and job.media_type not in IMAGES:
        return ()
    if document is None and job.state.final:  # it could not even be read
        return ()
    if document is None or not document.pages:
        return (Leaf(1, round(A4_POINTS[0]), round(A4_POINTS[1]), ()),)
    return tuple(
        Leaf(page.number, round(page.width), round(page.height), _cells_on(page.number, sheets))
        for page in document.pages
    )


def _cells_on(number: int, sheets: tuple[Sheet, ...]) -> tuple[tuple[str, Shown], ...]:
    """The largest first, so that a small box inside it lies above it and can be pointed at."""
    found = [
        (cell.box.width * cell.box.height, target(sheet.record, cell.path), cell)
        for sheet in sheets
        for cell in sheet.cells
        if cell.box is not None and cell.page == number
    ]
    return tuple((name, cell) for _, name, cell in sorted(found, key=lambda entry: -entry[0]))


def _readers(document: Document | None) -> tuple[str, ...]:
    """Why each page's reader was believed, and what else there is to say of the reading, each sentence once."""
    if document is None:
        return ()
    return tuple(dict.fromkeys((*(page.why for page in document.pages if page.why), *document.notes)))


def _history(desk: Desk, job: Job) -> tuple[Moment, ...]:
    """What happened; that a step began is told only until it ends."""
    events = _without_beginnings(desk.records.events(job.id))
    final = [event.id for event in events if event.state.final]
    last = final[-1] if final and job.state.final else None
    end = standing(job)
    return tuple(
        Moment(event, end.value if event.id == last and end is not Standing.RUNNING else "") for event in events
    )


def _without_beginnings(events: tuple[Event, ...]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        before = kept[-1] if kept else None
        if before and event.seconds is not None and before.step == event.step and before.seconds is None:
            kept.pop()
        kept.append(event)
    return kept
