"""A label is one by its words and by what follows them, as it was printed."""

from __future__ import annotations

import pytest

from pipeline.understand.head.labels import labels_of
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import VOCABULARY, page_of


@pytest.mark.parametrize("text", ["Our Ref / No. Sebut Harga: Q-1", "Your Ref / No. PO: Q-1", "Dated Thu, 18 Dec 2025"])
def test_a_translation_or_a_weekday_does_not_hide_a_label(text: str) -> None:
    sheet = sheet_of(page_of(text))
    assert [label.inline.text for label in labels_of(sheet, sheet.lines, VOCABULARY)] == [
        text.split(maxsplit=1)[1] if text.startswith("Dated") else "Q-1"
    ]


@pytest.mark.parametrize("text", ["Goods sold are not returnable to date", "The invoice was sent to the customer"])
def test_words_in_a_sentence_are_no_labels(text: str) -> None:
    sheet = sheet_of(page_of(text))
    assert labels_of(sheet, sheet.lines, VOCABULARY) == []


def test_a_nought_behind_the_slash_of_initials_was_an_o() -> None:
    sheet = sheet_of(page_of("P/0 NO   PO-778/NFS", confidence=0.9))
    assert [label.meanings for label in labels_of(sheet, sheet.lines, VOCABULARY)] == [{"po_no"}]


def test_letters_that_a_slash_ties_to_a_number_are_not_its_label_s() -> None:
    sheet = sheet_of(page_of("No. CS/KD/3316"))
    assert [label.inline.text for label in labels_of(sheet, sheet.lines, VOCABULARY)] == ["CS/KD/3316"]
