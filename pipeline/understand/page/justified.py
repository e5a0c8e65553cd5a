"""Lines of running text that a program drew out to the margin by spaces as wide as those between columns.

So stands the last line before a break that the writer set by hand in justified text. Its spaces are all of one width,
as those between columns are not, and it ends where the other lines of its text do. Its words are taken for as wide as
leaves the usual space between them; the places on the page stay those of the words as they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.passage import Ink
from pipeline.understand.page.rules import Rule

_FEWEST_GAPS = 3
_WIDEST = 4.0  # text heights
_ALIKE = 0.3  # of a text height, between the narrowest and the widest
_NEAR = 0.5  # text heights between two edges that are one
_NEXT = 1.2  # text heights from the line above or below
_FEWEST_WORDS = 5  # of a line that tells where text begins and ends


def closed_up(rows: Sequence[list[Ink]], upright: Sequence[Rule], gap: float, usual: float) -> list[list[Ink]]:
    """``rows`` with drawn out lines closed up; ``gap`` parts columns, ``usual`` parts words (text heights).

    ``upright`` are the page's upright rules; a line that one of them passes through is a table's.
    """
    wide = {n: start for n, row in enumerate(rows) if (start := _drawn_out_from(row, gap)) is not None}
    if not wide:
        return list(rows)
    edges = [edge for n, row in enumerate(rows) if n not in wide for edge in _edges(row, gap)]
    closed = list(rows)
    for n, start in wide.items():
        words = rows[n][start:]
        beside = (rows[other] for other in (n - 1, n + 1) if 0 <= other < len(rows))
        is_text = _ends_as_text(words, edges) and any(_begins_below(words, other) for other in beside)
        if is_text and not any(_passes(rule, words) for rule in upright):
            closed[n] = [*rows[n][:start], *_widened(words, usual)]
    return closed


def _drawn_out_from(row: Sequence[Ink], gap: float) -> int | None:
    """From which word on all spaces of ``row`` are of one width, and one at least as wide as between columns."""
    if len(row) <= _FEWEST_GAPS:
        return None
    gaps: list[float] = []
    start = len(row) - 1
    height = row[-1].height
    for left, right in reversed(list(pairwise(row))):
        between = right.x0 - left.x1
        if gaps and not max(*gaps, between) - min(*gaps, between) <= _ALIKE * height:
            break
        gaps.append(between)
        start -= 1
    fits = len(gaps) >= _FEWEST_GAPS and gap * height < max(gaps) <= _WIDEST * height
    return start if fits else None


def _edges(row: Sequence[Ink], gap: float) -> list[tuple[float, float]]:
    """Where the runs of many words in ``row`` begin and end."""
    runs: list[list[Ink]] = [[row[0]]] if row else []
    for left, right in pairwise(row):
        if right.x0 - left.x1 > gap * max(left.height, right.height):
            runs.append([])
        runs[-1].append(right)
    return [(run[0].x0, run[-1].x1) for run in runs if len(run) >= _FEWEST_WORDS]


def _ends_as_text(words: Sequence[Ink], edges: Sequence[tuple[float, float]]) -> bool:
    """Whether ``words`` begin and end where other lines of text do."""
    near = _NEAR * words[0].height
    return any(abs(words[0].x0 - x0) < near and abs(words[-1].x1 - x1) < near for x0, x1 in edges)


def _begins_below(words: Sequence[Ink], other: Sequence[Ink]) -> bool:
    """Whether text begins in the line above or below where ``words`` do."""
    first = words[0]
    near = _NEAR * first.height
    close = -near < max(first.y0 - other[-1].y1, other[-1].y0 - first.y1) < _NEXT * first.height
    return close and any(abs(each.x0 - first.x0) < near for each in other)


def _passes(rule: Rule, words: Sequence[Ink]) -> bool:
    """Whether an upright rule runs between ``words``."""
    x, y0, y1 = rule
    return words[0].x1 < x < words[-1].x0 and y0 <= words[0].middle <= y1


def _widened(words: Sequence[Ink], usual: float) -> list[Ink]:
    """The words drawn out to a usual space before the next one."""
    ends = [max(left.x1, right.x0 - usual * left.height) for left, right in pairwise(words)]
    wider = [Ink(w.word, w.page, w.x0, w.y0, x1, w.y1) for w, x1 in zip(words[:-1], ends, strict=True)]
    return [*wider, words[-1]]
