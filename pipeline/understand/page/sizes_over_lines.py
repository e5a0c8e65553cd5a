"""Sizes that a narrow cell breaks over lines: ``1800`` over ``x`` over ``2100``, ``900 x`` over ``2100``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of

_BEGINS = re.compile(r"[xX×]\b")
_ENDS = re.compile(r"(?:^|[\d\"'′″]|mm|MM)\s*[xX×]$")
_CLOSE = 0.8  # text heights between the lines of a cell
_LINES = 3  # that a row's next line of words may be away, where its cells are not set level


def sizes_over_lines(sheet: Sheet) -> Iterator[Segment]:
    """What such cells of ``sheet`` hold, each as one run of words; no more than the lines beside a times sign."""
    for number, line in enumerate(sheet.lines):
        for segment in line.segments:
            over = _BEGINS.match(segment.text) is not None
            under = _ENDS.search(segment.text) is not None
            if not over and not under:
                continue
            above = _beside(segment, sheet.lines[max(number - _LINES, 0) : number][::-1]) if over else None
            below = _beside(segment, sheet.lines[number + 1 : number + 1 + _LINES]) if under else None
            if above or below:
                parts = [part for part in (above, segment, below) if part]
                yield segment_of([ink for part in parts for ink in part.ink])


def _beside(segment: Segment, lines: Sequence[Line]) -> Segment | None:
    """The nearest run of words right above or below ``segment``; ``lines`` stand in the order of their distance."""
    for line in lines:
        for other in line.segments:
            apart = max(other.y0 - segment.y1, segment.y0 - other.y1)
            if other.x0 < segment.x1 and segment.x0 < other.x1 and apart < _CLOSE * segment.height:
                return other
    return None
