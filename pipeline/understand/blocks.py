"""Text set in blocks beside each other: which words are read together.

Label and value stand beside each other too, but there the left block is a column of labels and is read line by line.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.passage import Ink
from pipeline.understand.vocabulary import Phrases

_GUTTER = 1.2  # text heights without any word, over all lines
_LEAST_LINES = 2
_MOSTLY = 0.6


def in_blocks(rows: Sequence[Sequence[Ink]], labels: Phrases) -> list[list[Ink]]:
    """``rows`` block by block, left to right, where they form blocks; else as they are."""
    gutter = _gutter(rows)
    if gutter is None or _labels_left(rows, gutter, labels):
        return [list(row) for row in rows]
    left = [[ink for ink in row if ink.x1 <= gutter] for row in rows]
    right = [[ink for ink in row if ink.x1 > gutter] for row in rows]
    return [*[row for row in left if row], *in_blocks([row for row in right if row], labels)]


def _gutter(rows: Sequence[Sequence[Ink]]) -> float | None:
    """The left edge of the first stretch of the width in which no line has a word, between two that have several."""
    words = sorted((ink for row in rows for ink in row), key=lambda ink: ink.x0)
    reach = words[0].x1 if words else 0.0
    for ink in words:
        if ink.x0 - reach > _GUTTER * ink.height and _both_sides(rows, reach):
            return reach
        reach = max(reach, ink.x1)
    return None


def _both_sides(rows: Sequence[Sequence[Ink]], gutter: float) -> bool:
    left = sum(any(ink.x1 <= gutter for ink in row) for row in rows)
    right = sum(any(ink.x0 > gutter for ink in row) for row in rows)
    cells = right == 1 and any(ink.x0 > gutter for ink in rows[0])  # a count, a price beside the first line
    return left >= _LEAST_LINES and (right >= _LEAST_LINES or cells)


def _labels_left(rows: Sequence[Sequence[Ink]], gutter: float, labels: Phrases) -> bool:
    both = [row for row in rows if any(i.x1 <= gutter for i in row) and any(i.x0 > gutter for i in row)]
    texts = [" ".join(ink.text for ink in row if ink.x1 <= gutter) for row in both]
    return sum(_is_label(text, labels) for text in texts) > _MOSTLY * len(texts)


def _is_label(text: str, labels: Phrases) -> bool:
    """Whether ``text`` is a label alone, with or without its translation, a note in brackets and a colon."""
    found = labels.starting(text)
    if not found:
        return False
    rest = text[labels.both_languages(text, found).end :]
    return not any(ch.isalpha() for ch in rest.split("(")[0])
