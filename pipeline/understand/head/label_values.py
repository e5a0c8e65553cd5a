"""Where the value of a label stands: behind it, right of it, or below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from pipeline.understand.doubt.unfinished import read_on
from pipeline.understand.grammar.dates import is_date
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.label_text import PARTIES
from pipeline.understand.head.labels import BELOW_HEIGHTS, Label
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.neighbours import all_beside, is_aligned, is_under
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.vocabulary import Vocabulary

_SAME_EDGE = 0.5  # text heights
_NEXT_LINE = 1.6  # text heights between labels of one stack
_RIGHT_SHARE = 0.45  # and one to the right at most this share of the page's width


@dataclass(frozen=True)
class Pair:
    """A label and a candidate for its value; ``how`` is inline, right or below."""

    label: Label
    value: Passage
    how: str
    right_edge: float = inf
    """How far to the right any line of the page reaches (points)."""


def pairs_of(sheet: Sheet, lines: Sequence[Line], labels: Sequence[Label], vocabulary: Vocabulary) -> Iterator[Pair]:
    """For each label its candidate values, the likeliest first: behind it, right of it, below it.

    A party's name stands below its label more often than beside it, unless a colon points to the right.
    """
    taken = {ink for label in labels for ink in label.segment.ink} | _before_colons(lines)
    right = max((segment.x1 for segment in sheet.segments), default=inf)
    for label in labels:
        if label.inline:
            yield Pair(label, read_on(segment_of(label.inline.ink), lines, vocabulary), "inline", right)
            continue
        found = [(_right_of(label, taken, sheet), "right"), (_below(label, lines, taken), "below")]
        if label.broken:
            found = [found[0], (_right_of_continuation(label, lines, sheet), "right")]
        if not (label.colon or _colon_beside(label, lines) or _in_a_stack(label, labels, lines)) and (
            label.meanings & PARTIES or _in_a_grid(found[0][0], found[1][0], label, lines)
        ):
            found.reverse()
        if not any(segment for segment, _ in found) and (date := _wrapped_date(label, lines)):
            found = [(date, "right")]
        yield from (Pair(label, read_on(segment, lines, vocabulary), how, right) for segment, how in found if segment)


def _wrapped_date(label: Label, lines: Sequence[Line]) -> Segment | None:
    """The date that alone begins the next line, where a label with its colon ends a line of running text."""
    line = label.line
    below = next((each for each in lines if each.page == line.page and each.middle > line.y1), None)
    if not label.colon or line.segments[-1].ink[-1] is not label.segment.ink[-1] or below is None:
        return None
    first = below.segments[0]
    near = first.middle - line.middle < _NEXT_LINE * first.height and abs(first.x0 - line.x0) < first.height
    return first if near and first.x1 < label.segment.x0 and is_date(first.text) else None


def _before_colons(lines: Sequence[Line]) -> set[Ink]:
    """The words that a colon follows, as their end or in the next words: a label that is not known, and no value."""
    ended = [segment for line in lines for segment in line.segments if segment.text.endswith(":")]
    followed = [s for line in lines for s, after in pairwise(line.segments) if after.text.lstrip().startswith(":")]
    return {ink for segment in (*ended, *followed) for ink in segment.ink}


def _in_a_stack(label: Label, labels: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Whether labels stand one below the other in the label's column: their values stand beside them then.

    Where values stand below their labels, a value parts each label from the next one.
    """
    column = [
        s for line in lines for s in line.segments if abs(s.x0 - label.segment.x0) < _SAME_EDGE * label.segment.height
    ]
    known = {other.segment.ink[0] for other in labels if not other.inline}
    return any(
        above.ink[0] in known
        and below.ink[0] in known
        and below.y0 - above.y1 < _NEXT_LINE * min(above.height, below.height)
        for above, below in pairwise(sorted(column, key=lambda s: s.y0))
    )


def _colon_beside(label: Label, lines: Sequence[Line]) -> bool:
    """Whether the value beside a label begins with the label's colon."""
    beside = (s for line in lines for s in all_beside(label.segment, line.segments))
    return any(s.text.lstrip().startswith(":") for s in beside)


def _in_a_grid(right: Segment | None, below: Segment | None, label: Label, lines: Sequence[Line]) -> bool:
    """Whether labels stand over values: what stands right of the label has something below it, as the label has."""
    if right is None or below is None or abs(below.x0 - label.segment.x0) > label.segment.height:
        return False
    return any(
        abs(s.x0 - right.x0) < right.height and abs(s.middle - below.middle) < below.height and s is not right
        for line in lines
        for s in line.segments
    )


def _right_of(label: Label, taken: set[Ink], sheet: Sheet) -> Segment | None:
    following = [s for s in all_beside(label.segment, sheet.segments) if squeeze(s.text)]
    following = [s for s in following if not sheet.parted(label.segment, s)]
    first = _first_line(following, label, sheet)
    nearest = min((s for s in following if not _below_one(s, first)), key=lambda s: s.x0, default=None)
    if nearest is None or nearest.ink[0] in taken or nearest.x0 - label.segment.x1 > _RIGHT_SHARE * sheet.width:
        return None
    value = _without_colon(nearest)
    below = [s for s in following if _stands_under(s, value)]
    return segment_of((*value.ink, *below[0].ink)) if len(below) == 1 else value


def _first_line(following: Sequence[Segment], label: Label, sheet: Sheet) -> list[Segment]:
    """What is right of a label and above the lowest of what follows it."""
    top, bottom = label.segment.y0 - 1, max((s.y0 for s in following), default=0.0)
    return [s for s in sheet.segments if s.x0 > label.segment.x1 and top < s.middle < bottom]


def _below_one(segment: Segment, first: Sequence[Segment]) -> bool:
    """Whether what stands beside the second line of a label stands below what is beside its first line."""
    return any(s.middle < segment.y0 and _on_one_edge(s, segment) for s in first)


def _on_one_edge(segment: Segment, other: Segment) -> bool:
    """Whether two segments begin at the same edge, or end there as figures do."""
    return min(abs(segment.x0 - other.x0), abs(segment.x1 - other.x1)) < segment.height


def _stands_under(segment: Segment, above: Segment) -> bool:
    """Whether a segment is the second line of a value beside a label of two lines: ``MS.`` over ``CHIN``."""
    return 0 < segment.y0 - above.y1 + 0.4 * segment.height < segment.height and (
        is_aligned(segment, above) or _on_one_edge(segment, above)
    )


def _right_of_continuation(label: Label, lines: Sequence[Line], sheet: Sheet) -> Segment | None:
    """The value beside the second line of a label that is set over two lines."""
    below = [
        (line, place)
        for line in lines
        for place, s in enumerate(line.segments)
        if 0 < s.middle - label.segment.middle < 1.8 * label.segment.height
        and abs(s.x0 - label.segment.x0) < label.segment.height
    ]
    for line, place in below:
        following = [s for s in line.segments[place + 1 :] if squeeze(s.text)]
        if following and following[0].x0 - label.segment.x0 <= _RIGHT_SHARE * sheet.width:
            return _without_colon(following[0])
    return None


def _without_colon(segment: Segment) -> Segment:
    first = segment.ink[0]
    rest = segment.ink[1:] if first.text in (":", "-", "=") and len(segment.ink) > 1 else segment.ink
    return segment_of(rest)


def _below(label: Label, lines: Sequence[Line], taken: set[Ink]) -> Segment | None:
    x0, x1 = label.region
    limit = label.segment.y1 + BELOW_HEIGHTS * label.segment.height
    under = [
        s
        for line in lines
        for s in line.segments
        if label.segment.y1 < s.middle + 0.1 * s.height and s.y0 <= limit and x0 - 2 <= s.x0 <= x1 and squeeze(s.text)
    ]
    straight = [s for s in under if is_under(s, label.segment)]
    nearest = min(straight or under, key=lambda s: s.y0, default=None)
    return None if nearest is None or nearest.ink[0] in taken else nearest
