"""Doors that are drawn, with their measures at their sides: in cards, or beside each other on a sheet of elevations.

A drawing is an empty frame as tall as a door is. What is written over it, beside it and below it is its item: up to the
widest clear gap towards the next drawing, and as far down as lines follow each other without a rule across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.understand.listed.captions import Cells
from pipeline.understand.page.frames import Frame
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.passage import Ink

_MEASURE = re.compile(r"(?:(?P<axis>[WH])\s*[:=.]?\s*)?\d{3,4}(?:\s*mm)?", re.IGNORECASE)
_NEAR = 4.0  # text heights between a drawing and the measure below it or beside it, a measured line between
_CENTRED = 2.0  # text heights
_LEAST = 2  # drawings that are elevations
_TALL, _SLIM = 0.9, 4.0  # times as high as wide, a pair of leaves and a narrow one
_ABOVE = 4.0  # text heights from the top of the tallest drawing up to what is written over it
_GAP = 2.6  # text heights between two lines of one item
_ACROSS = 1.3  # times as wide as a card: a rule that ends them all


def drawings_among(frames: Sequence[Frame], ink: Sequence[Ink]) -> list[Frame]:
    """The frames that are drawings of doors, without the handles and panes in them; ``ink`` are the page's words."""
    drawn = [frame for frame in frames if _is_a_door(frame) and not any(frame.holds(i) for i in ink)]
    return [frame for frame in drawn if not any(other.encloses(frame) for other in drawn)]


def elevations_on(sheet: Sheet, drawings: Sequence[Frame]) -> list[Frame]:
    """A card around each of the ``drawings`` on ``sheet`` that stands beside others."""
    ink = [ink for line in sheet.lines for ink in line.ink]
    return [card for row in _rows(drawings) if len(row) >= _LEAST for card in _cards(row, sheet, ink)]


def measured(card: Frame, drawings: Sequence[Frame], lines: Sequence[Line]) -> Cells:
    """The figures at the sides of the one drawing in a card: below it its width, beside it its height."""
    own = [drawing for drawing in drawings if card.encloses(drawing)]
    if len(own) != 1:
        return {}
    figures = [(s, found) for line in lines for s in line.segments if (found := _MEASURE.fullmatch(s.text))]
    below = [s for s, found in figures if found["axis"] in {None, "W", "w"} and _is_below(s, own[0])]
    beside = [s for s, found in figures if found["axis"] in {None, "H", "h"} and _is_beside(s, own[0])]
    sides = {"width_mm": below, "height_mm": beside}
    return {side: [*found[0].ink] for side, found in sides.items() if len(found) == 1}


def _is_below(segment: Segment, drawing: Frame) -> bool:
    centred = abs(segment.centre - (drawing.x0 + drawing.x1) / 2) < _CENTRED * segment.height
    return centred and 0 <= segment.y0 - drawing.y1 < _NEAR * segment.height


def _is_beside(segment: Segment, drawing: Frame) -> bool:
    gap = max(segment.x0 - drawing.x1, drawing.x0 - segment.x1)
    return drawing.y0 < segment.middle < drawing.y1 and 0 <= gap < _NEAR * segment.height


def _is_a_door(frame: Frame) -> bool:
    return _TALL <= (frame.y1 - frame.y0) / (frame.x1 - frame.x0) <= _SLIM


def _rows(frames: Sequence[Frame]) -> list[list[Frame]]:
    """The drawings that stand beside each other, left to right."""
    rows: list[list[Frame]] = []
    for frame in frames:
        row = next((row for row in rows if row[0].y0 < (frame.y0 + frame.y1) / 2 < row[0].y1), None)
        if row is None:
            rows.append([frame])
        else:
            row.append(frame)
    return [sorted(row, key=lambda frame: frame.x0) for row in rows]


def _cards(row: Sequence[Frame], sheet: Sheet, ink: Sequence[Ink]) -> Iterator[Frame]:
    height = min(line.y1 - line.y0 for line in sheet.lines)
    top = min(frame.y0 for frame in row) - _ABOVE * height
    bottom = _bottom(row, sheet)
    own = [i for i in (*ink, *sheet.turned) if top < i.middle < bottom]
    cuts = [_clear(left, right, own) for left, right in pairwise(row)]
    edges = [min([row[0].x0, *(i.x0 for i in own)]) - 1, *cuts, max([row[-1].x1, *(i.x1 for i in own)]) + 1]
    for x0, x1 in pairwise(edges):
        yield Frame(x0, top, x1, bottom)


def _bottom(row: Sequence[Frame], sheet: Sheet) -> float:
    """Where what is written below the drawings ends."""
    drawn = max(frame.y1 for frame in row)
    bottom = drawn
    ends = min(
        (y for y, x0, x1 in sheet.horizontal_rules if y > drawn and x1 - x0 > _across(row)), default=sheet.height
    )
    for line in (line for line in sheet.lines if line.middle > drawn):
        if line.y0 > ends or line.y0 - bottom > _gap(line, first=bottom == drawn):
            break
        bottom = max(bottom, line.y1)
    return bottom + 1


def _gap(line: Line, *, first: bool) -> float:
    """How far down the next line may stand; a drawn measure may stand between the drawings and the first one."""
    return (3 if first else 1) * _GAP * (line.y1 - line.y0)


def _across(row: Sequence[Frame]) -> float:
    return _ACROSS * max(right.x0 - left.x0 for left, right in pairwise(row))


def _clear(left: Frame, right: Frame, ink: Sequence[Ink]) -> float:
    """The middle of the widest stretch between two drawings in which no word stands."""
    between = sorted((i.x0, i.x1) for i in ink if i.x1 > left.x1 and i.x0 < right.x0)
    reach, widest, middle = left.x1, 0.0, (left.x1 + right.x0) / 2
    for x0, x1 in (*between, (right.x0, right.x0)):
        if min(x0, right.x0) - reach > widest:
            widest, middle = min(x0, right.x0) - reach, (reach + min(x0, right.x0)) / 2
        reach = max(reach, x1)
    return middle
