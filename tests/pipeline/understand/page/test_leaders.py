"""Dots between a label and its value say nothing, unless OCR ran them into a code."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

DOTTED = """
    No   Description                          Qty    Unit    Price      Amount
    1    LAMINATED DOOR                       6      SET     520.40     3,122.40
         Laminate code .. 5T-F175
         Door size ..... 950 x 2400 mm
         Thickness ... 43 mm
    2    LAMINATED DOOR                       1      SET     180.00     180.00
         Laminate code ..5T-E348
"""


def test_they_are_passed_over_and_a_code_that_they_run_into_in_a_scan_is_asked_about() -> None:
    for confidence, asked in ((1.0, [False, False]), (0.99, [False, True])):
        invoice = invoice_in(TOP + DOTTED, confidence=confidence)
        assert column(invoice, "laminate_code") == ["5T-F175", "5T-E348"]
        assert column(invoice, "thickness_mm") == [43, None]
        codes = [item.laminate_code for item in invoice.items]
        assert [bool(code and any("dots" in doubt for doubt in code.doubts)) for code in codes] == asked
