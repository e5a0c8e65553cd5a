"""Whether the lines' amounts hold their tax: ``3 x 200.00`` is ``660.00`` where 10 % of tax stands in the line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Invoice, LineItem
from pipeline.understand.foot.line_sums import HALF_CENT
from pipeline.understand.grammar.numbers import is_rounded, number_of

_MOST_OFF = 3 * HALF_CENT  # a line's tax is rounded, and so is the document's tax that tells the rate
_HIGHEST = Decimal("1.3")
"""Of what is before tax; service and sales tax are 5 to 10 %, and no value-added tax in Europe is above 27 %."""


def hold_tax(invoice: Invoice) -> bool:
    """Whether counts times prices come to the printed sum before tax, the amounts to the total, at one rate for all.

    Then every count is proven twice: by its own line, and by the sum that all of them make.
    """
    before, total = _before_tax(invoice), number_of(invoice.total)
    lines = _lines(invoice.items)
    if not lines or before is None or total is None or not 0 < before < total < before * _HIGHEST:
        return False
    net, gross = (sum(side, Decimal()) for side in zip(*lines, strict=True))
    summed = abs(net - before) < HALF_CENT * (len(lines) + 1) and is_rounded(total, gross)
    return summed and all(abs(own * gross / net - amount) <= _MOST_OFF for own, amount in lines)


def _before_tax(invoice: Invoice) -> Decimal | None:
    """The printed sub-total, or what the total is without the printed tax."""
    printed = number_of(invoice.sub_total)
    total, tax = number_of(invoice.total), number_of(invoice.tax_total)
    return total - tax if printed is None and total is not None and tax is not None else printed


def _lines(items: Sequence[LineItem]) -> list[tuple[Decimal, Decimal]]:
    """What each line's count and price come to, less its discount, and its amount; empty where one is not known."""
    found = []
    for item in items:
        quantity, price, amount = (number_of(each) for each in (item.quantity, item.unit_price, item.amount))
        if quantity is None or price is None or amount is None:
            return []
        found.append((quantity * price - (number_of(item.discount) or Decimal()), amount))
    return found
