"""Labels in what was taken for a table are asked about."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in

CARD = """
    LOCATION          FRAME SIZE         FRAME WIDTH     REBATE (MM)     QTY
    Block C Lobby     810 x 2298 mm      130~150MM       40              2
    LAMINATE REF      INNER / OUTER      PROFILE         REMARKS         SET
    {code:<18}
"""


def test_a_line_of_labels_below_one_that_heads_a_single_row_is_asked_about() -> None:
    cards = invoice_in(TOP + CARD.format(code="KD-1224") + CARD.format(code="KD-1225"))
    assert any("LAMINATE REF" in doubt and "looks like labels" in doubt for doubt in cards.doubts)


def test_wrapped_cells_of_a_table_are_no_labels() -> None:
    tables = """
    LOCATION          LEAF SIZE          CORE            EDGING          QTY
    Block C Lobby     810 x 2098 mm      HONEYCOMB       ABS             2
                                         CORE            EDGING
    """
    assert not invoice_in(TOP + tables + tables.replace("2 ", "3 ")).doubts
