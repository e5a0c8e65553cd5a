"""The lines of a table on a straightened picture, found by what stays when everything short is worn away."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Box

_LOOK_SIDE = 1300
_LONG = 40  # pixels at that size: about 9 mm of an A4 page, more than any letter
_THICK = 6


def ruled_lines(picture: NDArray[np.uint8]) -> tuple[Box, ...]:
    """Horizontal and vertical lines as thin boxes (fractions of the page)."""
    scale = min(1.0, _LOOK_SIDE / max(picture.shape[:2]))
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    bars = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    dark = np.asarray(bars, np.uint8)
    return (*_along(dark, (_LONG, 1)), *_along(dark, (1, _LONG)))


def _along(dark: NDArray[np.uint8], kernel: tuple[int, int]) -> list[Box]:
    # A scanned line wavers by a pixel: thicken it across, then keep what is long.
    thick = cv2.dilate(dark, np.ones((3, 1) if kernel[0] > 1 else (1, 3), np.uint8))
    lines = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    height, width = dark.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines)
    return [
        Box(x / width, y / height, (x + across) / width, (y + down) / height)
        for x, y, across, down, _ in stats[1:].tolist()
        if min(across, down) <= _THICK
    ]
