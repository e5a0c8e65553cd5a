"""How far lines stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.understand.page.layout import Line

_NEXT_LINE = 0.85  # text heights between the lines of one text; a blank line takes more than one


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance of baselines, in points."""
    steps = [b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle + 1]
    heights = [line.y1 - line.y0 for line in lines]
    return min(median(steps), 2.2 * median(heights)) if steps else (1.3 * median(heights) if heights else 10.0)


def is_next_line(above: Line, line: Line) -> bool:
    """Whether a line stands as close below another as the lines of one text do."""
    return line.y0 - above.y1 < _NEXT_LINE * (line.y1 - line.y0)
