"""Geometry of a crooked picture: the sheet in a photo, the skew of its lines, quarter turns, uneven light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]
"""Four corners, clockwise from top left: shape (4, 2), pixels."""

A4 = (595.28, 841.89)
"""Points (ISO 216)."""

_LOOK_SIDE = 640
_SMALLEST_SHEET = 0.25  # of the picture; less is a stamp or a table, not the sheet
_EDGE_SUPPORT = 0.55
_EDGE_CONTRAST = 10.0  # of 255, between the sheet and what it lies on; a printed frame has paper on both sides
_TELLING = 380  # pixels: on a line so long the least skew that is levelled, 0.15 degrees, is a pixel
_FEWEST_TELLING = 3  # lines
_FAN_LINES = 8
_FAN_EXPLAINS = 0.5  # a real fan leaves less than this of the spread of slopes unexplained
_LEAST_FAN = 0.012  # of slope between the highest and the lowest line: 0.7 degrees
_SNAP_TO_A4 = 0.13


@dataclass(frozen=True)
class Sheet:
    """The sheet cut out of a photo, with its size in points."""

    pixels: Pixels
    width: float
    height: float


def sheet_corners(picture: Pixels) -> Corners | None:
    """Corners of the sheet of paper that lies in ``picture``, or None when no four edges are to be seen.

    A scan, whose sheet fills the picture, gives None.
    """
    scale = _LOOK_SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    smooth = np.asarray(cv2.bilateralFilter(small, 7, 40, 7), np.uint8)
    slope = _steepness(smooth)
    best, best_support = None, _EDGE_SUPPORT
    for mask in _sheet_masks(smooth, slope):
        corners = _largest_quadrilateral(mask)
        if corners is None:
            continue
        sides = [(corners[i], corners[(i + 1) % 4]) for i in range(4)]
        support = min(_support(slope, *side) for side in sides)
        if support > best_support and min(_contrast(smooth, *side) for side in sides) > _EDGE_CONTRAST:
            best, best_support = corners, support
    return None if best is None else best / np.float32(scale)


def cut_out(picture: Pixels, corners: Corners) -> Sheet:
    """The sheet between ``corners``, flat. Near enough to A4 it becomes exactly A4, else A4's long side is assumed."""
    sides = [float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4)]
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    long_side = max(sides)
    ratio = min(across, down) / max(across, down)
    if abs(ratio * A4[1] / A4[0] - 1) < _SNAP_TO_A4:
        ratio = A4[0] / A4[1]
    size = (long_side * ratio, long_side) if down >= across else (long_side, long_side * ratio)
    width, height = (max(32, round(side)) for side in size)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, target), (width, height), flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    points = A4[1] / long_side
    return Sheet(np.asarray(flat, np.uint8), width * points, height * points)


def even_light(picture: Pixels) -> Pixels:
    """The picture with its paper equally white everywhere: shadow and lamp divided out, print untouched."""
    scale = 160 / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # The brightest spot around each place is paper: print is darker and thinner than this window.
    paper = cv2.dilate(small, np.ones((7, 7), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 11), (0, 0), 5)
    if float(np.percentile(paper, 5)) > 0.85 * float(np.percentile(paper, 95)):
        return picture
    light = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, light, scale=245), np.uint8)


def quarter_turned(quads: list[Corners]) -> bool:
    """Whether most of the text runs up or down the picture."""
    upright = sideways = 0.0
    for quad in quads:
        across, down = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
        if max(across, down) > 2 * min(across, down):
            upright, sideways = (
                (upright + float(across), sideways) if across > down else (upright, sideways + float(down))
            )
    return sideways > upright


def skew(quads: list[Corners]) -> float:
    """Degrees by which the lines of text fall to the right; the median of long lines, weighted by length.

    The box around a short line is level on a page that is slightly askew, as the cells of a table are: where lines
    are long enough for their boxes to tell, only these count.
    """
    along = [(quad[1] - quad[0] + quad[2] - quad[3]) / 2 for quad in quads]
    heights = [float(np.linalg.norm(quad[3] - quad[0])) for quad in quads]
    lines = [(float(np.linalg.norm(v)), v) for v, h in zip(along, heights, strict=True) if np.linalg.norm(v) > 3 * h]
    telling = [(length, v) for length, v in lines if length >= _TELLING]
    told = telling if len(telling) >= _FEWEST_TELLING else lines
    if not told:
        return 0.0
    angles = [math.degrees(math.atan2(float(v[1]), float(v[0]))) for _, v in told]
    order = np.argsort(angles)
    passed = np.cumsum(np.array([length for length, _ in told])[order])
    return float(angles[order[int(np.searchsorted(passed, passed[-1] / 2))]])


def level(picture: Pixels, quads: list[Corners], angle: float) -> tuple[Pixels, list[Corners]]:
    """Picture and quads turned back by ``angle`` degrees, on a sheet large enough for its corners."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    across, up = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (math.ceil(width * across + height * up), math.ceil(width * up + height * across))
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    turned = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8), [np.asarray(q @ matrix[:, :2].T + matrix[:, 2], np.float32) for q in quads]


def fan(quads: list[Corners], width: int) -> tuple[float, float] | None:
    """How the lines of text spread like a fan: their slope at the top edge, and its change per pixel down the page.

    None for parallel lines, which is what a flat scan has; a photo whose sheet has no visible edges has a fan.
    """
    rows, slopes = _rows_and_slopes(quads, width)
    if len(rows) < _FAN_LINES or np.ptp(rows) < width / 4:
        return None
    top, rate = _theil_sen(rows, slopes)
    spread = float(np.median(np.abs(slopes - np.median(slopes))))
    unexplained = float(np.median(np.abs(slopes - top - rate * rows)))
    if abs(rate) * np.ptp(rows) <= _LEAST_FAN or unexplained > _FAN_EXPLAINS * spread:
        return None
    return top, rate


def _rows_and_slopes(quads: list[Corners], width: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the long lines stand, and how steeply they fall; a short line's box says little about its slope."""
    rows, slopes = [], []
    for quad in quads:
        along = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
        if along[0] > 0.08 * width and along[0] > 5 * abs(float(quad[3][1] - quad[0][1])):
            rows.append(float(quad[:, 1].mean()))
            slopes.append(float(along[1] / along[0]))
    return np.array(rows), np.array(slopes)


def _theil_sen(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Intercept and rate of the line through most points: a crooked stamp does not lead it astray."""
    across, up = np.subtract.outer(x, x), np.subtract.outer(y, y)
    far = across > np.ptp(x) / 4
    rate = float(np.median(up[far] / across[far]))
    return float(np.median(y - rate * x)), rate


def fold_fan(picture: Pixels, quads: list[Corners], slope: float, rate: float) -> tuple[Pixels, list[Corners]]:
    """Picture and quads with a :func:`fan` made level: the lines' vanishing point is moved to infinity."""
    height, width = picture.shape[:2]
    middle = width / 2
    # x' - m = (x - m) / (1 + r (x - m)), y' = (y - s (x - m)) / (1 + r (x - m))
    matrix = np.array(
        [[1 + middle * rate, 0, -rate * middle * middle], [-slope, 1, slope * middle], [rate, 0, 1 - rate * middle]]
    )
    flat = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    moved = [cv2.perspectiveTransform(quad[None].astype(np.float32), matrix)[0] for quad in quads]
    return np.asarray(flat, np.uint8), [np.asarray(quad, np.float32) for quad in moved]


def turn(picture: Pixels, quads: list[Corners], degrees: int) -> tuple[Pixels, list[Corners]]:
    """Picture and quads turned clockwise by 90, 180 or 270 degrees; the quads keep their corners' order."""
    height, width = picture.shape[:2]
    moves = {
        90: lambda q: np.stack([height - q[:, 1], q[:, 0]], axis=1),
        180: lambda q: np.stack([width - q[:, 0], height - q[:, 1]], axis=1),
        270: lambda q: np.stack([q[:, 1], width - q[:, 0]], axis=1),
    }
    turned = np.ascontiguousarray(np.rot90(picture, -degrees // 90))
    return turned, [np.asarray(moves[degrees](quad), np.float32) for quad in quads]


def _steepness(picture: Pixels) -> NDArray[np.float32]:
    """How steeply colour changes at each pixel, the strongest of the three channels."""
    across, down = cv2.Sobel(picture, cv2.CV_32F, 1, 0), cv2.Sobel(picture, cv2.CV_32F, 0, 1)
    steep: NDArray[np.float32] = np.hypot(across, down).max(axis=2)
    return steep


def _sheet_masks(smooth: Pixels, slope: NDArray[np.float32]) -> list[Pixels]:
    """Several guesses at what is sheet and what is table; which one is right shows at the edges."""
    masks = []
    lightness = cv2.cvtColor(smooth, cv2.COLOR_BGR2LAB)
    # Otsu separates by lightness; two factors around it serve a dark corner and a bright table.
    threshold, _ = cv2.threshold(lightness[:, :, 0], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    masks += [(lightness[:, :, 0] > factor * threshold).astype(np.uint8) for factor in (1.0, 0.8, 1.15)]
    # Where neither print nor an edge is: the sheet is one smooth region once its print is closed.
    for limit in (25.0, 45.0, 80.0):
        edges = cv2.dilate((slope > limit).astype(np.uint8), np.ones((3, 3), np.uint8))
        masks.append(np.asarray(edges, np.uint8))
    return masks


def _largest_quadrilateral(mask: Pixels) -> Corners | None:
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=lambda c: cv2.contourArea(cv2.convexHull(c))))
    if cv2.contourArea(hull) < _SMALLEST_SHEET * mask.size:
        return None
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, closed=True), closed=True)
        if len(corners) == 4:
            return _clockwise(corners.reshape(4, 2).astype(np.float32))
    return None


def _clockwise(corners: Corners) -> Corners:
    """Sorted clockwise from the corner nearest to the picture's top left."""
    centre = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def _support(slope: NDArray[np.float32], start: Corners, end: Corners) -> float:
    """The share of the side from ``start`` to ``end`` along which there really is an edge."""
    height, width = slope.shape
    points = np.linspace(start, end, 60)[3:-3]
    normal = np.array([end[1] - start[1], start[0] - end[0]]) / max(1.0, float(np.linalg.norm(end - start)))
    seen = np.zeros(len(points), np.bool_)
    for offset in range(-3, 4):
        x, y = np.round(points + offset * normal).astype(int).T
        inside = (x > 2) & (y > 2) & (x < width - 3) & (y < height - 3)
        seen |= inside & (slope[y.clip(0, height - 1), x.clip(0, width - 1)] > 30)
    return float(seen.mean())


def _contrast(smooth: Pixels, start: Corners, end: Corners) -> float:
    """How much the colour beyond the side from ``start`` to ``end`` differs from the colour before it."""
    height, width = smooth.shape[:2]
    points = np.linspace(start, end, 60)[3:-3]
    normal = np.array([end[1] - start[1], start[0] - end[0]]) / max(1.0, float(np.linalg.norm(end - start)))
    colours = []
    for offset in (-9.0, 9.0):
        x, y = np.round(points + offset * normal).astype(int).T
        colours.append(smooth[y.clip(0, height - 1), x.clip(0, width - 1)].astype(np.float32))
    return float(np.median(np.abs(colours[0] - colours[1]).max(axis=1)))
