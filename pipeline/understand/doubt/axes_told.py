"""In which order sizes are written, said beside the items and not over their column: ``All sizes in H x W``.

Sizes are read width first where no title says otherwise. Such a line may hold for them, or be the printed form's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import LineItem
from pipeline.understand.grammar.measures import AXIS_WORDS
from pipeline.understand.item.values import joined
from pipeline.understand.one_reading import Reading

_SHOWN = 80  # letters
_BETWEEN = r"\)?\s*(?:[x×*]|by)\s*\(?"


def _named(axis: str) -> str:
    return "|".join(sorted((word for word, own in AXIS_WORDS.items() if own == axis), key=len, reverse=True))


_HEIGHT_FIRST = re.compile(rf"\b(?:(?:{_named('h')}){_BETWEEN}(?:{_named('w')})|t{_BETWEEN}l)\b", re.IGNORECASE)
"""``H x W``, ``height by width``, ``T x L`` for tinggi and lebar."""


def axes_told(reading: Reading) -> Iterator[str]:
    """A question where a line beside or below the items names the height first, and sizes were read the other way."""
    if not any(map(_is_width_first, reading.goods)):
        return
    lines = [line.text for lines in reading.outside.values() for line in lines]
    lines += [line.text for table in reading.tables for row in table.rows for line in row.lines[1:]]
    told = (text for text in lines if _HEIGHT_FIRST.search(text) and not any(map(str.isdigit, text)))
    if text := next(told, None):
        yield f"“{joined(text)[:_SHOWN]}” names the height first, and sizes were read width first: which is right?"


def _is_width_first(item: LineItem) -> bool:
    width, height = item.width_mm, item.height_mm
    if width is None or height is None or width.box is None or height.box is None:
        return False
    same_line = width.page == height.page and width.box.y0 < height.box.centre_y < width.box.y1
    return same_line and width.box.x0 <= height.box.x0
