"""The job order as data: JSON with stable keys for other systems. Described in docs/form.md.

A key is never renamed or given another meaning within a schema version; new keys may be added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import msgspec

from outputs.words import choice_words, date_words, millimetre_words, revision_words, words
from pipeline.model import Choice, DoorRow, Field, FrameRow, JobOrder, Value

SCHEMA = "job-order/1"


@dataclass(frozen=True)
class SourceData:
    """Where a value was read: page from 1 (0 for an e-invoice), box as fractions of the page from its top left."""

    page: int
    box: tuple[float, float, float, float] | None
    rule: str
    confidence: float


@dataclass(frozen=True)
class ValueData:
    """A value: ``text`` as printed, ``value`` normalised (ISO date, millimetres, count), ``raw`` as it stood."""

    text: str
    value: Value | None
    raw: str
    doubts: tuple[str, ...]
    source: SourceData


@dataclass(frozen=True)
class ChoiceData:
    """A ticked box: ``option`` as printed, or ``other`` the words beside Others; ``blank`` the words on its line."""

    text: str
    option: str | None
    other: str | None
    blank: str | None
    raw: str
    doubts: tuple[str, ...]
    source: SourceData


@dataclass(frozen=True)
class DoorData:
    """A row of the DOOR page."""

    item: int
    laminate_code: ValueData | None
    door_thickness: ChoiceData | None
    width_mm: ValueData | None
    height_mm: ValueData | None
    location: ValueData | None
    quantity: ValueData | None
    door_type: ChoiceData | None
    door_core: ChoiceData | None
    edging: ChoiceData | None
    decorative_line: ChoiceData | None
    design_name: ValueData | None
    open_hole_type: ValueData | None
    remark: ValueData | None


@dataclass(frozen=True)
class FrameData:
    """A row of the FRAME page."""

    item: int
    laminate_code: ValueData | None
    frame_width: ValueData | None
    rebated: ValueData | None
    width_mm: ValueData | None
    height_mm: ValueData | None
    location: ValueData | None
    quantity: ValueData | None
    inner_or_outer: ChoiceData | None
    frame_profile: ValueData | None
    remark: ValueData | None


@dataclass(frozen=True)
class IssueData:
    """A question to a person: the ``path`` of the value, or "" for the whole order."""

    path: str
    message: str


@dataclass(frozen=True)
class RevisionData:
    """Which revision this is, as printed, and the paths of what changed."""

    text: str
    letter: str
    replaces: str
    replaced_on: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class JobOrderData:
    """A job order. ``derived`` are the paths of values that were worked out, not read."""

    schema: str
    draft: bool
    job_order_no: ValueData | None
    job_order_date: ValueData | None
    po_no: ValueData | None
    delivery_date: ValueData | None
    customer_name: ValueData | None
    measure_by: ValueData | None
    doors: tuple[DoorData, ...]
    frames: tuple[FrameData, ...]
    issues: tuple[IssueData, ...]
    derived: tuple[str, ...]
    revision: RevisionData | None


def render_json(job_order: JobOrder) -> bytes:
    """The job order as JSON in UTF-8. Same input, same bytes."""
    return msgspec.json.format(msgspec.json.encode(job_order_data(job_order)), indent=2)


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of :func:`render_json`."""
    return msgspec.json.schema(JobOrderData)


def job_order_data(job_order: JobOrder) -> JobOrderData:
    """The same content as the PDF, value by value."""
    return JobOrderData(
        schema=SCHEMA,
        draft=job_order.draft,
        job_order_no=_value(job_order.job_order_no),
        job_order_date=_date(job_order.job_order_date),
        po_no=_value(job_order.po_no),
        delivery_date=_date(job_order.delivery_date),
        customer_name=_value(job_order.customer_name),
        measure_by=_value(job_order.measure_by),
        doors=tuple(map(_door, job_order.doors)),
        frames=tuple(map(_frame, job_order.frames)),
        issues=tuple(IssueData(issue.path, issue.message) for issue in job_order.issues),
        derived=job_order.derived,
        revision=_revision(job_order),
    )


def _door(row: DoorRow) -> DoorData:
    return DoorData(
        item=row.item,
        laminate_code=_value(row.laminate_code),
        door_thickness=_choice(row.door_thickness),
        width_mm=_value(row.width_mm),
        height_mm=_value(row.height_mm),
        location=_value(row.location),
        quantity=_value(row.quantity),
        door_type=_choice(row.door_type),
        door_core=_choice(row.door_core),
        edging=_choice(row.edging),
        decorative_line=_choice(row.decorative_line),
        design_name=_value(row.design_name),
        open_hole_type=_value(row.open_hole_type),
        remark=_value(row.remark),
    )


def _frame(row: FrameRow) -> FrameData:
    return FrameData(
        item=row.item,
        laminate_code=_value(row.laminate_code),
        frame_width=_measure(row.frame_width),
        rebated=_measure(row.rebated),
        width_mm=_value(row.width_mm),
        height_mm=_value(row.height_mm),
        location=_value(row.location),
        quantity=_value(row.quantity),
        inner_or_outer=_choice(row.inner_or_outer),
        frame_profile=_value(row.frame_profile),
        remark=_value(row.remark),
    )


def _written(found: Field | None, text: str) -> ValueData | None:
    if found is None:
        return None
    return ValueData(text, found.value, found.raw, found.doubts, _source(found))


def _value(found: Field | None) -> ValueData | None:
    return _written(found, words(found))


def _date(found: Field | None) -> ValueData | None:
    return _written(found, date_words(found))


def _measure(found: Field | None) -> ValueData | None:
    return _written(found, millimetre_words(found))


def _choice(choice: Choice | None) -> ChoiceData | None:
    if choice is None:
        return None
    found = choice.field
    made = partial(ChoiceData, raw=found.raw, doubts=found.doubts, source=_source(found))
    return made(text=choice_words(choice), option=choice.option, other=choice.other, blank=choice.blank)


def _source(found: Field) -> SourceData:
    box = found.box
    corners = (box.x0, box.y0, box.x1, box.y1) if box else None
    return SourceData(found.page, corners, found.rule, found.confidence)


def _revision(job_order: JobOrder) -> RevisionData | None:
    revision = job_order.revision
    if revision is None:
        return None
    return RevisionData(
        revision_words(revision), revision.letter, revision.replaces, revision.replaced_on, revision.changed
    )
