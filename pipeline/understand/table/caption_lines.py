"""Lines of captions below an item's own line, each with its values under it, whatever columns of the table they cross.

Packages print what a door is made of as a small grid in the item's row: ``Size   Core   Edging`` over
``850 x 2100   Honeycomb   ABS``. Its places are its own: a core may stand under the table's quantity.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.listed.captions import Cells, grids_in, keeps_edge, take_under
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.table.cells import by_meaning, tell
from pipeline.understand.table.columns import Column
from pipeline.understand.words.vocabulary import Vocabulary

_OWN_COLUMNS = frozenset({"number", "description", "quantity", "unit_price", "amount"})
"""What begins an item: captions of such are the heading of another table."""
_LOST = 1  # captions of a line that may not have been read
_NOT_READ = "?(not read)"
"""The column of values whose caption is missing: nobody knows it."""


def tell_values(lines: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Tells each of ``lines`` (an item's own line first) that is one of captions or of their values what it holds.

    Captions have places of their own: two of them stand in one of the table's ``columns``; one alone goes on below
    such a grid. Where other captions of the table stand and one was not read, what is below is asked about. Whether
    there are any.
    """
    segments = [line.segments for line in lines]
    places = [caption for place, _ in grids_in(segments, vocabulary) for caption in segments[place]]
    behind = 0  # the line behind the last of them
    for place, end in grids_in(segments, vocabulary, lost=_LOST) if places else ():
        captions, *below = lines[place:end]
        told = [_cells_under(captions.segments, line.segments, places, vocabulary) for line in below]
        own = place == behind > 0 or _stand_in_one(captions, columns)
        if own and not any(_OWN_COLUMNS & cells.keys() for cells in told):
            behind = end
            for line, cells in zip(lines[place:end], [{}, *told], strict=True):
                tell(line, cells)
    return behind > 0


def _cells_under(
    captions: Sequence[Segment], values: Sequence[Segment], places: Sequence[Segment], vocabulary: Vocabulary
) -> Cells:  # fmt: skip
    cells: Cells = {}
    lost = [v for v in values if not any(keeps_edge(v, c) for c in captions) and any(keeps_edge(v, c) for c in places)]
    take_under(captions, [value for value in values if value not in lost], cells, vocabulary)
    if lost:
        cells[_NOT_READ] = [ink for value in lost for ink in value.ink]
    return cells


def _stand_in_one(captions: Line, columns: Sequence[Column]) -> bool:
    """Whether two captions begin in one column."""
    begun = {id(segment.ink[0]) for segment in captions.segments}
    return any(sum(id(ink) in begun for ink in cell) > 1 for cell in by_meaning(captions, columns).values())
