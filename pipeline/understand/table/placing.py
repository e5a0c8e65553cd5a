"""Where the columns of a table lie: of several ways to draw them, the one under which the cells read as titled.

A title may stand left, right or in the middle over its figures, and the figures far from it. What a column promises is
known (a count, money, a unit), and so is how it goes together (quantity times price is the amount): the columns are
drawn so that most cells keep their promise. A count whose column has no title is found in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.lengths import UNIT_WORD
from pipeline.understand.grammar.numbers import SIGN, amounts_in, quantities_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell, with_sen
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.table.anchors import ITEM_NUMBER, Cells, anchor_strength, cell_text
from pipeline.understand.table.cells import BOX, by_meaning, is_told, overhangs
from pipeline.understand.table.columns import Column, Columns, drawn_columns, one_and_the_same, runs_across
from pipeline.understand.table.numbered import with_numbers
from pipeline.understand.table.open_titles import told_by_cells, with_statements
from pipeline.understand.table.overhang import as_before, with_overhang
from pipeline.understand.table.stacked import with_stacks
from pipeline.understand.table.table_headings import Heading
from pipeline.understand.table.title_units import LENGTHS
from pipeline.understand.table.two_in_one import with_two_in_one_doubted
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_CELLS = 3  # segments of a line that shows where columns lie
_LEAST_OWN = 2  # items' own lines that show where columns end
_MOST_LINES = 14  # lines looked at; a table goes on as it began
_EDGE = 2.0  # points between a title and the edge of its column
_SEN = Decimal("0.05")
_GUTTER = 3.0  # points without text that part two columns
_COUNT = re.compile(r"(?!\d{1,3}[.)]$)\(?\d[\d,]*(?:\.\d+)?\)?\s*[A-Za-z./² ]*")
_PRICE = re.compile(rf"[@\s]*{SIGN}?[\s(-]*\d[\d.,\s]*\)?-?(?:\s*(?:/|per)\s*[a-z]+)?", re.IGNORECASE)
_PERCENT = re.compile(r"-?\d{1,2}(?:\.\d+)?\s*%?(?:\s*\+\s*\d{1,2}(?:\.\d+)?\s*%?)*")
_LENGTH = re.compile(rf"(?:[\W\d_oOlISB]|(?<![a-z])(?:{UNIT_WORD}|w|h|t|x)(?![a-z]))+", re.IGNORECASE)
_UNIT = re.compile(r"[A-Za-z./² ]{1,14}")
_NOTHING = re.compile(r"[-–—*/.]*|n/?a|nil|foc", re.IGNORECASE)
_PROMISES = {
    "quantity": _COUNT, "unit": _UNIT, "unit_price": _PRICE, "amount": _PRICE, "discount": re.compile(
        f"(?:{_PRICE.pattern})|(?:{_PERCENT.pattern})", re.IGNORECASE
    ),
    "number": ITEM_NUMBER, "width_mm": _LENGTH, "height_mm": _LENGTH, "thickness_mm": _LENGTH,
}  # fmt: skip


def columns_of(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    """The columns under ``heading``, placed so that the cells of ``body`` fit their titles best.

    The labels of items that run on under several titles tell nothing of where columns end.
    """
    columns = _columns_of(heading, body, sheet, vocabulary)
    if not any(column.labelled for column in columns):
        return columns
    own = [line for line in body if not overhangs(line, columns)]
    return as_before(_columns_of(heading, own, sheet, vocabulary), columns) if len(own) >= _LEAST_OWN else columns


def _columns_of(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    body = [line for line in body if not is_told(line)]
    drawn = with_numbers(one_and_the_same(drawn_columns(heading, body, sheet, vocabulary)), body, vocabulary)
    lines = _telling(heading, body)
    if _misfit(drawn, lines) > 0:
        every = [drawn, *_otherwise(drawn, lines)]
        drawn = min(every, key=lambda columns: _misfit(columns, lines) + _torn(columns, body) / 4)
    drawn = one_and_the_same(with_overhang(_without_box(drawn, body), body, vocabulary))
    drawn = with_statements(drawn, body, vocabulary)
    drawn = one_and_the_same(with_sen(told_by_cells(drawn, lines, vocabulary)))
    return one_and_the_same(with_stacks(with_two_in_one_doubted(drawn, body), heading, sheet, vocabulary))


def _telling(heading: Heading, body: Sequence[Line]) -> list[Line]:
    boxes = [segment for _, segment in heading.titles]
    several = [line for line in body if len(line.segments) >= min(_LEAST_CELLS, len(boxes))]
    return [line for line in several if not runs_across(line, boxes)][:_MOST_LINES]


def _misfit(columns: Sequence[Column], lines: Sequence[Line]) -> float:
    """How many cells do not hold what their column promises, less for every line whose sum comes out."""
    cells = [by_meaning(line, columns) for line in lines]
    counted = any(column.meaning == "quantity" for column in columns)
    lost = sum("quantity" not in c for c in cells if "amount" in c) / 2 if counted else 0.0
    broken = sum(not _keeps(meaning, cell_text(c, meaning)) for c in cells for meaning in c if meaning in _PROMISES)
    return broken + lost - sum(map(comes_out, cells)) / 2


def _torn(columns: Sequence[Column], body: Sequence[Line]) -> int:
    """How many runs of words stand on both sides of an edge between columns."""
    edges = sorted(column.x0 for column in columns[1:])
    wide = (segment.ink for line in body for segment in line.segments if len(segment.ink) > 1)
    return sum(max(bisect_left(edges, ink[-1].centre) - bisect_right(edges, ink[0].centre), 0) for ink in wide)


def comes_out(cells: Cells) -> bool:
    """Whether a line's quantity times its price is its amount, each the only figure in its cell."""
    counts = quantities_in(cell_text(cells, "quantity"))
    prices, sums = (amounts_in_cell(cell_text(cells, meaning)) for meaning in ("unit_price", "amount"))
    if not len(counts) == len(prices) == len(sums) == 1:
        return False
    return abs(counts[0].value * prices[0].value - sums[0].value) < _SEN


@lru_cache(maxsize=4096)
def _keeps(meaning: str, text: str) -> bool:
    return bool(_NOTHING.fullmatch(text)) or (
        bool(_PROMISES[meaning].fullmatch(text)) and (len(amounts_in(text)) < 2 or meaning in LENGTHS)
    )


def _otherwise(columns: Columns, lines: Sequence[Line]) -> Iterator[Columns]:
    """Other ways to draw the columns: from title to title, by either edge, and by where the text leaves gutters."""
    lefts = [column.title_x0 - _EDGE for column in columns[1:]]
    rights = [column.title_x1 + _EDGE for column in columns[:-1]]
    yield _between(columns, lefts)
    yield _between(columns, rights)
    stretches = _stretches(lines)
    if len(stretches) == len(columns):
        yield _between(columns, _gutters(stretches))
    elif len(stretches) == len(columns) + 1:
        yield from _with_a_count(columns, stretches)


def _between(columns: Columns, edges: Sequence[float]) -> Columns:
    bounds = [columns[0].x0, *edges, columns[-1].x1]
    moved = (replace(c, x0=x0, x1=x1, ruled=False) for c, (x0, x1) in zip(columns, pairwise(bounds), strict=True))
    return one_and_the_same(tuple(moved))


def _gutters(stretches: Sequence[tuple[float, float]]) -> list[float]:
    return [(left[1] + right[0]) / 2 for left, right in pairwise(stretches)]


def _stretches(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches of the page's width in which the segments of ``lines`` stand, left to right."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted((s.x0, s.x1) for line in lines for s in line.segments):
        if joined and x0 - joined[-1][1] < _GUTTER:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def _with_a_count(columns: Columns, stretches: Sequence[tuple[float, float]]) -> Iterator[Columns]:
    """One stretch more than titles: the one that is missing may be the count's."""
    if any(column.meaning == "quantity" for column in columns):
        return
    for place in range(1, len(stretches)):
        x0, x1 = stretches[place]
        untitled = Column("", "quantity", x0, x1, x0, x1)
        yield _between((*columns[:place], untitled, *columns[place:]), _gutters(stretches))


def _without_box(columns: Columns, body: Sequence[Line]) -> Columns:
    """A last column whose text begins above the first item is a box of notes beside the table."""
    last = columns[-1]
    if last.meaning != "remark":
        return columns
    cells = [by_meaning(line, columns) for line in body]
    first = next((n for n, each in enumerate(cells) if anchor_strength(each)), 0)
    alone = any(set(each) == {"remark"} for each in cells[:first])
    return (*columns[:-1], replace(last, meaning=BOX)) if alone and "description" in cells[first] else columns
