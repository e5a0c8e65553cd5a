"""Lines of captions below an item's own line, each with its values under it, whatever columns of the table they cross.

Packages print what a door is made of as a small grid in the item's row: ``Size   Core   Edging`` over
``850 x 2100   Honeycomb   ABS``. Its places are its own: a core may stand under the table's quantity.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.listed.captions import Cells, grids_in, take_under
from pipeline.understand.page.layout import Line
from pipeline.understand.table.cells import tell
from pipeline.understand.words.vocabulary import Vocabulary

_OWN_COLUMNS = frozenset({"number", "description", "quantity", "unit_price", "amount"})
"""What begins an item: captions of such are the heading of another table."""


def with_values_told(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Tells each of ``lines`` (an item's own line first) that is one of captions or of their values what it holds."""
    segments = [line.segments for line in lines]
    for place, end in grids_in(segments, vocabulary):
        told: list[Cells] = []
        for line in lines[place + 1 : end]:
            told.append({})
            take_under(lines[place].segments, line.segments, told[-1], vocabulary)
        if len(lines[place].segments) > 1 and not any(_OWN_COLUMNS & cells.keys() for cells in told):
            for line, cells in zip(lines[place:end], [{}, *told], strict=True):
                tell(line, cells)
