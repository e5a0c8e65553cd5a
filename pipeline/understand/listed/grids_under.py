"""A small grid drawn under an item: titles in one row of cells, and below each what it says of this item.

The titles are the item's own, so every item's grid may have others. What a cell holds is read as one, over however many
lines, whatever stands close by in the next cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.understand.listed.captions import Cells, meaning_of, names_a_value
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.title_units import legend_before
from pipeline.understand.words.vocabulary import Vocabulary

_MOSTLY = 0.6  # of a row's cells that are titles
_LEAST = 2  # titles

_Cells = Sequence[Sequence[Ink]]


def under_titles(words: Sequence[Ink], sheet: Sheet, vocabulary: Vocabulary) -> tuple[Cells, set[int]]:
    """What stands under the titles of grids among an item's ``words``, and which words these and the titles are."""
    cells: Cells = {}
    taken: set[int] = set()
    top, bottom = (words[0].y0, words[-1].y1) if words else (0.0, 0.0)
    for grid in sheet.grids:
        rows = grid.rows(words) if top < grid.down[-1] and grid.down[0] < bottom else []
        for titles, values in _titled(rows, vocabulary):
            for title, value in zip(titles, values, strict=True):
                if value:
                    caption = segment_of([word for row in rows_of(title) for word in row])
                    meaning = meaning_of(caption, cells, vocabulary) or f"?{caption.text}"
                    cells.setdefault(meaning, legend_before(caption, meaning)).extend(value)
                taken |= {id(word) for word in (*title, *value)}
    return cells, taken


def _titled(rows: Sequence[_Cells], vocabulary: Vocabulary) -> Iterator[tuple[_Cells, _Cells]]:
    """The rows of titles with those below them; none where a row is neither: it would be a table's."""
    rows = [row for row in rows if any(row)]
    pairs = [*zip(rows[::2], rows[1::2], strict=False)]
    whole = len(rows) % 2 == 0 and all(_heads(above, below, vocabulary) for above, below in pairs)
    yield from pairs if whole else ()


def _heads(titles: _Cells, values: _Cells, vocabulary: Vocabulary) -> bool:
    """Whether most of a row are titles, and the row below has no other words than under one, and none that is one."""
    filled = [title for title in titles if title]
    known = sum(_is_title(title, vocabulary) for title in filled)
    untitled = any(value and not title for title, value in zip(titles, values, strict=True))
    again = sum(bool(value) and _is_title(value, vocabulary) for value in values)
    return known >= max(_LEAST, _MOSTLY * len(filled)) and any(values) and not untitled and again < known / 2


def _is_title(words: Sequence[Ink], vocabulary: Vocabulary) -> bool:
    return names_a_value(segment_of([word for row in rows_of(words) for word in row]), vocabulary)
