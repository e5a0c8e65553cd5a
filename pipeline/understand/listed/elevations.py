"""Doors drawn beside each other with their sizes at their sides, as a sheet of elevations has them.

A drawing is an empty frame as tall as a door is. What is written over it, beside it and below it is its item: up to the
widest clear gap towards the next drawing, and as far down as lines follow each other without a rule across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.understand.page.frames import Frame
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Ink

_LEAST = 2  # drawings that are elevations
_TALL, _SLIM = 0.9, 4.0  # times as high as wide, a pair of leaves and a narrow one
_ABOVE = 4.0  # text heights from the top of the tallest drawing up to what is written over it
_GAP = 2.6  # text heights between two lines of one item
_ACROSS = 1.3  # times as wide as a card: a rule that ends them all


def elevations_on(sheet: Sheet, frames: Sequence[Frame]) -> list[Frame]:
    """A card around each door that is drawn on ``sheet``; ``frames`` are all that is drawn there."""
    ink = [ink for line in sheet.lines for ink in line.ink]
    drawn = [frame for frame in frames if _is_a_door(frame) and not any(frame.holds(i) for i in ink)]
    alone = [frame for frame in drawn if not any(frame.encloses(other) or other.encloses(frame) for other in drawn)]
    return [card for row in _rows(alone) if len(row) >= _LEAST for card in _cards(row, sheet, ink)]


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
    own = [i for i in ink if top < i.middle < bottom]
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
    return (2 if first else 1) * _GAP * (line.y1 - line.y0)


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
