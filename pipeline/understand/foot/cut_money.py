"""Money of which a scan lost the first figures: ``460.00`` of ``2,460.00``, under a stamp or where a fold runs.

It is left blank, and the count that it speaks against is not asked about, only where everything else proves it cut: the
line's count and price make an amount that ends as it was read, and with that amount the lines add up to the document's
own sum to the cent. Likewise a price, where the line's amount is proved by the sum and shared among the pieces gives a
price that ends as it was read. What was lost is not written in: it does not stand where the figures were read.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model import Field, Invoice, LineItem
from pipeline.understand.foot.line_sums import adds_up
from pipeline.understand.grammar.numbers import number_of

_CENT = Decimal("0.01")


def without_cut_money(invoice: Invoice) -> Invoice:
    """``invoice`` without the amount or price of its one line that does not add up, where its beginning is lost."""
    odd = [place for place, item in enumerate(invoice.items) if adds_up(item) is False and not item.discount]
    amounts = [number_of(item.amount) for item in invoice.items]
    target = number_of(invoice.sub_total or invoice.total)
    if len(odd) != 1 or target is None or None in amounts:
        return invoice
    more = target - sum((amount for amount in amounts if amount is not None), Decimal())
    items = tuple(_without_cut(item, more) if place == odd[0] else item for place, item in enumerate(invoice.items))
    return replace(invoice, items=items)


def _without_cut(item: LineItem, more: Decimal) -> LineItem:
    """``item`` without what is proved cut, when the document's sum is ``more`` than the amounts that were read."""
    quantity, price, amount = (number_of(found) for found in (item.quantity, item.unit_price, item.amount))
    if not quantity or price is None or amount is None or item.unit_price is None or item.amount is None:
        return item
    if more and amount + more == quantity * price and _is_end_of(item.amount, amount, amount + more):
        return replace(item, amount=None)
    whole = amount / quantity
    if not more and whole == whole.quantize(_CENT) and _is_end_of(item.unit_price, price, whole):
        return replace(item, unit_price=None)
    return item


def _is_end_of(found: Field, read: Decimal, whole: Decimal) -> bool:
    """Whether ``whole`` ends as it was ``read``; what a text layer holds was not read and has lost nothing."""
    return found.confidence < 1 and 0 < read < whole and f"{whole:.2f}".endswith(f"{read:.2f}")
