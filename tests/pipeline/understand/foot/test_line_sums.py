"""Whether quantity times price is the amount."""

from __future__ import annotations

import pytest

from pipeline.model import Field, LineItem, with_fields
from pipeline.understand.foot.line_sums import adds_up


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "discount", "right"),
    [
        ("3", "33.33", "100.00", None, True),  # a price of 33.333, rounded
        ("2", "5.00", "11.00", None, False),
        ("2", "5.00", "9.00", "1.00", True),
        ("-1", "50.00", "-50.00", None, True), ("1", "50.00", "-50.00", None, True),
        ("2", None, "10.00", None, None),
    ],
)  # fmt: skip
def test_a_line_adds_up_to_half_a_cent_a_piece(
    quantity: str, price: str | None, amount: str, discount: str | None, right: bool | None
) -> None:
    told = {"quantity": quantity, "unit_price": price, "amount": amount, "discount": discount}
    found = {name: Field(name, value, value, 1.0, 1, None, "test") for name, value in told.items() if value}
    item = LineItem(
        Field("kind", "door", "door", 1.0, 1, None, "test"), Field("d", "", "", 1.0, 1, None, "test"), 1, None
    )
    assert adds_up(with_fields(item, found)) is right
