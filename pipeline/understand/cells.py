"""What the words of a line say by column: a number, a count, money; and how far lines stand apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from pipeline.understand.columns import ACROSS, FIGURES, WIDER, Column, cell_ink, set_under
from pipeline.understand.layout import Line, Segment
from pipeline.understand.numbers import amounts_in, quantities_in
from pipeline.understand.passage import Ink

ITEM_NUMBER = re.compile(r"\(?(?:0{1,4}\d{1,4}|\d{1,3}(?:\.\d{1,2})?\s*[A-Za-z]?|[A-Za-z]{1,2})\s*[.):]?")
BOX = "box"
"""The meaning of a stretch beside the table that holds a box of text and nothing of the items."""
_STATED = re.compile(r"[^\W\d][^\d:=]{2,30}[:=]\s*\S")
_EDGE = 1.0  # points by which words stand over a rule's place
_CLOSE = 1.6  # usual word spaces
_COUNT = re.compile(r"(?!\d{1,3}[.)]$)\d[\d,]*(?:\.\d+)?\s*[A-Za-z./² ]*")


Cells = Mapping[str, Sequence[Ink]]
"""The words of a line by column meaning."""


def by_meaning(line: Line, columns: Sequence[Column]) -> Cells:
    """The words of ``line`` by column meaning; an unknown column under its title with a question mark."""
    known = line.cells.get(id(columns))  # several rules look at the same lines under the same columns
    if known is None:
        # Kept with the columns, so that no others can have their identity.
        known = line.cells[id(columns)] = (columns, _by_meaning(line, columns))
    return known[1]


def overhangs(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is text of the item above it that begins left of the descriptions."""
    described = next((column for column in columns if column.meaning == "description"), None)
    if described is None or described.text_x0 is None:
        return False
    if abs(line.ink[0].x0 - described.text_x0) > line.ink[0].height:
        return False
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
    if len(line.segments) == 1 and _STATED.match(line.text) and _is_cut(line.segments[0], columns):
        return {"description": list(line.ink)}
    over = [s for s in line.segments if _across(s, columns) or _in_one_cell(s, columns, alone=len(line.segments) == 1)]
    over += [s for s in line.segments[-1:] if s not in over and _states(s, columns)]
    wide = [ink for segment in over for ink in segment.ink]
    if wide:
        result["description"] = list(wide)
    crossing = {id(ink) for ink in wide}
    rest = [ink for ink in line.ink if id(ink) not in crossing] if wide else line.ink
    for column, ink in zip(columns, cell_ink(rest, columns), strict=True):
        if ink and column.meaning != BOX:
            own = column.meaning and column.meaning != "noted"  # several columns may be of that sort
            result.setdefault(column.meaning if own and column.meaning else f"?{column.title}", []).extend(ink)
    return result


def _across(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a run of words stands under several titles: it is text of the item, whatever column it crosses."""
    described = any(column.meaning == "description" and segment.x0 < column.x1 for column in columns)
    middles = [(column.title_x0 + column.title_x1) / 2 for column in columns]
    crossed = sum(segment.x0 < middle < segment.x1 for middle in middles)
    return described and crossed >= ACROSS and not _in_columns(segment, columns)


def _states(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether the last words of a line begin among the descriptions with a label and reach into other columns.

    Line printers set what an item is made of in two columns of their own: ``CORE: TUBULAR   EDGING: NO EDGING``.
    """
    place = next((n for n, column in enumerate(columns) if column.meaning == "description"), len(columns))
    if place >= len(columns) - 1 or any(column.ruled for column in columns) or not _STATED.match(segment.text):
        return False
    described, following = columns[place : place + 2]
    begins = described.x0 <= segment.x0 < max(described.x1, following.title_x0 - segment.height)
    return begins and segment.x1 > described.x1 and not _in_columns(segment, columns)


def _is_cut(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether the words of a run lie in several columns without standing under the titles of these."""
    return sum(bool(ink) for ink in cell_ink(segment.ink, columns)) > 1 and not _in_columns(segment, columns)


def _in_one_cell(segment: Segment, columns: Sequence[Column], *, alone: bool) -> bool:
    """Whether a run of words stands where no rule parts columns that rules part elsewhere: in cells made one.

    In a scan a piece of a rule may not have been seen: words set as closely as others must stand over two such places,
    or ``alone`` on their line.
    """
    edges = [
        right.x0
        for left, right in pairwise(columns)
        if right.ruled
        and segment.x0 + _EDGE < right.x0 < segment.x1 - _EDGE
        and not {left.meaning, right.meaning} & FIGURES
    ]
    if not edges or all(ink.word.confidence == 1.0 for ink in segment.ink):
        return bool(edges)
    gaps = [right.x0 - left.x1 for left, right in pairwise(segment.ink)]
    over = [right.x0 - left.x1 for left, right in pairwise(segment.ink) if any(left.x0 < x < right.x1 for x in edges)]
    return (alone or len(edges) > 1) and max(over, default=0.0) <= _CLOSE * median(gaps)


def _in_columns(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether words of a run stand exactly under titles: cells that hardly leave a gap between them."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(segment.ink)]
    usual = median(gaps) if gaps else 0.0
    apart = [ink for ink, gap in zip(segment.ink[1:], gaps, strict=True) if gap > WIDER * usual]
    return sum(any(set_under(ink, column) for ink in apart) for column in columns) > 1


def cell_text(cells: Cells, meaning: str) -> str:
    """The words of one column on a line."""
    return " ".join(ink.text for ink in cells.get(meaning, []))


def has_item_number(cells: Cells) -> bool:
    """Whether the number column holds a running number and nothing else."""
    return bool(ITEM_NUMBER.fullmatch(cell_text(cells, "number")))


def has_quantity(cells: Cells) -> bool:
    """Whether the quantity column holds a count, with or without its unit."""
    text = cell_text(cells, "quantity")
    return bool(_COUNT.fullmatch(text)) and bool(quantities_in(text))


def has_money(cells: Cells) -> bool:
    """Whether a price or an amount stands on the line."""
    return bool(amounts_in(cell_text(cells, "amount")) or amounts_in(cell_text(cells, "unit_price")))


def anchor_strength(cells: Cells) -> int:
    """How many of number, count and money a line has: 0 for one that only goes on with an item."""
    return has_item_number(cells) + has_quantity(cells) + has_money(cells)


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance of baselines, in points."""
    steps = [b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle + 1]
    heights = [line.y1 - line.y0 for line in lines]
    return min(median(steps), 2.2 * median(heights)) if steps else (1.3 * median(heights) if heights else 10.0)
