"""Table headings drawn as a grid of cells: titles below the name of a group, and titles turned on their side.

Where rules are drawn, a title is what stands in one cell, however many lines it takes and however it is turned; and a
cell that reaches over several columns names them as a group: ``Leaf`` over ``Single | Double``, ``Width`` over
``ft | in``. Every column has one cell that ends at the heading's lower edge, and above it the cells that span it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import itemgetter
from typing import NamedTuple

from pipeline.understand.item.legend import legend_on
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.rules import Rule
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.title_units import is_unit, with_unit_of
from pipeline.understand.table.titles import NOUNS, meanings_of_title, titled
from pipeline.understand.words.vocabulary import Vocabulary

_BARE_FIGURES = re.compile(r"[\d.,]+[.)]?")
_PLACE = itemgetter(0)
_NEAR = 3.0  # points within which two strokes are one rule
_MOST_LINES = 12
_TALLEST = 0.25  # of the page's height: no heading is higher
_NARROWEST = 6.0  # points
BELOW = " › "
"""Between the name of a group and a title below it."""


class Cell(NamedTuple):
    """A rectangle between drawn rules, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def spans(self, x0: float, x1: float) -> bool:
        """Whether it reaches over a stretch of the page's width."""
        return self.x0 - _NEAR <= x0 and x1 <= self.x1 + _NEAR

    def crossed_by(self, upright: Sequence[Rule]) -> Sequence[Rule]:
        """Those of ``upright``, which stand in order, that would run through it if they were long enough."""
        first = bisect_right(upright, self.x0 + _NEAR, key=_PLACE)
        return upright[first : bisect_left(upright, self.x1 - _NEAR, key=_PLACE)]


@dataclass(frozen=True)
class Title:
    """A column's title with the names of the groups above it, and where its column lies (points)."""

    text: str
    segment: Segment
    x0: float
    x1: float
    meanings: frozenset[str]
    storeys: int


@dataclass(frozen=True)
class Grid:
    """The titles of a heading drawn as cells, left to right, and the last of the sheet's lines that it takes."""

    titles: tuple[Title, ...]
    last: int
    turned: bool
    """Whether a title runs up or down."""

    @property
    def plain(self) -> bool:
        """Whether lines of text tell as much: one storey, nothing turned."""
        return not self.turned and all(title.storeys == 1 for title in self.titles)


def grid_at(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Grid | None:
    """The heading whose first line is ``sheet.lines[index]``, by the rules drawn around its titles."""
    first = sheet.lines[index]
    top = _top(first, sheet)
    if top is None or (index > 0 and sheet.lines[index - 1].middle > top):
        return None  # some stand in no cell, or the cells began further up
    if not any(_titles_in(segment, vocabulary) for segment in first.segments):
        return None
    bottom, last = _bottom(sheet, index, top)
    if bottom - top > _TALLEST * sheet.height:
        return None
    stacks = _stacks(sheet, index, last, (top, bottom))
    if stacks is None or any(_unparted(cell, own, sheet, vocabulary) for cell, own in stacks.items()):
        return None
    columns = list(_columns(sheet, stacks, bottom))
    if not sheet.turned and all(sum(cell.spans(x0, x1) for cell in stacks) <= 1 for x0, x1 in columns):
        return None  # lines of text tell as much
    known = legend_on(sheet)
    titles = [title for x0, x1 in columns if (title := _title(stacks, x0, x1, known, vocabulary))]
    turned = {ink for title in titles for ink in title.segment.ink} & set(sheet.turned)
    return Grid(tuple(titles), last, bool(turned)) if titles else None


def _top(line: Line, sheet: Sheet) -> float | None:
    """The upper edge of the cells that a line stands in; None where some of it stands in none."""
    tops: list[float] = []
    for segment in line.segments:
        cell = cell_around(segment, sheet)
        if cell is None:
            return None
        tops.append(cell.y0)
    return min(tops)


def _unparted(cell: Cell, segments: Sequence[Segment], sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a rule that is not seen makes one cell of a title and the item below it, or of titles side by side.

    Of a rule that is seen from the middle of a cell on, OCR lost the upper part.
    """
    if any(cell.y0 + _NEAR < top < cell.y1 - _NEAR for _, top, _ in cell.crossed_by(sheet.upright_in_order)):
        return True
    known = [segment for segment in segments if vocabulary.columns.whole(bare_title(segment.text))]
    beside = any(abs(a.middle - b.middle) < a.height / 2 for a, b in combinations(known, 2))
    return beside or any(_BARE_FIGURES.fullmatch(segment.text) for segment in segments)


def _titles_in(segment: Segment, vocabulary: Vocabulary) -> bool:
    return any(True for _ in vocabulary.columns.within(segment.text))


def cell_around(segment: Segment, sheet: Sheet) -> Cell | None:
    """The cell that a run of words stands in; None where a side is open."""
    return cell_at(segment.centre, segment.middle, sheet)


def cell_at(x: float, y: float, sheet: Sheet) -> Cell | None:
    """The cell that is drawn around a point; None where a side is open."""
    if (x, y) not in sheet.drawn:
        sheet.drawn[x, y] = _drawn_around(x, y, sheet)
    cell = sheet.drawn[x, y]
    return cell if isinstance(cell, Cell) else None


def _drawn_around(x: float, y: float, sheet: Sheet) -> Cell | None:
    sides = _between(sheet.upright_in_order, x, y)
    ends = _between(sheet.level_in_order, y, x) if sides else None
    return Cell(sides[0], ends[0], sides[1], ends[1]) if sides and ends else None


def _between(rules: Sequence[Rule], at: float, along: float) -> tuple[float, float] | None:
    """The nearest of ``rules``, which stand in order, on both sides of ``at``, among those that pass by ``along``."""
    before = _first_past(along, rules, range(bisect_left(rules, at, key=_PLACE) - 1, -1, -1))
    if before is None:
        return None
    after = _first_past(along, rules, range(bisect_right(rules, at, key=_PLACE), len(rules)))
    return None if after is None else (before, after)


def _first_past(along: float, rules: Sequence[Rule], numbers: range) -> float | None:
    """Where the first of the rules with these ``numbers`` lies that passes by ``along``."""
    low, high = along - _NEAR, along + _NEAR
    for number in numbers:
        at, start, end = rules[number]
        if start <= high and low <= end:
            return at
    return None


def _bottom(sheet: Sheet, index: int, top: float) -> tuple[float, int]:
    """The lower edge of the cells that begin at ``top``, and the last line above it."""
    lines = sheet.lines[index : index + _MOST_LINES]
    near = [line for line in lines if top < line.middle < top + _TALLEST * sheet.height]
    cells = [cell_around(segment, sheet) for line in near for segment in line.segments]
    bottom = max((cell.y1 for cell in cells if cell and abs(cell.y0 - top) < _NEAR), default=top)
    return bottom, index + max((n for n, line in enumerate(lines) if line.middle < bottom), default=0)


def _stacks(sheet: Sheet, first: int, last: int, heights: tuple[float, float]) -> dict[Cell, list[Segment]] | None:
    """What stands in each cell, line by line; None where something stands in no cell or a cell reaches further down."""
    stacks: dict[Cell, list[Segment]] = {}
    segments = [segment for line in sheet.lines[first : last + 1] for segment in line.segments]
    for segment in segments:
        cell = cell_around(segment, sheet)
        if cell is None or cell.y1 > heights[1] + _NEAR or cell.y0 < heights[0] - _NEAR:
            return None
        stacks.setdefault(cell, []).append(segment)
    turned: dict[Cell, list[Segment]] = {}
    for ink in sheet.turned:
        cell = cell_at(ink.centre, ink.middle, sheet) if heights[0] < ink.middle < heights[1] else None
        if cell is not None:
            turned.setdefault(cell, []).append(segment_of([ink]))
    joined = {cell: [segment_of([i for s in words for i in s.ink])] for cell, words in turned.items()}
    return {**joined, **stacks}


def _columns(sheet: Sheet, stacks: dict[Cell, list[Segment]], bottom: float) -> Iterator[tuple[float, float]]:
    """The stretches between the rules that end at the heading's lower edge."""
    x0, x1 = min(cell.x0 for cell in stacks), max(cell.x1 for cell in stacks)
    rules = sorted(
        x for x, top, low in sheet.vertical_rules
        if x0 - _NEAR <= x <= x1 + _NEAR and top < bottom - _NEAR and low > bottom - _NEAR
    )  # fmt: skip
    edges = [x for n, x in enumerate(rules) if not n or x - rules[n - 1] > _NEAR]
    return ((a, b) for a, b in pairwise(edges) if b - a > _NARROWEST)


def _title(
    stacks: dict[Cell, list[Segment]], x0: float, x1: float, legend: Mapping[str, str], vocabulary: Vocabulary
) -> Title | None:  # fmt: skip
    above = sorted((cell for cell in stacks if cell.spans(x0, x1)), key=lambda cell: cell.y0)
    if not above:
        return None
    texts = [titled(stacks[cell], vocabulary)[0] for cell in above]
    own = segment_of([ink for segment in stacks[above[-1]] for ink in segment.ink])
    if len(texts) > 1:
        texts[-1] = legend.get(texts[-1].strip(), texts[-1])
    text, meanings = named(texts, vocabulary)
    return Title(text, own, x0, x1, meanings, len(above))


def named(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:
    """A title by its storeys, and what it can mean: one of a group's options nothing, for its cells hold ticks."""
    *groups, own = texts
    alone = meanings_of_title(own, vocabulary)
    if not groups:
        return own, alone
    group = " ".join(groups)
    whole = f"{group} {own}"
    of_group, of_both = meanings_of_title(group, vocabulary), meanings_of_title(whole, vocabulary)
    optional = of_group & set(OPTIONS)
    if any(vocabulary.options[each].whole(bare_title(own)) for each in optional) or (optional and not alone):
        return f"{group}{BELOW}{own}", frozenset()
    if vocabulary.columns.listed(bare_title(whole)) or (alone <= NOUNS and of_both == of_group):
        return whole, of_both
    if alone and alone <= NOUNS and not of_both and not of_group & (NOUNS | {"description"}):
        return whole, of_group
    if is_unit(own):
        return whole, of_group
    return (with_unit_of(own, group, alone), alone) if alone else (whole, of_both)


def drawn_end(sheet: Sheet, last: int, left: float, right: float) -> int:
    """The first line below the rules that a heading's outer columns are drawn with, its own last line being ``last``.

    The number of lines where the rules at ``left`` and ``right`` (points) do not go on below the heading.
    """
    foot = sheet.lines[last].y1
    ends = [_down_to(sheet, x, foot) for x in (left, right)]
    if min(ends) <= foot + _NEAR:
        return len(sheet.lines)
    return next((n for n in range(last + 1, len(sheet.lines)) if sheet.lines[n].middle > max(ends)), len(sheet.lines))


def _down_to(sheet: Sheet, x: float, y: float) -> float:
    """How far down a rule at ``x`` runs on from ``y``, stroke after stroke."""
    for top, low in sorted((y0, y1) for at, y0, y1 in sheet.vertical_rules if abs(at - x) < _NEAR):
        if top <= y + _NEAR:
            y = max(y, low)
    return y
