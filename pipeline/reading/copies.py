"""Copies of pages for a reader outside: the upright pictures that people see, as PDFs within its limits.

What is sent is what was read here, made straight: places in the answer then lie on the page that the portal shows. It
is also all that is sent: no metadata, no attachment, no other page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from pipeline.errors import Refused
from pipeline.reading.inspect import EInvoiceFile, checked_media_type, opened
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.picture import upright_pixels
from pipeline.reading.protocol import PageToRead
from pipeline.reading.sent import CopyLimits, PageCopies

_LONGEST_SIDE = 3400  # pixels: A4 at 290 dpi; more makes no letter clearer
_JPEG_QUALITY = 90
_SMALLER = 0.7
_POINTS_A_PIXEL = 72 / 200
_AROUND = 20_000  # bytes of a PDF beside its pictures


def copies_of(path: Path, numbers: Sequence[int], limits: ReadingLimits, within: CopyLimits) -> tuple[PageCopies, ...]:
    """Pages ``numbers`` (from 1) of the file at ``path``, in as few PDFs as the limits allow.

    Raises what :func:`pipeline.reading.read` raises, and Refused (no_such_page).
    """
    with opened(path, checked_media_type(path, limits), limits) as file:
        if isinstance(file, EInvoiceFile) or not all(1 <= number <= file.page_count for number in numbers):
            raise Refused("no_such_page", "This file does not have these pages.")
        drawn = ((number, _jpeg(PageToRead(path, file, number, limits), within)) for number in numbers)
        return tuple(
            PageCopies(_pdf([jpeg for _, jpeg in part]), tuple(n for n, _ in part)) for part in _parts(drawn, within)
        )


def _parts(drawn: Iterator[tuple[int, _Jpeg]], within: CopyLimits) -> Iterator[list[tuple[int, _Jpeg]]]:
    part: list[tuple[int, _Jpeg]] = []
    size = _AROUND
    for number, jpeg in drawn:
        if part and (len(part) >= within.pages or size + len(jpeg.data) > within.bytes):
            yield part
            part, size = [], _AROUND
        part.append((number, jpeg))
        size += len(jpeg.data)
    if part:
        yield part


@dataclass(frozen=True)
class _Jpeg:
    data: bytes
    width: int
    height: int


def _jpeg(page: PageToRead, within: CopyLimits) -> _Jpeg:
    """The page as a JPEG within the limits, made smaller until it fits."""
    pixels = upright_pixels(page, min(_LONGEST_SIDE, within.side))
    height, width = pixels.shape[:2]
    scale = min(1.0, within.side / max(height, width), (within.pixels / (height * width)) ** 0.5)
    while True:
        jpeg = _encoded(pixels, scale)
        if len(jpeg.data) + _AROUND <= within.bytes or min(jpeg.width, jpeg.height) < 200:
            return jpeg
        scale *= _SMALLER


def _encoded(pixels: NDArray[np.uint8], scale: float) -> _Jpeg:
    if scale < 1:
        pixels = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise Refused("corrupt", "This page cannot be drawn. Please scan it again.")
    return _Jpeg(data.tobytes(), pixels.shape[1], pixels.shape[0])


def _pdf(jpegs: Sequence[_Jpeg]) -> bytes:
    written = io.BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        for jpeg in jpegs:
            size = (jpeg.width * _POINTS_A_PIXEL, jpeg.height * _POINTS_A_PIXEL)
            picture = pypdfium2.PdfImage.new(pdf)
            picture.load_jpeg(io.BytesIO(jpeg.data), inline=True)
            picture.set_matrix(pypdfium2.PdfMatrix().scale(*size))
            page = pdf.new_page(*size)
            page.insert_obj(picture)
            page.gen_content()
            page.close()
        pdf.save(written)
    return written.getvalue()
