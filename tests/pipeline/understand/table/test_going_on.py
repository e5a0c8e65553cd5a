"""A strip below a table that goes on with its numbers has items, whatever heading it lacks."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

STRIP = """
    No   Code       Goods                Width    Height    Laminate    Qty    Unit
    1    D61-450    Internal Door        900      2100      6S-A057     2      UNIT
    2    D55-976    HPL Flush Door       800      2100      6S-A058     11     UNIT
                                                                        {total}
    Sundries
    {number}    X14-442    OVERHEAD DOOR CLOSER       2     {unit}

    Issued by:                  Received in good order:
"""


def test_rows_that_go_on_with_a_tables_numbers_are_items() -> None:
    invoice = invoice_in(TOP + STRIP.format(number=3, unit="UNIT", total="Total"))
    assert column(invoice, "kind") == ["door", "door", "other"]
    assert column(invoice, "quantity") == [2, 11, 2]
    assert column(invoice, "unit") == ["UNIT", "UNIT", "UNIT"]


@pytest.mark.parametrize(("number", "unit"), [(7, "UNIT"), (3, "Bangsar")])
def test_another_number_or_no_unit_goes_on_with_nothing(number: int, unit: str) -> None:
    invoice = invoice_in(TOP + STRIP.format(number=number, unit=unit, total="Total"))
    assert column(invoice, "quantity") == [2, 11]
