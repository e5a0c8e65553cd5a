"""What a frame's line says under titles that only doors have.

A table of doors has no columns for what a frame is made of, so its lines say it across those of the leaf, the core and
the lock: ``Rebate 52mm; Outer; Profile SQ1``. No frame has any of these, so what stands there is text of the line. So
is what stands in one cell for several things that frames have.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.unlabelled import says_what_frames_have
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_PARTED = re.compile(r"[,;]\s")
_DOORS = DOOR_ONLY - {"thickness_mm"}
_LABELLED = FRAME_ONLY | {"width_mm"}  # a width's value tells whether it is the frame's


def with_frame_text(row: Row, trade: Trade) -> Row:
    """``row`` with what stands across the columns of doors as its text, where that tells what a frame is made of."""
    across = [meaning for meaning in row.cells if meaning in _DOORS or _holds_several(meaning, row)]
    ink = [word for meaning in across for word in row.cells[meaning]]
    passage = Passage(rows_of(ink))
    told = _may_tell_of_frames(passage.text, trade.vocabulary)
    specified = specification_of(passage, trade).fields if told else {}
    if not any(name in FRAME_ONLY and found.value is not None for name, found in specified.items()):
        return row
    kept = {meaning: words for meaning, words in row.cells.items() if meaning not in across}
    return replace(row, cells={**kept, "description": [*kept.get("description", []), *ink]})


def _holds_several(meaning: str, row: Row) -> bool:
    """Whether a cell under one thing that frames have tells of several: ``130~150MM, INNER, CH1``."""
    return meaning in FRAME_ONLY and len(_PARTED.split(row.passage(meaning).text.strip(" ,;"))) > 1


def _may_tell_of_frames(text: str, vocabulary: Vocabulary) -> bool:
    """Whether any of it may be what a frame is made of; most such cells hold nothing but doors' own words."""
    labelled = vocabulary.specification_labels.may_mean_in(text, _LABELLED)
    return labelled or bool(vocabulary.options["inner_outer"].within(text)) or says_what_frames_have(text)
