"""What stands over lettered lines holds for each of them and is no item of its own."""

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_lettered_lines_are_the_goods_and_the_numbered_line_over_them_says_how_they_are_made() -> None:
    invoice = invoice_in(TOP + """
    No   Description                                          Qty   Price    Amount
    1    Laminated flush door 43mm, 6S-A057, honeycomb core
         (a) S/L door 900 x 2100                              4     200.00   800.00
         (b) S/L door 800 x 2100                              3     200.00   600.00
    2    Laminated frame 130~150mm, 6S-145:
         (a) 960 x 2130                                       4     100.00   400.00
    """)  # fmt: skip
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "width_mm") == [900, 800, 960]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057", "6S-145"]
    assert column(invoice, "thickness_mm") == [43, 43, None]
    assert column(invoice, "frame_width") == [None, None, "130~150mm"]


def test_a_door_with_its_hardware_in_lettered_lines_stays_an_item() -> None:
    invoice = invoice_in(TOP + """
    No   Description                                          Qty   Price    Amount
    1    Laminated flush door 43mm, 6S-A057, honeycomb core
         (a) hinges                                           12    5.00     60.00
    2    S/L door 43mm 800 x 2100, 6S-145                     3     200.00   600.00
    """)  # fmt: skip
    assert column(invoice, "kind") == ["door", "other", "door"]
