"""The squares that a PDF page itself draws, ticked or not: four strokes, or the check box of a form that is filled in.

Their place is exact. What is drawn in one, by whatever means (strokes, a sign, a note put on top), a picture of the
page tells as it does of a scan.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw as pdfium

from pipeline.model import Box, Page, Word
from pipeline.reading.characters import Frame
from pipeline.reading.squares import LEAST, MARKS, Square, among, ink_inside, marked

_SMALLEST, _LARGEST = 6.0, 18.0  # points: 2.1 to 6.3 mm
_OFF = 1.2  # points by which the ends of two strokes that meet differ
_LEVEL = 0.12  # of its side by which a square may be wider or taller
_MOST_STROKES = 2000  # more short ones are a drawing, or a code of squares
_PATTERN = 1.1  # sides between two squares that are cells of a table: its lines are shared
_DPI = 200
_EMPTY_SIGNS = frozenset("☐□▢◻")
_BOXES = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_Points = tuple[float, float, float, float]


def with_drawn_squares(read: Page, page: Any, frame: Frame) -> list[Word]:
    """The words of a page with a word for each square on it; one of which it is not certain has little confidence.

    ``page`` is the pypdfium2 page that ``read`` was read from.
    """
    width, height = read.width, read.height
    boxes = [*_of_strokes(read.rulings, width, height), *_to_fill_in(page, frame, width, height)]
    boxes = [box for box in boxes if not any(_says_something(word, box, width, height) for word in read.words)]
    boxes = boxes if len(boxes) >= LEAST else []
    if not boxes and not any(_is_empty_sign(word) for word in read.words):
        return list(read.words)
    scale = _DPI / 72
    picture = np.array(page.render(scale=scale, rotation=read.rotation, limit_image_cache=True).to_numpy()[:, :, :3])
    dark = _dark(picture)
    words = [_as_it_looks(word, dark) if _is_empty_sign(word) else word for word in read.words]
    seen = [_square(box, scale, dark) for box in boxes]
    return among(words, seen, picture.shape[1], picture.shape[0], _PATTERN)


def _of_strokes(rulings: Sequence[Box], width: float, height: float) -> Iterator[_Points]:
    """Left, top, right and bottom (points) of the squares that four strokes close."""
    bars = [(r.x0 * width, r.y0 * height, r.x1 * width, r.y1 * height) for r in rulings]
    level = sorted(b for b in bars if _is_side(b[2] - b[0]) and b[3] - b[1] < _SMALLEST)
    upright = [b for b in bars if _is_side(b[3] - b[1]) and b[2] - b[0] < _SMALLEST]
    if len(level) + len(upright) > _MOST_STROKES:
        return
    for place, one in enumerate(level):
        for other in level[place + 1 :]:
            if other[0] > one[0] + _OFF:
                break
            x0, y0, x1, y1 = one[0], min(one[1], other[1]), one[2], max(one[3], other[3])
            if abs(other[2] - x1) < _OFF and _is_square(x1 - x0, y1 - y0):
                sides = (any(_stands_at(bar, x, y0, y1) for bar in upright) for x in (x0, x1))
                if all(sides):
                    yield x0, y0, x1, y1


def _is_side(length: float) -> bool:
    return _SMALLEST <= length <= _LARGEST


def _is_square(across: float, down: float) -> bool:
    return abs(across - down) <= max(_OFF, _LEVEL * max(across, down))


def _stands_at(bar: _Points, x: float, y0: float, y1: float) -> bool:
    return abs((bar[0] + bar[2]) / 2 - x) < _OFF and abs(bar[1] - y0) < _OFF and abs(bar[3] - y1) < _OFF


def _to_fill_in(page: Any, frame: Frame, width: float, height: float) -> Iterator[_Points]:
    """The check boxes of a form with fields, however they are drawn."""
    fields = page.formenv
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)) if fields else ():
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetFormFieldType(fields, annotation)
        rectangle = pdfium.FS_RECTF()
        if kind in _BOXES and pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
            box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            yield box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height
        pdfium.FPDFPage_CloseAnnot(annotation)


def _says_something(word: Word, box: _Points, width: float, height: float) -> bool:
    """Whether a word that is no mark stands in a square: it is a cell, or a box around a number."""
    if not word.text.strip(MARKS):
        return False
    x, y = (word.box.x0 + word.box.x1) / 2 * width, (word.box.y0 + word.box.y1) / 2 * height
    return box[0] < x < box[2] and box[1] < y < box[3]


def _dark(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)
    return np.asarray(dark, np.uint8)


def _square(box: _Points, scale: float, dark: NDArray[np.uint8]) -> Square:
    x, y = round(box[0] * scale), round(box[1] * scale)
    side = round(max(box[2] - box[0], box[3] - box[1]) * scale)
    return x, y, side, ink_inside(dark, x, y, side)


def _is_empty_sign(word: Word) -> bool:
    """Whether a word is a sign for an empty square, alone or with a mark that was set on top of it."""
    return word.text[0] in _EMPTY_SIGNS and not word.text[1:].strip(MARKS)


def _as_it_looks(word: Word, dark: NDArray[np.uint8]) -> Word:
    """A sign for an empty square, with what somebody put on top of it afterwards."""
    height, width = dark.shape
    x0, y0 = max(0, int(word.box.x0 * width)), max(0, int(word.box.y0 * height))
    rows, columns = np.nonzero(dark[y0 : int(word.box.y1 * height) + 1, x0 : int(word.box.x1 * width) + 1])
    if not rows.size:
        return word
    left, top = int(columns.min()), int(rows.min())
    side = min(int(columns.max()) - left, int(rows.max()) - top)
    return marked(word, ink_inside(dark, x0 + left, y0 + top, side))
