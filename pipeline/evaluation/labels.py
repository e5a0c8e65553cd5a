"""Labels: what a person says stands on a document, in the shape that ``sendora extract`` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Truth = Mapping[str, object]
"""Values by field name; null is not on the page, a name that is not there was not labelled and is not measured."""

HEADER = (
    "kind", "job_order_no", "date", "po_no", "delivery_date", "due_date", "customer_name", "supplier_name",
    "measure_by", "currency", "sub_total", "tax_total", "total",
)  # fmt: skip
ITEM = (
    "kind", "quantity", "unit", "laminate_code", "thickness_mm", "width_mm", "height_mm", "location", "door_type",
    "door_core", "edging", "decorative_line", "design_name", "open_hole_type", "frame_width", "rebate_mm",
    "inner_outer", "frame_profile", "remark", "unit_price", "amount",
)  # fmt: skip
"""A line's fields that are measured; its description serves to find the line and is worded too freely to count."""


class LabelsInvalid(Exception):
    """A label file cannot be used; ``str(error)`` says which, why, and what to do."""


@dataclass(frozen=True)
class Labelled:
    """A file and its truth; ``case`` is the label file's name without its ending.

    ``mode`` (how the file came about) and ``layout`` group the figures, when they are given.
    """

    case: str
    file: str
    documents: tuple[Truth, ...]
    mode: str = ""
    layout: str = ""


def labelled(name: str, content: object) -> Labelled | None:
    """The label of one JSON file called ``name``; None for JSON that is no label or says nothing of any field.

    The truth of the documents stands in ``documents``; a file with one document may have its fields at the top instead.
    Raises LabelsInvalid.
    """
    if not isinstance(content, Mapping) or "file" not in content:
        return None
    flat = {key: content[key] for key in (*HEADER, "items") if key in content}
    documents = content.get("documents", [flat] if flat else [])
    if not isinstance(documents, list) or not all(_is_document(document) for document in documents):
        raise LabelsInvalid(
            f"{name}: documents must be a list of objects, each with its lines as a list of objects under items. "
            "docs/evaluate.md shows one."
        )
    if not documents:
        return None
    mode, layout = (str(content.get(key) or "") for key in ("mode", "layout"))
    return Labelled(name, str(content["file"]), tuple(documents), mode, layout)


def items_of(document: Truth) -> Sequence[Truth]:
    """The labelled lines of a document."""
    items = document.get("items")
    return items if isinstance(items, list) else ()


def labelled_item_fields(document: Truth) -> tuple[str, ...]:
    """The fields of lines that are measured in this document: those that any of its lines has a label for."""
    named = {name for item in items_of(document) for name in item}
    return tuple(name for name in ITEM if name in named)


def _is_document(document: object) -> bool:
    if not isinstance(document, Mapping):
        return False
    items = document.get("items") or []
    return isinstance(items, list) and all(isinstance(item, Mapping) for item in items)
