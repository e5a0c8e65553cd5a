"""The heads of cards, one for each item: which of the goods it is, and where it goes: ``DOOR 4      Bathrooms``.

What stands beside the goods' number or mark is the place on every card where half of them name one: ``Main door`` too.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.places import is_place
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.stretches import MARK, NUMBERED
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST = 2  # cards whose heads name a place that is known


def places_in_heads(cards: Sequence[Sequence[Line]], vocabulary: Vocabulary) -> list[Segment | None]:
    """The place in the head of each card, given by its lines; None without one, or where fewer than half do."""
    beside = [_beside_number(lines[0]) if lines else None for lines in cards]
    named = sum(segment is not None for segment in beside)
    known = sum(segment is not None and is_place(segment.text, vocabulary) for segment in beside)
    return beside if known >= _LEAST and 2 * known >= named else [None] * len(cards)


def _beside_number(line: Line) -> Segment | None:
    """What stands next on a line that begins with the goods' number or mark by itself."""
    head = line.segments[0].text
    number = NUMBERED.match(head) or MARK.match(f"{head} ")
    return line.segments[1] if number and number.end() >= len(head) and len(line.segments) > 1 else None
