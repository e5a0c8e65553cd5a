"""Ink that the detector passed over: a lone ``1`` in a quantity column is too thin for it, and costs a door.

What remains of the page's ink when lines already found and rulings are taken away is searched for single signs that
stand in the row of other text, with white above and below. They are given to the recogniser like any other line.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.lines import TextLine
from pipeline.reading.ocr import Pixels, Quad, distance

_LOOK_SIDE = 1600
_RULE = 45  # pixels at that size: longer than any sign is high
_CAPITAL = 0.5  # height of a capital as a share of the height of the detector's box around its line
_MOST = 40  # more than these are specks or a drawing, not signs
_SURE = 0.6


def unread_signs(picture: Pixels, quads: list[Quad]) -> list[Quad]:
    """Boxes around single signs in the rows of ``quads`` that none of them covers; nothing on a page full of specks."""
    if not quads:
        return []
    scale = min(1.0, _LOOK_SIDE / max(picture.shape[:2]))
    known = [quad * np.float32(scale) for quad in quads]
    capital = _CAPITAL * float(np.median([distance(quad[0], quad[3]) for quad in known]))
    ink = _ink(picture, scale)
    left = _left_over(ink, known)
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    signs = [s for s in stats[1:].tolist() if _like_a_sign(s, capital) and _stands_alone(s, ink, capital)]
    signs = [s for s in signs if _in_a_row(s, known, capital)]
    return [] if len(signs) > _MOST else [_box(sign, capital) / np.float32(scale) for sign in signs]


def sure_signs(lines: list[TextLine]) -> list[TextLine]:
    """The lines as read, emptied where they are not a short number or word read for sure: the rest may be specks."""
    return [line if _is_sure(line) else TextLine(()) for line in lines]


def _is_sure(line: TextLine) -> bool:
    text = line.text.rstrip(".")
    whole = text.isdigit() or (len(text) > 1 and text.isalnum())
    return whole and text.isascii() and len(text) <= 3 and line.certainty > _SURE


def _ink(picture: Pixels, scale: float) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 18)
    return np.asarray(dark, np.uint8)


def _left_over(ink: NDArray[np.uint8], known: list[Quad]) -> NDArray[np.uint8]:
    left = ink.copy()
    cv2.fillPoly(left, [quad.astype(np.int32) for quad in known], 0)
    for kernel in (np.ones((1, _RULE), np.uint8), np.ones((_RULE, 1), np.uint8)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        left[cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0] = 0
    return left


def _like_a_sign(component: list[int], capital: float) -> bool:
    _, _, width, height, area = component
    return 0.7 * capital <= height <= 1.5 * capital and 2 <= width <= 2.5 * capital and area >= 0.25 * width * height


def _stands_alone(component: list[int], ink: NDArray[np.uint8], capital: float) -> bool:
    """Whether it is white above and below: a piece of a broken ruling is not."""
    x, y, width, height, _ = component
    reach = max(2, round(0.4 * capital))
    above = ink[max(0, y - 1 - reach) : max(0, y - 1), x : x + width]
    below = ink[y + height + 1 : y + height + 1 + reach, x : x + width]
    return not above.any() and not below.any()


def _in_a_row(component: list[int], known: list[Quad], capital: float) -> bool:
    middle = component[1] + component[3] / 2
    return any(abs(float(quad[:, 1].mean()) - middle) < 0.5 * capital for quad in known)


def _box(component: list[int], capital: float) -> Quad:
    x, y, width, height, _ = component
    margin = 0.45 * capital
    left, top, right, bottom = x - margin, y - margin, x + width + margin, y + height + margin
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
