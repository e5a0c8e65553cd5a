"""Sums under their names in a row."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value

SCHEDULE = """
    DOOR SCHEDULE
    Mark   Location    Width   Height   Leaf   Core        Nos   Rate RM
    D01    DRY YARD    900     2100     S/L    HONEYCOMB   4     395.00
    D02    STUDY       800     2100     S/L    HONEYCOMB   5     395.00

    NOTES:
    1. DO NOT SCALE FROM DRAWINGS.

"""


@pytest.mark.parametrize(
    ("strip", "total"),
    [
        (
            """
    SUPPLIER               TITLE            P.O. NO.     DATE         ORDER TOTAL
    SENDORA GROUP SDN BHD
    Kota Damansara         PURCHASE ORDER   DS/126/PO4   28.08.2025   RM 3,555.00
    """,
            "3555.00",
        ),
        (
            """
    Order No      Order Date    Amount Due
    DS/126/PO4    28.08.2025    3,555.00
    """,
            "3555.00",
        ),
        (
            """
    Sub-total     SST 10%     Grand Total
    3,555.00      355.50      3,910.50
    """,
            "3910.50",
        ),
        (
            """
    Order No      Order Date    Total
    DS/126/PO4    28.08.2025    2
    """,
            None,
        ),
    ],
)
def test_a_sum_stands_under_its_name_in_a_title_block_or_a_row_of_boxes(strip: str, total: str | None) -> None:
    found = invoice_in(SCHEDULE + strip).total
    assert (found and (str(found.value), found.doubts)) == (total and (total, ()))


def test_the_title_of_a_column_names_no_sum_of_its_first_line() -> None:
    invoice = invoice_in(
        """
    Date         Item No   Particulars                 Total
    28.08.2025   A-1       Door stopper, rubber        45.00
    29.08.2025   A-2       Door closer, silver         65.00
    """
    )
    assert invoice.total is None or invoice.total.value != "45.00"


def test_a_sum_between_its_names_in_two_languages_is_read_and_a_count_there_is_none() -> None:
    drawing = (
        SCHEDULE
        + """

    Goods are checked on delivery          TOTAL
                                                          {}
    Barang diperiksa                       JUMLAH
    """
    )
    assert value(invoice_in(drawing.format("1,134.00")), "total") == "1134.00"
    assert value(invoice_in(drawing.format("7")), "total") is None
