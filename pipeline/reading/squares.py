"""The squares of an order form on a picture, empty or ticked: an engine reads few of them, and no tick in one.

The empty ones show how large a form's squares are; wherever the outline of one of that size is drawn, what is inside
tells whether it is ticked, by print or by pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Box, Word

Square = tuple[int, int, int, float]
"""Left, top and side in pixels, and the share of ink inside."""

EMPTY, TICKED = "☐", "☒"
_SMALLEST, _LARGEST = 0.008, 0.03  # side as a share of the page's shorter side: 1.7 to 6.3 mm of A4
LEAST = 3
"""Squares on a page that make it a form with squares."""
_LEVEL = 0.15  # of its side by which a square may be wider or taller
_FULL = 0.85  # of its bounding box that an empty square's inside fills
_OUTLINE = 0.75  # of each side that must be drawn
_INSET = 0.22  # of the side on each edge that is not looked at
_CLEAN, _INKED = 0.03, 0.10  # share of ink inside up to which a square is empty, and from which it is ticked
_CERTAIN, _UNSURE = 0.99, 0.5
_COVERED = 0.6  # of a square or a word that lies in the other
_OF_A_CHARACTER = 0.6  # of its box that a square would fill which was read as one
_PATTERN, _BESIDE = 1.5, 1.5  # sides between two squares of a pattern, and between a square and its option
MARKS = "xXvVYy×✓√/区回凶✔✗✘☑☒□☐•●■"
"""What is read in a square that is ticked, or of it."""
_READ_AS = "□☐口▢◻☑☒"


def with_squares(words: Sequence[Word], picture: NDArray[np.uint8]) -> list[Word]:
    """``words`` with a word for each square on the page; one of which it is not certain has little confidence."""
    height, width = picture.shape[:2]
    seen = [each for each in _squares(picture) if not any(_is_letter(each, w, width, height) for w in words)]
    return among(words, seen, width, height)


def among(
    words: Sequence[Word], seen: Sequence[Square], width: int, height: int, pattern: float = _PATTERN
) -> list[Word]:
    """``words`` with those of the squares ``seen`` on a picture of this size that stand before or behind a word.

    Squares less than ``pattern`` sides apart are none of a form's.
    """
    apart = [each for each in seen if not any(_touch(each, other, pattern) for other in seen)]
    squares = [each for each in apart if any(_stands_beside(each, word, width, height) for word in words)]
    if len(squares) < LEAST or not any(_in_row(one, other) for one, other in combinations(squares, 2)):
        return list(words)
    found = []
    for x, y, side, ink in squares:
        box = Box(x / width, y / height, min(1.0, (x + side) / width), min(1.0, (y + side) / height))
        found.append(marked(Word(EMPTY, box, _CERTAIN), ink))
    kept = (_beside(word, [square.box for square in found]) for word in words)
    return [*(word for word in kept if word), *found]


def marked(empty: Word, ink: float) -> Word:
    """The word for an ``empty`` square as it is with this share of ink inside."""
    if ink <= _CLEAN:
        return empty
    return replace(empty, text=TICKED if ink >= _INKED else EMPTY, confidence=_CERTAIN if ink >= _INKED else _UNSURE)


def _touch(one: Square, other: Square, pattern: float) -> bool:
    """Whether two are so close that they are a pattern, or a code of squares."""
    close = max(abs(one[0] - other[0]), abs(one[1] - other[1])) < pattern * one[2]
    return close and one is not other


def _in_row(one: Square, other: Square) -> bool:
    return abs(one[1] - other[1]) < one[2] / 2


def _stands_beside(square: Square, word: Word, width: int, height: int) -> bool:
    """Whether a word stands close behind or before a square, on its line, or was read together with it."""
    x, y, side, _ = square
    box = word.box
    if len(word.text) < 2 or not box.y0 * height < y + side / 2 < box.y1 * height:
        return False
    gap = max(box.x0 * width - (x + side), x - box.x1 * width)
    return gap < _BESIDE * side


def _is_letter(square: Square, word: Word, width: int, height: int) -> bool:
    """Whether most of what seems a square is part of a word that begins with a letter or a figure.

    A character alone may be what a ticked square was read as, but is no square where it is much larger: ``@``.
    """
    x, y, side, _ = square
    box = word.box
    alone = len(word.text) == 1 and (
        word.text in MARKS or _OF_A_CHARACTER * box.width * width * box.height * height < side * side
    )
    leads = word.text[0] in _READ_AS and x - box.x0 * width < side  # "□48"
    if alone or leads or not box.y0 * height < y + side / 2 < box.y1 * height:
        return False
    if word.text[-1] in _READ_AS and abs(box.x1 * width - (x + side)) < side / 2:
        return False  # "D/L□"
    return min(box.x1 * width, x + side) - max(box.x0 * width, x) > _COVERED * side


def _squares(picture: NDArray[np.uint8]) -> list[Square]:
    """Left, top, side (pixels) and share of ink inside."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)
    shorter = min(picture.shape[:2])
    sides = _empty_sides(np.asarray(dark, np.uint8), _SMALLEST * shorter, _LARGEST * shorter)
    if len(sides) < LEAST:
        return []
    side = round(median(sides))
    found = _outlines(np.asarray(dark, np.uint8), side)
    return found if len(found) >= LEAST else []


def _empty_sides(dark: NDArray[np.uint8], smallest: float, largest: float) -> list[float]:
    """The sides of the squares with nothing inside, their outline included."""
    contours, family = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    sides = []
    for contour, parent in zip(contours, np.reshape(family, (-1, 4))[:, 3].tolist() if contours else [], strict=True):
        if parent < 0:
            continue
        _, _, across, down = cv2.boundingRect(contour)
        _, _, wide, tall = cv2.boundingRect(contours[parent])
        level = abs(across - down) <= _LEVEL * max(across, down) and abs(wide - tall) <= _LEVEL * wide
        whole = cv2.contourArea(contour) >= _FULL * (across - 1) * (down - 1)
        if level and whole and smallest <= max(wide, tall) <= largest:
            sides.append((across + wide) / 2)
    return sides


def _outlines(dark: NDArray[np.uint8], side: int) -> list[Square]:
    """Wherever four strokes as long as ``side`` close a square; the best place among those that overlap."""
    thick = cv2.dilate(dark, np.ones((3, 3), np.uint8)).astype(np.float32)
    across = cv2.filter2D(thick, -1, np.full((1, side), 1 / side, np.float32), anchor=(0, 0))
    down = cv2.filter2D(thick, -1, np.full((side, 1), 1 / side, np.float32), anchor=(0, 0))
    height, width = dark.shape
    rows, columns = height - side, width - side
    score = np.minimum.reduce(
        [across[:rows, :columns], across[side:, :columns], down[:rows, :columns], down[:rows, side:]]
    )
    best: list[Square] = []
    peaks = (score >= _OUTLINE) & (score >= cv2.dilate(score, np.ones((side, side), np.uint8)))
    for y, x in zip(*np.nonzero(peaks), strict=True):
        if any(abs(x - a) < side and abs(y - b) < side for a, b, _, _ in best):
            continue
        best.append((int(x), int(y), side, ink_inside(dark, int(x), int(y), side)))
    return best


def ink_inside(dark: NDArray[np.uint8], x: int, y: int, side: int) -> float:
    """The share of ink inside the outline of a square; ``dark`` is 1 where there is ink.

    Where the picture is warped, a stroke of the outline lies a pixel further in: the place with the least ink counts.
    """
    inset = round(_INSET * side)
    around = [(x + inset + right, y + inset + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    size = side - 2 * inset + 1
    inside = [dark[max(top, 0) : top + size, max(left, 0) : left + size] for left, top in around]
    return min((float(each.mean()) for each in inside if each.size), default=0.0)


def _beside(word: Word, squares: Sequence[Box]) -> Word | None:
    """``word`` without the squares that were read into it; None where it is but one."""
    box = word.box
    for square in squares:
        if not (square.y0 < (box.y0 + box.y1) / 2 < square.y1) or square.x1 <= box.x0 or box.x1 <= square.x0:
            continue
        covered = min(box.x1, square.x1) - max(box.x0, square.x0)
        narrower = min(box.x1 - box.x0, square.x1 - square.x0)
        if covered > _COVERED * narrower and not word.text.strip(_READ_AS + MARKS):
            return None
        text = word.text.lstrip(_READ_AS)
        if text and text != word.text:
            word = replace(word, text=text, box=Box(max(box.x0, square.x1), box.y0, box.x1, box.y1))
        before = word.text.rstrip(_READ_AS)
        if before and before != word.text and square.x0 > word.box.x0:
            box = word.box
            word = replace(word, text=before, box=Box(box.x0, box.y0, min(box.x1, square.x0), box.y1))
    return word
