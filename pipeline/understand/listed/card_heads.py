"""The heads of cards, one for each item: which of the goods it is, and where it goes: ``DOOR 4      Bathrooms``.

What stands beside the goods' number or mark is the place on every card where half of them name one: ``Main door`` too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.grammar.places import is_place
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.stretches import MARK, NUMBERED
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.vocabulary import Vocabulary

_MARK = re.compile(r"\b(?P<letters>[A-Z]{1,3}-?)(?P<n>\d{1,3})$")
_LEAST = 2  # cards whose heads name a place that is known


def places_in_heads(cards: Sequence[Sequence[Line]], vocabulary: Vocabulary) -> list[Segment | None]:
    """The place in the head of each card, given by its lines; None without one, or where fewer than half do."""
    beside = [_beside_number(lines[0]) if lines else None for lines in cards]
    named = sum(segment is not None for segment in beside)
    known = sum(segment is not None and is_place(segment.text, vocabulary) for segment in beside)
    return beside if known >= _LEAST and 2 * known >= named else [None] * len(cards)


def marks_of(cards: Sequence[Sequence[Line]], vocabulary: Vocabulary) -> list[list[Ink]]:
    """The mark on each card, alone or behind the goods' name, where they are numbered on from one to the next."""
    marks = [_marks_on(lines, vocabulary) for lines in cards]
    alone = [each[0] for each in marks if len(each) == 1]
    numbers = [(found["letters"], int(found["n"])) for segment in alone if (found := _MARK.search(segment.text))]
    runs_on = all(b == (a[0], a[1] + 1) for a, b in pairwise(numbers))
    runs_on = runs_on and len(alone) == len(cards) > 1
    return [[segment.ink[-1]] for segment in alone] if runs_on else [[] for _ in cards]


def _marks_on(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Segment]:
    found = [(s, _MARK.search(s.text)) for line in lines for s in line.segments]
    return [s for s, mark in found if mark and _only_goods(s.text[: mark.start()], vocabulary)]


def _only_goods(text: str, vocabulary: Vocabulary) -> bool:
    return not text.strip() or bool(vocabulary.item_kinds.whole(text) & GOODS)


def _beside_number(line: Line) -> Segment | None:
    """What stands next on a line that begins with the goods' number or mark by itself."""
    head = line.segments[0].text
    number = NUMBERED.match(head) or MARK.match(f"{head} ")
    return line.segments[1] if number and number.end() >= len(head) and len(line.segments) > 1 else None
