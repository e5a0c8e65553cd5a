"""Which kind a document is of: by its title, by a letter's subject, by the number that a label names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.understand.head.document_kinds import KIND_OF_NUMBER, PURCHASE_ORDER, Kind
from pipeline.understand.head.document_titles import TITLE_HEIGHT, title_among, titles_of, usual_height
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letter_subjects import about_an_order, letters_of_order, subjects_of
from pipeline.understand.head.letters import asked_of_us
from pipeline.understand.page.layout import Sheet
from pipeline.understand.words.vocabulary import Vocabulary

_NEVER_ON_ORDERS = frozenset({"number_invoice", "number_cash_sale", "number_delivery_order"})
"""Numbers of the seller's own papers, which come after the order; their head may name the vendor and the order."""


def kind_of(sheets: Sequence[Sheet], labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """The document's kind by its title: the largest text that is nothing but a kind's name, high on the first page."""
    if not sheets:
        return None
    first = sheets[0]
    if titles := titles_of(first, lambda: labels, vocabulary):
        return title_among(titles)
    subject = next(chain(subjects_of(first, vocabulary), letters_of_order(first, vocabulary)), None)
    told = subject or about_an_order(first, labels, vocabulary) or asked_of_us(first, labels, vocabulary)
    return told or _kind_by_number(labels, usual_height(first))


def _kind_by_number(labels: Sequence[Label], usual: float) -> Kind | None:
    """The kind whose number a label names; certain where it is set larger than the page's ``usual`` words (points)."""
    named = frozenset(meaning for label in labels for meaning in label.meanings)
    if any(label.meanings == {"vendor"} for label in labels) and named.isdisjoint(_NEVER_ON_ORDERS):
        orders = (label for label in labels if label.meanings == {"po_no"})
        order = next(orders, None)
        if order:
            return Kind(PURCHASE_ORDER, order.segment, order.segment.passage, certain=False)
    for label in labels:
        large = label.segment.ink[0].height > TITLE_HEIGHT * usual
        kinds = {KIND_OF_NUMBER[m] for m in label.meanings if m in KIND_OF_NUMBER}
        # Another's order number is never set as a title is.
        kinds |= {PURCHASE_ORDER} if large and label.meanings == {"po_no"} and len(label.line.segments) == 1 else set()
        if len(kinds) == 1 and label.inline is not None:
            return Kind(kinds.pop(), label.segment, label.segment.passage, certain=large)
    return None
