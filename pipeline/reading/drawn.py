"""The things drawn on a PDF page, told apart in one pass: pictures wherever they are, paths of the page itself.

pypdfium2 makes an object of its own for each of them, which takes as long as reading the page's text; here each is
PDFium's own handle.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw as pdfium

_FORM_DEPTH = 8


@dataclass(frozen=True)
class Drawn:
    """PDFium's handles (they carry no types) of a page's pictures, and of the paths that lie in no form."""

    pictures: tuple[Any, ...]
    paths: tuple[Any, ...]


def drawn_on(page: Any) -> Drawn:
    """What is drawn on a pypdfium2 page. The handles are good while the page is open."""
    pictures: list[Any] = []
    paths: list[Any] = []
    for thing, kind, depth in _things(page.raw, 0):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(thing)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and depth == 0:
            paths.append(thing)
    return Drawn(tuple(pictures), tuple(paths))


def bounds_of(thing: Any) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of a thing in points; None when PDFium cannot tell."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _things(parent: Any, depth: int) -> Iterator[tuple[Any, int, int]]:
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(max(0, count(parent))):
        thing = get(parent, index)
        if not thing:
            continue
        kind = pdfium.FPDFPageObj_GetType(thing)
        yield thing, kind, depth
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH - 1:
            yield from _things(thing, depth + 1)
