"""Item tables beside each other: doors at the left and frames at the right, or one list set in two columns.

Known by a heading whose titles begin again: what begins the line, a size or a description and a count all stand in it
twice. The tables part where no word below stands across; the left one is read before the right one.

Or a table on its side at the left, whose names stand under each other, and at its right a small one with a heading:
``FRAME   F-01   SUNDRIES   Quantity   Amount``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_TITLES = 3
_BEGIN = frozenset({"number", "stock_code", "description", "location"})
_GOODS = frozenset({"size", "description", "width_mm"})
_LEAST_LEFT = 2  # a name, and the mark of what is specified
_LEAST_NAMES = 4
_CLOSE = 1.5  # text heights between the tables' names and their heading
_STEP = 1.0  # points


def side_by_side(sheet: Sheet, vocabulary: Vocabulary) -> Sheet:
    """``sheet`` with the lines of tables beside each other one table after the other."""
    for place, line in enumerate(sheet.lines):
        body = sheet.lines[place + 1 :]
        between = _between_tables(line, vocabulary) or _beside_names(sheet, place, vocabulary)
        x = _gutter(between, body) if between and body else None
        if x is not None:
            return _parted(sheet, place, x)
    return sheet


def _between_tables(line: Line, vocabulary: Vocabulary) -> tuple[float, float] | None:
    """The room between two tables whose titles ``line`` is; None where it heads no two."""
    titles = line.segments
    if len(titles) < 2 * _LEAST_TITLES:
        return None
    begin = _meant(titles[0], vocabulary) & _BEGIN
    if not begin:
        return None
    meanings = [_meant(title, vocabulary) for title in titles]
    for first in range(_LEAST_TITLES, len(titles) - _LEAST_TITLES + 1):
        begins_again = meanings[first] & begin
        left, right = (frozenset().union(*part) for part in (meanings[:first], meanings[first:]))
        both = left & right
        if begins_again and "quantity" in both and both & _GOODS and _all_known(titles, meanings):
            return titles[first - 1].x1, titles[first].x0
    return None


def _beside_names(sheet: Sheet, place: int, vocabulary: Vocabulary) -> tuple[float, float] | None:
    """The room between a table on its side and the titles of one beside it, a count among them; None without both."""
    titles = sheet.lines[place].segments
    if len(titles) <= _LEAST_LEFT:
        return None
    known = list(takewhile(bool, (_meant(title, vocabulary) for title in reversed(titles))))  # most lines end in none
    run, own = len(titles) - len(known), frozenset().union(*known)
    first = run - (not own & _BEGIN)
    if "quantity" not in own or first < _LEAST_LEFT or own & _meant(titles[0], vocabulary):
        return None  # or names that stand again in the other language
    if any(_meant(title, vocabulary) for title in titles[1:run]):
        return None
    x0, x1 = titles[first - 1].x1, titles[first].x0
    names = _names_below(sheet.lines[place + 1 :], x0, vocabulary)
    return (x0, x1) if names >= _LEAST_NAMES and _is_headed(sheet, place, x0, vocabulary) else None


def _meant(title: Segment, vocabulary: Vocabulary) -> frozenset[str]:
    """What a title can mean at the head of a column."""
    return vocabulary.columns.whole(bare_title(title.text))


def _is_headed(sheet: Sheet, place: int, x: float, vocabulary: Vocabulary) -> bool:
    """Whether what stands right of ``x`` is a table by itself: else its lines would be nobody's."""
    ink = [word for line in sheet.lines[place : place + 3] for word in line.ink]
    return bool(headings_of(sheet.of_ink(_side(ink, x, left=False)), vocabulary))


def _names_below(body: Sequence[Line], x: float, vocabulary: Vocabulary) -> int:
    """How many lines begin with a name of its own that a value follows, left of ``x``."""
    rows = (line.segments for line in body if len(line.segments) > 1 and line.segments[0].x1 < x)
    names = (bare_title(segments[0].text) for segments in rows)
    known = (vocabulary.columns.whole(name) or vocabulary.specification_labels.whole(name) for name in names)
    return len({meaning for meant in known for meaning in meant})


def _all_known(titles: Sequence[Segment], meanings: Sequence[frozenset[str]]) -> bool:
    """Whether most of a line are titles."""
    return sum(map(bool, meanings)) >= len(titles) - 1


def _gutter(room: tuple[float, float], body: Sequence[Line]) -> float | None:
    """Where the tables part: in the room between their titles, the place that the words below leave free longest."""
    x0, x1 = room
    tried = [x0 + n * _STEP for n in range(1, int((x1 - x0) / _STEP) + 1)] or [(x0 + x1) / 2]
    depth = {x: _free_lines(x, body) for x in tried}
    most = max(depth.values())
    free = [x for x in tried if depth[x] == most]
    return free[len(free) // 2] if most else None


def _free_lines(x: float, body: Sequence[Line]) -> int:
    """How many lines have no run of words across ``x``, up to the first that has one."""
    return next((n for n, line in enumerate(body) if any(s.x0 < x < s.x1 for s in line.segments)), len(body))


def _parted(sheet: Sheet, place: int, x: float) -> Sheet:
    """``sheet`` with its lines from the tables' names, or their heading, to the first line across both set apart."""
    first = place - _is_over(sheet, place, x)
    stop = place + 1 + _free_lines(x, sheet.lines[place + 1 :])
    ink = [word for line in sheet.lines[first:stop] for word in line.ink]
    left, right = (sheet.of_ink(_side(ink, x, left=left)).lines for left in (True, False))
    return replace(sheet, lines=(*sheet.lines[:first], *left, *right, *sheet.lines[stop:]))


def _is_over(sheet: Sheet, place: int, x: float) -> int:
    """1 where the line above the heading names both tables, else 0."""
    if not place:
        return 0
    above, line = sheet.lines[place - 1], sheet.lines[place]
    close = line.y0 - above.y1 < _CLOSE * (above.y1 - above.y0)
    on_both = any(s.x1 < x for s in above.segments) and any(s.x0 > x for s in above.segments)
    return int(close and len(above.segments) == 2 and on_both)


def _side(ink: Sequence[Ink], x: float, *, left: bool) -> list[Ink]:
    return [word for word in ink if (word.centre < x) is left]
