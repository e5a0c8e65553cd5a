"""Money that lost its first figures is left blank where count, price and the document's sum prove it, only there."""

from __future__ import annotations

import pytest

from pipeline.model import Box, Field, Invoice, LineItem, with_fields
from pipeline.understand.foot.cut_money import without_cut_money

PLACE = Box(0.1, 0.1, 0.2, 0.2)


def read(name: str, value: str | int, confidence: float = 0.97) -> Field:
    return Field(name, str(value), value, confidence, 1, PLACE, "test")


def line(quantity: int, price: str, amount: str, confidence: float = 0.97) -> LineItem:
    door = LineItem(read("kind", "door"), read("description", "FLUSH DOOR"), 1, PLACE)
    money = {"unit_price": read("unit_price", price), "amount": read("amount", amount, confidence)}
    return with_fields(door, {"quantity": read("quantity", quantity), **money})


def second_of(sub_total: str, second: LineItem) -> tuple[object, object]:
    """Price and amount of the second of two lines, in a document with this sum; None where it is left blank."""
    document = Invoice((1,), sub_total=read("sub_total", sub_total), items=(line(4, "410.00", "1640.00"), second))
    found = without_cut_money(document).items[1]
    return found.unit_price and found.unit_price.value, found.amount and found.amount.value


def test_an_amount_that_all_else_proves_cut_is_blank_and_nothing_is_written_in() -> None:
    assert second_of("4100.00", line(6, "410.00", "460.00")) == ("410.00", None)


def test_so_is_a_price_whose_amount_the_sum_proves() -> None:
    assert second_of("8932.80", line(16, "5.80", "7292.80")) == (None, "7292.80")


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
    assert second.amount is not None
    assert second_of(sub_total, second)[1] == second.amount.value
