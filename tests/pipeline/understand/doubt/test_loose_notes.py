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
