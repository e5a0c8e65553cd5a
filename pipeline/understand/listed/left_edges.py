"""Where an item begins, if left of the first words known of it: at a number, or at the labels below its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.understand.grammar.line_numbers import line_number
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.stretches import Start

_NUMBER_ROOM = 3.0  # text heights between a running number and what follows it
_LEAST_HEADS = 2


def from_left(starts: Sequence[Start], firsts: Sequence[Segment], sheet: Sheet) -> list[Start]:
    """Items that begin at a running number, those whose number was not read where the others do.

    So do they where the text of most begins further left than their heads, which are set in or centred, or whose
    numbers nobody read: light ones in a dark bar. The numbers are among ``firsts``, the first words of lines.
    """
    numbers = [segment for segment in firsts if line_number(segment.text) is not None]
    outdented = _outdented(starts, sheet)
    return [_moved(s, _number_beside(s.segment, numbers) or outdented.get(id(s.segment))) for s in starts]


def _moved(start: Start, x0: float | None) -> Start:
    return start if x0 is None else replace(start, x0=x0)


def _number_beside(first: Segment, numbers: Sequence[Segment]) -> float | None:
    """Where the number in front of a line's first words would begin, by others; None where one stands there."""
    edges = [n.x0 for n in numbers if 0 < first.x0 - n.x1 < _NUMBER_ROOM * first.height]
    return median(edges) if edges and first not in numbers else None


def _outdented(starts: Sequence[Start], sheet: Sheet) -> dict[int, float]:
    """Where the text of items begins whose first words are set in, by these; empty where most items do not agree."""
    heads = {id(start.segment) for start in starts}
    edges = dict(_edges_below(heads, sheet.lines))
    edge = median(edges.values()) if edges else 0.0
    near = {head: x0 for head, x0 in edges.items() if abs(x0 - edge) < sheet.lines[0].segments[0].height}
    return near if len(near) >= max(_LEAST_HEADS, len(edges) / 2) else {}


def _edges_below(heads: set[int], lines: Sequence[Line]) -> Iterator[tuple[int, float]]:
    """The left edges of the lines right below those that heads begin, where they begin further left."""
    for line, below in pairwise(lines):
        head, text = _head_of(line, heads), below.segments[0]
        if head and id(text) not in heads and head.x0 - text.x0 > head.height:
            yield id(head), text.x0


def _head_of(line: Line, heads: set[int]) -> Segment | None:
    """The head that a line begins with, a running number aside."""
    first = next((s for s in line.segments if line_number(s.text) is None), line.segments[0])
    return first if id(first) in heads else None
