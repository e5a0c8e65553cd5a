"""How pages are numbered, and what says that others come before or after."""

from __future__ import annotations

import pytest

from pipeline.understand.head.page_marks import PageMark, carries_forward, is_brought_forward, page_mark
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import VOCABULARY, page_of

FAR = "\n" * 30


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Page 2 of 3", PageMark(2, 3)),
        ("Page   : 2 of 3", None),  # a label and its value apart: the value alone is one at an edge only
        ("INV-77 - page 2 of 3", PageMark(2, 3)),
        ("Muka Surat 1 / 2", PageMark(1, 2)),
        ("Sheet 2", None),
        ("MS-08", None),
        ("brought forward from page 1", None),
        ("Page 4 of 3", None),
        ("1 / 2", None),
    ],
)
def test_a_word_for_pages_numbers_one_anywhere_with_how_many_there_are(words: str, mark: PageMark | None) -> None:
    assert page_mark(sheet_of(page_of(FAR + "A DOOR" + FAR + words + FAR + FAR + "end")), VOCABULARY) == mark


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("1 / 2", PageMark(1, 2)),
        ("2 of 2", PageMark(2, 2)),
        ("Page 2", PageMark(2, None)),
        ("3' / 7'", None),
        ("2 x 2", None),
    ],
)
def test_at_the_head_of_a_page_less_is_enough(words: str, mark: PageMark | None) -> None:
    assert page_mark(sheet_of(page_of(words + FAR + "A DOOR")), VOCABULARY) == mark


def test_sums_are_brought_forward_above_and_carried_forward_below() -> None:
    above, below = (
        sheet_of(page_of(text + FAR + "A DOOR" + FAR + more))
        for text, more in (("Balance B/F   100.00", "Total   120.00"), ("INVOICE", "Carried forward   100.00"))
    )
    assert (is_brought_forward(above, VOCABULARY), carries_forward(above, VOCABULARY)) == (True, False)
    assert (is_brought_forward(below, VOCABULARY), carries_forward(below, VOCABULARY)) == (False, True)
