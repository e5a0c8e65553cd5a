"""The words of a line by the column that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.anchors import Cells, anchor_strength
from pipeline.understand.table.columns import Column, cell_ink
from pipeline.understand.table.spanning import is_stated_across, spanning

BOX = "box"
"""The meaning of a stretch beside the table that holds a box of text and nothing of the items."""
_TOLD = 0
"""The identity of no columns."""


def by_meaning(line: Line, columns: Sequence[Column]) -> Cells:
    """The words of ``line`` by column meaning; an unknown column under its title with a question mark."""
    known = line.cells.get(_TOLD) or line.cells.get(id(columns))  # several rules look at the same lines so
    if known is None:
        # Kept with the columns, so that no others can have their identity.
        known = line.cells[id(columns)] = (columns, _by_meaning(line, columns))
    return known[1]


def tell(line: Line, cells: Cells) -> None:
    """Makes ``cells`` what ``line`` holds under any columns."""
    line.cells[_TOLD] = ((), cells)


def is_told(line: Line) -> bool:
    """Whether something else than the columns tells what a line holds."""
    return _TOLD in line.cells


def overhangs(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is text of the item above it that begins left of the descriptions."""
    described = next((column for column in columns if column.meaning == "description"), None)
    if described is None or described.text_x0 is None or is_told(line):
        return False
    begins, height = line.ink[0].x0 - described.text_x0, line.ink[0].height
    if described.labelled and begins > height and (len(line.segments) > 1 or line.ink[0].x0 > described.x1):
        return not anchor_strength(by_meaning(line, _bare(tuple(columns))))  # the labels' values go on
    if abs(begins) > height:
        return False
    if described.labelled:
        strength = anchor_strength(by_meaning(line, _bare(tuple(columns))))
        return strength <= (not any(map(str.isdigit, line.ink[0].text)))  # a scan may have lost an item's number
    apart = [segment for segment in line.segments[1:] if segment.x0 >= described.x1]
    return not apart and (len(line.segments) == 1 or not anchor_strength(by_meaning(line, _bare(tuple(columns)))))


@lru_cache(maxsize=256)
def _bare(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without where their texts begin."""
    return tuple(replace(column, text_x0=None) for column in columns)


def _by_meaning(line: Line, columns: Sequence[Column]) -> Cells:
    if overhangs(line, columns):
        return {"description": list(line.ink)}
    result: dict[str, list[Ink]] = {}
    if not columns:
        return result
    if is_stated_across(line, columns):
        return {"description": list(line.ink)}
    wide = [ink for segment in spanning(line, columns) for ink in segment.ink]
    if wide:
        result["description"] = list(wide)
    crossing = {id(ink) for ink in wide}
    rest = [ink for ink in line.ink if id(ink) not in crossing] if wide else line.ink
    for column, ink in zip(columns, cell_ink(rest, columns), strict=True):
        if ink and column.meaning != BOX:
            own = column.meaning and column.meaning != "noted"  # several columns may be of that sort
            result.setdefault(column.meaning if own and column.meaning else f"?{column.title}", []).extend(ink)
    return result
