"""A place in the middle of the rows that it holds for, in a drawn table of which a scan has lost rules.

The words stand on lines of their own half way between two rows, or on the line of the middle one of three; all rows are
shared out among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.anchors import Cells
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column

_HALF_WAY = 0.22  # of the distance of rows by which words may miss the middle of theirs
_FEWEST_ROWS = 2
_PLACE = "location"


def centred_places(
    rows: Sequence[Sequence[Line]], described: Column, columns: Sequence[Column]
) -> list[list[Ink]]:  # fmt: skip
    """For each row, which is one line, the place that it shares with those beside it; empty where some have none."""
    if not any(column.meaning == _PLACE and column.ruled for column in columns):
        return []
    cells = [[by_meaning(line, columns) for line in lines] for lines in rows]
    alone = [each for own in cells for each in own if set(each) == {_PLACE}]
    items = [[each for each in own if set(each) != {_PLACE}] for own in cells]
    if not alone or len(rows) < _FEWEST_ROWS or any(len(own) != 1 or described.meaning not in own[0] for own in items):
        return []
    levels = [_middle(own[0][str(described.meaning)]) for own in items]
    return _shared_out(levels, sorted(_places(cells), key=_middle))


def _places(cells: Sequence[Sequence[Cells]]) -> list[Sequence[Ink]]:
    return [each[_PLACE] for own in cells for each in own if _PLACE in each]


def _shared_out(levels: Sequence[float], places: Sequence[Sequence[Ink]]) -> list[list[Ink]]:
    """The place of each row where every place stands in the middle of the next rows, and none is left."""
    near = _HALF_WAY * min(b - a for a, b in pairwise(levels))
    shared: list[list[Ink]] = []
    for ink in places:
        first = len(shared)
        middles = {n: (levels[first] + levels[n]) / 2 for n in range(first, len(levels))}
        last = next((n for n, middle in middles.items() if abs(middle - _middle(ink)) < near), None)
        if last is None:
            return []
        shared += [list(ink)] * (last - first + 1)
    return shared if len(shared) == len(levels) else []


def _middle(ink: Sequence[Ink]) -> float:
    return sum(each.middle for each in ink) / len(ink)
