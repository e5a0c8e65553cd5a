"""Which reading of a page is taken."""

from __future__ import annotations

from pipeline.understand.layout import sheet_of
from pipeline.understand.readings import best_reading
from tests.pipeline.understand.laid_out import TRADE, column, invoice_in, page_of, values

TABLE = """
    # INVOICE

    Invoice No : KDI-2507-003

    No     Description                          Qty      Amount
    1      LAMINATED DOOR 900 X 2100            2        640.00
    2      LAMINATED DOOR 800 X 2100            1        300.00
"""


def test_a_heading_s_table_that_tells_everything_is_taken() -> None:
    reading = best_reading([sheet_of(page_of(TABLE))], TRADE)
    assert reading.tells_all
    assert [table.columns[1].title for table in reading.tables] == ["Description"]


def test_goods_outside_a_small_table_outweigh_it() -> None:
    invoice = invoice_in(
        """
                                  INVOICE
    No     Description                          Amount
    1      Doors as listed below                1,560.00

    D1  Flush door, 900 x 2100 mm, honeycomb, 2 nos

    D2  Flush door, 800 x 2100 mm, honeycomb, 3 nos

    D3  Flush door, 750 x 2100 mm, honeycomb, 1 set
    """
    )
    assert column(invoice, "width_mm") == [900, 800, 750]
    assert column(invoice, "quantity") == [2, 3, 1]


def test_a_receipt_of_other_goods_keeps_its_date_and_its_total() -> None:
    receipt = """
        KEDAI SERBA CONTOH
        1 x 000004497295              5.90 SR
        WET TISSUE 150S
        1 x 000004497301              3.10 SR
        PAPER CUPS 10S 6" x 7
        Sub-total                     9.00
        Total Sales Incl GST          9.00
        CASH                         50.00
        Change                       41.00
        Invoice No : 2018032251310415556
        22/03/2018 10:18
        """
    invoice = invoice_in(receipt, confidence=0.98)
    assert values(invoice, "date", "total") == ("2018-03-22", "9.00")
