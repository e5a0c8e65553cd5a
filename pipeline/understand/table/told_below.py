"""Which side of an item its specification stands on: below its own line, or over the lines that it holds for.

``Spec: thickness 43mm; honeycomb core`` below one door is not the next one's. What stands above the first item is said
over the items; else the rules and the room around the lines tell, and then the order in which they follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.general import general_meanings
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.cells import by_meaning, tell_under
from pipeline.understand.table.columns import Column
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.table.rows import rooms_of, ruled_between
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, GOODS, things_named
from pipeline.understand.words.specification_names import begins_specification
from pipeline.understand.words.vocabulary import Vocabulary

_CLEARLY = 0.12  # text heights by which the room on one side exceeds that on the other


class Side(Enum):
    """Where a specification among the rows stands."""

    BELOW = "below the item that it tells of"
    OVER = "over the items that it holds for"
    EITHER = "nothing tells which"


class _Body(NamedTuple):
    """The lines of a table, and which of them begin items or specifications."""

    lines: Sequence[Line]
    anchors: Sequence[int]
    runs: Sequence[tuple[int, int]]
    """The first and the last line of each specification."""


def side_of(
    said: AbstractSet[int], lines: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary
) -> Side:
    """On which side of their items the specifications stand whose lines have the ids ``said``."""
    body = _body(said, lines, columns)
    if not body.runs or not body.anchors or body.runs[0][0] < body.anchors[0]:
        return Side.OVER
    return _by_rules(body, sheet) or _by_room(body) or _by_order(body, vocabulary)


def told_below(
    lines: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary, *, goes_on: bool
) -> AbstractSet[int]:
    """The ids of the lines that begin ``Spec:`` and are told of the item above them alone.

    Where the table ``goes_on`` from the page before, the first of them may end the item that began there.
    """
    free = [line for line in lines if not anchor_strength(by_meaning(line, columns))]
    said = {id(line) for line in free if _is_of_one(line.text, vocabulary)}
    body = _body(said, lines, columns)
    if not body.runs or not body.anchors or (body.runs[0][0] < body.anchors[0] and not goes_on):
        return frozenset()
    if (_by_rules(body, sheet) or _by_room(body)) is Side.OVER:
        return frozenset()
    describe(said | _going_on(said, lines, columns), lines, columns)
    return said


def _is_of_one(text: str, vocabulary: Vocabulary) -> bool:
    return begins_specification(text, vocabulary.language) and not general_meanings(text, vocabulary)


def _going_on(said: AbstractSet[int], lines: Sequence[Line], columns: Sequence[Column]) -> AbstractSet[int]:
    """The lines right below such specifications that begin where they do and carry no item."""
    found: set[int] = set()
    for above, line in pairwise(lines):
        flush = abs(line.x0 - above.x0) < (line.y1 - line.y0) / 2 and len(line.segments) == 1
        if id(above) in said | found and flush and not anchor_strength(by_meaning(line, columns)):
            found.add(id(line))
    return found


def describe(said: AbstractSet[int], lines: Sequence[Line], columns: Sequence[Column]) -> None:
    """Makes text of its item of each line that is told of it, whatever columns it stands under."""
    for line in (each for each in lines if id(each) in said):
        tell_under(line, columns, {"description": list(line.ink)})


def _body(said: AbstractSet[int], lines: Sequence[Line], columns: Sequence[Column]) -> _Body:
    anchors: list[int] = []
    runs: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if id(line) in said:
            goes_on = runs and runs[-1][1] == number - 1
            runs[-1:] = [(runs[-1][0], number)] if goes_on else [*runs[-1:], (number, number)]
        elif anchor_strength(by_meaning(line, columns)):
            anchors.append(number)
    return _Body(lines, anchors, runs)


def _by_rules(body: _Body, sheet: Sheet) -> Side | None:
    """The side on which no rule parts a specification from the item; None where there is a rule on both or on none."""
    above = [ruled_between(body.lines[first - 1], body.lines[first], sheet) for first, _ in body.runs]
    under = [ruled_between(body.lines[n - 1], body.lines[n], sheet) for n in _following(body)]
    if under and all(under) and not any(above):
        return Side.BELOW
    return Side.OVER if under and all(above) and not any(under) else None


def _by_room(body: _Body) -> Side | None:
    """The side on which the specifications stand nearer than items stand apart."""
    rooms = [0.0, *rooms_of(body.lines)]
    clear = _CLEARLY * (body.lines[0].y1 - body.lines[0].y0)
    above = [rooms[first] for first, _ in body.runs]
    following = [rooms[n] for n in _following(body)]
    apart = [rooms[n] for n in body.anchors if n]
    if apart and max(above) + clear < min(apart):
        return Side.BELOW
    nearest = following or [rooms[n] for n in range(1, len(rooms)) if n not in dict(body.runs)]
    return Side.OVER if nearest and min(above) > max(nearest) + clear else None


def _by_order(body: _Body, vocabulary: Vocabulary) -> Side:
    """Each below one item: theirs, if none is left that needs one; else of the items on one side that need it."""
    if side := _by_kinds(body, vocabulary):
        return side
    first = _item(body, body.anchors[0])
    whole = _is_specified(first, vocabulary)
    held, last = _goods_above(body, vocabulary)
    if any(count != 1 for count in held):
        return Side.OVER if whole or not held[0] else Side.EITHER
    rest = [text for text in (_item(body, anchor) for anchor in last) if _is_goods(text, vocabulary)]
    if not rest:
        return Side.BELOW
    return Side.OVER if whole and not all(_is_specified(text, vocabulary) for text in rest) else Side.EITHER


def _by_kinds(body: _Body, vocabulary: Vocabulary) -> Side | None:
    """The side with the goods that are spoken of, where those on the other side are none: a wall's width of a frame."""
    ends = [*(first for first, _ in body.runs[1:]), len(body.lines)]
    above = under = False
    for (first, last), end in zip(body.runs, ends, strict=True):
        told = _told_of(" ".join(line.text for line in body.lines[first : last + 1]), vocabulary)
        before = [anchor for anchor in body.anchors if anchor < first][-1:]
        behind = [anchor for anchor in body.anchors if last < anchor < end]
        above = above or _are_others(told, before, body, vocabulary)
        under = under or _are_others(told, behind, body, vocabulary)
    if above == under:
        return None
    return Side.OVER if above else Side.BELOW


def _are_others(told: frozenset[str], anchors: Sequence[int], body: _Body, vocabulary: Vocabulary) -> bool:
    """Whether there are goods among the items of ``anchors``, and none that ``told`` speaks of."""
    kinds = frozenset(kind for anchor in anchors for kind in _kinds(_item(body, anchor), vocabulary))
    return bool(told and kinds) and told.isdisjoint(kinds)


def _told_of(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The goods that a specification names, or else those that alone have what its labels name."""
    if named := _kinds(text, vocabulary):
        return named
    labels = [found.meanings for found in vocabulary.specification_labels.within(text)]
    doors, frames = (any(meanings <= only for meanings in labels) for only in (DOOR_ONLY, FRAME_ONLY))
    if doors == frames:
        return frozenset()
    return frozenset({"door" if doors else "frame"})


def _goods_above(body: _Body, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """How many items of goods stand right above each specification, and all items below the last."""
    firsts = [first for first, _ in body.runs]
    goods = [anchor for anchor in body.anchors if _is_goods(_item(body, anchor), vocabulary)]
    held = [sum(a < anchor < b for anchor in goods) for a, b in pairwise([-1, *firsts])]
    return held, [anchor for anchor in body.anchors if anchor > firsts[-1]]


def _following(body: _Body) -> list[int]:
    """The first line of the item below each specification that has one."""
    below = (next((anchor for anchor in body.anchors if anchor > last), None) for _, last in body.runs)
    return [anchor for anchor in below if anchor is not None]


def _item(body: _Body, anchor: int) -> str:
    """The text of an item up to the next one, or to what is specified."""
    firsts = [first for first, _ in body.runs]
    end = min((n for n in (*body.anchors, *firsts) if n > anchor), default=len(body.lines))
    return " ".join(line.text for line in body.lines[anchor:end])


def _is_specified(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an item says itself how it is made; a title alone, "Laminated door", does not."""
    return statements_in(text, vocabulary) > 1


def _is_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a door or a frame, or measures what it does not name: hinges of 4" x 3" are none."""
    return bool(_kinds(text, vocabulary)) or (bool(sizes_in(text)) and not things_named(text, vocabulary))


def _kinds(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(m for found in vocabulary.item_kinds.within(text) for m in found.meanings & GOODS)
