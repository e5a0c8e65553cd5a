"""Words of a page that was scanned askew, set level: a program that wrote a text layer behind a scan leaves it tilted.

A degree is a whole line's height from one margin to the other. What OCR reads here was turned level as a picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.understand.page.passage import Ink

_LEAST = math.tan(math.radians(0.3))
_MOST = math.tan(math.radians(4.0))
_FEWEST = 20  # neighbours on one line that tell the tilt
_AGREE = 0.6  # of them, within the same again
_FROM_ONE_LINE = 0.5  # of a word's height between neighbours' middles
_APART = 1.5  # heights between neighbours


def levelled(ink: Sequence[Ink]) -> Sequence[Ink]:
    """``ink`` turned about the page's corner so that its lines are level; as it is where it does not tilt."""
    slope = _slope(ink)
    if slope is None:
        return ink
    return [_turned(word, slope) for word in ink]


def _turned(word: Ink, slope: float) -> Ink:
    """A word moved; it stays as wide and as high as it was drawn."""
    across, down = slope * word.middle, slope * word.centre
    return Ink(word.word, word.page, word.x0 + across, word.y0 - down, word.x1 + across, word.y1 - down)


def _slope(ink: Sequence[Ink]) -> float | None:
    """How far lines fall for each point to the right; None where they are level or do not agree."""
    slopes = [
        (right.middle - left.middle) / (right.centre - left.centre)
        for left, right in pairwise(ink)
        if right.x0 > left.x0
        and 0 <= right.x0 - left.x1 + 1 < _APART * left.height
        and abs(right.middle - left.middle) < _FROM_ONE_LINE * left.height
    ]
    if len(slopes) < _FEWEST:
        return None
    slope = median(slopes)
    if not _LEAST < abs(slope) < _MOST:
        return None
    return slope if sum(abs(each - slope) < _LEAST for each in slopes) >= _AGREE * len(slopes) else None
