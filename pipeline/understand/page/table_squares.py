"""Squares that a reader saw on a picture and that are corners of a table's cells: they stand at its titles and money.

No form has its titles ticked, nor what things cost. Taken for ticks they would hide what stands in the cells.
"""

from __future__ import annotations

from pipeline.understand.grammar.numbers import is_amount
from pipeline.understand.page.layout import Sheet
from pipeline.understand.page.square_marks import SQUARE
from pipeline.understand.words.vocabulary import Vocabulary

_TYPED = "[("  # of a square that somebody typed
_FEWEST = 5  # titles and sums of money at squares
_SHARE = 0.25  # of the squares on a page that stand at some


def are_of_a_table(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether the squares of ``sheet`` are pieces of a table's rules and no form's."""
    every = [text for segment in sheet.segments for text in _beside_squares(segment.text)]
    strange = sum(bool(is_amount(text) or vocabulary.columns.listed(text)) for text in every if text)
    return strange >= _FEWEST and strange >= _SHARE * len(every)


def without_squares(sheet: Sheet) -> Sheet:
    """``sheet`` without the words that are squares."""
    return sheet.of_ink([ink for line in sheet.lines for ink in line.ink if not SQUARE.fullmatch(ink.text)])


def _beside_squares(text: str) -> list[str]:
    """What stands behind each drawn square of ``text``, before the next one."""
    marks = [mark for mark in SQUARE.finditer(text) if mark[0][0] not in _TYPED]
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
