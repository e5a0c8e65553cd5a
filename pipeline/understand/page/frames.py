"""Frames that are drawn on a page: rules that touch each other and close a rectangle around text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.understand.page.layout import Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.rules import Rule, going_on

_NEAR = 3.0  # points within which two rules touch
_ROUNDED = 16.0  # points that a rounded corner leaves open at most
_CORNER = 0.7  # of the rules that it joins: those of a card of one line are hardly longer
_ROUND = 1.5  # and by which it differs from as wide as it is high
_DRAWN = 0.9  # of a side's length
_TOP_AND_BOTTOM = 2
_SMALLEST = 12.0  # points; less is a box for a tick


@dataclass(frozen=True)
class Frame:
    """A drawn rectangle, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, ink: Ink) -> bool:
        """Whether a word stands in it."""
        return self.x0 <= ink.centre <= self.x1 and self.y0 <= ink.middle <= self.y1

    def words_in(self, ink: Sequence[Ink]) -> list[Ink]:
        """Those of many words that stand in it."""
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        return [i for i in ink if y0 <= i.middle <= y1 and x0 <= i.centre <= x1]

    def encloses(self, other: Frame) -> bool:
        """Whether another frame lies in it."""
        return (
            other is not self
            and self.x0 - _NEAR <= other.x0
            and other.x1 <= self.x1 + _NEAR
            and self.y0 - _NEAR <= other.y0
            and other.y1 <= self.y1 + _NEAR
        )


def frames_on(sheet: Sheet) -> list[Frame]:
    """The outlines of what is drawn with rules that touch, top to bottom, where all four sides are closed.

    One upright side may be a bar of colour, which is no rule.
    """
    upright, level = _cornered(going_on(sheet.vertical_rules), going_on(sheet.horizontal_rules))
    found = [_closed(*group) for group in _touching(upright, level)]
    return sorted((frame for frame in found if frame), key=lambda frame: (frame.y0, frame.x0))


def _cornered(upright: list[Rule], level: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules, those that a rounded corner joins drawn out until they meet: each with the nearest, if it meets none.

    The corners of cards beside and below each other may lie as far apart across as down.
    """
    places: dict[int, list[int]] = {}
    drawn = list(upright)
    for place, (x, *_) in enumerate(upright):
        places.setdefault(round(x / _ROUNDED), []).append(place)
    for n, (y, *ends) in enumerate(level):
        for end, x in enumerate(ends, start=1):
            near = [p for step in (-1, 0, 1) for p in places.get(round(x / _ROUNDED) + step, ())]
            if any(abs(upright[p][0] - x) <= _NEAR and _meets(upright[p], y) for p in near):
                continue
            corners = (
                (abs(upright[p][0] - x), p, side)
                for p in near
                for side in (1, 2)
                if _rounds(upright[p], side, level[n], end)
            )
            if corner := min(corners, default=None):
                _, place, side = corner
                level[n] = _drawn_to(level[n], end, upright[place][0])
                drawn[place] = _drawn_to(drawn[place], side, y)
    return drawn, level


def _meets(rule: Rule, at: float) -> bool:
    return rule[1] - _NEAR <= at <= rule[2] + _NEAR


def _rounds(upright: Rule, side: int, level: Rule, end: int) -> bool:
    """Whether a rounded corner lies between those ends of two rules that are longer than it: no measure's ticks."""
    across, down = abs(upright[0] - level[end]), abs(upright[side] - level[0])
    shorter = min(upright[2] - upright[1], level[2] - level[1])
    return _NEAR < across < min(_ROUNDED, _CORNER * shorter) and abs(across - down) < _ROUND


def _drawn_to(rule: Rule, end: int, to: float) -> Rule:
    at, start, stop = rule
    return (at, min(start, to), stop) if end == 1 else (at, start, max(stop, to))


def _touching(upright: Sequence[Rule], level: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules in groups that touch, directly or by others."""
    met = [
        [n for n, (y, x0, x1) in enumerate(level) if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR]
        for x, y0, y1 in upright
    ]
    crossing: dict[int, list[int]] = {}
    for place, own in enumerate(met):
        for n in own:
            crossing.setdefault(n, []).append(place)
    seen: set[int] = set()
    for first in range(len(upright)):
        if first in seen:
            continue
        group, waiting = {first}, [first]
        levels: set[int] = set()
        while waiting:
            fresh = [n for n in met[waiting.pop()] if n not in levels]
            levels.update(fresh)
            reached = {place for n in fresh for place in crossing[n]} - group
            group |= reached
            waiting += reached
        seen |= group
        yield [upright[n] for n in group], [level[n] for n in levels]


def _closed(upright: Sequence[Rule], level: Sequence[Rule]) -> Frame | None:
    if not level:
        return None
    upright = [*upright, *_bar_beside(upright, level)]
    x0, x1 = min(x for x, _, _ in upright), max(x for x, _, _ in upright)
    y0, y1 = min(y for y, _, _ in level), max(y for y, _, _ in level)
    if x1 - x0 < _SMALLEST or y1 - y0 < _SMALLEST:
        return None
    sides = [(upright, x0, y0, y1), (upright, x1, y0, y1), (level, y0, x0, x1), (level, y1, x0, x1)]
    whole = all(_drawn(rules, at, start, end) >= _DRAWN * (end - start) for rules, at, start, end in sides)
    return Frame(x0, y0, x1, y1) if whole else None


def _bar_beside(upright: Sequence[Rule], level: Sequence[Rule]) -> Iterator[Rule]:
    """The side where two rules end alike that one upright joins at their other ends, and nothing else touches."""
    if len(upright) != 1 or len(level) != _TOP_AND_BOTTOM:
        return
    ((side, start, end),) = upright
    (_, *one), (_, *other) = level
    for open_end, closed in ((0, 1), (1, 0)):
        joined = all(abs(ends[closed] - side) <= _NEAR for ends in (one, other))
        if joined and abs(one[open_end] - other[open_end]) <= _NEAR:
            yield (one[open_end], start, end)


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> float:
    """How much of a side is drawn, by rules that may overlap; what touches its ends reaches them."""
    drawn, reach = 0.0, start
    for low, high in sorted((a, b) for place, a, b in rules if abs(place - at) <= _NEAR):
        to = end if high >= end - _NEAR else high
        drawn += max(0.0, to - (start if low <= start + _NEAR else max(low, reach)))
        reach = max(reach, to)
    return drawn
