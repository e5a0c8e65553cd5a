"""Numbers of another manner than the items' begin the parts of a table."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_whole_numbers_over_numbers_with_a_point_are_headings() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description                            Qty   Amount
    1.0    GROUND FLOOR
    1.1    Door 43mm x 900mm x 2100mm             2     680.00
    1.2    Door 43mm x 750mm x 2100mm             3     960.00
    2.0    FIRST FLOOR
    2.1    Door 43mm x 900mm x 2100mm             4     1,360.00
    """
    )
    assert column(invoice, "quantity") == [2, 3, 4]
    assert column(invoice, "location") == ["GROUND FLOOR", "GROUND FLOOR", "FIRST FLOOR"]
