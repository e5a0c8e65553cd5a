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


KEY = """

    Note A   43mm thick, honeycomb core
    Note B   48mm thick, solid timber core
"""


def test_a_note_that_only_a_sentence_names_is_asked_about() -> None:
    asked = invoice_in(TOP + TABLE + "    All doors as per Note A.\n" + KEY).doubts
    assert [doubt[:8] for doubt in asked] == ["“A: 43mm", "“B: 48mm"]


LISTED = """
    1. Flush door 900 x 2100         4 nos   RM 200.00   RM 800.00

    2. Flush door 800 x 2100         2 nos   RM 200.00   RM 400.00

"""
TOLD = [
    "    All doors 43mm thick, except item 2: 48mm, solid timber core.\n", "    Item 2: 48mm, solid timber core\n",
    "    Items     Specification\n    2         48mm, solid timber core\n",
]  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(("lines", "asked"), [(TABLE, False), (TABLE + TABLE, True), (LISTED, True)])
def test_what_is_told_of_a_number_that_not_one_line_has_is_asked_about(lines: str, asked: bool, told: str) -> None:
    doubts = invoice_in(TOP + lines + "\n" + told).doubts
    assert any("is told of line 2: which one is meant?" in doubt for doubt in doubts) is asked
