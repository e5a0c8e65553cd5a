"""A narrow column of text down the side of a page, with lines of its own: the document's numbers, dates and parties.

It is no column of the table beside it: its lines stand where they like. Known by a gutter that runs down most of what
is printed, by lines that mostly share no baseline across it, or by the document's own facts with their labels beside a
table's rows, and by a table or goods that all stand on the other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter, sub
from statistics import median

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.page.labelled_sides import is_running, labels_beside_rows
from pipeline.understand.page.layout import Gutter, Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.side_by_side import side_by_side
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.words.vocabulary import Vocabulary

_STEPS = 150  # of the page's width; the grid on which gutters are looked for
_SIDE = (0.12, 0.42)  # where the gutter lies, as a share of the page's width from the column's side
_DOWN = 0.68  # of the height of what is printed that the gutter runs down
_FILLED = 0.45  # of that height that the side column's own text reaches
_LEAST_LINES = 8
_MOSTLY_SHARED = 0.5  # of the side's lines on baselines of the other side: a table's or a form's own column
_BASELINE = 0.22  # text heights
_SEVERAL = 2  # sizes, and sums of money
_LEAST_LABELS = 3  # of a document's own facts


def in_zones(sheet: Sheet, vocabulary: Vocabulary) -> Sheet:
    """``sheet`` with the lines of a side column before the others, where there is one beside items.

    Of item tables beside each other the left one comes first.
    """
    ink = [ink for line in sheet.lines for ink in line.ink]
    for left in (True, False):
        for gutter, apart in _beside_sides(ink, sheet.width, left=left) if ink else ():
            if not (apart or labels_beside_rows(sheet, gutter, vocabulary)):
                continue
            side, rest = sheet.of_ink(gutter.side_of(ink)), sheet.of_ink(gutter.rest_of(ink))
            beside_goods = _beside_goods(sheet, side, rest, vocabulary)
            titled = _titles_across(sheet, gutter, vocabulary)
            if titled and not (apart and not labels_beside_rows(sheet, gutter, vocabulary)):
                titled = [w for w in titled if not is_running(w, side, vocabulary)]
            if beside_goods or (not titled and headings_of(rest, vocabulary)):
                return replace(sheet, lines=(*side.lines, *rest.lines), gutter=gutter)
    return side_by_side(sheet, vocabulary)


def _titles_across(sheet: Sheet, gutter: Gutter, vocabulary: Vocabulary) -> list[Ink]:
    """The words that begin known titles of a table on the side column's side of the gutter."""
    known = [
        box.ink[0]
        for heading in headings_of(sheet, vocabulary)
        for (_, box), meaning in zip(heading.titles, heading.meanings, strict=True)
        if meaning is not None
    ]
    return [word for word in known if (word.centre < gutter.x) is gutter.left]


def _beside_goods(sheet: Sheet, side: Sheet, rest: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether goods without a heading stand across the gutter, and none on the column's side, which has labels."""
    if any(sizes_in(line.text) or amounts_in(line.text) for line in side.lines) or headings_of(sheet, vocabulary):
        return False
    labelled = sum(bool(vocabulary.labels.starting(line.text)) for line in side.lines)
    sized, priced = (sum(bool(told(line.text)) for line in rest.lines) for told in (sizes_in, amounts_in))
    return labelled >= _LEAST_LABELS and min(sized, priced) >= _SEVERAL


def _beside_sides(ink: Sequence[Ink], width: float, *, left: bool) -> list[tuple[Gutter, bool]]:
    """The gutters that run furthest down, and whether few baselines run on across them; first those with the fewest.

    A table that ends high on the page leaves such gutters between its columns, too.
    """
    shared = [(_shared(ink, gutter), gutter) for gutter in _longest(ink, width, left=left)]
    return [(gutter, share <= _MOSTLY_SHARED) for share, gutter in sorted(shared, key=itemgetter(0))]


def _longest(ink: Sequence[Ink], width: float, *, left: bool) -> Iterator[Gutter]:
    """The gutters that run furthest down, the nearest to the main text first; one for each stretch that is free."""
    low, high = _SIDE if left else (1 - _SIDE[1], 1 - _SIDE[0])
    step = width / _STEPS
    first, stop = int(low * _STEPS), int(high * _STEPS)
    top, bottom = min([i.y0 for i in ink]), max([i.y1 for i in ink])
    least = _DOWN * (bottom - top)
    near = [i for i in ink if i.x1 > (first - 1) * step and i.x0 < (stop + 1) * step]
    clear = set(range(first, stop))  # in the middle of the page, which so long a gutter runs past
    for word in near:
        if bottom - least < word.middle < top + least:
            clear.difference_update(range(int(word.x0 / step), int(word.x1 / step) + 1))
    if not clear:
        return
    crossing: dict[int, list[float]] = {n: [] for n in clear}
    for word in near:
        for n in clear.intersection(range(int(word.x0 / step), int(word.x1 / step) + 1)):
            crossing[n].append(word.middle)
    crossed = {n: [top, *sorted(middles), bottom] for n, middles in crossing.items()}
    free = {n: max(map(sub, heights[1:], heights)) for n, heights in crossed.items()}
    furthest = max(map(round, free.values()))
    inwards = 1 if left else -1
    for n in sorted((n for n in free if round(free[n]) == furthest), reverse=left):
        length, y0, y1 = max((b - a, a, b) for a, b in pairwise(crossed[n]))
        if length >= least and round(free.get(n + inwards, 0.0)) != furthest:
            yield Gutter((n + 0.5) * step, y0, y1, left)


def _shared(ink: Sequence[Ink], gutter: Gutter) -> float:
    """The share of a side column's lines that stand on baselines of the other side; 1 where there is no such column."""
    beside = [i for i in ink if gutter.y0 <= i.middle <= gutter.y1]
    side = gutter.side_of(beside)
    if not side or len(side) == len(beside):
        return 1.0
    near = _BASELINE * median([i.height for i in side])
    lines = _levels([i.middle for i in side], near)
    others = _levels([i.middle for i in gutter.rest_of(beside)], near)
    own = [y for y in lines if not _is_among(y, others, near)]
    reach = own[-1] - own[0] if own else 0.0  # a sum at the end of a line of the other side's reaches no further down
    filled = min(len(lines), len(others)) >= _LEAST_LINES and reach >= _FILLED * (gutter.y1 - gutter.y0)
    return 1 - len(own) / len(lines) if filled else 1.0


def _is_among(y: float, others: Sequence[float], near: float) -> bool:
    """Whether one of ``others``, which are in order, is as ``near`` to ``y``."""
    place = bisect_left(others, y)
    return any(abs(y - other) < near for other in others[max(place - 1, 0) : place + 1])


def _levels(middles: Sequence[float], near: float) -> list[float]:
    levels: list[float] = []
    for y in sorted(middles):
        if not levels or y - levels[-1] > 2 * near:
            levels.append(y)
    return levels
