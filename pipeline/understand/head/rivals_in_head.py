"""Which of several labelled numbers and dates of a head is the document's own: not that of the order it answers.

``Quotation Date`` on a proforma tells when that was quoted, ``Printed`` when it was printed.
"""

from __future__ import annotations

import re

from pipeline.model import Field

_NAMES = {
    "quotation": re.compile(r"quot|sebutharga"),
    "purchase_order": re.compile(r"^l?po(?=date|dt|tarikh|$)|(?:tarikh|date|tkh)l?po$|purchase|pesanan"),
    "delivery_order": re.compile(r"^do(?=date|dt|$)|(?:tarikh|date|tkh)do$|deliveryorder|penghantaran"),
    "proforma": re.compile(r"proforma"),
    "invoice": re.compile(r"inv|bil"),
}
_LIKE = {"tax_invoice": "invoice", "cash_sale": "invoice"}
_OF_THE_DOCUMENT = re.compile(r"^(?:doc|document|dokumen)(?:no|number|num|#|id)$|^no(?:mbor)?dokumen$")
_ORDERED = re.compile(r"^order(?:date|dt|ed|placed)")  # the customer's day, but on an order
_OF_ORDERS = frozenset({"purchase_order", "sales_order"})
_PRINTED = re.compile(r"print|cetak")
_NUMBERED = re.compile(r"(?:no|nos|number|num|nombor|id|#|ref|reference)$|^(?:no|nombor|ruj|rujukan|kod)")
OTHER_S = "the label names another document: is this one's the same?"


def names_another(phrase: str, kind: str | None) -> bool:
    """Whether a date's label names a document of another kind than this one, or the day when it was printed."""
    if kind is None:
        return False
    named = {name for name, words in _NAMES.items() if words.search(phrase)}
    ordered = kind not in _OF_ORDERS and _ORDERED.match(phrase)
    return bool(_PRINTED.search(phrase) or ordered) or (bool(named) and _LIKE.get(kind, kind) not in named)


def is_another_s(phrase: str, kind: str | None) -> bool:
    """Whether such a label is doubtful where it is the only one; packages print ``Inv Date`` on any of their forms.

    A shop's ``Order Date`` is its invoice's where no other is told.
    """
    usual = _NAMES["invoice"].search(phrase) or _ORDERED.match(phrase)
    return names_another(phrase, kind) and not usual


def how_telling(phrase: str) -> int:
    """How surely a label asks for the document's own number: ``Invoice`` may stand over anything of one.

    ``Ref`` may be the customer's where ``Doc No`` stands as well.
    """
    return bool(_NUMBERED.search(phrase)) + bool(_OF_THE_DOCUMENT.search(phrase))


def against(found: Field, others: list[Field]) -> Field:
    """``found`` with a doubt where as good a label says otherwise."""
    rival = next((other for other in others if other.value != found.value), None)
    return found.doubted(f"elsewhere “{rival.raw}” stands behind such a label") if rival else found
