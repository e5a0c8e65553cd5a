"""The characters of a PDF page as the file stores them, and the lines drawn on it. All calls into PDFium's text API."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw as pdfium

from pipeline.model import Box

_INVISIBLE_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_FORM_DEPTH = 8
_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
# Ligatures (ﬁ) and radicals that stand for the ordinary letters.
_PRESENTATION_FORMS = ((0x2E80, 0x2FDF), (0xFB00, 0xFB06), (0xFF01, 0xFF5E))
_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
_THIN = 1.6  # points: a filled bar no thicker than this is a line, not a shaded field
_ASCENT, _DESCENT = 0.73, 0.21  # of the type size: capitals and tails of ordinary text faces
_SHORT = 6.0  # points: shorter strokes are parts of drawings


@dataclass(frozen=True)
class Character:
    """One character in upright page coordinates: fractions, origin top left. ``size`` is its type's, in points."""

    text: str
    box: Box
    size: float
    colour: tuple[int, int, int]
    invisible: bool
    unmapped: bool
    starts_word: bool


@dataclass(frozen=True)
class Frame:
    """How user space maps to the upright page: ``quarter`` is the reading direction in quarter turns to the left."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.quarter % 2 else (across, up)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright box of a user-space rectangle, not clipped."""
        (ax, ay), (bx, by) = self._point(left, bottom), self._point(right, top)
        width, height = self.size
        return Box(min(ax, bx) / width, min(ay, by) / height, max(ax, bx) / width, max(ay, by) / height)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


@dataclass(frozen=True)
class StoredText:
    """All characters that read in the page's main direction, in the order of the file."""

    characters: tuple[Character, ...]
    frame: Frame
    askew: int
    """Characters that stand across the main direction (watermarks, margins), left out."""


def stored_text(page: Any) -> StoredText:
    """The characters of a pypdfium2 page."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        quarters = [_quarter(textpage.raw, i) for i in range(count)]
        main = Counter(q for q in quarters if q is not None).most_common(1)
        quarter = main[0][0] if main else (page.get_rotation() // 90) % 4
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, quarter)
        characters, askew = _collect(_Letters(textpage.raw, frame, {}), quarters)
    finally:
        textpage.close()
    return StoredText(tuple(characters), frame, askew)


def _quarter(text: Any, index: int) -> int | None:
    """The direction of one character in quarter turns to the left; None when it is slanted or not really there."""
    if pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    turns = -pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.12 else None


def _collect(letters: _Letters, quarters: list[int | None]) -> tuple[list[Character], int]:
    characters: list[Character] = []
    askew, starts = 0, True
    for index, quarter in enumerate(quarters):
        if letters.is_space(index):
            starts = True
        elif quarter != letters.frame.quarter:
            askew, starts = askew + 1, True
        else:
            character = letters.character(index, starts)
            if character is not None:
                characters.append(character)
                starts = False
    return characters, askew


def _letter(code: int) -> str:
    if code == _LINE_END_HYPHEN:
        return "-"
    if code < 32 or code == 0xA0 or 0xD800 <= code <= 0xDFFF:
        return " " if code in (9, 10, 13, 0xA0) else _NO_LETTER
    if any(first <= code <= last for first, last in _PRESENTATION_FORMS):
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


@dataclass(frozen=True)
class _Letters:
    """PDFium's text page (no types), with what was already asked about its text objects."""

    text: Any
    frame: Frame
    invisible: dict[int, bool]
    channels: tuple[ctypes.c_uint, ...] = field(default_factory=lambda: tuple(ctypes.c_uint() for _ in range(4)))

    def is_space(self, index: int) -> bool:
        if pdfium.FPDFText_IsGenerated(self.text, index) == 1:
            return True
        return _letter(pdfium.FPDFText_GetUnicode(self.text, index)).isspace()

    def character(self, index: int, starts: bool) -> Character | None:
        rectangle = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self.text, index, rectangle):
            return None
        em = self._em(index)
        box = self._around_print(index, rectangle, em)
        letter = _letter(pdfium.FPDFText_GetUnicode(self.text, index))
        unmapped = pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1 or letter == _NO_LETTER
        return Character(letter, box, em, self._colour(index), self._is_invisible(index), unmapped, starts)

    def _em(self, index: int) -> float:
        """The size of the type in points."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        return float(pdfium.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d))

    def _around_print(self, index: int, advance: Any, em: float) -> Box:
        """As wide as the character's advance, as high as its type prints: the font's own box overlaps other lines."""
        wide = self.frame.box(advance.left, advance.bottom, advance.right, advance.top)
        x, y = ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetCharOrigin(self.text, index, x, y):
            return wide
        baseline = self.frame.box(x.value, y.value, x.value, y.value).y0
        share = em / self.frame.size[1]
        return Box(wide.x0, baseline - _ASCENT * share, wide.x1, baseline + _DESCENT * share)

    def _colour(self, index: int) -> tuple[int, int, int]:
        pdfium.FPDFText_GetFillColor(self.text, index, *self.channels)
        return self.channels[0].value, self.channels[1].value, self.channels[2].value

    def _is_invisible(self, index: int) -> bool:
        thing = pdfium.FPDFText_GetTextObject(self.text, index)
        address = ctypes.addressof(thing.contents) if thing else 0
        if address not in self.invisible:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing) if thing else None
            self.invisible[address] = mode in _INVISIBLE_MODES
        return self.invisible[address]


def picture_share(page: Any) -> float:
    """The share of the page that its largest picture covers, 0–1."""
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    return max((_covered(thing, (left, bottom, right, top)) / area for thing in _pictures(page)), default=0.0)


def _pictures(page: Any) -> list[Any]:
    return list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH))


def _covered(thing: Any, page: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = thing.get_bounds()
    across = min(right, page[2]) - max(left, page[0])
    up = min(top, page[3]) - max(bottom, page[1])
    return float(max(0.0, across) * max(0.0, up))


def drawn_lines(page: Any, frame: Frame) -> tuple[Box, ...]:
    """The straight horizontal and vertical lines drawn on the page, as thin boxes."""
    lines: list[Box] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_FORM_DEPTH):
        if path.container is None:
            lines += [frame.box(*bar) for bar in _bars(path)]
    return tuple(lines)


def _bars(path: Any) -> list[tuple[float, float, float, float]]:
    left, bottom, right, top = path.get_bounds()
    if max(right - left, top - bottom) < _SHORT:
        return []
    if min(right - left, top - bottom) <= _THIN:
        return [(left, bottom, right, top)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    segments = pdfium.FPDFPath_CountSegments(path.raw)
    return _strokes(path, segments) if stroke.value and segments <= 200 else []


def _strokes(path: Any, segments: int) -> list[tuple[float, float, float, float]]:
    """The level and upright strokes of a path that is drawn with a pen, such as the frame of a cell."""
    matrix, bars = path.get_matrix(), []
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            bars.append((last, here))
        if pdfium.FPDFPathSegment_GetClose(segment):
            bars.append((here, begin))
        last = here
    return [bar for a, b in bars if (bar := _as_bar(a, b)) is not None]


def _as_bar(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float] | None:
    across, up = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(across, up) > _THIN or max(across, up) < _SHORT:
        return None
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
