"""Whether a line's quantity times its price is its amount."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model import LineItem
from pipeline.understand.grammar.numbers import number_of

HALF_CENT = Decimal("0.005")


def adds_up(item: LineItem) -> bool | None:
    """Whether the sum comes out, less a discount; None where one of the three is not known.

    A price rounded to the cent may be half a cent off for each piece. A negative line is a deduction: its price may be
    printed with or without the minus.
    """
    quantity, price, amount = (number_of(found) for found in (item.quantity, item.unit_price, item.amount))
    if quantity is None or price is None or amount is None:
        return None
    signed = quantity * price if amount >= 0 else -abs(quantity * price)
    less = number_of(item.discount) or Decimal()
    return abs(signed - less - amount) < HALF_CENT * (abs(quantity) + 1)
