"""Many job orders in one sheet for the production planner: a line a door or frame, as XLSX or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from outputs.words import choice_words, date_words, millimetre_words, words
from pipeline.model import DoorRow, Field, FrameRow, JobOrder

Entry = str | int
"""A cell of the sheet: a number stays a number, so that the planner can sum and sort."""

COLUMNS: tuple[tuple[str, int], ...] = (
    ("Job Order No", 18),
    ("State", 8),
    ("Revision", 9),
    ("Job Order Date", 14),
    ("Delivery Date", 14),
    ("Customer Name", 34),
    ("PO NO", 16),
    ("Page", 8),
    ("Item", 6),
    ("Quantity", 9),
    ("Width mm", 10),
    ("Height mm", 10),
    ("Laminate Code", 16),
    ("Location", 20),
    ("Door Thickness", 15),
    ("Door Type", 14),
    ("Door Core", 18),
    ("Edging", 14),
    ("Decorative Line", 16),
    ("Design Name", 20),
    ("Open Hole Type", 24),
    ("Frame Width", 14),
    ("Rebated", 10),
    ("Inner or Outer", 14),
    ("Frame Profile", 14),
    ("Drawing / Remark", 40),
)
"""The headings, in order, and how many letters wide each is in XLSX."""

_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Of the file's properties: a fixed one, so that the same orders give the same file."""


def planner_csv(job_orders: Iterable[JobOrder]) -> bytes:
    """The sheet as CSV in UTF-8, with the mark by which Excel knows it; no entry is taken for a formula."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(heading for heading, _ in COLUMNS)
    for line in planner_lines(job_orders):
        sheet.writerow(_no_formula(line[heading]) for heading, _ in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def planner_xlsx(job_orders: Iterable[JobOrder]) -> bytes:
    """The sheet as XLSX: headings fixed and filterable, words as words, numbers as numbers."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Job orders", "created": _WRITTEN})
        sheet = book.add_worksheet("Job orders")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        last = 0
        for last, line in enumerate(planner_lines(job_orders), 1):
            for column, (heading, _) in enumerate(COLUMNS):
                _write(sheet, last, column, line[heading])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return file.getvalue()


def planner_lines(job_orders: Iterable[JobOrder]) -> Iterator[dict[str, Entry]]:
    """The lines of the sheet by heading: each order's doors, then its frames."""
    for job_order in job_orders:
        head = _head(job_order)
        for door in job_order.doors:
            yield {**head, "Page": "DOOR", **_shared(door), **_door(door)}
        for frame in job_order.frames:
            yield {**head, "Page": "FRAME", **_shared(frame), **_frame(frame)}


def _head(job_order: JobOrder) -> dict[str, Entry]:
    empty: dict[str, Entry] = {heading: "" for heading, _ in COLUMNS}
    return {
        **empty,
        "Job Order No": words(job_order.job_order_no),
        "State": "DRAFT" if job_order.draft else "final",
        "Revision": job_order.revision.letter if job_order.revision else "",
        "Job Order Date": date_words(job_order.job_order_date),
        "Delivery Date": date_words(job_order.delivery_date),
        "Customer Name": words(job_order.customer_name),
        "PO NO": words(job_order.po_no),
    }


def _shared(row: DoorRow | FrameRow) -> dict[str, Entry]:
    return {
        "Item": row.item,
        "Quantity": _number(row.quantity),
        "Width mm": _number(row.width_mm),
        "Height mm": _number(row.height_mm),
        "Laminate Code": words(row.laminate_code),
        "Location": words(row.location),
        "Drawing / Remark": words(row.remark),
    }


def _door(row: DoorRow) -> dict[str, Entry]:
    return {
        "Door Thickness": choice_words(row.door_thickness),
        "Door Type": choice_words(row.door_type),
        "Door Core": choice_words(row.door_core),
        "Edging": choice_words(row.edging),
        "Decorative Line": choice_words(row.decorative_line),
        "Design Name": words(row.design_name),
        "Open Hole Type": words(row.open_hole_type),
    }


def _frame(row: FrameRow) -> dict[str, Entry]:
    return {
        "Frame Width": millimetre_words(row.frame_width),
        "Rebated": millimetre_words(row.rebated),
        "Inner or Outer": choice_words(row.inner_or_outer),
        "Frame Profile": words(row.frame_profile),
    }


def _number(found: Field | None) -> Entry:
    return found.value if found is not None and isinstance(found.value, int) else words(found)


def _no_formula(entry: Entry) -> Entry:
    """An apostrophe before what a spreadsheet would run (OWASP, CSV injection)."""
    if isinstance(entry, str) and entry.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{entry}"
    return entry


def _write(sheet: xlsxwriter.workbook.Worksheet, line: int, column: int, entry: Entry) -> None:
    if isinstance(entry, int):
        sheet.write_number(line, column, entry)
    else:
        sheet.write_string(line, column, entry)
