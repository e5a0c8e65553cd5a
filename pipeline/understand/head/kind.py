"""The kind that a document is found to be, and what is known of kinds wherever one is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.understand.page.layout import Segment
from pipeline.understand.page.passage import Passage

PURCHASE_ORDER = "purchase_order"
WORDS_BEHIND = re.compile(r"\s+[-–—]\s+(?=[A-Za-z]{3,}(?:\W|$))|\s+/\s+(?=[a-z]{3,}[a-z ]*\W*$)")
"""What parts a number from words that are none of it: ``PO/0098 - HOSPITAL ANNEXE``, ``4581 / please proceed``."""
ONE_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9./#-]+", re.IGNORECASE)
TITLES_ABOVE = 0.6
"""Of the page's height: no title stands below."""
KIND_OF_NUMBER = {
    "number_invoice": "invoice", "number_proforma": "proforma", "number_quotation": "quotation",
    "number_delivery_order": "delivery_order", "number_cash_sale": "cash_sale",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What the document calls itself, and where."""

    value: str
    segment: Segment
    passage: Passage
    certain: bool
