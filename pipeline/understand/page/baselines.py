"""Which words of a page stand on one line."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from statistics import median

from pipeline.understand.page.passage import Ink

_FROM_LEFT = attrgetter("x0", "y0")
_AT_ONCE = 0.3  # of the shorter word's width behind its begin
_SURELY = 0.85  # share of the smaller height at which words are on one line whatever their places
_SAME_LINE = 0.5  # share of the smaller height that must overlap


def rows_of(ink: Sequence[Ink]) -> list[list[Ink]]:
    """Words grouped by baseline, top to bottom, each row left to right.

    Rows are grown from left to right along each baseline: a word joins the row whose nearest word on its left overlaps
    it most in height, so slight skew and neighbours of other sizes do not pull rows together.
    """
    if len(ink) < 2:  # most cells of a table
        return [list(ink)] if ink else []
    rows: list[list[Ink]] = []
    ends: list[tuple[float, float]] = []  # of each row's last word
    for word in sorted(ink, key=_FROM_LEFT):
        best, overlap, top, bottom = None, _SAME_LINE, word.y0, word.y1
        for place in [n for n, (y0, y1) in enumerate(ends) if y0 < bottom and y1 > top]:
            last = rows[place][-1]
            share = _overlap(last, word)
            if share > overlap and not (share < _SURELY and _begins_with(last, word)):
                best, overlap = place, share
        if best is None:
            rows.append([word])
            ends.append((top, bottom))
        else:
            rows[best].append(word)
            ends[best] = top, bottom
    return sorted(rows, key=_level) if len(rows) > 1 else rows


def _level(row: Sequence[Ink]) -> float:
    """The height at which a row's words stand."""
    return row[0].middle if len(row) == 1 else median([word.middle for word in row])


def _overlap(left: Ink, right: Ink) -> float:
    top = left.y0 if left.y0 > right.y0 else right.y0
    bottom = left.y1 if left.y1 < right.y1 else right.y1
    lower = left.height if left.height < right.height else right.height
    return (bottom - top) / (lower if lower > 0.1 else 0.1)


def _begins_with(word: Ink, other: Ink) -> bool:
    """Whether two words begin at one place: they stand over each other, and their boxes were measured too high."""
    return other.x0 - word.x0 < _AT_ONCE * min(word.x1 - word.x0, other.x1 - other.x0)
