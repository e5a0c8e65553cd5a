"""Cells of several lines in rows that are set to the bottom, as spreadsheets set them: their first lines stand above.

The line above an item's own is its own too where it stands at least as close to it as to the item before, and that item
has nothing in its cell on its own line while this one has; or where the name of this one's goods goes on from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import Cells, anchor_strength, cell_text

_CLOSER = 0.12  # text heights by which a line is clearly closer to one of two


def with_cells_above(lines: Sequence[Line], cells: Sequence[Cells], starts: Sequence[int]) -> list[int]:
    """``starts`` of items, each moved up over the lines above it that its own cells begin with."""
    moved: list[int] = []
    for place, start in enumerate(starts):
        first = start
        own = starts[place - 1] if place else 0
        while place and first - 1 > own and _begins_below(lines, cells, own, first - 1, start):
            first -= 1
        moved.append(first)
    return moved


def _begins_below(lines: Sequence[Line], cells: Sequence[Cells], above: int, line: int, below: int) -> bool:
    if anchor_strength(cells[line]) or not anchor_strength(cells[below]) or not cells[line]:
        return False
    height = lines[below].y1 - lines[below].y0
    over, under = lines[line].y0 - lines[line - 1].y1, lines[line + 1].y0 - lines[line].y1
    if under > over + _CLOSER * height:
        return False
    names = cells[line].keys()
    if "description" not in names:
        earlier = {name for each in cells[above:line] for name in each}
        return names <= cells[below].keys() and names.isdisjoint(earlier)
    goes_on = (
        cell_text(cells[below], "description")[:1].islower() and cell_text(cells[line], "description")[:1].isupper()
    )
    return goes_on and under < over - _CLOSER * height
