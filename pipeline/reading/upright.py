"""A page picture made straight: sheet cut out, light evened, turned upright, lines level. The OCR engine looks on."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.reading.lines import TextLine
from pipeline.reading.ocr import OcrEngine, Pixels, Quad, distance, in_reading_order
from pipeline.reading.raster import Raster
from pipeline.reading.straighten import (
    cut_out,
    even_light,
    fan,
    fold_fan,
    level,
    quarter_turned,
    sheet_corners,
    skew,
    turn,
)

# The working picture: an A4 page at 220 dpi. More does not read better, it only takes longer.
_WORKING_SIDE = 2600
_LEAST_SKEW = 0.15  # degrees; over an A4 page less than a third of a line's height
_SAMPLE_LINES = 6
_SURELY_UPRIGHT = 0.85


@dataclass(frozen=True)
class UprightPage:
    """The straightened picture and the lines found on it.

    ``known`` has the lines already read (by their place in ``quads``) while finding out which way is up. ``width`` and
    ``height`` are points, ``rotation`` the clockwise quarter turns in degrees.
    """

    pixels: Pixels
    width: float
    height: float
    rotation: int
    quads: list[Quad]
    known: dict[int, TextLine]
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
    spread = fan(quads, picture.shape[1])
    if spread is not None:
        picture, quads = fold_fan(picture, quads, *spread)
        notes.append("perspective taken out")
    upside_down, known = _way_up(picture, quads, engine)
    if upside_down:
        picture, quads = turn(picture, quads, 180)
        rotation += 180
    if rotation:
        notes.append(f"turned by {rotation}°")
    quads = [in_reading_order(quad) for quad in quads]
    return UprightPage(picture, width, height, rotation, quads, known, tuple(notes))


def _at_working_size(picture: Pixels) -> Pixels:
    scale = _WORKING_SIDE / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _way_up(picture: Pixels, quads: list[Quad], engine: OcrEngine) -> tuple[bool, dict[int, TextLine]]:
    """Whether a few lines read better the other way up, and those lines as they read best."""
    sample = _telling_lines(quads)
    as_it_is = engine.read_lines(picture, [quads[i] for i in sample])
    if not sample or _certainty(as_it_is) > _SURELY_UPRIGHT:
        return False, dict(zip(sample, as_it_is, strict=True))
    turned = engine.read_lines(picture, [np.roll(quads[i], 2, axis=0) for i in sample])
    if _certainty(turned) > _certainty(as_it_is):
        return True, dict(zip(sample, turned, strict=True))
    return False, dict(zip(sample, as_it_is, strict=True))


def _telling_lines(quads: list[Quad]) -> list[int]:
    """Places of lines of five to fifteen characters: long enough to be sure, short enough to be quick."""
    shapes = [distance(quad[0], quad[1]) / max(1.0, distance(quad[0], quad[3])) for quad in quads]
    good = [i for i, shape in enumerate(shapes) if 4 <= shape <= 10]
    chosen = good if len(good) >= 3 else sorted(range(len(quads)), key=shapes.__getitem__, reverse=True)
    step = max(1, len(chosen) // _SAMPLE_LINES)
    return chosen[::step][:_SAMPLE_LINES]


def _certainty(lines: list[TextLine]) -> float:
    return sum(line.certainty for line in lines) / max(1, len(lines))
