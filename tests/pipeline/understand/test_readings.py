"""Which reading of a page is taken."""

from __future__ import annotations

from pipeline.understand.layout import sheet_of
from pipeline.understand.readings import best_reading
from tests.pipeline.understand.laid_out import TRADE, column, invoice_in, page_of

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
