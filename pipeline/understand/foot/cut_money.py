"""Money of which a scan lost the first figures: ``460.00`` of ``2,460.00``, under a stamp or where a fold runs.

It is completed only where everything else proves it: the line's count and price make an amount that ends as it was
read, and with that amount the lines add up to the document's own sum to the cent. Likewise a price, where the line's
amount is proved by the sum and shared among the pieces gives a price that ends as it was read.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model import Field, Invoice, LineItem
from pipeline.understand.foot.line_sums import adds_up
from pipeline.understand.grammar.numbers import number_of

_CENT = Decimal("0.01")


def with_cut_money_completed(invoice: Invoice) -> Invoice:
    """``invoice`` with the amount or price of its one line that does not add up, where only its beginning is lost."""
    odd = [place for place, item in enumerate(invoice.items) if adds_up(item) is False and not item.discount]
    amounts = [number_of(item.amount) for item in invoice.items]
    target = number_of(invoice.sub_total or invoice.total)
    if len(odd) != 1 or target is None or None in amounts:
        return invoice
    more = target - sum((amount for amount in amounts if amount is not None), Decimal())
    items = tuple(_completed(item, more) if place == odd[0] else item for place, item in enumerate(invoice.items))
    return replace(invoice, items=items)


def _completed(item: LineItem, more: Decimal) -> LineItem:
    """``item`` put right, when the document's sum is ``more`` than the amounts that were read."""
    quantity, price, amount = (number_of(found) for found in (item.quantity, item.unit_price, item.amount))
    if not quantity or price is None or amount is None or item.unit_price is None or item.amount is None:
        return item
    if more and amount + more == quantity * price and _is_end_of(amount, amount + more):
        return replace(item, amount=_with_beginning(item.amount, amount + more))
    whole = amount / quantity
    if not more and whole == whole.quantize(_CENT) and _is_end_of(price, whole):
        return replace(item, unit_price=_with_beginning(item.unit_price, whole))
    return item


def _is_end_of(read: Decimal, whole: Decimal) -> bool:
    return 0 < read < whole and f"{whole:.2f}".endswith(f"{read:.2f}")


def _with_beginning(found: Field, whole: Decimal) -> Field:
    """``found`` with its whole value; what a text layer holds was not read and has lost nothing."""
    return found if found.confidence >= 1 else replace(found, value=f"{whole:.2f}", rule="the other sums")
