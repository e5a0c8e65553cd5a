"""A page as pixels: rendered from a PDF, or decoded from an image file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import Refused
from pipeline.reading.straighten import A4

Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
_DPI = 200
# Below 60 an "image resolution" is a screen's or a default that nobody meant; above 1,300 no scanner goes.
_BELIEVABLE_DPI = (90, 1300)
_MOST_PIXELS = 14_000_000
_CORRUPT = "The picture is damaged and cannot be opened to its end. Please scan or send it again."


@dataclass(frozen=True)
class Raster:
    """Pixels (height, width, BGR) of a page as a viewer shows it, and its size in points."""

    pixels: Pixels
    width: float
    height: float


def render(page: Any, dpi: float = _DPI) -> Raster:
    """The PDF page (a pypdfium2 page, which carries no types) at ``dpi``, or less for a sheet larger than A2."""
    width, height = page.get_size()
    scale = min(dpi / POINTS_PER_INCH, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    try:
        bitmap = page.render(scale=scale, limit_image_cache=True)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Refused("corrupt", "A page of this PDF cannot be drawn. Please export or scan it again.") from error
    return Raster(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]), width, height)


def decode(image: Image.Image, frame: int) -> Raster:
    """Frame ``frame`` (from 0) of an opened image file: turned as its EXIF data says, pixels made square."""
    try:
        image.seek(frame)
        whole = image.width
        image.draft("RGB", (3000, 3000))  # a JPEG is decoded at half size where that still leaves so many pixels
        small = _shrunk(image)
        shrunk = whole / small.width
        upright = ImageOps.exif_transpose(small)
        pixels = np.asarray(_on_white(upright))[:, :, ::-1]
    except (OSError, EOFError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise Refused("corrupt", _CORRUPT) from error
    return _square(np.ascontiguousarray(pixels), _resolution(image, shrunk))


def _shrunk(image: Image.Image) -> Image.Image:
    """A very large picture averaged down before it is copied about."""
    factor = int((image.width * image.height / _MOST_PIXELS) ** 0.5 + 0.5)
    if factor < 2 or image.mode.startswith("I"):
        return image
    tones = image.convert({"1": "L", "P": "RGBA"}.get(image.mode, image.mode))
    smaller = tones.reduce(factor)
    smaller.info = image.info
    return smaller


def _on_white(image: Image.Image) -> Image.Image:
    """In RGB; what is transparent shows white paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def _resolution(image: Image.Image, shrunk: float) -> tuple[float, float] | None:
    """Dots per inch across and down after shrinking, or None when the file does not say or cannot be believed."""
    stated = image.info.get("dpi")
    if not stated:
        return None
    across, down = (float(value) for value in stated)
    if not all(_BELIEVABLE_DPI[0] <= value <= _BELIEVABLE_DPI[1] for value in (across, down)):
        return None
    return across / shrunk, down / shrunk


def _square(pixels: Pixels, dpi: tuple[float, float] | None) -> Raster:
    """With square pixels (a fax has 204 x 98 to the inch) and a size in points; unknown size is A4's long side."""
    height, width = pixels.shape[:2]
    if dpi is None:
        points = A4[1] / max(height, width)
        return Raster(_capped(pixels), width * points, height * points)
    size = (width * POINTS_PER_INCH / dpi[0], height * POINTS_PER_INCH / dpi[1])
    if abs(dpi[0] / dpi[1] - 1) > 0.01:
        best = max(dpi)
        target = (round(width * best / dpi[0]), round(height * best / dpi[1]))
        pixels = np.asarray(cv2.resize(pixels, target, interpolation=cv2.INTER_CUBIC), np.uint8)
    return Raster(_capped(pixels), *size)


def _capped(pixels: Pixels) -> Pixels:
    scale = (_MOST_PIXELS / (pixels.shape[0] * pixels.shape[1])) ** 0.5
    if scale >= 1:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
