"""Two columns taken for one: below a single title the cells stand in two stretches with a column's gap between them.

The second title was not printed, not known, or set so close that both read as one. Under a title that has one column
to itself the cells share an edge or a middle, whichever way they are set, so no gap can run down between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.page.layout import SEGMENT_GAP, Line, segments_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Columns

_ANY_HOW = frozenset({
    None, "description", "specification", "number", "quantity", "unit", "unit_price", "amount", "discount", "tax",
    "extent",
    "stock_code", "noted", "size",
})  # fmt: skip
"""Columns whose text may stand anyhow, or whose cells are read by what they hold."""
_DOUBT = "the column “{title}” seems to hold two things side by side"


def with_two_in_one_doubted(columns: Columns, body: Sequence[Line]) -> Columns:
    """``columns`` with a doubt at each under which the cells of ``body`` stand in two stretches apart."""
    shared = [column.meaning for column in columns]  # feet and inches are one length in two columns
    told = [c for c in columns if c.meaning not in _ANY_HOW and not c.doubt and shared.count(c.meaning) == 1]
    if not told:
        return columns
    cells = [by_meaning(line, columns) for line in body]
    apart = [c for c in told if _stand_apart([ink for each in cells if (ink := each.get(str(c.meaning)))])]
    if not apart:
        return columns
    return tuple(replace(c, doubt=_DOUBT.format(title=c.title)) if c in apart else c for c in columns)


def _stand_apart(cells: Sequence[Sequence[Ink]]) -> bool:
    """Whether a gap as wide as between columns runs down between all the pieces of the cells."""
    if not cells:
        return False
    pieces = sorted((piece.x0, piece.x1) for ink in cells for piece in segments_of(ink))
    gap = SEGMENT_GAP * max(ink.height for ink in cells[0])
    reached = pieces[0][1]
    for x0, x1 in pieces[1:]:
        if x0 - reached > gap:
            return True
        reached = max(reached, x1)
    return False
