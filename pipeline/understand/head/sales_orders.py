"""Our own papers that are no invoice yet and no quotation any more: sales orders and order confirmations.

They answer a customer's order under a number of ours, as a proforma does; so they are one. Another firm's sales order
is none of the kinds known, and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, SALES_ORDER, Kind
from pipeline.understand.head.label_text import names_a_number
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letterhead import is_our_paper
from pipeline.understand.head.party_names import is_ours
from pipeline.understand.page.layout import Sheet
from pipeline.understand.words.vocabulary import Vocabulary

_THE_OTHER_S = re.compile(r"cust|client|buyer|your|pelanggan|pembeli|tuan|anda|(?:^|l)po|purchase|belian")


def as_issued(kind: Kind | None, sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """``kind`` as the one who issued the document tells it, whose first page is ``sheet``.

    ``Order # S00124`` in large type on our paper is our sales order, on another's an order. What only its number's
    label says is sure on our paper where no other number stands and somebody is billed.
    """
    if kind is None or (kind.certain and kind.value not in (SALES_ORDER, PURCHASE_ORDER)):
        return kind
    ours = _is_ours(sheet, labels, vocabulary)
    if kind.value == SALES_ORDER:
        return kind if ours else None
    if kind.value == PURCHASE_ORDER:
        own = (label for label in labels if label.inline and label.segment.ink[0] is kind.segment.ink[0])
        named = next(own, None)
        return replace(kind, value=SALES_ORDER) if ours and named and is_own_order(named.phrase) else kind
    return replace(kind, certain=True) if ours and _is_only_number(labels) else kind


def is_own_order(phrase: str) -> bool:
    """Whether the label of an order's number says nothing of the other side: ``Order No``, not ``Your order no``."""
    return not _THE_OTHER_S.search(squeeze(phrase))


def _is_ours(sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> bool:
    """Whether we issued the document: our name heads it, and nobody writes to us."""
    if any("vendor" in label.meanings and is_ours(label.line.text, vocabulary) for label in labels):
        return False
    return is_our_paper(sheet, vocabulary) is True


def _is_only_number(labels: Sequence[Label]) -> bool:
    own = [label for label in labels if names_a_number(label.meanings) and "po_no" not in label.meanings]
    return len(own) == 1 and any("customer_name" in label.meanings for label in labels)
