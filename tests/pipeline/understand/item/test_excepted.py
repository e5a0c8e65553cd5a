"""Lines that are excepted by their numbers from what is said of all goods."""

from __future__ import annotations

import pytest

from pipeline.understand.item.excepted import lines_excepted
from tests.pipeline.understand.laid_out import TOP, TRADE, column, invoice_in

GOODS = """
    Item   Description            Qty
    1      Door S/L 900 x 2100    5
    2      Door S/L 800 x 2100    7
    3      Door S/L 700 x 2100    4

"""


@pytest.mark.parametrize(
    "said",
    [
        "All doors 43mm thick, honeycomb core, laminate 6S-A057, except item 3: 37mm thick, laminate 6S-A099.",
        "GENERAL SPECIFICATION: all doors 43mm thick, honeycomb core, laminate 6S-A057,\n"
        "    except for item no. 3 (37mm thick, laminate 6S-A099)",
        "All doors: 43mm, honeycomb, laminate 6S-A057 except item 3 which is 37mm thick in laminate 6S-A099.",
        "Semua pintu 43mm, honeycomb, laminate 6S-A057 kecuali item 3: 37mm, laminate 6S-A099",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_line_that_is_excepted_and_told_otherwise_is_made_so(said: str, above: bool) -> None:
    invoice = invoice_in(TOP + (f"    {said}\n{GOODS}" if above else f"{GOODS}    {said}\n"))
    assert column(invoice, "thickness_mm") == [43, 43, 37]
    assert column(invoice, "door_core") == ["honeycomb"] * 3
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057", "6S-A099"]
    assert not any(found.doubts for item in invoice.items for found in (item.thickness_mm, item.door_core) if found)


def test_several_lines_are_excepted_one_after_the_other() -> None:
    text = "All doors 43mm, except items 1 and 2: 37mm thick, item 5: 48mm, solid timber core; ABS edging"
    found = lines_excepted(text, TRADE.vocabulary)
    assert [(e.numbers, text[e.told : e.end]) for e in found] == [
        ("1 and 2", "37mm thick"), ("5", "48mm, solid timber core")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["All doors ABS edging except item 2", "All doors 43mm except the store"])
def test_an_exception_that_does_not_say_how_is_still_asked_about(text: str) -> None:
    assert not lines_excepted(text, TRADE.vocabulary)
