"""Tables with two lines of titles, each for one of the two lines that every item has: set side by side.

``Item | Material | Description`` over ``Order qty. | Unit | Price per unit | Net value``: large packages print so, and
so do wide tables on narrow paper. Where each title of both lines is one by itself, and they mean different
things, the second line of every item is set to the right of the first. Words keep their boxes on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.understand.grammar.numbers import SIGN
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.anchors import ITEM_NUMBER
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_UNIT = re.compile(rf"\([^()]{{1,8}}\)|{SIGN}|[mc]m|ft|in", re.IGNORECASE)
_FEWEST, _FEWEST_TOGETHER = 2, 5  # titles of a line, and of both
_CLOSE = 2.4  # text heights between an item's two lines
_BELOW = 0.6  # text heights from a line to the next one at least
_MOSTLY = 0.6  # of the items have both lines
_NEEDED = frozenset({"quantity", "amount"})


def with_decks_beside(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Sequence[Sheet] | None:
    """``sheets`` with the second lines beside the first ones; None where no page has such a table."""
    made = [_beside(sheet, vocabulary) for sheet in sheets]
    return [new or old for new, old in zip(made, sheets, strict=True)] if any(made) else None


def _beside(sheet: Sheet, vocabulary: Vocabulary) -> Sheet | None:
    for place, (upper, lower) in enumerate(pairwise(sheet.lines)):
        if _are_titles(upper, lower, vocabulary) and not (place and _heads(sheet.lines[place - 1], upper, vocabulary)):
            items = list(_items(sheet.lines, place))
            begun = sum(_begins(line, upper, lower) for line in sheet.lines[place + 2 :])
            if items and len(items) >= _MOSTLY * begun:
                return _moved(sheet, [place, *items])
    return None


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
    """What a title means; of one for a count and its unit (``Qty UOM``), the count."""
    return vocabulary.columns.listed(bare_title(segment.text)) or meanings_of_title(segment.text, vocabulary)


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


def _moved(sheet: Sheet, places: Sequence[int]) -> Sheet:
    """The line below each of ``places`` set to the right of it, at its own height: what goes on stands below that."""
    upper = set(places)
    lines = []
    for place, line in enumerate(sheet.lines):
        if place - 1 in upper:
            above = sheet.lines[place - 1]
            down = [segment_of([_at(i, 0.0, line.middle - above.middle) for i in s.ink]) for s in above.segments]
            right = [segment_of([_at(i, sheet.width, 0.0) for i in s.ink]) for s in line.segments]
            lines.append(Line((*down, *right)))
        elif place not in upper:
            lines.append(line)
    return replace(sheet, width=2 * sheet.width, lines=tuple(lines))


def _at(ink: Ink, right: float, down: float) -> Ink:
    return Ink(ink.word, ink.page, ink.x0 + right, ink.y0 + down, ink.x1 + right, ink.y1 + down)
