"""Which reading of a page is taken."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.readings import best_reading
from tests.pipeline.understand.laid_out import TOP, TRADE, column, invoice_in, page_of, values

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


def test_a_heading_s_table_is_taken_at_once_where_it_tells_most_lines_whole() -> None:
    uncounted = (
        TABLE
        + """
    3      LAMINATED DOOR 750 X 2100                     300.00
"""
    )
    reading = best_reading([sheet_of(page_of(uncounted))], TRADE)
    assert reading.tells_most
    assert not reading.tells_all
    assert reading.headed


@pytest.mark.parametrize(("count", "labels"), [("Qty", False), ("Rev", True)])
def test_titles_over_one_row_are_labels_in_its_box_only_where_they_do_not_name_and_count_it(
    count: str, labels: bool
) -> None:
    parts = f"""
    # PURCHASE ORDER

    A. DOOR LEAF
    No     Description          Laminate     W       H        {count}
    1      LAMINATED DOOR       QP-8835T     910     2150     6

    B. DOOR FRAME
    No     Description          Laminate     W       H        {count}
    2      DOOR FRAME           QP-8235T     960     2180     4
    """
    assert best_reading([sheet_of(page_of(parts))], TRADE).heads_items is labels


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


PARKING = """
    CONTOH PARKING SDN BHD
    TAX INVOICE
    P/S #04 A INV-Nb.0001200417000229
    T/D #12        Ticket No.018221
    Entry Time 28/04/2017 (Fri) 19:20
    Paid Time      28/04/2017(Fri)20:40
    Parking Time        1:20
    Type      Rate B      RM2.00
    Parking Fee        RM1.89
    GST(Included)      6.00 %      RM0.11
    Total            RM2.00
    Paid             RM2.00
    Change           RM0.00
    """
STATIONER = """
    KEDAI ALAT TULIS CONTOH
    Tax Invoice: 0018867
    Date        14-09-2017 Time : 1648
    Pos No      182        Shift: 1
    Product Name
    Code        Qty @ U/(RM)        GST     Total(RM)
    Writing Pad 6"x7k (5's/pack)
    #1011802-4        18 @ 7.30       SR     131.40
    Card Box 100's
    #1120331          1 0 92.80       SR      92.80
    Sub Total        224.20
    (GST)             12.69
    Total Include GST        224.20
    Cash        300.00
    Change       75.80
    GST Summary      Amount(RM)      Tax(RM)
    SR06.00%         211.51          12.69
    """


@pytest.mark.parametrize(
    ("receipt", "told"), [(PARKING, ("2017-04-28", "2.00")), (STATIONER, ("2017-09-14", "224.20"))]
)
def test_a_receipt_of_other_goods_keeps_its_date_and_its_total(receipt: str, told: tuple[str, str]) -> None:
    assert values(invoice_in(receipt, confidence=0.98), "date", "total") == told


def test_what_closes_the_document_is_no_part_of_the_specification_above_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    LN  ITEM DESCRIPTION                                     UOM   QTY   AMOUNT
    1   DOOR / S/L / T48 W1000 H2135 / LOC: BEDROOM 4        NOS   16    5,088.00
                                                     SUBTOTAL            5,088.00
    GENERAL SPECIFICATION - ALL DOORS
    Core: METAL SKELETON
    Laminate: 9D-W845
    E. & O. E.
    """
    )
    assert column(invoice, "laminate_code") == ["9D-W845"]
