"""Rows of a drawn table whose cells are one: the upright rules end above such a row and begin anew below it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.page.layout import Line, Sheet

_FEWEST = 3  # uprights that begin anew
_LEVEL = 3.0  # points between the heights where they begin
_ONE_PLACE = 2.0  # points by which an upright lies askew of itself


def cells_begin(above: Line, below: Line, sheet: Sheet) -> bool:
    """Whether ``above`` stands in a row whose cells are one, and cells begin under it, though no rule is seen."""
    begun = [(x, y0) for x, y0, _ in sheet.vertical_rules if above.middle < y0 < below.middle]
    if len(begun) < _FEWEST:  # between most lines
        return False
    ended = [x for x, _, y1 in sheet.vertical_rules if y1 < above.middle]
    passing = [x for x, y0, y1 in sheet.vertical_rules if y0 <= above.middle <= y1]
    anew = [y0 for x, y0 in begun if _is_among(x, ended) and not _is_among(x, passing)]
    return len(anew) >= _FEWEST and max(anew) - min(anew) < _LEVEL


def _is_among(x: float, others: Sequence[float]) -> bool:
    return any(abs(x - other) < _ONE_PLACE for other in others)
