"""Words become lines by where they stand, however high an engine measured them."""

from __future__ import annotations

from pipeline.model import Box, Word
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.passage import Ink


def ink(text: str, x0: float, y0: float, x1: float, height: float) -> Ink:
    return Ink(Word(text, Box(0.0, 0.0, 1.0, 1.0), 0.97), 1, x0, y0, x1, y0 + height)


def test_words_that_begin_at_one_place_stand_over_each_other_however_high_they_were_measured() -> None:
    words = [
        ink("Edging", 46, 218.6, 66, 11.5), ink("Room", 217, 218.5, 235, 5.6),
        ink("Natural", 46, 223.5, 78, 13.9), ink("Lipping", 80, 223.5, 105, 13.9), ink("Store", 217, 223.0, 238, 12.6),
    ]  # fmt: skip
    assert [[word.text for word in row] for row in rows_of(words)] == [
        ["Edging", "Room"],
        ["Natural", "Lipping", "Store"],
    ]
