"""Characters that OCR read twice."""

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
