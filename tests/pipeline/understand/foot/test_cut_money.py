"""Money that lost its first figures is completed where count, price and the document's sum prove it, and only there."""

from __future__ import annotations

import pytest

from pipeline.model import Box, Field, Invoice, LineItem, with_fields
from pipeline.understand.foot.cut_money import with_cut_money_completed

PLACE = Box(0.1, 0.1, 0.2, 0.2)


def read(name: str, value: str | int, confidence: float = 0.97) -> Field:
    return Field(name, str(value), value, confidence, 1, PLACE, "test")


def line(quantity: int, price: str, amount: str, confidence: float = 0.97) -> LineItem:
    door = LineItem(read("kind", "door"), read("description", "FLUSH DOOR"), 1, PLACE)
    money = {"unit_price": read("unit_price", price), "amount": read("amount", amount, confidence)}
    return with_fields(door, {"quantity": read("quantity", quantity), **money})


def second_of(sub_total: str, second: LineItem) -> tuple[str, str]:
    """Price and amount of the second of two lines, in a document with this sum."""
    document = Invoice((1,), sub_total=read("sub_total", sub_total), items=(line(4, "410.00", "1640.00"), second))
    found = with_cut_money_completed(document).items[1]
    assert found.unit_price is not None
    assert found.amount is not None
    return str(found.unit_price.value), str(found.amount.value)


def test_an_amount_gets_back_the_figures_that_all_else_proves() -> None:
    assert second_of("4100.00", line(6, "410.00", "460.00")) == ("410.00", "2460.00")


def test_so_does_a_price_whose_amount_the_sum_proves() -> None:
    assert second_of("8932.80", line(16, "5.80", "7292.80")) == ("455.80", "7292.80")


@pytest.mark.parametrize(
    ("sub_total", "second"),
    [
        ("4200.00", line(6, "410.00", "460.00")),  # the document's sum is another
        ("4100.00", line(6, "410.00", "2440.00")),  # another figure is wrong, so the count may be
        ("2100.00", line(6, "410.00", "460.00")),  # the sum bears out what was read
        ("4100.00", line(6, "410.00", "460.00", confidence=1.0)),  # a text layer lost nothing
    ],
)
def test_where_anything_speaks_against_it_a_person_is_asked(sub_total: str, second: LineItem) -> None:
    assert second_of(sub_total, second)[1] == str(second.amount.value if second.amount else "")
