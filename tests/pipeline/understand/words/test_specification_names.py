"""``Spec:`` begins what an item says of itself; what is said of other goods than its own is asked about."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found, specified, unknown
from tests.pipeline.understand.laid_out import TOP, invoice_in


@pytest.mark.parametrize(
    "text",
    [
        "Flush door 900 x 2100\nFrame spec: laminate 6S-145",
        "Flush door with frame 900 x 2100\nSpek bingkai: laminate 6S-145",
        "Bingkai pintu 900 x 2100\nDoor spec: laminate 6S-145",
    ],
)
def test_what_is_specified_for_the_other_goods_is_asked_about(text: str) -> None:
    assert specified(text).fields["laminate_code"].doubts


@pytest.mark.parametrize("head", ["Spec", "Door spec", "Leaf specification"])
def test_the_name_of_its_own_specification_says_nothing_more(head: str) -> None:
    text = f"Flush door 900 x 2100\n{head}: laminate 6S-145"
    assert (unknown(text), found(text)["laminate_code"]) == ([], "6S-145")
    assert not specified(text).fields["laminate_code"].doubts


def test_a_door_with_its_frame_does_not_get_the_frame_s_laminate_unasked() -> None:
    table = """
    No   Description                        Size            Qty     Price      Amount
    1    Flush door with frame              900 x 2100      2       450.00     900.00
         Door spec: honeycomb, ABS edging
         Frame spec: laminate 6S-145
    """
    (door,) = invoice_in(TOP + table).items
    assert door.laminate_code
    assert door.laminate_code.doubts
    assert door.door_core
    assert door.door_core.value == "honeycomb"
