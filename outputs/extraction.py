"""What was read from a document as JSON for scripts: every value with its confidence, and flagged when in doubt.

The shape: ``{"case", "documents": [{header fields…, "items": [{…}]}]}``. A value that is not on the page is null; one
whose place is known but whose value is not is ``{"value": null, "confidence", "flagged": true}``. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.errors import Refused
from pipeline.model import Field, Invoice, ItemKind, LineItem

HEADER = (
    "kind",
    "job_order_no",
    "date",
    "po_no",
    "delivery_date",
    "due_date",
    "customer_name",
    "supplier_name",
    "measure_by",
    "currency",
    "sub_total",
    "tax_total",
    "total",
)
ITEM = (
    "kind",
    "description",
    "quantity",
    "unit",
    "laminate_code",
    "thickness_mm",
    "width_mm",
    "height_mm",
    "location",
    "door_type",
    "door_core",
    "edging",
    "decorative_line",
    "decorative_line_count",
    "design_name",
    "open_hole_type",
    "frame_width",
    "rebate_mm",
    "inner_outer",
    "frame_profile",
    "remark",
    "other_words",
    "unit_price",
    "amount",
)
NUMBERS = frozenset(
    {
        "quantity",
        "thickness_mm",
        "width_mm",
        "height_mm",
        "rebate_mm",
        "decorative_line_count",
        "unit_price",
        "amount",
        "sub_total",
        "tax_total",
        "total",
    }
)
"""Values that are JSON numbers; all others are text."""

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

Json = dict[str, object]


def extraction(case: str, invoices: Sequence[Invoice], questions: Sequence[Sequence[str]]) -> Json:
    """The documents of one file. ``questions`` are, for each, the sentences that concern the document as a whole."""
    report: Json = {
        "case": case,
        "documents": [_document(i, asked) for i, asked in zip(invoices, questions, strict=True)],
    }
    if asked := [question for document in questions for question in document]:
        report["needs_review"] = asked
    return report


def refusal(case: str, error: Refused) -> Json:
    """A file that was refused, and why."""
    return {"case": case, "rejected": {"code": error.code, "reason": error.reason}}


def _document(invoice: Invoice, asked: Sequence[str]) -> Json:
    header = {name: _value(name, getattr(invoice, name)) for name in HEADER}
    flagged = {"flagged": True} if asked else {}
    return header | flagged | {"items": [_item(item) for item in invoice.items]}


def _item(item: LineItem) -> Json:
    values: Json = {name: _value(name, getattr(item, name)) for name in ITEM}
    return values | ({"flagged": True} if _is_doubtful(item) else {})


def _is_doubtful(item: LineItem) -> bool:
    """Whether a line is flagged as a whole.

    Words that nobody knows may belong to any of its fields. A line that may be another thing, or a door without count
    or size, may have been cut wrongly: then none of its values need be its own.
    """
    words = item.other_words is not None and item.other_words.flagged
    needed = (item.quantity, item.width_mm, item.height_mm) if item.kind.value != ItemKind.OTHER else ()
    return words or item.kind.flagged or any(field is None or field.value is None for field in needed)


def _value(name: str, field: Field | None) -> Json | None:
    if field is None:
        return None
    value: object = field.value
    flagged = field.flagged or value is None
    if value is not None and name in NUMBERS:
        value = _number(value)
    return {"value": value, "confidence": round(field.confidence, 4), "flagged": flagged}


def _number(value: object) -> object:
    """A JSON number; text that is none stays text, so that nothing read is lost."""
    if not _PLAIN.fullmatch(str(value)):  # what Python alone takes for one: NaN, Infinity, 1_000, 1e9
        return value
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)
