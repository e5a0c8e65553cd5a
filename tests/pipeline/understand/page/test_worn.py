"""Where the engine doubts many words of a page, none of its values is taken unasked."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Invoice, present_fields
from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TRADE, document_of

RECEIPT = """
    KEDAI CONTOH SDN BHD
    12, JALAN CONTOH
    Date : 12/08/2026
    LAMP                       55.90
    TOTAL                      55.90
"""


def read_with(doubtful: int) -> Invoice:
    """The receipt, with so many of its words doubted by the engine."""
    document = document_of(RECEIPT, confidence=0.99)
    (page,) = document.pages
    words = tuple(
        replace(word, confidence=0.5) if n >= len(page.words) - doubtful else word for n, word in enumerate(page.words)
    )
    (invoice,) = extract(replace(document, pages=(replace(page, words=words),)), TRADE)
    return invoice


def test_every_value_of_a_worn_page_is_asked_about() -> None:
    assert all(field.doubts for field in present_fields(read_with(4)).values())


def test_a_doubtful_word_or_two_are_doubts_of_their_own() -> None:
    supplier = read_with(1).supplier_name
    assert supplier
    assert supplier.doubts == ()
