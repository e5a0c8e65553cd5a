"""What stands at the top of a page without a heading may be the rest of the item before."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

FIRST = f"""{TOP}
    1.  SINGLE LEAF FLUSH DOOR            Quantity: 4 NOS
        34 in x 82 in                     Unit Rate: RM 622.50
        38MM THK                          Amt: RM 2,490.00
        LAMINATE M-83.25
    2.  SINGLE LEAF FLUSH DOOR            Quantity: 2 NOS
        28 in x 81 in                     Unit Rate: RM 500.00
        43MM THK                          Amt: RM 1,000.00
        LAMINATE M-62.52
"""


def test_labelled_lines_at_the_top_of_the_next_page_go_on_with_the_last_item() -> None:
    second = """
        LOCATION: KITCHEN
        REMARK: C/W LOUVRE AT BOTTOM
    3.  SINGLE LEAF FLUSH DOOR            Quantity: 1 NOS
        26 in x 81 in                     Unit Rate: RM 500.00
        43MM THK                          Amt: RM 500.00
    """
    invoice = invoice_in(FIRST, second)
    assert column(invoice, "location") == [None, "KITCHEN", None]
    assert column(invoice, "remark") == [None, "C/W LOUVRE AT BOTTOM", None]


def test_what_only_closes_the_document_goes_on_with_nothing() -> None:
    invoice = invoice_in(FIRST, """
        Please call before delivery.
        Keep the doors dry and flat.
    """)  # fmt: skip
    assert column(invoice, "remark") == [None, None]
