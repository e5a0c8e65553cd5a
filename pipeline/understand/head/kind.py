"""A kind of document, and what was seen of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.understand.page.layout import Segment
from pipeline.understand.page.passage import Passage

PURCHASE_ORDER = "purchase_order"
QUOTATION = "quotation"
KIND_OF_NUMBER = {
    "number_invoice": "invoice", "number_proforma": "proforma", "number_quotation": QUOTATION,
    "number_delivery_order": "delivery_order", "number_cash_sale": "cash_sale",
}  # fmt: skip
"""The kind of document that each meaning of a label numbers; an order's number may be another's."""
TITLES_ABOVE = 0.6
"""Of the page's height: what a document is stands in its upper part."""
TITLE_HEIGHT = 1.3
"""Times the height of the words around it: larger type is a title's."""
WORDS_BEHIND = re.compile(
    r"\s+[-–—]\s+(?=[A-Za-z]{3,}(?:\W|$))|\s*:\s+(?=[A-Za-z]{3,}(?:\W|$))|\s+/\s+(?=[a-z]{3,}[a-z ]*\W*$)"
)
"""What parts a number from words that are none of it: ``PO/0098 - HOSPITAL ANNEXE``, ``4581 / please proceed``."""


@dataclass(frozen=True)
class Kind:
    """What the document calls itself, and where."""

    value: str
    segment: Segment
    passage: Passage
    certain: bool
