"""Tables with two lines of titles, each for one of the two lines that every item has: set side by side.

``Item | Material | Description`` over ``Order qty. | Unit | Price per unit | Net value``: large packages print so, and
so do wide tables on narrow paper. Where each title of both lines is one by itself, and they mean different
things, the second line of every item is set to the right of the first. Words keep their boxes on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from pipeline.understand.grammar.numbers import SIGN
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import ITEM_NUMBER
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_UNIT = re.compile(rf"\([^()]{{1,8}}\)|{SIGN}|[mc]m|ft|in", re.IGNORECASE)
_FEWEST, _FEWEST_TOGETHER = 2, 5  # titles of a line, and of both
_CLOSE = 2.4  # text heights between an item's two lines
_BELOW = 0.6  # text heights from a line to the next one at least
_MOSTLY = 0.6  # of the items have both lines
_FLUSH = 0.4  # text heights between the left edges of a title and of the cells under it
_LOOKED_AT = 12  # lines below the titles
_LITTLE = 0.01  # of a place among the lines
_LINE_NUMBER = re.compile(r"0{1,4}[1-9]\d{0,3}(?!\d)|\d{1,3}[.)]?$")  # "00020Flush" as OCR runs them together
_RIGHT_SET = frozenset({"amount", "unit_price"})
_NEEDED = frozenset({"quantity", "amount"})


def with_decks_beside(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Sequence[Sheet] | None:
    """``sheets`` with the second lines beside the first ones; None where no page has such a table."""
    made = [_beside(sheet, vocabulary) for sheet in sheets]
    return [new or old for new, old in zip(made, sheets, strict=True)] if any(made) else None


def _beside(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    for place, (upper, lower) in enumerate(pairwise(sheet.lines)):
        if not _may_be_titles(upper, lower, vocabulary):
            continue
        if place and _heads(sheet.lines[place - 1], upper, vocabulary):
            continue
        if _are_titles(upper, lower, vocabulary):
            items = list(_items(sheet.lines, place))
            begun = sum(_begins(line, upper, lower) for line in sheet.lines[place + 2 :])
            if items and len(items) >= _MOSTLY * begun:
                return _moved(sheet, [_Item(place, place + 1), *(_Item(n, n + 1) for n in items)], (upper, lower))
        below = sheet.lines[place + 2 :]
        titles = _titles_in(upper, below, vocabulary), _titles_in(lower, below, vocabulary)
        if _are_titles(*titles, vocabulary):
            wrapped = list(_under_titles(below, place + 2, *titles, vocabulary))
            if wrapped:
                return _moved(sheet, [_Item(place, place + 1), *wrapped], titles)
    return None


class _Item(NamedTuple):
    """The places of an item's lines, the second of which stands under the second line's titles."""

    first: int
    second: int
    wrapped: range = range(0)
    """What goes on with the first line's cells, above the second."""
    rest: range = range(0)
    """What goes on with the second line's."""


def _may_be_titles(upper: Line, lower: Line, vocabulary: Vocabulary) -> bool:
    """Whether two lines have titles at all, before more is asked of them."""
    few = min(len(upper.segments), len(lower.segments)) < _FEWEST
    if few or len(upper.segments) + len(lower.segments) < _FEWEST_TOGETHER or not _close(upper, lower):
        return False
    least = _FEWEST_TOGETHER - len(lower.segments)
    known = _titles_known(upper, vocabulary)
    return known >= least and known + _titles_known(lower, vocabulary) >= _FEWEST_TOGETHER


def _titles_known(line: Line, vocabulary: Vocabulary) -> int:
    return sum([bool(_meanings(segment, vocabulary)) for segment in line.segments])


def _titles_in(line: Line, body: Sequence[Line], vocabulary: Vocabulary) -> Line:
    """A line of titles, those that stand a word space apart parted where a cell begins under the second of them."""
    begun = [segment.x0 for each in body[:_LOOKED_AT] for segment in each.segments]
    return Line(tuple(piece for segment in line.segments for piece in _apart_over(segment, begun, vocabulary)))


def _apart_over(segment: Segment, begun: Sequence[float], vocabulary: Vocabulary) -> list[Segment]:
    found = list(vocabulary.columns.within(segment.text))
    if len(found) != _FEWEST or vocabulary.columns.listed(bare_title(segment.text)):
        return [segment]
    before, after = found
    first = segment.passage.words(after.start, after.end)[0]
    under = any(abs(x - first.x0) <= _FLUSH * first.height for x in begun)
    if not (under or after.meanings & _RIGHT_SET) or before.meanings & after.meanings:
        return [segment]
    parts = (segment.passage.part(0, after.start), segment.passage.part(after.start, len(segment.text)))
    return [segment_of(part.ink) for part in parts]


def _under_titles(
    lines: Sequence[Line], offset: int, upper: Line, lower: Line, vocabulary: Vocabulary
) -> Iterator[_Item]:  # fmt: skip
    """Items with a number whose second line's cells stand exactly under its titles; others may have text instead."""
    begins = [n for n, line in enumerate(lines) if _is_numbered(line, upper)]
    for n, following in zip_longest(begins, begins[1:], fillvalue=len(lines)):
        own = range(n + 1, following)
        second = next((k for k in own if _is_second(lines[k], lower, vocabulary)), None)
        if second is None:
            continue
        rest = range(second + 1, following)
        ends = next((k for k in rest if not _wraps(lines[k - 1], lines[k], lower, vocabulary)), following)
        yield _Item(
            n + offset,
            second + offset,
            range(n + 1 + offset, second + offset),
            range(second + 1 + offset, ends + offset),
        )


def _is_numbered(line: Line, upper: Line) -> bool:
    first, title = line.segments[0], upper.segments[0]
    number = _LINE_NUMBER.match(first.ink[0].text)
    return number is not None and abs(first.x0 - title.x0) < first.height and len(line.segments) >= _FEWEST


def _is_second(line: Line, lower: Line, vocabulary: Vocabulary) -> bool:
    """Whether the cells of a line stand under the second line's titles, and no labelled text does."""
    if len(line.segments) < _FEWEST or abs(line.x0 - lower.x0) > _FLUSH * line.segments[0].height:
        return False
    return all(_is_flush(segment, lower) for segment in line.segments) and not _is_labelled(line, vocabulary)


def _wraps(above: Line, line: Line, lower: Line, vocabulary: Vocabulary) -> bool:
    own = is_next_line(above, line) and not _is_labelled(line, vocabulary)
    return own and all(_is_flush(segment, lower) for segment in line.segments)


def _is_flush(segment: Segment, titles: Line) -> bool:
    return any(abs(segment.x0 - title.x0) <= _FLUSH * segment.height for title in titles.segments)


def _is_labelled(line: Line, vocabulary: Vocabulary) -> bool:
    label = vocabulary.specification_labels.starting(line.text)
    return label is not None and line.text[label.end :].lstrip().startswith(":")


def _are_titles(upper: Line, lower: Line, vocabulary: Vocabulary) -> bool:
    if min(len(upper.segments), len(lower.segments)) < _FEWEST or not _close(upper, lower):
        return False
    if lower.middle - upper.middle < _BELOW * min(segment.height for segment in lower.segments):
        return False  # one line of titles, at whatever height in their cells
    if any(_UNIT.fullmatch(segment.text) for segment in lower.segments):
        return False  # "(mm)", "RM": the ends of the titles above
    told = [[_meanings(segment, vocabulary) for segment in line.segments] for line in (upper, lower)]
    above, below = (frozenset[str]().union(*meanings) for meanings in told)
    every = [meanings for line in told for meanings in line]
    known = sum(bool(meanings) for meanings in every)
    if known < max(_FEWEST_TOGETHER, len(every) - 1) or above & below:
        return False
    return "description" in above and bool((above | below) & _NEEDED)


def _heads(above: Line, upper: Line, vocabulary: Vocabulary) -> bool:
    """Whether titles stand close above both lines already: ``Finished Size | Rate`` begins a heading of three lines."""
    return _close(above, upper) and sum(bool(_meanings(each, vocabulary)) for each in above.segments) >= _FEWEST


def _meanings(segment: Segment, vocabulary: Vocabulary) -> frozenset[str]:
    return _meanings_of(segment.text, vocabulary)


@lru_cache(maxsize=4096)  # every line is looked at with the one above it and with the one below
def _meanings_of(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a title means; of one for a count and its unit (``Qty UOM``), the count."""
    return vocabulary.columns.listed(bare_title(text)) or meanings_of_title(text, vocabulary)


def _items(lines: Sequence[Line], heading: int) -> Iterator[int]:
    """The lines that begin an item whose second line stands right below."""
    upper, lower = lines[heading], lines[heading + 1]
    place = heading + 2
    if not _apart(upper, lower) and len(lines) > place and not ITEM_NUMBER.fullmatch(lines[place].ink[0].text):
        yield from _in_turn(lines, place)
        return
    while place + 1 < len(lines):
        if _begins(lines[place], upper, lower) and _goes_on(lines[place], lines[place + 1], upper, lower):
            yield place
            place += 1
        place += 1


def _in_turn(lines: Sequence[Line], place: int) -> Iterator[int]:
    """The first lines of items whose two lines begin at the same place, without numbers: every other line."""
    while place + 1 < len(lines) and all(len(line.segments) >= _FEWEST for line in lines[place : place + 2]):
        if not _close(lines[place], lines[place + 1]):
            return
        yield place
        place += 2


def _apart(upper: Line, lower: Line) -> bool:
    """Whether the second line's titles begin further right than the first one's."""
    return lower.segments[0].x0 - upper.segments[0].x0 > upper.segments[0].height


def _begins(line: Line, upper: Line, lower: Line) -> bool:
    """Whether an item's first line begins where the first title does, left of where the second line's titles begin."""
    first, title = line.segments[0], upper.segments[0]
    if len(line.segments) < _FEWEST or first.x0 > title.x1 or first.x1 < title.x0 - title.height:
        return False
    return _apart(upper, lower) or bool(ITEM_NUMBER.fullmatch(first.ink[0].text))


def _goes_on(line: Line, below: Line, upper: Line, lower: Line) -> bool:
    return _close(line, below) and len(below.segments) >= _FEWEST and not _begins(below, upper, lower)


def _close(above: Line, below: Line) -> bool:
    return 0 <= below.middle - above.middle < _CLOSE * max(segment.height for segment in above.segments) + 1


def _moved(sheet: Sheet, items: Sequence[_Item], titles: tuple[Line, Line]) -> Sheet:
    """The second line of each item set to the right of the first, at its own height: what goes on stands below that.

    Their further lines go on below each. The first of ``items`` are the ``titles``.
    """
    lines: dict[float, Line] = dict(enumerate(sheet.lines))
    lines |= dict(zip((items[0].first, items[0].second), titles, strict=True))
    for item in items:
        above, line = lines.pop(item.first), lines[item.second]
        down = line.middle - above.middle
        lines[item.second] = _joined(above, line, sheet.width, down)
        wrapped = [lines.pop(place) for place in item.wrapped]
        for place in item.rest:
            lines[place] = _joined(wrapped.pop(0) if wrapped else None, lines[place], sheet.width, down)
        for number, left in enumerate(wrapped, start=1):
            lines[item.second + number * _LITTLE] = _joined(left, None, sheet.width, down)
    return replace(sheet, width=2 * sheet.width, lines=tuple(lines[place] for place in sorted(lines)))


def _joined(left: Line | None, right: Line | None, width: float, down: float) -> Line:
    """``left`` further ``down``, and ``right`` beside it."""
    own = [segment_of([_at(i, 0.0, down) for i in s.ink]) for s in left.segments] if left else []
    beside = [segment_of([_at(i, width, 0.0) for i in s.ink]) for s in right.segments] if right else []
    return Line((*own, *beside))


def _at(ink: Ink, right: float, down: float) -> Ink:
    return Ink(ink.word, ink.page, ink.x0 + right, ink.y0 + down, ink.x1 + right, ink.y1 + down)
