"""A page picture made straight: sheet cut out, light evened, turned upright, lines level. The OCR engine looks on."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.reading.ocr import OcrEngine, Pixels, Quad, Reading, in_reading_order
from pipeline.reading.raster import Raster
from pipeline.reading.straighten import cut_out, even_light, level, quarter_turned, sheet_corners, skew, turn

# The working picture: an A4 page at 220 dpi. More does not read better, it only takes longer.
_WORKING_SIDE = 2600
_LEAST_SKEW = 0.15  # degrees; over an A4 page less than a third of a line's height
_SAMPLE_LINES = 6
_SURELY_UPRIGHT = 0.85


@dataclass(frozen=True)
class UprightPage:
    """The straightened picture, the lines found on it, and those already read while finding out which way is up.

    ``width`` and ``height`` are points, ``rotation`` the clockwise quarter turns in degrees.
    """

    pixels: Pixels
    width: float
    height: float
    rotation: int
    quads: list[Quad]
    notes: tuple[str, ...]


def make_upright(raster: Raster, engine: OcrEngine) -> UprightPage:
    """Straighten ``raster``. A page without any text stays as it is."""
    picture, width, height, notes = raster.pixels, raster.width, raster.height, list[str]()
    corners = sheet_corners(picture)
    if corners is not None:
        sheet = cut_out(picture, corners)
        picture, width, height = sheet.pixels, sheet.width, sheet.height
        notes.append("sheet cut out of the photo")
    picture = even_light(_at_working_size(picture))
    quads = engine.find_lines(picture)
    rotation = 0
    if quarter_turned(quads):
        picture, quads = turn(picture, quads, 90)
        rotation, width, height = 90, height, width
        quads = [in_reading_order(quad) for quad in quads]
    angle = skew(quads)
    if abs(angle) >= _LEAST_SKEW:
        before = picture.shape
        picture, quads = level(picture, quads, angle)
        width, height = width * picture.shape[1] / before[1], height * picture.shape[0] / before[0]
        notes.append(f"levelled by {angle:.1f}°")
    if quads and _upside_down(picture, quads, engine):
        picture, quads = turn(picture, quads, 180)
        rotation += 180
    if rotation:
        notes.append(f"turned by {rotation}°")
    quads = [in_reading_order(quad) for quad in quads]
    return UprightPage(picture, width, height, rotation, quads, tuple(notes))


def _at_working_size(picture: Pixels) -> Pixels:
    scale = _WORKING_SIDE / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _upside_down(picture: Pixels, quads: list[Quad], engine: OcrEngine) -> bool:
    """Whether a few lines read better the other way up."""
    sample = _telling_lines(quads)
    as_it_is = _certainty(engine.read_lines(picture, sample), len(sample))
    if as_it_is > _SURELY_UPRIGHT:
        return False
    turned = [np.roll(quad, 2, axis=0) for quad in sample]
    return _certainty(engine.read_lines(picture, turned), len(sample)) > as_it_is


def _telling_lines(quads: list[Quad]) -> list[Quad]:
    """Lines of five to fifteen characters: long enough to be sure, short enough to be quick."""

    def shape(quad: Quad) -> float:
        return float(np.linalg.norm(quad[1] - quad[0]) / max(1.0, float(np.linalg.norm(quad[3] - quad[0]))))

    good = [quad for quad in quads if 4 <= shape(quad) <= 10]
    chosen = good if len(good) >= 3 else sorted(quads, key=shape, reverse=True)
    step = max(1, len(chosen) // _SAMPLE_LINES)
    return chosen[::step][:_SAMPLE_LINES]


def _certainty(readings: list[Reading], asked: int) -> float:
    return sum(reading.line.certainty for reading in readings) / max(1, asked)
