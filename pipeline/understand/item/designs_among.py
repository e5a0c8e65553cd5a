"""The design in a cell whose title promises it among other things: ``PX-16 SIENA / 2 groove lines``.

Lines, cores and edgings are known by their words, a design's name by none: it is the part of the cell that says nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.values import is_nothing, trimmed
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.columns import Column
from pipeline.understand.table.item_table import Row
from pipeline.understand.table.title_promises import things_promised
from pipeline.understand.table.titles import SECOND_TEXT
from pipeline.understand.words.noted import is_noted
from pipeline.understand.words.trade import Trade

_DESIGN = "design_name"
_PARTED = re.compile(r"\s*[/;,+&|]\s*")


def with_design(row: Row, columns: Sequence[Column], trade: Trade) -> Row:
    """``row`` with the design in a cell of its own, where one title promises it and others.

    As it is, where several parts of the cell could be the design, or one tells of what the title does not promise.
    """
    titles = [column.title for column in columns if column.meaning == SECOND_TEXT]
    promised = things_promised(titles[0], trade.vocabulary) if len(titles) == 1 else frozenset()
    if _DESIGN not in promised or _DESIGN in row.cells or SECOND_TEXT not in row.cells or row.more:
        return row
    cell = row.passage(SECOND_TEXT)
    told = [(place, _told_in(cell.part(*place), trade)) for place in _parts(cell.text)]
    unnamed = [place for place, names in told if not names]
    if len(unnamed) != 1 or any(not names <= promised | {SECOND_TEXT} for _, names in told):
        return row
    named = [ink for place, names in told if names for ink in cell.part(*place).ink]
    return replace(row, cells={**row.cells, SECOND_TEXT: named, _DESIGN: list(cell.part(*unnamed[0]).ink)})


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a cell, parted by marks; a line break is none."""
    ends = [*((found.start(), found.end()) for found in _PARTED.finditer(text)), (len(text), len(text))]
    start = 0
    for end, after in ends:
        place = trimmed(text, start, end)
        if place[0] < place[1]:
            yield place
        start = after


def _told_in(part: Passage, trade: Trade) -> frozenset[str]:
    """What a part says by its own words; a code alone could be a design's."""
    if is_nothing(part.text, trade.vocabulary) or is_noted(part.text, trade.vocabulary):
        return frozenset({SECOND_TEXT})
    fields = specification_of(part, trade).fields
    return frozenset(fields) - {"laminate_code", "decorative_line_count", "other_words"}
