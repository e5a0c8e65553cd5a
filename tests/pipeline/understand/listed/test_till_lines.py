"""A till's slip: each item begins with its name, and its count and price stand below what is specified."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import column, invoice_in, value

SLIP = """
    # BUKIT CONTOH DOORS SDN BHD
                     CASH SALE
    Receipt No : KDI-2507-003
    Date : 12/08/2026

    Ready-made laminate door
      Size 34" x 84", Thickness 43mm
      Laminate 6S-A057, Core Honeycomb
    2 x 300.00                                600.00
    Laminate door
      Size 33" x 84", Thickness 37mm
      Laminate 6S-A058, Core Tubular
    16 x 410.50                             6,568.00
    Laminate door
      Size 38" x 90", Thickness 43mm
      Laminate 6S-A059, Core Honeycomb
    5 x 398.90                              1,994.50
    Door stopper
    3 x 6.00                                   18.00

    Subtotal                                9,180.50
    TOTAL RM                                9,180.50
    Cash                                    9,200.00
    Change                                     19.50
"""


def test_a_count_and_its_price_below_the_specification_are_of_the_item_above() -> None:
    invoice = invoice_in(SLIP)
    assert column(invoice, "quantity") == [2, 16, 5, 3]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", "6S-A059", None]
    assert column(invoice, "width_mm") == [865, 840, 965, None]
    assert column(invoice, "amount") == ["600.00", "6568.00", "1994.50", "18.00"]
    assert value(invoice, "total") == "9180.50"
    assert not invoice.doubts
