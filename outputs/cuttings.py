"""Cuttings: small pictures of the places on a page that a person should see."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from pipeline.model import Box

_AROUND = 24  # pixels of page that are shown around the place, to recognise where it is
_WIDEST = 900  # pixels; a wider cutting, such as a whole line of a table, is made smaller
_RED = (200, 30, 30)
_COLOURS = 32  # a palette this small keeps text legible and a cutting at a few kilobytes


def cuttings(page: bytes, boxes: Sequence[Box]) -> tuple[bytes, ...]:
    """Each box on the page (an encoded picture) with a little around it and a red frame, as PNG."""
    with Image.open(io.BytesIO(page)) as picture:
        whole = picture.convert("RGB")
    return tuple(_cutting(whole, box) for box in boxes)


def _cutting(page: Image.Image, box: Box) -> bytes:
    width, height = page.size
    place = (round(box.x0 * width), round(box.y0 * height), round(box.x1 * width), round(box.y1 * height))
    left, top = max(0, place[0] - _AROUND), max(0, place[1] - _AROUND)
    right, bottom = min(width, place[2] + _AROUND), min(height, place[3] + _AROUND)
    cut = page.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    frame = (place[0] - left - 3, place[1] - top - 3, place[2] - left + 3, place[3] - top + 3)
    ImageDraw.Draw(cut).rectangle(frame, outline=_RED, width=2)
    cut.thumbnail((_WIDEST, _WIDEST))
    written = io.BytesIO()
    cut.quantize(_COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()
