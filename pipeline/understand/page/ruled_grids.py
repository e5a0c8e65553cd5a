"""Small grids drawn with rules: upright strokes of one height side by side, and the level ones that part their rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.understand.page.passage import Ink
from pipeline.understand.page.rules import Rule, going_on

_NEAR = 3.0  # points within which two strokes end at one height, or lie in one line
_LEAST_COLUMNS = 2
_ROWS = (2, 6)  # more are a table
_DRAWN = 0.5  # of the grid's width: a scan leaves gaps in a level rule where letters touch it


@dataclass(frozen=True)
class RuledGrid:
    """Where the columns and the rows of a grid part, its sides among them, in points."""

    across: tuple[float, ...]
    down: tuple[float, ...]

    def rows(self, words: Sequence[Ink]) -> list[list[list[Ink]]]:
        """``words`` by the grid's rows and their cells, left to right."""
        cells: list[list[list[Ink]]] = [[[] for _ in self.across[1:]] for _ in self.down[1:]]
        for word in words:
            row, column = _place(word.middle, self.down), _place(word.centre, self.across)
            if row is not None and column is not None:
                cells[row][column].append(word)
        return cells


def ruled_grids(upright: Sequence[Rule], level: Sequence[Rule]) -> list[RuledGrid]:
    """The grids that rules draw, each with a few rows only."""
    drawn = going_on(upright)
    return [grid for top, bottom in _heights(drawn) if (grid := _grid(drawn, level, top, bottom))]


def _heights(upright: Sequence[Rule]) -> Iterator[tuple[float, float]]:
    """From where to where several upright rules run alike."""
    before: tuple[float, float] | None = None
    alike = 0
    for _, top, bottom in sorted(upright, key=lambda rule: (round(rule[1] / _NEAR), rule[2])):
        same = before is not None and abs(top - before[0]) <= _NEAR and abs(bottom - before[1]) <= _NEAR
        alike = alike + 1 if same else 1
        before = before if same else (top, bottom)
        if before is not None and alike == _LEAST_COLUMNS:
            yield before


def _grid(upright: Sequence[Rule], level: Sequence[Rule], top: float, bottom: float) -> RuledGrid | None:
    passing = [x for x, y0, y1 in upright if y0 <= top + _NEAR and y1 >= bottom - _NEAR]
    across = _apart(passing)
    inside = [rule for rule in level if top + _NEAR < rule[0] < bottom - _NEAR]
    down = [top, *_levels(inside, across[0], across[-1]), bottom]
    whole = len(across) > _LEAST_COLUMNS and _ROWS[0] < len(down) <= _ROWS[1] + 1
    return RuledGrid(tuple(across), tuple(down)) if whole else None


def _levels(level: Sequence[Rule], x0: float, x1: float) -> Iterator[float]:
    """The heights at which level rules run through most of a grid."""
    line: list[Rule] = []
    for rule in (*sorted(level), (float("inf"), 0.0, 0.0)):
        if line and rule[0] - line[0][0] > _NEAR:
            if sum(max(0.0, min(end, x1) - max(start, x0)) for _, start, end in line) > _DRAWN * (x1 - x0):
                yield line[0][0]
            line = []
        line.append(rule)


def _apart(places: Sequence[float]) -> list[float]:
    """``places`` in order, strokes that lie in one line as one."""
    ordered = sorted(places)
    return ordered[:1] + [b for a, b in pairwise(ordered) if b - a > _NEAR]


def _place(at: float, edges: Sequence[float]) -> int | None:
    """Between which of ``edges``, which are in order, a place lies; None outside."""
    place = bisect_left(edges, at) - 1
    return place if 0 <= place < len(edges) - 1 else None
