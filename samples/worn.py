"""What a scanner or a phone makes of a page: turned, shaded, noisy, compressed. The same each time."""

from __future__ import annotations

import io
import time

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

Picture = npt.NDArray[np.uint8]

_SCAN_DPI = 200
_PHOTO_DPI = 190
_FIXED_TIME = time.struct_time((2026, 11, 1, 8, 0, 0, 6, 305, 0))
"""Written into the scan's PDF in place of the time of making."""


def page_picture(pdf: bytes, dpi: int) -> Picture:
    """The first page in colour, three channels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("RGB"), dtype=np.uint8)
    finally:
        document.close()


def scan(pdf: bytes) -> bytes:
    """A grey page from an office scanner, laid in 1.1 degrees askew, as a PDF without a text layer."""
    grey = cv2.cvtColor(page_picture(pdf, _SCAN_DPI), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 1.1, 1.0)
    askew = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(248.0,))
    speckled = _with_noise(cv2.GaussianBlur(askew, (0, 0), 0.6), 7.0)
    out = io.BytesIO()
    Image.fromarray(speckled).save(
        out, "PDF", resolution=_SCAN_DPI, quality=60, creationDate=_FIXED_TIME, modDate=_FIXED_TIME
    )
    return out.getvalue()


def photo(pdf: bytes) -> bytes:
    """A JPEG from a phone: the sheet on a dark table, seen from one side, with a shadow across it."""
    page = page_picture(pdf, _PHOTO_DPI)
    height, width = page.shape[:2]
    edge = 90
    table = (58.0, 49.0, 44.0)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    seen = np.array(
        [[edge + 45, edge + 20], [edge + width - 30, edge], [edge + width, edge + height - 10], [edge, edge + height]],
        dtype=np.float32,
    )
    view = cv2.getPerspectiveTransform(corners, seen)
    size = (width + 2 * edge, height + 2 * edge)
    taken = cv2.warpPerspective(page, view, size, flags=cv2.INTER_CUBIC, borderValue=table)
    lit = (taken * _light(size)[:, :, None]).clip(0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(_with_noise(cv2.GaussianBlur(lit, (0, 0), 0.7), 4.0)).save(out, "JPEG", quality=82)
    return out.getvalue()


def _light(size: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Bright at the upper left, two thirds of that at the lower right: a lamp on one side."""
    width, height = size
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    return 1.02 - 0.34 * (0.55 * across + 0.45 * down) ** 1.5


def _with_noise(picture: npt.NDArray[np.generic], strength: float) -> Picture:
    noise = np.random.default_rng(20261101).normal(0.0, strength, picture.shape)
    return (picture.astype(np.float64) + noise).clip(0, 255).astype(np.uint8)
