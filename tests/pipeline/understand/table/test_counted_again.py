"""What was delivered of a line, or is still to come, is asked about where it is not all of it."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in


@pytest.mark.parametrize(("delivered", "balance", "asked"), [(10, 0, False), (6, 4, True), ("-", "-", False)])
def test_a_line_that_counts_otherwise_is_asked_about(delivered: object, balance: object, asked: bool) -> None:
    (door,) = invoice_in(
        f"""
    # SENDORA GROUP SDN BHD
                          DELIVERY ORDER
    Customer : SERI CONTOH FURNITURE         DO No : D-88120

    No  Description               UOM     Ordered   Delivered   Balance
    1   DOOR 43MM 900 x 2100      PCS     10        {delivered:<8}    {balance}
    """
    ).items
    assert door.quantity
    assert door.quantity.value == 10
    assert bool(door.other_words and door.other_words.doubts) is asked


def test_goods_delivered_are_the_goods_and_no_count_of_them() -> None:
    (door,) = invoice_in(
        """
    # SENDORA GROUP SDN BHD
                          DELIVERY ORDER
    Customer : SERI CONTOH FURNITURE         DO No : D-88120

    Qty   Unit   Size           Goods Delivered
    2     SET    926 x 2400     FLUSH DOOR; Lam. 7H-C098; Lock hole: DIGITAL LOCK HOLE
    """
    ).items
    assert door.open_hole_type
    assert door.open_hole_type.value == "DIGITAL LOCK HOLE"
    assert not door.other_words
