"""Lines that begin the parts of a table by a number of another manner than its items have.

A letter where items have figures or the other way round (``B. FRAMES …``), or ``1.0`` where items have ``1.1``.

Such a line has no count and no money. Whatever it says, what the heading before it said ends there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import Cells, cell_text, has_item_number, has_money, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column

_FEWEST_ITEMS = 2  # that show how items are numbered
_FIGURES = ("quantity", "amount", "unit_price")
_WHOLE = re.compile(r"\(?\d+(?:\.0+)?[.):]?")
_LETTERS, _WHOLES, _POINTS = "letters", "whole numbers", "numbers with a point"


def lettered_parts(body: Sequence[Line], columns: Sequence[Column]) -> dict[int, Passage]:
    """The headings of such parts by the ids of their lines, with the heading's whole text.

    A heading's lines go on to the next line that has a number, a count or money.
    """
    cells = [by_meaning(line, columns) for line in body]
    counted = [_is_counted(c, line) for c, line in zip(cells, body, strict=True)]
    itemised = [_manner(c) for c, own in zip(cells, counted, strict=True) if own and has_item_number(c)]
    others = _others_than(set(itemised))
    if len(itemised) < _FEWEST_ITEMS or not others:
        return {}
    found: dict[int, Passage] = {}
    run: list[Line] = []
    for line, own, is_item in zip(body, cells, counted, strict=True):
        if has_item_number(own) or is_item:
            begins = not is_item and _manner(own) in others and len(own) > 1
            run = [line] if begins else []
        elif run:
            run = [*run, line]
        if run:
            found.update(dict.fromkeys(map(id, run), Passage([each.ink for each in run])))
    return found


def _is_counted(cells: Cells, line: Line) -> bool:
    """Whether a count or money stands on a line by itself, not as a figure in words that run over its column."""
    told = [meaning for meaning in _FIGURES if meaning in cells]
    begins = {segment.x0 for segment in line.segments} if told else ()
    apart = {meaning: cells[meaning] for meaning in told if cells[meaning][0].x0 in begins}
    return bool(apart) and (has_quantity(apart) or has_money(apart))


def _manner(cells: Cells) -> str:
    """How a line is numbered."""
    text = cell_text(cells, "number")
    if not any(map(str.isdigit, text)):
        return _LETTERS
    return _WHOLES if _WHOLE.fullmatch(text) else _POINTS


def _others_than(manners: set[str]) -> frozenset[str]:
    """How parts are numbered where items are in these ``manners``; empty where nothing would tell them apart."""
    if _LETTERS in manners:
        return frozenset({_WHOLES, _POINTS}) if len(manners) == 1 else frozenset()
    return frozenset({_LETTERS, _WHOLES}) if manners == {_POINTS} else frozenset({_LETTERS})
