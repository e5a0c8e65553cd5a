"""The rules of a page, drawn or made of characters; in a scan without those that are but a row of bold letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from pipeline.model import Page
from pipeline.understand.page.passage import TEXT_LAYER, Ink

_SHORTEST = 6  # characters
_TYPED = re.compile(rf"[-_=~*.─—–]{{{_SHORTEST},}}")  # made of characters, as line printers draw it
_LETTERS = 0.6  # of a rule's length in a scan that words cover: it is the line of their strokes
_LEVEL = 1.0  # points between strokes that lie in one line
_TOUCHING = 3.0  # points between the ends of two that are one rule
Rule = tuple[float, float, float]
"""Where it lies across its direction, where it begins and where it ends, in points."""


def typed_rules(ink: Sequence[Ink]) -> list[Ink]:
    """The words that are rules made of characters."""
    return [i for i in ink if len(i.text) >= _SHORTEST and _TYPED.fullmatch(i.text)]


def rules_of(
    page: Page, ink: Sequence[Ink], turned: Sequence[Ink], made: Sequence[Ink]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The upright and the level rules of a page, of which those ``made`` of characters are the last.

    ``ink`` are its words, ``turned`` those that run up or down.
    """
    upright, level = [], []
    for box in page.rulings:
        x0, y0, x1, y1 = box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height
        if x1 - x0 < y1 - y0:
            upright.append(((x0 + x1) / 2, y0, y1))
        else:
            level.append(((y0 + y1) / 2, x0, x1))
    typed = tuple((i.middle, i.x0, i.x1) for i in made)
    if page.engine == TEXT_LAYER:
        return tuple(upright), (*level, *typed)
    across = [(i.y0, i.y1, i.x0, i.x1) for i in ink]
    down = [(i.x0, i.x1, i.y0, i.y1) for i in turned]
    return tuple(r for r in upright if not _letters(r, down)), (*(r for r in level if not _letters(r, across)), *typed)


def going_on(rules: Iterable[Rule]) -> list[Rule]:
    """``rules`` of one direction, those that go on where others end as one: each cell may have a border of its own."""
    found: list[Rule] = []
    for level in _levels(rules):
        whole, *others = sorted(level, key=itemgetter(1))
        for at, start, end in others:
            if start > whole[2] + _TOUCHING:
                found.append(whole)
                whole = (at, start, end)
            whole = (whole[0], whole[1], max(end, whole[2]))
        found.append(whole)
    return found


def _levels(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """The rules that lie in one line; the strokes of one in a scan lie a little apart."""
    level: list[Rule] = []
    for rule in sorted(rules):
        if level and rule[0] - level[-1][0] > _LEVEL:
            yield level
            level = []
        level.append(rule)
    if level:
        yield level


def _letters(rule: Rule, words: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether a rule runs through words for most of its length; each is (side, side, start, end) along the rule."""
    at, start, end = rule
    inside = [(a, b) for low, high, a, b in words if low + 1 < at < high - 1 and a < end and b > start]
    return sum(min(b, end) - max(a, start) for a, b in inside) > _LETTERS * (end - start)
