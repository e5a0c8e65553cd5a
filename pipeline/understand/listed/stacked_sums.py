"""Money and a count that stand over each other at a card's right edge: ``1,710.00`` / ``6 pcs`` / ``@ 285.00``.

They stand beside what the card tells, and under none of its labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.grammar.numbers import is_amount
from pipeline.understand.listed.captions import Cells
from pipeline.understand.page.layout import Segment
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = re.compile(r"\d{1,4}\s*(?P<unit>[A-Za-z]+)\.?")
_EACH = re.compile(r"@\s*(?P<price>.+)")
_FLUSH = 0.6  # text heights by which right edges of one column differ
_NEXT = 2.0  # text heights from one line of the stack to the next
_SIZES = (2, 3)  # lines: a count and money, or two sums


def sums_beside(segments: Sequence[Segment], vocabulary: Vocabulary) -> tuple[Cells, set[int]]:
    """The count and the money stacked at the right edge of a card, by their meaning, and which words these are.

    Nothing is taken unless one count with its unit stands among them, and money over or under it and nothing else.
    """
    stack = _at_the_right_edge(segments)
    cells: Cells = {}
    for segment in stack:
        meaning = _meaning(segment, vocabulary)
        if meaning is None or meaning in cells:
            return {}, set()
        cells[meaning] = [ink for ink in segment.ink if ink.text != "@"]
    if len(cells) not in _SIZES or "quantity" not in cells:
        return {}, set()
    return cells, {id(ink) for segment in stack for ink in segment.ink}


def _at_the_right_edge(segments: Sequence[Segment]) -> list[Segment]:
    """The runs of words that end farthest right, top to bottom, where each follows close under the one above."""
    edge = max((segment.x1 for segment in segments), default=0.0)
    flush = sorted((s for s in segments if edge - s.x1 < _FLUSH * s.height), key=lambda s: s.y0)
    close = all(b.y0 - a.y0 < _NEXT * a.height for a, b in pairwise(flush))
    return flush if close else []


def _meaning(segment: Segment, vocabulary: Vocabulary) -> str | None:
    if (count := _COUNT.fullmatch(segment.text)) and vocabulary.units.whole(count["unit"]):
        return "quantity"
    if (each := _EACH.fullmatch(segment.text)) and is_amount(each["price"]):
        return "unit_price"
    return "amount" if is_amount(segment.text) else None
