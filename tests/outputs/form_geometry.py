"""Reads a printed job order's own geometry: its words with their baselines, its rules and boxes, in points.

What a PDF viewer draws is what is measured: character origins and path bounds, as pdfium gives them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


@dataclass(frozen=True)
class Words:
    """A run of text on one baseline, blanks taken out; ``x`` and ``baseline`` from the top left of the page."""

    text: str
    x: float
    baseline: float


@dataclass(frozen=True)
class Ruling:
    """A drawn rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class PageGeometry:
    """What stands on a page."""

    words: tuple[Words, ...]
    rulings: tuple[Ruling, ...]
    text: str

    def distance_of_words(self, text: str, x: float, baseline: float) -> float:
        """How far ``text`` is from where it belongs, at the nearest place where it stands; infinity if nowhere."""
        wanted = without_blanks(text)
        found = (run for run in self.words if run.text.startswith(wanted))
        return min((max(abs(run.x - x), abs(run.baseline - baseline)) for run in found), default=float("inf"))

    def distance_of_rule_across(self, y: float, x0: float, x1: float) -> float:
        """How far the nearest horizontal rule is that runs all the way from ``x0`` to ``x1``."""
        across = (rule for rule in self.rulings if rule.x1 - rule.x0 > rule.y1 - rule.y0)
        spans = (rule for rule in across if rule.x0 <= x0 + 2 and rule.x1 >= x1 - 2)
        return min((_outside(y, rule.y0, rule.y1) for rule in spans), default=float("inf"))

    def distance_of_rule_down(self, x: float, y0: float, y1: float) -> float:
        """How far the nearest vertical rule is that runs all the way from ``y0`` to ``y1``."""
        down = (rule for rule in self.rulings if rule.y1 - rule.y0 > rule.x1 - rule.x0)
        spans = (rule for rule in down if rule.y0 <= y0 + 2 and rule.y1 >= y1 - 2)
        return min((_outside(x, rule.x0, rule.x1) for rule in spans), default=float("inf"))

    def distance_of_box(self, x0: float, y0: float, x1: float, y1: float) -> float:
        """How far the nearest drawn box is, by its worst side."""
        sides = (max(abs(box.x0 - x0), abs(box.y0 - y0), abs(box.x1 - x1), abs(box.y1 - y1)) for box in self.rulings)
        return min(sides, default=float("inf"))


def read_geometry(pdf: bytes) -> list[PageGeometry]:
    """The geometry of every page."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_page_geometry(page) for page in document]
    finally:
        document.close()


def without_blanks(text: str) -> str:
    return "".join(text.split())


def _outside(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


def _page_geometry(page: pdfium.PdfPage) -> PageGeometry:
    text_page = page.get_textpage()
    height = page.get_height()
    bounds = [it.get_bounds() for it in page.get_objects(max_depth=5) if it.type == pdfium_c.FPDF_PAGEOBJ_PATH]
    rulings = tuple(Ruling(x0, height - y1, x1, height - y0) for x0, y0, x1, y1 in bounds)
    return PageGeometry(tuple(_runs(text_page, height)), rulings, text_page.get_text_range())


def _runs(text_page: pdfium.PdfTextPage, height: float) -> Iterator[Words]:
    """Characters in the order of the file, joined while they go on along the same baseline."""
    text, x, baseline, end = "", 0.0, 0.0, 0.0
    for sign, sign_x, sign_baseline, sign_end in _signs(text_page, height):
        if text and (abs(sign_baseline - baseline) > 0.3 or not -1 < sign_x - end < 8):
            yield Words(text, x, baseline)
            text = ""
        if not text:
            x, baseline = sign_x, sign_baseline
        text += sign
        end = sign_end
    if text:
        yield Words(text, x, baseline)


def _signs(text_page: pdfium.PdfTextPage, height: float) -> Iterator[tuple[str, float, float, float]]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    for index in range(text_page.count_chars()):
        sign = chr(pdfium_c.FPDFText_GetUnicode(text_page, index))
        if sign.isspace() or pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box)
        yield sign, x.value, height - y.value, box.right
