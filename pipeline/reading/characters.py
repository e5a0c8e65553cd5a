"""The characters of a PDF page as the file stores them, and the lines drawn on it. All calls into PDFium's text API."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pypdfium2 import raw as pdfium

from pipeline.model import Box
from pipeline.reading.drawn import Drawn, bounds_of

_INVISIBLE_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
# Ligatures (ﬁ) and radicals that stand for the ordinary letters.
_PRESENTATION_FORMS = ((0x2E80, 0x2FDF), (0xFB00, 0xFB06), (0xFF01, 0xFF5E))
_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
_THIN = 1.6  # points: a filled bar no thicker than this is a line, not a shaded field
_ASCENT, _DESCENT = 0.73, 0.21  # of the type size: capitals and tails of ordinary text faces
_LONGEST_ASLANT = 200
_TOUCHING = 0.1  # of the type size: a thin space is a fifth of it
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

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.quarter % 2 else (across, up)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright box of a user-space rectangle, not clipped."""
        width, height = self.size
        if self.quarter == 0:  # nearly every page: each of its characters comes by here
            x0, x1 = (left - self.left) / width, (right - self.left) / width
            y0, y1 = (self.top - top) / height, (self.top - bottom) / height
            return Box(x0, y0, x1, y1) if left <= right and bottom <= top else Box(*_sorted(x0, y0, x1, y1))
        (ax, ay), (bx, by) = self._point(left, bottom), self._point(right, top)
        return Box(min(ax, bx) / width, min(ay, by) / height, max(ax, bx) / width, max(ay, by) / height)

    def down(self, x: float, y: float) -> float:
        """How far down the upright page a user-space point lies, as a fraction."""
        return self._point(x, y)[1] / self.size[1]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def _sorted(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True)
class StoredText:
    """The characters that read in one direction of a page, in the order of the file."""

    characters: tuple[Character, ...]
    frame: Frame


@dataclass(frozen=True)
class Directions:
    """What reads in the page's main direction, and what runs up and down across it (titles of narrow columns).

    ``aslant`` are the visible letters that run in no such direction: a watermark.
    """

    main: StoredText
    across: tuple[StoredText, ...]
    aslant: str = ""


def stored_text(page: Any) -> Directions:
    """The characters of a pypdfium2 page; those of text upside down are left out."""
    textpage = page.get_textpage()
    try:
        text = textpage.raw
        styles = _Styles(text, {})
        of_each = [styles.at(index) for index in range(textpage.count_chars())]
        quarters = Counter(style.quarter for style in of_each if style and style.quarter is not None)
        main = max(quarters, key=quarters.__getitem__, default=(page.get_rotation() // 90) % 4)
        across = [quarter for quarter in ((main + 1) % 4, (main + 3) % 4) if quarters[quarter]]
        left, bottom, right, top = page.get_bbox()
        frames = [Frame(left, bottom, right, top, quarter) for quarter in (main, *across)]
        found = [_collect(text, frame, of_each, blanks=frame.quarter == main) for frame in frames]
        aslant = "".join(_aslant(text, index, style) for index, style in enumerate(of_each))
    finally:
        textpage.close()
    return Directions(found[0], tuple(found[1:]), " ".join(aslant.split())[:_LONGEST_ASLANT])


def _aslant(text: Any, index: int, style: _Style | None) -> str:
    if style is None or style.quarter is not None or style.invisible:
        return " "
    letter = chr(pdfium.FPDFText_GetUnicode(text, index))
    return letter if letter.isprintable() else " "


@dataclass(frozen=True)
class _Style:
    """What all characters of one text object share. ``quarter`` is None for slanted text."""

    quarter: int | None
    em: float
    colour: tuple[int, int, int]
    invisible: bool


@dataclass(frozen=True)
class _Styles:
    """The styles of PDFium's text page (no types), asked for once for each text object."""

    text: Any
    known: dict[int, _Style]

    def at(self, index: int) -> _Style | None:
        """The style of a character; None when it is not really there (PDFium adds blanks between words)."""
        thing = pdfium.FPDFText_GetTextObject(self.text, index)
        if not thing or pdfium.FPDFText_IsGenerated(self.text, index) == 1:
            return None
        address = ctypes.addressof(thing.contents)
        style = self.known.get(address)
        if style is None:
            style = self.known[address] = self._asked(thing, index)
        return style

    def _asked(self, thing: Any, index: int) -> _Style:
        turns = -pdfium.FPDFText_GetCharAngle(self.text, index) / (math.pi / 2)
        quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.12 else None
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        em = float(pdfium.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(self.text, index, red, green, blue, alpha)
        invisible = pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE_MODES
        return _Style(quarter, em, (red.value, green.value, blue.value), invisible)


def _collect(text: Any, frame: Frame, styles: list[_Style | None], *, blanks: bool) -> StoredText:
    """What reads in the direction of ``frame``. The ``blanks`` that PDFium adds part words in the main one only."""
    letters = _Letters(text, frame)
    characters: list[Character] = []
    stored = added = True
    for index, style in enumerate(styles):
        letter = letters.at(index) if style else " "
        if style is None or letter.isspace() or style.quarter != frame.quarter:
            stored, added = stored or style is not None, added or blanks
        elif (character := letters.character(index, letter, style)) is not None:
            starts = stored or (added and not _touches(characters[-1], character, frame.size[0]))
            characters.append(replace(character, starts_word=starts))
            stored = added = False
    return StoredText(tuple(characters), frame)


def _touches(before: Character, after: Character, page_width: float) -> bool:
    """Whether nothing stands between two letters of a line, though PDFium adds a break.

    It does so inside words whose letters are placed one by one, when it takes them for text that runs down the page.
    """
    level = abs(after.box.y1 - before.box.y1) < _TOUCHING * before.box.height
    return level and abs(after.box.x0 - before.box.x1) * page_width < _TOUCHING * before.size


def _letter(code: int) -> str:
    if code == _LINE_END_HYPHEN:
        return "-"
    if code < 32 or code == 0xA0 or 0xD800 <= code <= 0xDFFF:
        return " " if code in (9, 10, 13, 0xA0) else _NO_LETTER
    if any(first <= code <= last for first, last in _PRESENTATION_FORMS):
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


class _Letters:
    """The characters of PDFium's text page one by one."""

    def __init__(self, text: Any, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        # Filled anew for each character: making them takes longer than the call.
        self._rectangle = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._seen: dict[int, str] = {}

    def at(self, index: int) -> str:
        """The character as text; a blank for what only parts words."""
        code = pdfium.FPDFText_GetUnicode(self.text, index)
        letter = self._seen.get(code)
        if letter is None:
            letter = self._seen[code] = _letter(code)
        return letter

    def character(self, index: int, letter: str, style: _Style) -> Character | None:
        if not pdfium.FPDFText_GetLooseCharBox(self.text, index, self._rectangle):
            return None
        box = self._around_print(index, style.em)
        unmapped = letter == _NO_LETTER or pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1
        return Character(letter, box, style.em, style.colour, style.invisible, unmapped, starts_word=True)

    def _around_print(self, index: int, em: float) -> Box:
        """As wide as the character's advance, as high as its type prints: the font's own box overlaps other lines."""
        advance = self._rectangle
        wide = self.frame.box(advance.left, advance.bottom, advance.right, advance.top)
        if not pdfium.FPDFText_GetCharOrigin(self.text, index, self._x, self._y):
            return wide
        baseline = self.frame.down(self._x.value, self._y.value)
        share = em / self.frame.size[1]
        return Box(wide.x0, baseline - _ASCENT * share, wide.x1, baseline + _DESCENT * share)


def picture_share(page: Any, drawn: Drawn) -> float:
    """The share of the page that its largest picture covers, 0–1."""
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    return max((_covered(thing, (left, bottom, right, top)) / area for thing in drawn.pictures), default=0.0)


def _covered(thing: Any, page: tuple[float, float, float, float]) -> float:
    bounds = bounds_of(thing)
    if bounds is None:
        return 0.0
    across = min(bounds[2], page[2]) - max(bounds[0], page[0])
    up = min(bounds[3], page[3]) - max(bounds[1], page[1])
    return float(max(0.0, across) * max(0.0, up))


def drawn_lines(drawn: Drawn, frame: Frame) -> tuple[Box, ...]:
    """The straight horizontal and vertical lines drawn on the page, as thin boxes."""
    return tuple(frame.box(*bar) for path in drawn.paths for bar in _bars(path))


def _bars(path: Any) -> list[tuple[float, float, float, float]]:
    bounds = bounds_of(path)
    if bounds is None:
        return []
    left, bottom, right, top = bounds
    if max(right - left, top - bottom) < _SHORT:
        return []
    if min(right - left, top - bottom) <= _THIN:
        return [bounds]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    segments = pdfium.FPDFPath_CountSegments(path)
    return _strokes(path, segments) if stroke.value and segments <= 200 else []


def _strokes(path: Any, segments: int) -> list[tuple[float, float, float, float]]:
    """The level and upright strokes of a path that is drawn with a pen, such as the frame of a cell."""
    matrix, bars = pdfium.FS_MATRIX(), []
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _moved(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            bars.append((last, here))
        if pdfium.FPDFPathSegment_GetClose(segment):
            bars.append((here, begin))
        last = here
    return [bar for a, b in bars if (bar := _as_bar(a, b)) is not None]


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _as_bar(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float] | None:
    across, up = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(across, up) > _THIN or max(across, up) < _SHORT:
        return None
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
