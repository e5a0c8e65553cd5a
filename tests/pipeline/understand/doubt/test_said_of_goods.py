"""What is said of goods beside the items is read, or a person is asked."""

from __future__ import annotations

import pytest

from pipeline.model import Invoice
from tests.pipeline.understand.laid_out import TOP, invoice_in

GOODS = """
    No   Description                        Size            Qty
    1    Flush Door                         900 x 2100mm    2 pcs
    2    Flush Door                         800 x 2100mm    1 pcs
"""


def _with(note: str) -> Invoice:
    return invoice_in(TOP + GOODS + f"\n    {note}\n")


@pytest.mark.parametrize("note", [
    "Note: all doors 48mm thick with vision panel 150 x 700", "All doors with louvre 300 x 350",
    "All doors to be fire rated 1 hour", "Semua pintu ada garis groove 5 nos", "Remark: Doors 48mm thick, honeycomb",
])  # fmt: skip
def test_a_sentence_about_goods_that_is_no_specification_to_be_read_is_asked_about(note: str) -> None:
    (asked,) = _with(note).doubts
    assert asked.endswith("tells how goods are made: of which lines?")


@pytest.mark.parametrize("note", [
    "All doors 48mm thick, honeycomb core", "All doors are sold ex works", "All doors come with one year warranty",
    "Note: all doors are subject to site measurement", "Doors and frames are not returnable",
])  # fmt: skip
def test_what_is_read_or_says_nothing_of_how_goods_are_made_is_asked_of_nobody(note: str) -> None:
    assert _with(note).doubts == ()


def test_terms_that_speak_of_doors_are_asked_of_nobody() -> None:
    terms = "Terms & conditions:\n    1. Claims on a door 48mm thick within 14 days.\n"
    assert _with(terms).doubts == ()


def test_what_a_marked_list_says_of_all_frames_is_read_and_not_asked_about() -> None:
    listed = "General specification: all frames below\n    • Frame width : 115~135mm\n    • Rebate : 45mm"
    assert _with(listed).doubts == ()


@pytest.mark.parametrize("field", [
    "Thickness: 38mm", "Laminate : 6S-A057", "Core : honeycomb", "Edging : ABS",
    "38mm thick honeycomb core, ABS edging", "Remarks : ABS edging",
])  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_how_goods_are_made_beside_a_table_whose_goods_lack_it_is_asked_about(field: str, above: bool) -> None:
    line = f"\n    {field}\n"
    invoice = invoice_in(TOP + (line + GOODS if above else GOODS + line))
    assert invoice.doubts == (f"“{field}” tells how goods are made: of which lines?",)


def test_what_the_goods_say_themselves_is_asked_of_nobody() -> None:
    made = GOODS.replace("Flush Door  ", "Flush Door, honeycomb core").replace(
        "                        900", "          900"
    )
    made = made.replace("                        800", "          800")
    assert invoice_in(TOP + "\n    Core : honeycomb\n" + made).doubts == ()
