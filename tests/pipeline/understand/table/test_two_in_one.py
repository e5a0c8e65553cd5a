"""A column that holds two things side by side is asked about: no title says which of them it means."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

PLAIN = """
    No   Description      Location              Qty   Unit   Price     Amount
    1    Flush door       BEDROOM 2             2     PCS    100.00    200.00
         900 x 2100
    2    Flush door       KITCHEN               3     PCS    100.00    300.00
         900 x 2100
"""
BESIDE = PLAIN.replace("BEDROOM 2        ", "BEDROOM 2   B2407").replace("KITCHEN          ", "            B2408")


@pytest.mark.parametrize(("table", "asked"), [(PLAIN, False), (BESIDE, True)])
def test_cells_that_stand_in_two_stretches_below_one_title_are_asked_about(table: str, asked: bool) -> None:
    invoice = invoice_in(TOP + table)
    assert column(invoice, "quantity") == [2, 3]
    assert [bool(item.location and item.location.doubts) for item in invoice.items] == [asked, asked]
