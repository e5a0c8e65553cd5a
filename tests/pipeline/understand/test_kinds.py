"""What a line is: door, frame or neither, by its own words or by what stands over it."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_the_line_over_a_heading_names_what_its_lines_are() -> None:
    invoice = invoice_in(
        TOP
        + """
    DOOR SCHEDULE
    Mark   Location    Size          Laminate   Qty
    D1     Bedroom 1   900 x 2100    6S-A057    4

    FRAME SCHEDULE
    Mark   Location    Size          Laminate   Qty
    D1     Bedroom 1   950 x 2150    6S-A057    4
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert not any(item.kind.doubts for item in invoice.items)
