"""What was read twice: the end of a word once more as a word of its own, a form's square by its looks and by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.passage import Ink
from pipeline.understand.page.square_marks import SQUARE

_EDGE = 0.1  # text heights by which the second reading may stand out of the first


def without_echoes(row: Sequence[Ink]) -> list[Ink]:
    """A row of words without each that stands inside the one before it and says what that one ends with."""
    return [*row[:1], *(word for before, word in pairwise(row) if not _is_echo(word, before))]


def without_twins(row: Sequence[Ink]) -> list[Ink]:
    """A row of words with one square where two stand in one place and are both ticked or both empty: the surer one."""
    kept: list[Ink] = []
    for word in row:
        if kept and word.x0 < kept[-1].x1 and _are_twins(kept[-1], word):
            kept[-1] = max(kept[-1], word, key=lambda each: each.word.confidence)
        else:
            kept.append(word)
    return kept


def _are_twins(one: Ink, other: Ink) -> bool:
    if not (one.x0 < other.centre < one.x1 or other.x0 < one.centre < other.x1):
        return False
    mark, again = SQUARE.fullmatch(one.text), SQUARE.fullmatch(other.text)
    return mark is not None and again is not None and bool(mark["ticked"]) is bool(again["ticked"])


def _is_echo(word: Ink, before: Ink) -> bool:
    if word.x1 > before.x1 + _EDGE * before.height:  # most words
        return False
    return before.x0 < word.x0 and before.y0 < word.middle < before.y1 and before.text.endswith(word.text)
