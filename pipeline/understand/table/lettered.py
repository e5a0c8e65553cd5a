"""Lines that begin the parts of a table by a letter where items have figures, or the other way round: ``B. FRAMES …``.

Such a line has no count and no money. Whatever it says, what the heading before it said ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import Cells, cell_text, has_item_number, has_money, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column

_FEWEST_ITEMS = 2  # that show how items are numbered


def lettered_parts(body: Sequence[Line], columns: Sequence[Column]) -> dict[int, Passage]:
    """The headings of such parts by the ids of their lines, with the heading's whole text.

    A heading's lines go on to the next line that has a number, a count or money.
    """
    cells = [by_meaning(line, columns) for line in body]
    counted = [_is_counted(c, line) for c, line in zip(cells, body, strict=True)]
    itemised = [_is_lettered(c) for c, own in zip(cells, counted, strict=True) if own and has_item_number(c)]
    if len(itemised) < _FEWEST_ITEMS or len(set(itemised)) > 1:
        return {}
    found: dict[int, Passage] = {}
    run: list[Line] = []
    for line, own, is_item in zip(body, cells, counted, strict=True):
        if has_item_number(own) or is_item:
            begins = not is_item and _is_lettered(own) != itemised[0] and len(own) > 1
            run = [line] if begins else []
        elif run:
            run = [*run, line]
        if run:
            found.update(dict.fromkeys(map(id, run), Passage([each.ink for each in run])))
    return found


def _is_counted(cells: Cells, line: Line) -> bool:
    """Whether a count or money stands on a line by itself, not as a figure in words that run over its column."""
    begins = {segment.x0 for segment in line.segments}
    apart = {meaning: ink for meaning, ink in cells.items() if ink[0].x0 in begins}
    return has_quantity(apart) or has_money(apart)


def _is_lettered(cells: Cells) -> bool:
    return not any(map(str.isdigit, cell_text(cells, "number")))
