"""Cells drawn with rules: what stands where no rule parts columns is text of the item, whatever columns it crosses."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

RULED = """
-----------------------------------------------------------------------------------------------
¦No ¦Item ¦Room         ¦Laminate ¦Thk¦W (mm)¦H (mm)¦Leaf ¦Core      ¦Edging    ¦Qty  ¦Amount  ¦
-----------------------------------------------------------------------------------------------
¦1  ¦Door ¦Guest Room 2 ¦TW583/MT ¦43 ¦900   ¦2100  ¦SL   ¦Honeycomb ¦ABS edging¦2    ¦600.00  ¦
-----------------------------------------------------------------------------------------------
¦   ¦Note: Undercut 12mm, vision panel by others                              ¦     ¦        ¦
-----------------------------------------------------------------------------------------------
¦2  ¦Door ¦Yard         ¦TW583/MT ¦   ¦800   ¦2100  ¦SL   ¦Tubular   ¦          ¦1    ¦400.00  ¦
-----------------------------------------------------------------------------------------------
¦3  ¦Frame¦Yard         ¦TW264/SU ¦   ¦850   ¦2150  ¦Rebate 52mm; Profile CH2   ¦1    ¦200.00  ¦
-----------------------------------------------------------------------------------------------
¦4  ¦Frame¦             ¦TW264/SU ¦   ¦850   ¦2150  ¦Profile SQ1     ¦          ¦1    ¦200.00  ¦
-----------------------------------------------------------------------------------------------
¦5  ¦Door ¦Guest Room 2 ¦TW583/MT ¦43 ¦900   ¦2100  ¦SL   ¦Honeycomb ¦ABS edging¦2    ¦600.00  ¦
-----------------------------------------------------------------------------------------------
"""


@pytest.mark.parametrize("confidence", [1.0, 0.97])
def test_what_no_rule_parts_is_text_of_the_item_above_its_columns(confidence: float) -> None:
    invoice = invoice_in(TOP + RULED, confidence=confidence)
    assert column(invoice, "kind") == ["door", "door", "frame", "frame", "door"]
    assert column(invoice, "location") == ["Guest Room 2", "Yard", "Yard", None, "Guest Room 2"]
    assert column(invoice, "laminate_code") == ["TW583/MT", "TW583/MT", "TW264/SU", "TW264/SU", "TW583/MT"]
    assert column(invoice, "remark") == ["Undercut 12mm, vision panel by others", None, None, None, None]
    assert column(invoice, "rebate_mm") == [None, None, 52, None, None]
    assert column(invoice, "frame_profile") == [None, None, "CH2", "SQ1", None]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular", None, None, "honeycomb"]
