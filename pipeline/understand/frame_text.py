"""What a frame's line says under titles that only doors have.

A table of doors has no columns for what a frame is made of, so its lines say it across those of the leaf, the core and
the lock: ``Rebate 52mm; Outer; Profile SQ1``. No frame has any of these, so what stands there is text of the line.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.understand.goods import DOOR_ONLY, FRAME_ONLY
from pipeline.understand.layout import rows_of
from pipeline.understand.passage import Passage
from pipeline.understand.specification import specification_of
from pipeline.understand.tables import Row
from pipeline.understand.trade import Trade

_DOORS = DOOR_ONLY - {"thickness_mm"}


def with_frame_text(row: Row, trade: Trade) -> Row:
    """``row`` with what stands across the columns of doors as its text, where that tells what a frame is made of."""
    across = [meaning for meaning in row.cells if meaning in _DOORS]
    ink = [word for meaning in across for word in row.cells[meaning]]
    specified = specification_of(Passage(rows_of(ink)), trade).fields if across else {}
    if not any(name in FRAME_ONLY and found.value is not None for name, found in specified.items()):
        return row
    kept = {meaning: words for meaning, words in row.cells.items() if meaning not in across}
    return replace(row, cells={**kept, "description": [*kept.get("description", []), *ink]})
