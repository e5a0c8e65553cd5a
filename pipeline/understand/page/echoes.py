"""Characters that OCR read twice: the end of a word once more, as a word of its own in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.passage import Ink

_EDGE = 0.1  # text heights by which the second reading may stand out of the first


def without_echoes(row: Sequence[Ink]) -> list[Ink]:
    """A row of words without each that stands inside the one before it and says what that one ends with."""
    return [*row[:1], *(word for before, word in pairwise(row) if not _is_echo(word, before))]


def _is_echo(word: Ink, before: Ink) -> bool:
    inside = before.x0 < word.x0 and word.x1 <= before.x1 + _EDGE * before.height
    return inside and before.y0 < word.middle < before.y1 and before.text.endswith(word.text)
