"""Lines of captions below an item's own line, each with its values under it, whatever columns of the table they cross.

Packages print what a door is made of as a small grid in the item's row: ``Size   Core   Edging`` over
``850 x 2100   Honeycomb   ABS``. Its places are its own: a core may stand under the table's quantity.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.listed.captions import Cells, grids_in, take_under
from pipeline.understand.page.layout import Line
from pipeline.understand.table.cells import by_meaning, tell
from pipeline.understand.table.columns import Column
from pipeline.understand.words.vocabulary import Vocabulary

_OWN_COLUMNS = frozenset({"number", "description", "quantity", "unit_price", "amount"})
"""What begins an item: captions of such are the heading of another table."""


def tell_values(lines: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Tells each of ``lines`` (an item's own line first) that is one of captions or of their values what it holds.

    Captions have places of their own: two of them stand in one of the table's ``columns``; one alone goes on below
    such a grid. Whether there are any.
    """
    behind = 0  # the line behind the last of them
    for place, end in grids_in([line.segments for line in lines], vocabulary):
        captions, *below = lines[place:end]
        told: list[Cells] = [{} for _ in below]
        for line, cells in zip(below, told, strict=True):
            take_under(captions.segments, line.segments, cells, vocabulary)
        own = place == behind > 0 or _stand_in_one(captions, columns)
        if own and not any(_OWN_COLUMNS & cells.keys() for cells in told):
            behind = end
            for line, cells in zip(lines[place:end], [{}, *told], strict=True):
                tell(line, cells)
    return behind > 0


def _stand_in_one(captions: Line, columns: Sequence[Column]) -> bool:
    """Whether two captions begin in one column."""
    begun = {id(segment.ink[0]) for segment in captions.segments}
    return any(sum(id(ink) in begun for ink in cell) > 1 for cell in by_meaning(captions, columns).values())
