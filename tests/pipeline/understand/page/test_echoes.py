"""What was read twice: characters by OCR, squares by OCR and by their looks."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Document, Word
from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TOP, TRADE, column, page_of

PAGE = page_of(
    TOP
    + """
    No   Description                     Qty
    1    FLUSH DOOR 900 x 2100           2 NOS
         LAMINATE: MZ80/38   CORE: HONEYCOMB
    """,
    confidence=0.99,
)
WORD = next(word for word in PAGE.words if word.text == "MZ80/38")


def _laminate_with(echo: Word) -> object:
    words = tuple(each for word in PAGE.words for each in ([word, echo] if word is WORD else [word]))
    (invoice,) = extract(Document("image/png", (replace(PAGE, words=words),)), TRADE)
    return column(invoice, "laminate_code")[0]


def test_the_end_of_a_word_that_stands_once_more_inside_it_is_no_word() -> None:
    start = WORD.box.x1 - (WORD.box.x1 - WORD.box.x0) / len(WORD.text)
    echo = Word("8", replace(WORD.box, x0=start), WORD.confidence)
    assert _laminate_with(echo) == "MZ80/38"
    beside = replace(echo, box=replace(echo.box, x0=WORD.box.x1 + 0.005, x1=WORD.box.x1 + 0.013))
    assert _laminate_with(beside) == "MZ80/38 8"


def test_a_square_that_stands_there_twice_is_one_where_both_are_ticked_or_both_empty() -> None:
    page = page_of(
        TOP
        + """
    No   Description                     Qty
    1    FLUSH DOOR 900 x 2100           2 NOS
         DOOR TYPE: ☐ S/L ☒ D/L
    """,
        confidence=0.99,
    )

    def door_type_with(*others: str) -> object:
        squares = [word for word in page.words if word.text in {"☐", "☒"}]
        twins = [
            Word(text, replace(word.box, x1=word.box.x1 + 0.002), 0.8)
            for word, text in zip(squares, others, strict=True)
        ]
        (invoice,) = extract(Document("image/png", (replace(page, words=(*page.words, *twins)),)), TRADE)
        return column(invoice, "door_type")[0]

    assert door_type_with("□", "☑") == "D/L"
    assert door_type_with("□", "□") is None
