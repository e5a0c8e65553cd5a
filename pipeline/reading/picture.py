"""A page as a picture for a person, exactly as it was read: boxes of its words fit on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import Refused
from pipeline.reading import ocr
from pipeline.reading.cascade import raster_of, text_layer
from pipeline.reading.inspect import ImageFile
from pipeline.reading.protocol import PageToRead
from pipeline.reading.upright import make_upright


def draw(page: PageToRead, max_px: int) -> bytes:
    """The upright page as PNG, its longer side at most ``max_px``. Raises Refused: corrupt, image_too_large."""
    pixels = upright_pixels(page, max_px)
    scale = max_px / max(pixels.shape[:2])
    if scale < 1:
        pixels = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    done, encoded = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 4])
    if not done:
        raise Refused("corrupt", "This page cannot be drawn. Please scan it again.")
    return encoded.tobytes()


def upright_pixels(page: PageToRead, max_px: int) -> NDArray[np.uint8]:
    """The page as it was read; a text layer's is drawn ``max_px`` long, a picture keeps its own size."""
    layer = text_layer(page)
    if layer is None or layer.doubt or isinstance(page.file, ImageFile):
        return make_upright(raster_of(page), ocr.load()).pixels
    pdf_page = page.file.page(page.number - 1)
    try:
        scale = max_px / max(pdf_page.get_size())
        picture = pdf_page.render(scale=scale, rotation=layer.page.rotation, limit_image_cache=True)
        return np.array(picture.to_numpy()[:, :, :3])
    finally:
        pdf_page.close()
