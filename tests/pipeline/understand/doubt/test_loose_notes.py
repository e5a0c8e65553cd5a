"""A sentence about single lines that was not read as a note on them is asked about."""

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

TABLE = """
    No   Description                         Qty   Price    Amount
    1    Door 900 x 2100, 6S-A057            4     200.00   800.00
    2    Door 800 x 2100, 6S-A057            2     200.00   400.00


"""


@pytest.mark.parametrize(("note", "asked"), [
    ("1) Item 1 with honeycomb core, item 2 solid timber core.", True), ("Please make item 2 open RHS.", True),
    ("Item 2: honeycomb core", False), ("Delivery of item 2 by our lorry.", False),
])  # fmt: skip
def test_only_a_sentence_that_says_how_lines_are_made_is_asked_about(note: str, asked: bool) -> None:
    doubts = invoice_in(TOP + TABLE + f"    {note}\n").doubts
    assert any("single lines" in doubt for doubt in doubts) is asked


def test_a_note_of_a_key_that_no_line_names_is_asked_about() -> None:
    table = """
    No   Description              Size         Spec   Qty   Amount
    1    Flush door               900 x 2100   {}      4     800.00
    2    Flush door               800 x 2100   B      2     400.00
                                               Total        1,200.00


    Note A   43mm thick, honeycomb core
    Note B   48mm thick, solid timber core
    """
    assert invoice_in(TOP + table.format("A")).doubts == ()
    (doubt,) = invoice_in(TOP + table.format("B")).doubts
    assert doubt == "“A: 43mm thick, honeycomb core” tells how goods are made: of which lines?"
