"""A frame or a door, where a stock list sets the noun first."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in, value

_LINE = """
    Item   Material   Description                  Qty   Price    Amount
    10     4100288    {:<26}   3     120.00   360.00
                      SIZE 810(W) x 2150(H)
                      {}
    20     4100301    DOOR LEAF LAMINATED          2     300.00   600.00
                      SIZE 900(W) x 2100(H)
                      CORE HONEYCOMB
"""


@pytest.mark.parametrize(
    ("name", "detail", "kind"),
    [
        ("FRAME DOOR LAMINATED", "REBATE 45MM", "frame"),
        ("FRAME DOOR", "PROFILE W2", "frame"),
        ("FRAME DOOR LAMINATED", "CORE HONEYCOMB", "door"),
        ("STEEL FRAME DOOR", "CORE HONEYCOMB", "door"),
    ],
)
def test_a_frame_named_before_its_door_is_what_its_own_details_say(name: str, detail: str, kind: str) -> None:
    first = invoice_in(TOP + _LINE.format(name, detail)).items[0]
    assert value(first, "kind") == kind
    assert not first.kind.doubts


def test_a_frame_named_before_its_door_asks_where_no_detail_says_which_of_the_two_it_is() -> None:
    first = invoice_in(TOP + _LINE.format("FRAME DOOR LAMINATED", "LAMINATE KX 2970")).items[0]
    assert first.kind.doubts
