"""What is said of all goods of a sort holds for those only; which ones they are is asked."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

TWO = """
    No   Description                        Size            Qty
    1    Flush Door                         900 x 2100mm    2 pcs
    2    Flush Door                         800 x 2100mm    1 pcs
"""
WHICH = "the document says this of some lines only: does it hold for this one?"


@pytest.mark.parametrize("goods", [
    "All toilet doors", "All internal doors", "ALL BEDROOM DOORS:", "All single leaf doors", "Semua pintu luar",
    "Semua pintu bilik air", "All fire rated doors", "All main entrance doors",
    "All doors on Level 3 are", "All doors for bathrooms:",
])  # fmt: skip
def test_what_is_said_of_all_goods_of_a_sort_is_asked_of_each_line(goods: str) -> None:
    items = invoice_in(TOP + TWO + f"\n    {goods} 38mm thick\n").items
    told = [item.thickness_mm for item in items]
    assert [(each.value, each.doubts) if each else None for each in told] == [(38, (WHICH,))] * 2


@pytest.mark.parametrize(
    "goods", ["All doors", "All flush doors", "All the above doors", "Semua pintu di atas setebal"]
)
def test_what_is_said_of_all_goods_there_are_is_asked_of_nobody(goods: str) -> None:
    items = invoice_in(TOP + TWO + f"\n    {goods} 38mm thick\n").items
    told = [item.thickness_mm for item in items]
    assert [(each.value, each.doubts) if each else None for each in told] == [(38, ())] * 2


@pytest.mark.parametrize(
    ("said", "doubts"), [("all doors", ()), ("all toilet doors", (WHICH,)), ("all internal doors", (WHICH,))]
)
def test_a_section_s_title_that_speaks_of_a_sort_is_asked_of_each_line_too(said: str, doubts: tuple[str, ...]) -> None:
    section = f"    SECTION A - LEVEL 3: {said} 38mm thick\n"
    items = invoice_in(TOP + TWO.replace("    1 ", section + "    1 ", 1)).items
    assert [item.thickness_mm.doubts if item.thickness_mm else None for item in items] == [doubts] * 2
