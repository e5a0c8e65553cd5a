"""Rows of spreadsheets, whose cells are set to the bottom."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

RULED = """
    ------------------------------------------------------------------------------
    ¦No ¦Item            ¦Width ¦Height ¦Remark                ¦Qty ¦Price  ¦Amount  ¦
    ------------------------------------------------------------------------------
    ¦1  ¦Laminated door  ¦930   ¦2100   ¦                      ¦26  ¦315.00 ¦8,190.00¦
           ---------               ------------           ------
    ¦2  ¦Laminated door  ¦1000  ¦2118   ¦                      ¦8   ¦415.60 ¦3,324.80¦
    ---------        ---------------                  ------
    ¦   ¦                ¦      ¦       ¦AS PER SAMPLE         ¦    ¦       ¦        ¦
    ¦3  ¦Laminated door  ¦765   ¦2040   ¦APPROVED              ¦18  ¦479.00 ¦8,622.00¦
            ---------                --------------
    ¦   ¦Door closer,    ¦      ¦       ¦                      ¦    ¦       ¦        ¦
    ¦4  ¦hydraulic       ¦      ¦       ¦                      ¦6   ¦88.00  ¦528.00  ¦
    ------------------------------------------------------------------------------
"""


@pytest.mark.parametrize("rules", ["pale", "none"])
@pytest.mark.parametrize("confidence", [1.0, 0.97])
def test_the_first_lines_of_cells_that_are_set_low_are_the_row_s_below(rules: str, confidence: float) -> None:
    drawing = RULED
    if rules == "none":
        lines = [line.replace("¦", " ") for line in RULED.splitlines() if "---" not in line]
        drawing = "\n".join(f"{line}\n" if "Price" in line or ".00 " in line else line for line in lines)
    invoice = invoice_in(TOP + drawing, confidence=confidence)
    assert column(invoice, "remark") == [None, None, "AS PER SAMPLE APPROVED", None]
    assert column(invoice, "kind") == ["door", "door", "door", "other"]
    assert column(invoice, "width_mm") == [930, 1000, 765, None]


def test_the_rest_of_a_cell_below_its_first_line_stays_with_that() -> None:
    invoice = invoice_in(
        TOP
        + """
    No  Item              Width   Height   Remark           Qty   Amount
    1   Laminated door    930     2100     AS PER SAMPLE    26    8,190.00
                                           APPROVED
    2   Laminated door    1000    2118     LEFT HAND        8     3,324.80
                                           OPENING
    3   Laminated door    765     2040                      18    8,622.00
    """
    )
    assert column(invoice, "remark") == ["AS PER SAMPLE APPROVED", "LEFT HAND OPENING", None]
