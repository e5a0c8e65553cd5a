"""Two documents with one number: which revision is the later one, and which cells differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

from pipeline.model import Choice, DoorRow, Field, FrameRow, Issue, JobOrder, Revision
from pipeline.orders import OrderRecord, number_key

HEADER = ("job_order_no", "job_order_date", "po_no", "delivery_date", "customer_name", "measure_by")


def revision_key(order: JobOrder) -> str | None:
    """What makes two documents revisions of one another: our own number, or a customer's name with its PO number."""
    if own := number_key(_text(order.job_order_no)):
        return own
    purchase_order, customer = number_key(_text(order.po_no)), number_key(_text(order.customer_name))
    return f"PO {purchase_order} {customer}" if purchase_order and customer else None


def shown_number(order: JobOrder) -> str | None:
    """The number people call this job order by: its own, else the purchase order's."""
    return _text(order.job_order_no) or _text(order.po_no)


def revised(order: JobOrder, record: OrderRecord, earlier: JobOrder, earlier_record: OrderRecord) -> JobOrder:
    """``order`` marked as the revision of ``earlier``, with the question whether that is meant."""
    changed = changed_cells(earlier, order)
    revision = Revision(record.letter, earlier_record.letter, _day(earlier_record.created_at), changed)
    return replace(
        order, revision=revision, issues=(*order.issues, Issue("", revision_question(record.number, revision)))
    )


def revision_question(number: str | None, revision: Revision) -> str:
    """What is asked about a later document of the same number."""
    day = revision.replaced_on
    if not revision.changed:
        return f"{number} came already on {day} with the same content: probably the same paper again. Keep only one."
    cells = "1 cell differs" if len(revision.changed) == 1 else f"{len(revision.changed)} cells differ"
    return f"{number} came already on {day} and {cells}: approve this one as revision {revision.letter}, or delete it."


def changed_cells(earlier: JobOrder, later: JobOrder) -> tuple[str, ...]:
    """The paths of cells whose printed value differs (``po_no``, ``doors[2].width_mm``; rows count from 0)."""
    before, after = dict(_cells(earlier)), dict(_cells(later))
    return tuple(path for path in after | before if before.get(path) != after.get(path))


def flagged_fields(order: JobOrder) -> Iterator[tuple[str, Field]]:
    """The path and the field of each cell that carries a doubt."""
    for path, value in _values(order):
        field = value.field if isinstance(value, Choice) else value
        if field.flagged:
            yield path, field


def _cells(order: JobOrder) -> Iterator[tuple[str, str]]:
    for path, value in _values(order):
        text = _printed(value) if isinstance(value, Choice) else _text(value)
        if text:
            yield path, text


def _values(order: JobOrder) -> Iterator[tuple[str, Field | Choice]]:
    for name in HEADER:
        if field := getattr(order, name):
            yield name, field
    tables: dict[str, tuple[DoorRow | FrameRow, ...]] = {"doors": order.doors, "frames": order.frames}
    for table, rows in tables.items():
        for number, row in enumerate(rows):
            for column in fields(row):
                if isinstance(value := getattr(row, column.name), Field | Choice):
                    yield f"{table}[{number}].{column.name}", value


def _printed(choice: Choice) -> str:
    return " ".join(part for part in (choice.option, choice.other, choice.blank) if part)


def _text(field: object) -> str | None:
    return str(field.value) if isinstance(field, Field) and field.value is not None else None


def _day(moment: datetime) -> str:
    return moment.astimezone().date().isoformat()
