"""Item tables beside each other are read one after the other, each line of its own table."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value

DOORS_AND_FRAMES = """
    DOORS                                         FRAMES
    No   Size          Laminate   Qty             No   Size          Profile    Qty
    1    900 x 2100    6S-A057    4               1    950 x 2150    CH2        5
    2    800 x 2100    6S-A058    2               2    850 x 2150    CH2        6
    3    700 x 2100    6S-A059    1
"""
ONE_LIST = """
    No   Description    Size          Qty   Amount      No   Description    Size          Qty   Amount
    1    Flush door     900 x 2100    4     400.00      4    Door frame     950 x 2150    4     400.00
         Laminate 6S-A057                                    Laminate 6S-A058,
    2    Flush door     800 x 2100    2     200.00           outer
    3    Flush door     700 x 2100    1     100.00      5    Flush door     850 x 2150    2     200.00
                                                                            Total               1,300.00
    Terms: 30 days. Goods sold are not returnable or refundable in any case at all, thank you very much.
"""


def test_doors_at_the_left_and_frames_at_the_right_are_two_tables_with_their_names() -> None:
    invoice = invoice_in(TOP + DOORS_AND_FRAMES)
    assert column(invoice, "kind") == ["door", "door", "door", "frame", "frame"]
    assert column(invoice, "quantity") == [4, 2, 1, 5, 6]
    assert column(invoice, "width_mm") == [900, 800, 700, 950, 850]
    assert column(invoice, "frame_profile") == [None, None, None, "CH2", "CH2"]
    assert not any(item.kind.doubts for item in invoice.items)


def test_a_list_set_in_two_columns_is_one_list() -> None:
    invoice = invoice_in(TOP + ONE_LIST)
    assert column(invoice, "width_mm") == [900, 800, 700, 950, 850]
    assert column(invoice, "laminate_code") == ["6S-A057", None, None, "6S-A058", None]
    assert (value(invoice.items[3], "inner_outer"), value(invoice, "total")) == ("outer", "1300.00")
