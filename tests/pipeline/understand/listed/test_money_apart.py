"""The sum at the right of an item told in words is the item's amount and no part of its text."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import column, invoice_in, value


def test_a_sum_beside_the_first_line_does_not_stand_in_the_text() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : I2505-123

    1)   12 nos x LAMINATED FLUSH DOOR - 43MM THK, 4' x 6'9", LAMINATE        RM 11,404.80
         AX-12-177, METAL SKELETON, LOCATION: MAID ROOM
         @ RM 950.40

    2)   5 nos x HPL D00R - 5'6" x 6'8", LAMINATE AX-12-177, FRAME WIDTH      RM 2,682.00
         120-140MM, LOCATION: UTILITY
         @ RM 536.40
    """,
        confidence=0.99,
    )
    assert column(invoice, "laminate_code") == ["AX-12-177", "AX-12-177"]
    assert column(invoice, "amount") == ["11404.80", "2682.00"]
    assert column(invoice, "unit_price") == ["950.40", "536.40"]
    assert column(invoice, "quantity") == [12, 5]
    assert value(invoice.items[1], "kind") == "door"


def test_a_sum_beside_the_label_of_a_price_is_that_price() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : I2505-123

    A. SWING DOOR
    Sizes                     T48 x W600 x H2000
    No. of Units              2 LEAF
    Unit Price (RM)           RM 860.50
    Total                     1,721.00
    B. FLUSH DOOR
    Sizes                     T48 x W762 x H2150
    No. of Units              5 SET
    Unit Price (RM)           RM 752.00
    Total                     3,760.00
    """
    )
    assert column(invoice, "unit_price") == ["860.50", "752.00"]
    assert column(invoice, "amount") == ["1721.00", "3760.00"]
