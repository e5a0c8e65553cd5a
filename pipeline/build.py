"""An invoice becomes a job order: doors to door rows, frames to frame rows, everything else stays off the form.

Pure. A value is carried with its Field and never invented: absent stays None. What has no box on the form goes to
``Others:`` where the column has that box, or else to the remark, word for word, and is flagged for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from typing import TypeVar

from pipeline.form import BoxGroup, FormOptions
from pipeline.model import Box, Choice, DoorRow, Field, FrameRow, Invoice, ItemKind, JobOrder, LineItem, Origin

DELIVERY_DATE = "delivery_date"
"""The path of the delivery date in :attr:`JobOrder.derived`."""


_SIZED = ("width_mm", "height_mm", "quantity")
Row = TypeVar("Row", DoorRow, FrameRow)


@dataclass(frozen=True)
class _Ticked:
    """What became of a column's field: the box that it ticks, or the words left over for the remark."""

    choice: Choice | None = None
    left_over: Field | None = None


def build(invoice: Invoice, options: FormOptions) -> JobOrder:
    """The job order of ``invoice`` on the company's form. It has no issues yet: finding them is review's part."""
    delivery_date = invoice.delivery_date or _delivery_by_lead_days(invoice.date, options.lead_days)
    return JobOrder(
        job_order_no=invoice.job_order_no,
        job_order_date=invoice.date,
        po_no=invoice.po_no,
        delivery_date=delivery_date,
        customer_name=invoice.customer_name,
        measure_by=invoice.measure_by,
        doors=tuple(_door_row(n, item, options) for n, item in enumerate(_items(invoice, ItemKind.DOOR), 1)),
        frames=tuple(_frame_row(n, item, options) for n, item in enumerate(_items(invoice, ItemKind.FRAME), 1)),
        derived=(DELIVERY_DATE,) if delivery_date is not invoice.delivery_date else (),
        pages=invoice.pages,
    )


def _items(invoice: Invoice, kind: ItemKind) -> Iterable[LineItem]:
    return (item for item in invoice.items if item.kind.value == kind)


def _door_row(number: int, item: LineItem, options: FormOptions) -> DoorRow:
    thickness = _tick(item.thickness_mm, options.door_thickness, "door thickness", unit="mm")
    door_type = _tick(item.door_type, options.door_type, "door type")
    core = _tick(item.door_core, options.door_core, "door core")
    edging = _tick(item.edging, options.edging, "edging")
    line = _with_blank(
        _tick(item.decorative_line, options.decorative_line, "decorative line"), item.decorative_line_count
    )
    row = DoorRow(
        item=number,
        laminate_code=item.laminate_code,
        door_thickness=thickness.choice,
        width_mm=item.width_mm,
        height_mm=item.height_mm,
        location=item.location,
        quantity=item.quantity,
        door_type=door_type.choice,
        door_core=core.choice,
        edging=edging.choice,
        decorative_line=line.choice,
        design_name=item.design_name,
        open_hole_type=item.open_hole_type,
        remark=_remark(item, thickness, door_type, core, edging, line),
        origin=_origin(item),
    )
    return _asking_what_it_is(row, item)


def _frame_row(number: int, item: LineItem, options: FormOptions) -> FrameRow:
    side = _tick(item.inner_outer, options.inner_or_outer, "inner or outer")
    row = FrameRow(
        item=number,
        laminate_code=item.laminate_code,
        frame_width=item.frame_width,
        rebated=item.rebate_mm,
        width_mm=item.width_mm,
        height_mm=item.height_mm,
        location=item.location,
        quantity=item.quantity,
        inner_or_outer=side.choice,
        frame_profile=item.frame_profile,
        remark=_remark(item, side),
        origin=_origin(item),
    )
    return _asking_what_it_is(row, item)


def _asking_what_it_is(row: Row, item: LineItem) -> Row:
    """The row with the doubts whether it is a door or a frame at all; no cell says so: they stand at its size."""
    asked = next((name for name in _SIZED if getattr(row, name) is not None), None)
    if asked is None or not item.kind.doubts:
        return row
    changed = {asked: reduce(_doubt, item.kind.doubts, getattr(row, asked))}
    return replace(row, **changed)


def _origin(item: LineItem) -> Origin:
    return Origin(item.page, item.box, item.description.raw)


def _tick(field: Field | None, group: BoxGroup, column: str, unit: str = "") -> _Ticked:
    """The box for ``field``; without one its words go to Others or are left over, and a person is asked."""
    if field is None:
        return _Ticked()
    if label := group.label(field.value):
        return _Ticked(Choice(label, None, field))
    words = f"{field.value}{unit}" if isinstance(field.value, int) else field.raw
    place = "Others" if group.others else "the remark"
    flagged = _doubt(field, f"The form has no box for {column} “{words}”: it is written in {place}.")
    if group.others:
        return _Ticked(Choice(None, words, flagged))
    return _Ticked(left_over=replace(flagged, value=words))


def _with_blank(ticked: _Ticked, count: Field | None) -> _Ticked:
    """Fills the blank beside the ticked decorative line; without a ticked line the count is left over."""
    if count is None:
        return ticked
    if ticked.choice is None:
        flagged = _doubt(
            replace(count, value=count.raw), f"“{count.raw}” belongs to a decorative line that is not known."
        )
        return _Ticked(left_over=_joined([*filter(None, [ticked.left_over]), flagged]))
    doubts = _unique([*ticked.choice.field.doubts, *count.doubts])
    blank = str(count.value if count.value is not None else count.raw)
    return _Ticked(replace(ticked.choice, blank=blank, field=replace(ticked.choice.field, doubts=doubts)))


def _remark(item: LineItem, *columns: _Ticked) -> Field | None:
    """The document's own remark, then the words that no column of the form took; the known ones ask nothing."""
    other_words = item.other_words
    if other_words is not None and other_words.doubts:
        other_words = _doubt(
            other_words, f"No column of the form is known for “{other_words.raw}”: it is written in the remark."
        )
    parts = [item.remark, other_words, *(column.left_over for column in columns)]
    fields = [part for part in parts if part is not None]
    return _joined(fields) if fields else None


def _joined(fields: list[Field]) -> Field:
    """One remark of several fields: each text once, in order; every doubt is kept, the place spans the first page."""
    if len(fields) == 1:
        return replace(fields[0], name="remark")
    first = fields[0]
    boxes = [field.box for field in fields if field.box is not None and field.page == first.page]
    texts = _unique([str(field.value if isinstance(field.value, str) else field.raw) for field in fields])
    return Field(
        name="remark",
        raw="; ".join(_unique([field.raw for field in fields])),
        value="; ".join(texts),
        confidence=min(field.confidence for field in fields),
        page=first.page,
        box=Box.around(boxes) if boxes else None,
        rule=" + ".join(_unique([field.rule for field in fields])),
        doubts=_unique([doubt for field in fields for doubt in field.doubts]),
    )


def _delivery_by_lead_days(order_date: Field | None, lead_days: int | None) -> Field | None:
    """The date of the order plus calendar ``lead_days``; None when either is unknown."""
    if lead_days is None or order_date is None:
        return None
    try:
        day = date.fromisoformat(str(order_date.value)) + timedelta(days=lead_days)
    except (ValueError, OverflowError):
        return None
    rule = f"order date + {lead_days} days"
    return replace(order_date, name=DELIVERY_DATE, raw="", value=day.isoformat(), rule=rule)


def _doubt(field: Field, sentence: str) -> Field:
    return replace(field, doubts=_unique([*field.doubts, sentence]))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
