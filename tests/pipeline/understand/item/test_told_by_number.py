"""A note that names lines by their numbers holds for these, and for no other."""

import pytest

from pipeline.understand.item.told_by_number import numbered_note
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in

TABLE = """
    No   Description                         Qty   Price    Amount
    1    Door 900 x 2100, 6S-A057            4     200.00   800.00
    2    Door 800 x 2100, 6S-A057            2     200.00   400.00
    3    Door 700 x 2100, 6S-A057            2     200.00   400.00
"""
NOTES = """
    Item 1 & 2: solid timber core, ABS edging.
    Item 3: honeycomb core, RHS
"""


@pytest.mark.parametrize("drawing", [TABLE + NOTES, NOTES + TABLE, TABLE + "\n\n" + NOTES])
def test_a_note_holds_for_the_lines_it_names_wherever_it_stands(drawing: str) -> None:
    invoice = invoice_in(TOP + drawing)
    assert column(invoice, "door_core") == ["solid_timber", "solid_timber", "honeycomb"]
    assert column(invoice, "edging") == ["abs_edging", "abs_edging", None]
    assert column(invoice, "other_words") == [None, None, "RHS"]


def test_a_line_that_says_otherwise_than_its_note_is_asked_about() -> None:
    invoice = invoice_in(TOP + TABLE.replace("700 x 2100,", "43mm 700 x 2100,") + "\n\n    Item 3: 48mm thick.\n")
    third = invoice.items[2]
    assert third.thickness_mm
    assert (third.thickness_mm.value, bool(third.thickness_mm.doubts)) == (43, True)


@pytest.mark.parametrize(("note", "numbers"), [
    ("Items 1, 3 and 5: LHS", {"1", "3", "5"}), ("No. 2 to 4: honeycomb", {"2", "3", "4"}),
    ("Untuk item 7: teras honeycomb", {"7"}),
])  # fmt: skip
def test_numbers_are_listed_or_run_from_one_to_another(note: str, numbers: set[str]) -> None:
    found = numbered_note(note, VOCABULARY)
    assert found is not None
    assert found[0] == numbers


@pytest.mark.parametrize(
    "line", ["Item 1: Door 900 x 2100", "Item No: 3", "Item 2: Door - 4 nos", "No. 12, Jalan 3: A"]
)
def test_an_item_and_an_address_are_no_notes(line: str) -> None:
    assert numbered_note(line, VOCABULARY) is None
