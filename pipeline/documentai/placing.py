"""From places in Google's answer to boxes on the page as it was sent.

Google may straighten a page once more before it reads it, and then says with which matrices. A place is led back
through them; where they do more than turn or shift, the page cannot be used, since no value may have a wrong place.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.model import Box

_DEPTHS = {5: "f", 6: "d"}  # OpenCV's CV_32F and CV_64F, as Document.Page.Matrix.type says
_SAME_SIZE = 0.05
_SQUARE = 0.2  # a sine or cosine below this: a quarter turn, give or take a skew


class Misplaced(Exception):
    """The places of this page cannot be led back to the page that was sent."""


@dataclass(frozen=True)
class Affine:
    """x' = a x + b y + c,  y' = d x + e y + f, in pixels."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def then(self, after: Affine) -> Affine:
        """This one first, ``after`` second."""
        return Affine(
            after.a * self.a + after.b * self.d,
            after.a * self.b + after.b * self.e,
            after.a * self.c + after.b * self.f + after.c,
            after.d * self.a + after.e * self.d,
            after.d * self.b + after.e * self.e,
            after.d * self.c + after.e * self.f + after.f,
        )

    def back(self) -> Affine:
        """The inverse. Raises :class:`Misplaced` for anything but turning and shifting."""
        size = self.a * self.e - self.b * self.d
        if abs(size - 1) > _SAME_SIZE or abs(math.hypot(self.a, self.d) - 1) > _SAME_SIZE:
            raise Misplaced("the page was stretched")
        a, b, d, e = self.e / size, -self.b / size, -self.d / size, self.a / size
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f


@dataclass(frozen=True)
class Placing:
    """How a page's places become boxes: its size in pixels as read, and as sent, and the way back."""

    width: float
    height: float
    sent: tuple[float, float]
    back: Affine | None

    @classmethod
    def of(cls, page: Any) -> Placing:
        """For a ``Document.Page``. Raises :class:`Misplaced`."""
        width, height = float(page.dimension.width), float(page.dimension.height)
        if not page.transforms:
            return cls(width, height, (width, height), None)
        if not width or not height:
            raise Misplaced("the page has no size")
        whole = Affine()
        for matrix in page.transforms:
            whole = whole.then(_affine(matrix))
        quarter = abs(whole.a) < _SQUARE
        return cls(width, height, (height, width) if quarter else (width, height), whole.back())

    def box(self, polygon: Any) -> Box | None:
        """The upright box around a ``BoundingPoly``, cut off at the page's edges; None where it says nothing."""
        points = [self._sent(x, y) for x, y in self._shares(polygon)]
        if len(points) < 2:
            return None
        across, down = [x for x, _ in points], [y for _, y in points]
        box = Box(_share(min(across)), _share(min(down)), _share(max(across)), _share(max(down)))
        return box if box.width > 0 and box.height > 0 else None

    def _shares(self, polygon: Any) -> Iterable[tuple[float, float]]:
        """The corners as shares of the page as read; a corner at an edge has no field for the zero."""
        if polygon.normalized_vertices:
            return [(v.x, v.y) for v in polygon.normalized_vertices]
        if not self.width or not self.height:
            return []
        return [(v.x / self.width, v.y / self.height) for v in polygon.vertices]

    def _sent(self, x: float, y: float) -> tuple[float, float]:
        if self.back is None:
            return x, y
        px, py = self.back.point(x * self.width, y * self.height)
        return px / self.sent[0], py / self.sent[1]


def _affine(matrix: Any) -> Affine:
    letter = _DEPTHS.get(matrix.type_)
    if letter is None or matrix.cols != 3 or matrix.rows not in (2, 3):
        raise Misplaced("the page was changed in a way that is not known")
    count = matrix.rows * matrix.cols
    try:
        numbers = struct.unpack(f"<{count}{letter}", matrix.data)
    except struct.error as error:
        raise Misplaced("the page was changed in a way that is not known") from error
    if not all(math.isfinite(number) for number in numbers):
        raise Misplaced("the page was changed in a way that is not known")
    return Affine(*numbers[:6])


def _share(position: float) -> float:
    return round(min(1.0, max(0.0, position)), 5) if math.isfinite(position) else 0.0
