"""Terms below the goods: they speak of doors and sizes, and sell none."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

PARAGRAPHS = """
    1. LAMINATED DOOR, 3FT X 7FT, LAMINATE 6S-A057
       Qty: 4 nos @ RM 320.00 = RM 1,280.00

    2. DOOR FRAME, 3FT X 7FT
       Qty: 2 sets @ RM 100.00 = RM 200.00
"""
TERMS = """
    Terms: 1. Doors once laminated are not returnable. 2. A size such as 900 x 2100mm is nominal.
    1) Price is based on door size up to 900 x 2100mm. 2) Lockset by others.
"""


def test_sizes_in_the_terms_below_the_sum_are_no_doors_and_no_questions() -> None:
    invoice = invoice_in(TOP + PARAGRAPHS + "\n    Grand Total RM 1,480.00\n" + TERMS)
    assert column(invoice, "kind") == ["door", "frame"]
    assert not invoice.doubts


def test_goods_that_are_counted_below_a_sum_are_goods() -> None:
    invoice = invoice_in(
        TOP
        + PARAGRAPHS.replace(" = RM", "  RM")
        + "\n    Sub Total RM 1,480.00\n\n    3. FLUSH DOOR, 2FT X 7FT\n       Qty: 3 nos @ RM 90.00  RM 270.00\n"
        + "\n    Grand Total RM 1,750.00\n"
        + TERMS
    )
    assert column(invoice, "kind") == ["door", "frame", "door"]


def test_what_closes_an_order_without_prices_begins_its_terms() -> None:
    order = PARAGRAPHS.replace(" @ RM 320.00 = RM 1,280.00", "").replace(" @ RM 100.00 = RM 200.00", "")
    invoice = invoice_in(TOP + order + "\n    This is a computer generated order.\n" + TERMS)
    assert column(invoice, "kind") == ["door", "frame"]
    assert not invoice.doubts
