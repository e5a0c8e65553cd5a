"""The kinds of documents, and what one calls itself."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Field
from pipeline.understand.page.layout import Segment
from pipeline.understand.page.passage import Passage

PURCHASE_ORDER = "purchase_order"
QUOTATION = "quotation"
SALES_ORDER = "sales_order"
"""What the seller calls the customer's order: ``kind_field`` says what it is of the kinds that the form knows."""
_KNOWN_AS = {SALES_ORDER: "proforma"}
KIND_OF_NUMBER = {
    "number_invoice": "invoice", "number_proforma": "proforma", "number_quotation": QUOTATION,
    "number_delivery_order": "delivery_order", "number_cash_sale": "cash_sale",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What the document calls itself, and where."""

    value: str
    segment: Segment
    passage: Passage
    certain: bool


def kind_field(kind: Kind | None) -> Field | None:
    """The kind as a field; one that only a number's label gave away is doubtful."""
    if kind is None:
        return None
    doubts = [] if kind.certain else ["the document does not say in a title what it is"]
    value = _KNOWN_AS.get(kind.value, kind.value)
    return kind.passage.field("kind", value, "title", certainty=1.0 if kind.certain else 0.7, doubts=doubts)
